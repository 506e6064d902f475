// Server-sent events read by fetch, and not by EventSource: the token stays out of the address.

/** @typedef {{id: string, data: string}} ServerEvent */

/**
 * Cuts what has come so far into whole events.
 * @param {string} text
 * @returns {{events: ServerEvent[], rest: string}} `rest` is the beginning of the next one
 */
export function readEvents(text) {
  const blocks = text.split("\n\n");
  const rest = blocks.pop() ?? "";
  const events = blocks.map(fieldsOf).filter((event) => event.data);
  return { events, rest };
}

/**
 * @param {string} block lines of one event; a comment has no field before its colon
 * @returns {ServerEvent}
 */
function fieldsOf(block) {
  const fields = { id: "", data: "" };
  for (const line of block.split("\n")) {
    const [name, value = ""] = line.split(/: ?(.*)/s, 2);
    if (name === "id" || name === "data") fields[name] = value;
  }
  return fields;
}

/**
 * Reads one stream to its end.
 * @param {Response} response
 * @param {(event: ServerEvent) => void} onEvent
 */
export async function readStream(response, onEvent) {
  if (!response.body) return;
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    const read = readEvents(rest + value);
    rest = read.rest;
    read.events.forEach(onEvent);
  }
}
