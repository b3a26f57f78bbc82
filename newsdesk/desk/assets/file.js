// A file as a text: shows the line of a fault, and saves what nobody else has changed meanwhile.

import { _, ask, keys, say } from "./desk.js";

const form = document.getElementById("file");
const text = document.getElementById("text");
const place = document.getElementById("place");

const go = (line) => {
  const lines = text.value.split("\n");
  const at = Math.min(Math.max(line, 1), lines.length) - 1;
  const start = lines.slice(0, at).reduce((sum, one) => sum + one.length + 1, 0);
  text.focus();
  text.setSelectionRange(start, start + lines[at].length);
  text.scrollTop = Math.max(0, (at - 4) * parseFloat(getComputedStyle(text).lineHeight));
};

const told = () => {
  const before = text.value.slice(0, text.selectionStart).split("\n");
  place.textContent = _("Line {line}, column {column}", { line: before.length, column: before.at(-1).length + 1 });
};

let saved = text.value;
const save = async (event) => {
  event.preventDefault();
  const wanted = text.value;
  // What we write ourselves comes back as an event, too: perhaps before the answer.
  form.dataset.saving = "1";
  try {
    const now = await ask(`/api${location.pathname}`, { method: "POST", data: { text: wanted, digest: form.dataset.digest } });
    form.dataset.digest = now.digest;
    saved = wanted;
    say(_("Saved {path}.", { path: now.path }));
  } catch {
    // It is said at the foot already.
  } finally {
    delete form.dataset.saving;
  }
};

form.addEventListener("submit", save);
text.addEventListener("keyup", told);
text.addEventListener("click", told);
addEventListener("beforeunload", (event) => {
  if (text.value !== saved) event.preventDefault();
});
keys({ "Ctrl+s": [save, _("Save the file")] });
go(Number(form.dataset.line));
told();
