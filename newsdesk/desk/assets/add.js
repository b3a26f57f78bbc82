// What a bookmark on an article opens: adds it to the inbox when somebody says so; and the bookmark itself.

import { _, ask, say } from "./desk.js";

const button = document.getElementById("add");
button?.addEventListener("click", async () => {
  button.disabled = true;
  say(_("The page is being fetched …"));
  try {
    const done = await ask("/api/inbox/add", { method: "POST", data: { links: button.dataset.url } });
    const came = done.added || done.copies || done.again;
    say([...(came ? [done.added ? _("It is in the inbox now.") : _("It was in the inbox already.")] : []), ...done.told], {
      command: done.command,
      kind: came ? "" : "fault",
    });
    button.disabled = Boolean(came);
  } catch {
    button.disabled = false; // why is said at the foot
  }
});

// An article may say which of its addresses is its own.
const code =
  `javascript:void(open(${JSON.stringify(`${location.origin}/add?url=`)}` +
  `+encodeURIComponent((document.querySelector("link[rel=canonical]")||location).href)` +
  `+"&title="+encodeURIComponent(document.title.slice(0,300))))`;
const field = document.getElementById("code");
document.getElementById("drag").href = code;
field.value = code;
document.getElementById("copy").addEventListener("click", async () => {
  field.select();
  await navigator.clipboard?.writeText(code);
});
