// The page of changes: a proposed message follows the chosen files until somebody writes one; then they are committed.
import { _, ask, keys, tellThere } from "./desk.js";
import { refuse } from "./after.js";

const form = document.getElementById("commit");

if (form) {
  const boxes = [...form.querySelectorAll("input[name=file]")];
  const all = document.getElementById("all");
  const text = document.getElementById("message");
  const go = document.getElementById("go");
  let isOwn = "kept" in text.dataset;
  let asked = 0;

  const chosen = () => boxes.filter((box) => box.checked);

  const propose = async () => {
    if (isOwn) return;
    const turn = ++asked;
    const { message } = await ask("/api/changes/message", { method: "POST", data: { paths: chosen().map((box) => box.value) } });
    if (!isOwn && turn === asked) text.value = message;
  };

  text.addEventListener("input", () => { isOwn = text.value.trim() !== ""; });
  form.addEventListener("change", (event) => {
    if (event.target === all) boxes.forEach((box) => { box.checked = all.checked; });
    else if (event.target.name !== "file") return;
    if (all) {
      all.checked = chosen().length === boxes.length;
      all.indeterminate = !all.checked && chosen().length > 0;
    }
    propose();
  });

  const commit = async () => {
    if (go.disabled) return;
    go.disabled = true;
    const files = Object.fromEntries(chosen().map((box) => [box.value, box.dataset.mark]));
    try {
      const done = await ask("/api/changes/commit", { method: "POST", data: { files, message: text.value }, quiet: true });
      tellThere({ done: true, said: done.said, complained: [] }, "/changes");
    } catch (error) {
      refuse(error);
      go.disabled = false;
    }
  };
  form.addEventListener("submit", (event) => { event.preventDefault(); commit(); });
  keys({
    "a": [() => all?.click(), _("Choose all files, or none")],
    "m": [() => text.focus(), _("Write the message")],
    "Ctrl+Enter": [commit, _("Commit the chosen files")],
  });
}

const begin = document.getElementById("begin");
begin?.addEventListener("click", async () => {
  begin.disabled = true;
  try {
    const { said } = await ask("/api/changes/begin", { method: "POST", data: {}, quiet: true });
    tellThere({ done: true, said, complained: [] }, "/changes");
  } catch (error) {
    refuse(error);
    begin.disabled = false;
  }
});
