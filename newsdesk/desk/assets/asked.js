// What reviewers ask about an entry, on the pages where it is changed: each question goes when it is answered.

import { _, ask, make, say } from "./desk.js";

for (const place of document.querySelectorAll("[data-asked]")) {
  const address = `/api/notes/${place.dataset.asked}`;
  let name = "";
  const draw = (notes) => {
    place.hidden = !notes.length;
    place.querySelector("ul").replaceChildren(
      ...notes.map((note) =>
        make("li", {}, make("span", { dir: "auto" }, note.text), make("br"), make("span", { class: "soft" }, `${note.by}, ${note.on} `),
          make("button", { type: "button", class: "quiet", on: { click: () => answer(note) } }, _("Mark as answered"))),
      ),
    );
  };
  const answer = async (note) => {
    try {
      draw((await ask(`${address}/answer`, { method: "POST", data: { note: note.id, by: name } })).notes);
      say(_("The question was answered."));
    } catch {
      // It was said at the foot of the page.
    }
  };
  try {
    const told = await ask(address, { quiet: true });
    name = told.name;
    draw(told.notes);
  } catch {
    // Without an answer there is nothing to show.
  }
}
