// The list of a register: what is registered here opens as a form.

import { _, keys } from "/assets/desk.js";
import { openRegister } from "/assets/register.js";

const find = document.getElementById("q");
const add = document.getElementById("add");
add?.addEventListener("click", async () => {
  const kind = add.dataset.kind;
  const id = await openRegister({ kind, name: find.value });
  if (id) window.location.assign(`/registers/${kind}/${id}`);
});
const links = [...document.querySelectorAll(".rows a")];
const step = (by) => {
  const at = links.indexOf(document.activeElement);
  links[Math.min(Math.max(at + by, 0), links.length - 1)]?.focus();
};
keys({
  "/": [() => find.select(), _("Find by any spelling")],
  j: [() => step(1), _("Next record")],
  k: [() => step(-1), _("Record before")],
  ...(add ? { n: [() => add.click(), _("Register a new one")] } : {}),
});
