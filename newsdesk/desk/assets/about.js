// Who answers for the collection: a form whose points go into mkdocs.yml.

import { _, ask, keys, tellThere } from "./desk.js";

const form = document.getElementById("about");
const fields = [...form.querySelectorAll(".field[data-name]")];
const input = (field) => field.querySelector("textarea, input:not([type=checkbox])");

const save = async () => {
  const points = Object.fromEntries(fields.map((field) => [field.dataset.name,
    { text: input(field).value, none: field.querySelector("[name=none]")?.checked || false }]));
  const { faults, said } = await ask("/api/about", { method: "POST", data: { digest: form.dataset.digest, points, language: document.getElementById("language").value } }).catch(() => ({}));
  if (!faults) return;
  for (const field of fields) {
    const mine = faults.filter((one) => one.at.join(".").startsWith(field.dataset.name));
    const place = field.querySelector(".fault");
    place.textContent = mine.map((one) => one.words).join(" ");
    place.hidden = !mine.length;
    input(field).toggleAttribute("aria-invalid", mine.length > 0);
  }
  form.querySelector("[aria-invalid]")?.focus();
  if (!faults.length) tellThere({ done: true, said, complained: [] }, "/about");
};
form.addEventListener("submit", (event) => {
  event.preventDefault();
  save();
});
keys({ "Ctrl+s": [save, _("Save")] });
