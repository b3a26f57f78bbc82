// A draft that was discarded is brought back.

import { ask } from "./desk.js";

for (const button of document.querySelectorAll("[data-back]")) {
  button.addEventListener("click", async () => {
    const { back } = button.dataset;
    // Why it cannot be is said at the foot.
    if (await ask(`/api/draft/${back}/back`, { method: "POST", data: {} }).catch(() => null)) location.assign(`/draft/${back}`);
  });
}
