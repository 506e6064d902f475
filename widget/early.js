// Somebody may write before the chat has been fetched: what they send waits for it.

/**
 * @param {HTMLFormElement} form
 * @param {HTMLTextAreaElement} input
 * @returns {() => void} the chat is there: what was to be sent is sent
 */
export function holdEarly(form, input) {
  let wanted = false;
  /** @param {Event} event */
  const hold = (event) => {
    if (event instanceof KeyboardEvent && (event.key !== "Enter" || event.shiftKey || event.isComposing)) return;
    event.preventDefault();
    wanted = true;
  };
  form.addEventListener("submit", hold);
  input.addEventListener("keydown", hold);
  return () => {
    form.removeEventListener("submit", hold);
    input.removeEventListener("keydown", hold);
    if (wanted) form.requestSubmit();
  };
}
