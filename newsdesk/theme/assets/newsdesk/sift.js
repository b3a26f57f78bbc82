// The field above a long list of names: rows that hold what is typed stay, in any spelling that search takes for the same.
import { fold, words } from "./words.js";

const field = document.getElementById("sift");
const said = document.getElementById("sifted");
const parts = [...document.querySelectorAll(".nd-letter")];
const letters = [...document.querySelectorAll(".nd-letters a")];
const keysOf = (text) => words(text).map(({ key }) => key);
const rows = parts.flatMap((part) => [...part.querySelectorAll("li")]).map((row) => ({ row, keys: keysOf(row.textContent) }));

function sift() {
  const typed = keysOf(field.value);
  let left = 0;
  for (const { row, keys } of rows) {
    row.hidden = !typed.every((one) => keys.some((key) => key.startsWith(one)));
    left += row.hidden ? 0 : 1;
  }
  parts.forEach((part, at) => {
    part.hidden = ![...part.querySelectorAll("li")].some((row) => !row.hidden);
    if (letters[at]) letters[at].hidden = part.hidden;
  });
  said.textContent = fold(field.value) ? `${left} / ${rows.length}` : "";
}

field.parentElement.hidden = false;
field.addEventListener("input", sift);
sift(); // a browser may have kept what was typed
