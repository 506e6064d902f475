// data.js is written by the server (steady/channels/web_page.py): this says what it holds.
import type { Helplines, Words } from "./messages.js";

export const shell: string;
export const words: Words;
export const numbers: Record<string, Helplines>;
export const country: string | null;
export const name: string;
export const colour: string;
export const leave: string;
