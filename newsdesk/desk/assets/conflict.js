// A conflict: a value is chosen for each field, or a side for the whole file; then it is written, checked and told to git.
import { _, ask, keys } from "./desk.js";
import { refuse } from "./after.js";

const form = document.getElementById("conflict");
const fields = [...form.querySelectorAll("fieldset")];

const settle = async (whole) => {
  const choices = Object.fromEntries(
    fields.map((field) => [field.dataset.key, field.querySelector("input:checked")?.value || ""]).filter(([, side]) => side),
  );
  try {
    const data = { path: form.dataset.path, mark: form.dataset.mark, choices, whole };
    const done = await ask("/api/changes/conflict", { method: "POST", data, quiet: true });
    sessionStorage.setItem("said", done.said.join("\n"));
    location.assign("/changes");
  } catch (error) {
    refuse(error);
    fields.find((field) => !field.querySelector("input:checked"))?.querySelector("input").focus();
  }
};

form.addEventListener("submit", (event) => { event.preventDefault(); settle(""); });
form.querySelectorAll("[data-whole]").forEach((button) => button.addEventListener("click", () => settle(button.dataset.whole)));

const take = (side) => () => {
  const here = fields.find((field) => field.contains(document.activeElement)) || fields.find((field) => !field.querySelector("input:checked")) || fields[0];
  if (!here) return;
  const radio = here.querySelector(`input[value=${side}]`);
  radio.checked = true;
  const next = fields[fields.indexOf(here) + 1];
  (next ? next.querySelector("input:checked, input") : document.getElementById("go")).focus();
};
keys({
  "1": [take("ours"), _("Take the first value, and go on")],
  "2": [take("theirs"), _("Take the second value, and go on")],
  "Ctrl+Enter": [() => settle(""), _("Write the chosen values")],
});
