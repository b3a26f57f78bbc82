// The article as text: words that are marked in it become quotations, names, a title or a date of the form.

import { _, ask, isWord, keys, say } from "./desk.js";
import { base, step, store } from "./draft_store.js";
import { lastSelected } from "./selected.js";

const place = document.getElementById("article");
const whose = document.getElementById("whose");
const CODES = { KeyQ: "quotation", KeyN: "name", KeyR: "role", KeyT: "title", KeyB: "byline", KeyD: "date" };
let text = "";

export const load = async () => {
  const { text: told, why, there } = await ask(`${base}/article`);
  text = told;
  show();
  document.getElementById("no-article").hidden = Boolean(text.trim());
  place.hidden = !text.trim();
  document.querySelector(".marks").hidden = !text.trim();
  document.getElementById("no-article-why").textContent = why ||
    (there ? _("The captured article is empty. Empty or delete captures/{name}.txt, and give its text here.", { name: store.state.entry })
      : _("The article is not on this machine. Paste its text, or give the page as you saved it."));
  for (const one of ["pasted", "paste", "upload"]) document.getElementById(one).disabled = there;
  if (text.trim()) beside().catch(() => {}); // a page that cannot be read has its text all the same
};

// What the page prints beside its headline stands above the text, which begins at 0: these lines lie before it.
let head = "";
const beside = async () => {
  const lines = await ask(`${base}/head`, { quiet: true });
  place.querySelectorAll(".beside").forEach((one) => one.remove());
  head = lines.map((one) => one.text).join("\n");
  let start = -head.length - 1;
  const made = lines.map((line) => {
    const paragraph = document.createElement("p");
    paragraph.start = start;
    paragraph.dir = "auto";
    paragraph.className = "beside";
    paragraph.dataset.why = line.why;
    paragraph.textContent = line.text;
    start += line.text.length + 1;
    return paragraph;
  });
  if (head) place.prepend(...made);
};

const show = () => {
  let start = 0;
  const lines = text.split("\n").map((line) => {
    const paragraph = document.createElement("p");
    paragraph.start = start;
    paragraph.dir = "auto";
    paragraph.textContent = line;
    if (!line) paragraph.append(document.createElement("br"));
    start += line.length + 1;
    return paragraph;
  });
  place.replaceChildren(...lines);
};

// Where a point of a selection lies in the text, in units of UTF-16 as JavaScript counts.
const offset = (node, at) => {
  if (node === place) return place.children[at]?.start ?? text.length;
  const paragraph = (node.nodeType === Node.TEXT_NODE ? node.parentElement : node).closest("p");
  if (!paragraph) return null;
  const range = document.createRange();
  range.setStart(paragraph, 0);
  range.setEnd(node, at);
  return paragraph.start + Math.min(range.toString().length, paragraph.textContent.length);
};

const selected = lastSelected(place, document.querySelector(".marks"), (range) => {
  const [start, end] = [offset(range.startContainer, range.startOffset), offset(range.endContainer, range.endOffset)];
  return start !== null && end !== null && end > start ? { start, end } : null;
});

const mark = async (as) => {
  const last = selected.last();
  if (!last) return void say(_("No words of the article are marked. Mark some, and do it again."), { kind: "fault" });
  const before = store.state.data.sources?.length || 0;
  const source = whose.value === "" ? (as === "role" ? current() : null) : whose.value === "new" ? null : Number(whose.value);
  // Words of both are words of the head: its lines come first.
  const inHead = last.start < 0 && { in: "head", start: last.start + head.length + 1, end: Math.min(last.end, -1) + head.length + 1 };
  const done = await step({ do: "mark", as, ...last, ...inHead, source });
  if (!done) return;
  const now = store.state.data.sources?.length || 0;
  if (["quotation", "name", "role"].includes(as)) touched = now > before ? now - 1 : (source ?? touched);
  whose.value = "";
  say(_("Taken from the article: “{words}”", { words: (inHead ? head.slice(inHead.start, inHead.end) : text.slice(last.start, last.end)).trim().slice(0, 200) }));
};
let touched = null;
const current = () => (touched !== null && touched < (store.state.data.sources?.length || 0) ? touched : null);

export const render = (state) => {
  if (!state.data) return;
  const before = whose.value;
  const sources = Array.isArray(state.data.sources) ? state.data.sources : [];
  whose.replaceChildren(
    new Option(_("whoever says it"), ""),
    new Option(_("a new source"), "new"),
    ...sources.map((one, number) => new Option(one.name === "TODO" ? one.name_printed || _("Source {number}", { number: number + 1 }) : one.name, number)),
  );
  whose.value = [...whose.options].some((one) => one.value === before) ? before : "";
  light("quoted", sources.map((one) => one?.quote?.text));
  light("offered", state.offers.map((one) => one.source.quote?.text));
};

// Lights up where words stand, without a change to the text itself.
const light = (name, words) => {
  if (!globalThis.Highlight) return;
  const ranges = words.filter(Boolean).map((one) => ranged(text.indexOf(one), one.length)).filter(Boolean);
  CSS.highlights.set(name, new Highlight(...ranges));
};
const ranged = (start, length) => {
  if (start < 0) return null;
  const range = document.createRange();
  const [first, from] = spot(start);
  const [end, to] = spot(start + length);
  if (!first || !end) return null;
  range.setStart(first, from);
  range.setEnd(end, to);
  return range;
};
const spot = (at) => {
  const paragraphs = place.children;
  let [low, high] = [0, paragraphs.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (paragraphs[middle].start <= at) low = middle;
    else high = middle - 1;
  }
  const node = paragraphs[low]?.firstChild;
  return [node?.nodeType === Node.TEXT_NODE ? node : null, at - (paragraphs[low]?.start || 0)];
};

// The caret goes everywhere, and nothing can be typed: what stands here is the article.
for (const what of ["beforeinput", "paste", "cut", "drop", "dragstart"]) place.addEventListener(what, (event) => event.preventDefault());
place.addEventListener("compositionend", show);
place.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  const as = CODES[event.code];
  if (as) {
    event.preventDefault();
    if (!isWord()) mark(as);
  } else if (event.key.length === 1 && event.key !== "?") event.preventDefault();
});
document.querySelector(".marks").addEventListener("click", ({ target }) => {
  const as = target.closest("button")?.dataset.as;
  if (as) mark(as);
});
// Where no words of the article are marked these keys lead there.
const here = (as) => () => {
  const selection = getSelection();
  if (!selection.isCollapsed && place.contains(selection.anchorNode)) mark(as);
  else place.focus();
};
keys({
  q: [here("quotation"), _("The marked words are a quotation")],
  n: [here("name"), _("The marked words are a printed name")],
  r: [here("role"), _("The marked words are a role or an office")],
  t: [here("title"), _("The marked words are the title")],
  b: [here("byline"), _("The marked words are the byline")],
  d: [here("date"), _("The marked words are the date")],
});
