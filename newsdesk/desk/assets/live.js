// What goes on while a page is open: faults of the collection, and files that changed underneath.
//
// A browser opens few connections to one place, so one tab listens for all: whoever has the lock, until it is closed.

import { _, anew, ask, make } from "./desk.js";

const place = document.getElementById("faults");
const NARROW = matchMedia("(max-width: 40rem)");
const FOLDED = "desk-faults-folded";
// Milliseconds until it is tried again after a stream could not even begin.
const AGAIN = 3000;

const line = (fault) =>
  make("li", { dir: "auto" },
    fault.link ? make("a", { href: fault.link }, fault.place) : fault.place,
    fault.place ? ": " : null,
    fault.message,
    fault.remedy ? make("span", { class: "remedy" }, ` ${fault.remedy}`) : null,
    fault.form ? " " : null,
    fault.form ? make("a", { href: fault.form }, _("Mend it in the form")) : null,
  );

let shown = "";
const show = (found) => {
  const now = JSON.stringify(found);
  if (now === shown) return;
  shown = now;
  // What a draft still lacks stands beside its fields: on its own page nothing more is said.
  const drafts = (found?.drafts || []).filter((one) => one !== location.pathname);
  place.classList.toggle("calm", !found?.count);
  place.hidden = !found?.count && !drafts.length;
  if (!found?.count) {
    const links = drafts.flatMap((one) => [" ", make("a", { href: one }, one.split("/").at(-1))]);
    place.replaceChildren(...(drafts.length ? [make("p", { class: "soft" }, _("The site is shown as it was, until what is wrong in drafts is mended:"), ...links)] : []));
    return;
  }
  const kept = sessionStorage.getItem(FOLDED);
  const box = make("details", { open: kept === null ? !NARROW.matches : kept === "0" },
    make("summary", {}, _("The last save was not built: {count}.", { count: found.count })),
    make("ul", {}, ...found.faults.map(line), ...(found.more ? [make("li", {}, _("and {count} more", { count: found.more }))] : [])),
  );
  box.querySelector("summary").addEventListener("click", () => sessionStorage.setItem(FOLDED, box.open ? "1" : "0"));
  place.replaceChildren(box);
};

// A page that shows a file says so by data-file and data-digest, which is that of the file as it shows it; while it
// saves, by data-saving. It may listen to "desk:changed" on the document itself to do better than this notice.
const changed = ({ files, many }) => {
  document.dispatchEvent(new CustomEvent("desk:changed", { detail: { files, many } }));
  for (const element of document.querySelectorAll("[data-file]")) {
    const file = files.find((one) => one.path === element.dataset.file);
    if (!file) continue;
    // What was saved here a moment ago has its new digest once the answer is there.
    setTimeout(() => notice(element, file), element.dataset.saving ? 1000 : 200);
  }
};

const notice = (element, file) => {
  element.querySelector(":scope > .elsewhere")?.remove();
  if (file.digest === element.dataset.digest) return;
  const says = file.digest === null
    ? _("{path} is no longer there.", { path: file.path })
    : _("{path} was changed elsewhere. What you see here is what it was before, and saving will not overwrite it.", { path: file.path });
  element.prepend(
    make("p", { class: "notice elsewhere", role: "status" }, says, " ",
      make("button", { type: "button", class: "quiet", on: { click: () => location.reload() } }, _("Load it anew"))),
  );
};

const TOLD = { faults: show, changed };
const channel = new BroadcastChannel("desk");
const heard = (kind, data) => TOLD[kind]?.(data);
channel.onmessage = ({ data }) => heard(data.kind, data.data);

const first = async () => {
  try {
    const found = await ask("/api/faults", { quiet: true });
    if (found) show(found);
    else reached();
  } catch (error) {
    // The stream asks again.
    if (error.status !== 403) return;
    shown = "";
    place.hidden = false;
    place.replaceChildren(make("p", { class: "fault" }, anew()));
  }
};

// Where an answer comes again, it is no longer so that another address is to be opened.
const reached = () => {
  if (shown !== "" || place.hidden) return;
  place.hidden = true;
  place.replaceChildren();
};
document.addEventListener("desk:sent", reached);

const listen = () => {
  const source = new EventSource("/events");
  for (const kind of Object.keys(TOLD)) {
    source.addEventListener(kind, (event) => {
      const data = JSON.parse(event.data);
      heard(kind, data);
      channel.postMessage({ kind, data });
    });
  }
  // After a gap nobody knows what was missed.
  source.addEventListener("open", first);
  source.addEventListener("error", () => {
    if (source.readyState !== EventSource.CLOSED) return;
    first();
    setTimeout(listen, AGAIN);
  });
};

first();
if (navigator.locks) navigator.locks.request("desk", () => new Promise(listen));
else listen();
