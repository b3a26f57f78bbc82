// A week is opened by its name.
import { _, ask, keys, tell } from "./desk.js";
import { refuse } from "./after.js";

const form = document.getElementById("open");
form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const week = form.elements.week.value.trim();
  try {
    const done = await ask("/api/weeks", { method: "POST", data: { week }, quiet: true });
    if (done.done) location.assign(`/weeks/${encodeURIComponent(week)}`);
    else tell(done);
  } catch (error) {
    refuse(error);
  }
});
keys({ "o": [() => form.elements.week.focus(), _("Open a week")] });
