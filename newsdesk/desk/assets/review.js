// Review: marks by key, from the entry to the article and back; signing, asking back, answering.

import { _, ask, keys, make, say, sure, tell } from "./desk.js";
import { oneLine, quoted, show, shown } from "./panes.js";

const DATA = JSON.parse(document.getElementById("review").textContent);
const panes = document.querySelector(".panes");
const numbers = (mark) => (mark.dataset.n || "").split(" ");

const focus = (mark) => {
  const details = mark.closest("details");
  if (details) details.open = true;
  show(mark.closest(".pane").id);
  mark.focus({ preventScroll: true });
  mark.scrollIntoView({ block: "center" });
};

// All places of the numbers of a mark are set off, so that they are seen without being sought.
const light = (mark) => {
  const wanted = new Set(numbers(mark));
  for (const one of document.querySelectorAll(".lit.on")) one.classList.remove("on");
  for (const one of document.querySelectorAll(".lit")) if (numbers(one).some((n) => wanted.has(n))) one.classList.add("on");
};

let last = null; // the mark of the entry from which somebody went to a text
const begins = (mark) => mark.querySelector("sup") !== null || !mark.closest("#article");

const jump = (mark) => {
  const inEntry = mark.closest("#entry, #decide") !== null;
  const number = mark.hash.slice(2);
  if (inEntry && mark.hash[1] !== "e") last = mark;
  const back = !inEntry && last && numbers(last).includes(number) ? last : null;
  const target = back || document.getElementById(mark.hash.slice(1));
  if (!target) return;
  const other = target.matches(".lit") ? target : target.parentElement.querySelector(`.lit[data-n~="${number}"]`);
  const there = target.id ? following(target, number) || other : other;
  if (there) focus(there);
};

// What stands behind the empty element that has the name.
const following = (place, number) => {
  let next = place;
  while (next && !(next.matches?.(`.lit[data-n~="${number}"]`))) next = next.nextElementSibling;
  return next || place.querySelector?.(`.lit[data-n~="${number}"]`);
};

document.addEventListener("click", (event) => {
  const mark = event.target.closest("a.lit");
  if (!mark || event.ctrlKey || event.metaKey || event.button) return;
  event.preventDefault();
  jump(mark);
});
document.addEventListener("focusin", (event) => {
  if (event.target.matches("a.lit")) light(event.target);
});

const step = (by) => {
  const pane = document.activeElement?.closest?.(".pane") || shown();
  const marks = [...(pane?.querySelectorAll("a.lit") || [])].filter(begins);
  if (!marks.length) return;
  const at = marks.indexOf(document.activeElement);
  let next = marks[(at + by + marks.length) % marks.length];
  if (at < 0) next = by > 0 ? marks[0] : marks[marks.length - 1];
  focus(next);
};

const byName = document.getElementById("by");
const sign = document.getElementById("sign");

const told = () => {
  if (!sign) return;
  const name = oneLine(byName.value);
  const anew = sign.elements.anew?.checked ? " --anew" : "";
  document.getElementById("verb").textContent = `${DATA.command} --by ${quoted(name || "…")}${anew}`;
};
// Where nobody knows who reads, or only who wrote it, that is asked first; a phone would cover the page with its keyboard.
if (sign && (!byName.value || "drafted" in byName.dataset) && matchMedia("(pointer: fine)").matches) {
  byName.focus({ preventScroll: true });
  byName.select();
}
byName.addEventListener("input", told);
sign?.addEventListener("input", told);
told();

sign?.addEventListener("submit", async (event) => {
  event.preventDefault();
  const { anew, own } = sign.elements;
  const asked = list.children.length;
  if (asked && !(await sure(_("Asked back about this entry, and not answered: {number}. Sign it all the same?", { number: asked }), _("Sign it all the same")))) return;
  const data = { by: byName.value, anew: anew?.checked || false, own: own?.checked || false, seen: DATA.seen, signed: DATA.signed, asked };
  try {
    const done = await ask(`/api/review/${DATA.entry}/sign`, { method: "POST", data });
    if (!tell(done)) return;
    sign.querySelector("button").disabled = true;
    document.getElementById("signed").textContent = _("signed by {name}", { name: oneLine(byName.value) });
  } catch {
    // It was said at the foot of the page.
  }
});

const list = document.getElementById("notes");
const draw = (notes) => {
  list.replaceChildren(
    ...notes.map((note) =>
      make("li", { "data-note": note.id }, make("span", { dir: "auto" }, note.text), make("br"),
        make("span", { class: "soft" }, `${note.by}, ${note.on} `),
        make("button", { type: "button", class: "quiet answered" }, _("Mark as answered"))),
    ),
  );
  document.getElementById("no-notes").hidden = notes.length > 0;
  const open = document.getElementById("asked-open");
  if (!open) return;
  open.hidden = !notes.length;
  open.querySelector(".count").textContent = notes.length;
  const none = document.getElementById("none-open");
  if (none) none.hidden = notes.length > 0;
};
list.addEventListener("click", async (event) => {
  const button = event.target.closest("button.answered");
  if (!button) return;
  const data = { note: button.closest("li").dataset.note, by: byName.value };
  try {
    draw((await ask(`/api/notes/${DATA.entry}/answer`, { method: "POST", data })).notes);
    say(_("The question was answered."));
  } catch {
    // It was said at the foot of the page.
  }
});
document.getElementById("ask").addEventListener("submit", async (event) => {
  event.preventDefault();
  const note = document.getElementById("note");
  if (!note.value.trim()) {
    say(_("Write the question first."), { kind: "fault" });
    note.focus();
    return;
  }
  try {
    draw((await ask(`/api/notes/${DATA.entry}`, { method: "POST", data: { by: byName.value, text: note.value } })).notes);
    note.value = "";
    say(_("The question is kept. It stands in the queue, and where the entry is drafted."));
  } catch {
    // It was said at the foot of the page.
  }
});

const to = (element) => {
  if (!element) return;
  show("decide");
  element.focus();
  element.scrollIntoView({ block: "center" });
};
// The entries before and behind this one in the list that somebody came from.
const beside = (by) => {
  const rows = JSON.parse(sessionStorage.getItem("queue") || "[]");
  const at = rows.indexOf(location.pathname);
  const there = at < 0 ? undefined : rows[at + by];
  if (there) location.assign(there);
  else say(_("The list that you came from ends here."));
};
keys({
  ...(panes && {
    n: [() => step(1), _("Next mark")],
    p: [() => step(-1), _("Previous mark")],
    Enter: [(event) => event.target.closest("a, button, summary, input")?.click(), _("From a mark to where it stands, and back")],
    e: [() => { show("entry"); document.getElementById("entry").focus(); }, _("The entry")],
    t: [() => { show("article"); document.getElementById("article").focus(); }, _("The text of the article")],
    l: [() => to(document.querySelector("#decide a.lit")), _("The list of what was not found")],
  }),
  j: [() => beside(1), _("Next entry")],
  k: [() => beside(-1), _("Previous entry")],
  a: [() => to(sign?.querySelector("button")), _("Accept it")],
  c: [() => document.getElementById("change").click(), _("Change it")],
  b: [() => to(document.getElementById("note")), _("Ask back")],
  // Whoever writes a question keeps it by this key, and signs nothing.
  "Ctrl+Enter": [({ target }) => (target.form?.id === "ask" ? target.form : sign)?.requestSubmit(), _("Sign it; in a question: keep it")],
});
