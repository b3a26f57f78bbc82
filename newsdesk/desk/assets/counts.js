// How many files have changed since the last commit, in the navigation of every page.
import { ask } from "./desk.js";

const place = document.querySelector("[data-changed]");
const count = () => ask("/api/changes/count", { quiet: true }).then(({ count }) => { place.textContent = count || ""; }, () => {});
if (place) {
  count();
  // Another tab, or a terminal, may have committed meanwhile; a page that the browser had kept counts anew.
  addEventListener("focus", count);
  addEventListener("pageshow", (event) => event.persisted && count());
}
