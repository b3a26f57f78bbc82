// The whole site, made for who asks: the button begins it, and the page says how it stands.

import { _, ask } from "./desk.js";

const LOOK_AGAIN = 2000;
const button = document.getElementById("make");
const state = document.getElementById("state");
const why = document.getElementById("why");
let wasMaking = false;

const show = ({ making, made, said }) => {
  button.disabled = making;
  why.hidden = !said.length;
  why.textContent = said.join("\n");
  if (making) state.textContent = _("The whole site is being made.");
  else if (said.length) state.textContent = _("The site could not be made:");
  else if (wasMaking || made) state.textContent = _("The whole site was made.");
  wasMaking = making;
  if (making) setTimeout(look, LOOK_AGAIN);
};
const look = async () => {
  try {
    show(await ask("/api/whole", { quiet: true }));
  } catch {
    setTimeout(look, LOOK_AGAIN);
  }
};

button.addEventListener("click", async () => {
  button.disabled = true;
  try {
    show(await ask("/api/whole", { method: "POST", data: {} }));
  } catch {
    button.disabled = false;
  }
});
look();
