// A list by key: from one row to the next, and into it.

import { _, keys } from "./desk.js";

const rows = [...document.querySelectorAll("#queue a")];
// The page of an entry leads on to the next one of the list that somebody came from.
sessionStorage.setItem("queue", JSON.stringify(rows.map((row) => row.pathname)));
const step = (by) => {
  const at = rows.indexOf(document.activeElement);
  rows[at < 0 ? (by > 0 ? 0 : rows.length - 1) : Math.min(rows.length - 1, Math.max(0, at + by))]?.focus();
};
keys({ j: [() => step(1), _("Next entry")], k: [() => step(-1), _("Previous entry")] });
