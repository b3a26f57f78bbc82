// How many files have changed since the last commit, in the navigation of every page.
import { ask } from "./desk.js";

const place = document.querySelector("[data-changed]");
if (place) {
  ask("/api/changes/count", { quiet: true }).then(({ count }) => { place.textContent = count || ""; }, () => {});
}
