// A draft that was discarded is brought back.

import { ask } from "./desk.js";

document.getElementById("back").addEventListener("click", async ({ target }) => {
  // Why it cannot be is said at the foot.
  if (await ask(`/api/draft/${target.dataset.entry}/back`, { method: "POST", data: {} }).catch(() => null)) location.reload();
});
