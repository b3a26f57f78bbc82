// How many gaps of each kind there are, asked for one after the other so that the page is there at once.
import { ask, make } from "./desk.js";
import { refuse } from "./after.js";

for (const section of document.querySelectorAll(".kind")) {
  try {
    const { count, rows } = await ask(`/api/gaps/${section.dataset.kind}`, { quiet: true });
    section.querySelector(".count").textContent = count;
    section.hidden = count === 0;
    section.querySelector(".rows").replaceChildren(...rows.map((row) => make("li", {},
      make("a", { href: row.link, dir: "auto" }, row.title), " ", make("span", { class: "soft" }, row.where), " ", make("span", { class: "soft" }, row.detail))));
  } catch (error) {
    refuse(error);
    break;
  }
}
