// Small means to find and make elements. Text is always text, never markup.

/**
 * The element that the markup (shell.html) names so.
 * @template {Element} T
 * @param {ParentNode} root
 * @param {string} name
 * @param {new () => T} kind
 * @returns {T}
 */
export function part(root, name, kind) {
  const found = root.querySelector(`[data-part="${name}"]`);
  if (!(found instanceof kind)) throw new Error(`The markup has no ${name}.`);
  return found;
}

/**
 * @param {string} tag
 * @param {string} kind its class
 * @param {string} [text]
 * @returns {HTMLElement}
 */
export function element(tag, kind, text = "") {
  const made = document.createElement(tag);
  if (kind) made.className = kind;
  if (text) made.textContent = text;
  return made;
}

/**
 * @param {string} kind its class
 * @param {string} text
 * @param {(button: HTMLButtonElement) => void} onPress
 * @returns {HTMLButtonElement}
 */
export function button(kind, text, onPress) {
  const made = /** @type {HTMLButtonElement} */ (element("button", kind, text));
  made.type = "button";
  made.addEventListener("click", () => onPress(made));
  return made;
}

/**
 * Hands a text over as a file. Nothing is asked of a server.
 * @param {string} name
 * @param {string} text
 * @param {string} kind
 */
export function saveFile(name, text, kind) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: kind }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

export const calm = () => matchMedia("(prefers-reduced-motion: reduce)").matches;
