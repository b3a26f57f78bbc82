// What every page of the desk shares: words, requests, keys, and what was said and done.

const WORDS = JSON.parse(document.getElementById("words")?.textContent || "{}");

// A text of the interface in the language of the collection; {name} stands for a value.
export const _ = (text, values = {}) =>
  (WORDS[text] || text).replace(/\{(\w+)\}/g, (mark, name) => (name in values ? values[name] : mark));

export const make = (name, attributes = {}, ...inside) => {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key === "on") Object.entries(value).forEach(([what, does]) => element.addEventListener(what, does));
    else if (value === true) element.setAttribute(key, "");
    else if (value !== false && value !== null && value !== undefined) element.setAttribute(key, value);
  }
  element.append(...inside.filter((one) => one !== null && one !== undefined));
  return element;
};

const said = document.getElementById("said");
let saidAt = 0;
const NARROW = matchMedia("(max-width: 40rem)");
// What only looks, or is written while somebody types: what was said before stands beside it. Whatever else is sent makes
// what was said before it old, but for what announced it a moment ago.
const LOOKS = /\/(edit|try|check|read|message|edition)(\?|$)/;
const MOMENT = 300;

// Says something at the foot of the page: lines, and the command that does the same.
export const say = (lines, { command = "", kind = "" } = {}) => {
  saidAt = performance.now();
  const all = [lines].flat().map((line) => make("div", { class: kind, dir: "auto" }, line));
  // On a phone what went well is a line, and the rest is folded: it covers little of what comes next.
  const shown = NARROW.matches && kind !== "fault" ? all.splice(0, 1) : all.splice(0);
  const typed = command ? make("code", { class: "verb", dir: "ltr" }, command) : null;
  const folded = all.length ? [make("details", { class: "which" }, make("summary", {}, _("More of it")), ...all, ...(typed ? [typed] : []))] : typed ? [make("details", { class: "which" }, make("summary", {}, _("Which command it was")), typed)] : [];
  said.replaceChildren(
    ...shown,
    ...folded,
    make("button", { type: "button", class: "away", "aria-label": _("Close"), on: { click: unsay } }),
  );
};
export const unsay = () => {
  const hadFocus = said.contains(document.activeElement);
  said.replaceChildren();
  if (hadFocus) document.querySelector("main")?.focus();
};
// What is said covers nothing for good: Escape takes it away, and the page can be scrolled from under it.
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && !event.defaultPrevented && !event.isComposing && !document.querySelector("dialog[open]")) unsay();
});
new ResizeObserver(() => document.documentElement.style.setProperty("--foot", `${said.offsetHeight}px`)).observe(said);

export class Refused extends Error {
  constructor(message, status, data) {
    super(message);
    this.status = status;
    this.data = data;
  }
}

// Each run of the desk has a token of its own: whoever listened here meanwhile knows that of the last one.
export const anew = () => _("The desk was started anew. Open the address that the terminal shows, in another tab of this browser: then this page goes on by itself. What you typed stays here.");

// A press counts once: what is under way is not sent again, and whoever asks for the same gets the same answer.
const underWay = new Map();
// Whether the foot of the page says that nobody can be reached, or not from this page.
let isLost = false;

// Sends JSON, or a file as it is, and returns JSON; what is refused is said at the foot, and thrown as Refused.
export const ask = (path, how = {}) => {
  const { method = "GET", data, signal } = how;
  if (method === "GET" || data === undefined || signal) return sent(path, how);
  const same = `${path} ${JSON.stringify(data)}`;
  if (!underWay.has(same)) underWay.set(same, sent(path, how).finally(() => underWay.delete(same)));
  return underWay.get(same);
};
// A double click is one press, also of the button that a first one has put below the pointer.
document.addEventListener("click", (event) => {
  if (event.detail < 2 || event.target.closest?.("button")?.type !== "submit") return;
  event.preventDefault();
  event.stopImmediatePropagation();
}, true);

const sent = async (path, { method = "GET", data, body, quiet = false, signal }) => {
  let answer;
  if (method !== "GET" && !LOOKS.test(path) && performance.now() - saidAt > MOMENT) said.replaceChildren();
  try {
    answer = await fetch(path, {
      method,
      signal,
      body: data === undefined ? body : JSON.stringify(data),
      headers: data === undefined ? {} : { "Content-Type": "application/json" },
    });
  } catch (error) {
    if (error.name === "AbortError") throw error;
    const why = _("The desk does not answer. Is it still running in the terminal? What you typed stands in this page.");
    say(why, { kind: "fault" });
    isLost = true;
    throw new Refused(why, 0, {});
  }
  const text = await answer.text();
  let told = {};
  try {
    told = JSON.parse(text);
  } catch {
    told = { refusal: text.trim() };
  }
  if (answer.status === 403) {
    const why = anew();
    say(why, { kind: "fault" });
    isLost = true;
    throw new Refused(why, 403, {});
  }
  // It answers again: what was said of that is no longer so.
  if (isLost) said.replaceChildren();
  isLost = false;
  if (!answer.ok) {
    if (!quiet) say(told.refusal || answer.statusText, { kind: "fault" });
    throw new Refused(told.refusal || answer.statusText, answer.status, told);
  }
  if (method === "POST") document.dispatchEvent(new CustomEvent("desk:sent", { detail: { path, told } }));
  return told;
};

// What came of a verb, at the foot of the page; says whether it did what it was asked to.
export const tell = (performed) => {
  say([...performed.said, ...performed.complained], { command: performed.command, kind: performed.done ? "" : "fault" });
  return performed.done;
};

// Asks before something is done that is not simply taken back; resolves to whether it is to be.
export const sure = (question, yes) =>
  new Promise((resolve) => {
    const form = make("form", { method: "dialog" }, make("p", { class: "buttons" }, make("button", { value: "go" }, yes), " ", make("button", { class: "quiet", value: "" }, _("Not yet"))));
    const asking = make("dialog", { "aria-labelledby": "sure" }, make("p", { id: "sure" }, question), form);
    asking.addEventListener("close", () => {
      asking.remove();
      resolve(asking.returnValue === "go");
    });
    document.body.append(asking);
    asking.showModal();
  });

// The same on the page that comes next, which opens by itself.
export const tellThere = (performed, address) => {
  sessionStorage.setItem("told", JSON.stringify(performed));
  location.assign(address);
};
const told = sessionStorage.getItem("told");
if (told) {
  sessionStorage.removeItem("told");
  tell(JSON.parse(told));
}

// Whether somebody writes there: keys rest then, and what comes in late takes the focus from nobody.
export const typing = (element) => element.closest("input:not([type=checkbox]):not([type=radio]):not([type=button]), textarea, select, [contenteditable]");
const known = new Map();

// Keys of a page, by what the browser calls them: {"j": [does, "Next"]}. They rest while somebody types or a dialog is
// open; with Ctrl, Alt or the command key only those that name it, such as "Ctrl+Enter", which work while typing, too.
export const keys = (map) => Object.entries(map).forEach(([key, pair]) => known.set(key, pair));

// With Alt a keyboard may write another letter: the key counts, and not what it writes.
const letter = (event) => (event.altKey && /^Key[A-Z]$/.test(event.code) ? event.code.slice(3).toLowerCase() : event.key);
const named = (event) => `${event.ctrlKey || event.metaKey ? "Ctrl+" : ""}${event.altKey ? "Alt+" : ""}${letter(event)}`;

// Whoever types a word where no field is commands nothing: from the first letter that is no key of the page on, letters
// rest until none has come for a while. What changes a file by one letter also needs its place: a row, an offer, marked
// words in the article. All else that changes one has Ctrl or Alt.
const PAUSE = 700;
let word = -PAUSE;
// Letters without Ctrl or Alt rest for whoever has said so: speech and single switches press them by mistake.
const OFF = "desk-letters-off";
const letters = document.getElementById("letters");
letters.checked = localStorage.getItem(OFF) === null;
letters.addEventListener("change", () => (letters.checked ? localStorage.removeItem(OFF) : localStorage.setItem(OFF, "1")));
const isTyped = () => performance.now() - word < PAUSE;
export const isWord = () => !letters.checked || isTyped();
document.addEventListener("keydown", (event) => {
  if (event.key === "Shift") return;
  const isLetter = event.key.length === 1 && !(event.ctrlKey || event.metaKey || event.altKey);
  if (!isLetter || document.querySelector("dialog[open]")) return void (word = -PAUSE);
  const place = event.target.closest?.("[data-keys]");
  const isField = typing(event.target) && !place;
  const isKey = known.has(event.key) || (place && place.dataset.keys.includes(event.code.slice(3).toLowerCase() || " "));
  if (isField) word = -PAUSE;
  else if (isTyped() || !isKey) word = performance.now();
}, true);

document.addEventListener("keydown", (event) => {
  const name = named(event);
  const found = known.get(name);
  if (!found || event.defaultPrevented || event.isComposing) return;
  // Whoever keeps a key down wants it once, but for steps from one to the next.
  if (event.repeat && /^Ctrl\+(Enter|s)$/.test(name)) return void event.preventDefault();
  const isPlain = !/^(Ctrl|Alt)\+/.test(name);
  // What lies behind an open dialog is changed by no key; nor does the browser do what it means by one of them.
  if (document.querySelector("dialog[open]")) return void (isPlain || name === "Ctrl+z" || event.preventDefault());
  if (isPlain && (typing(event.target) || (name.length === 1 && isWord()))) return;
  // A field has an Undo of its own.
  if (name === "Ctrl+z" && event.target.closest("input, textarea, select")) return;
  event.preventDefault();
  found[0](event);
});

const dialog = document.getElementById("keys");
const showKeys = () => {
  dialog.querySelector("dl").replaceChildren(
    ...[...known].flatMap(([key, [, what]]) => [make("dt", {}, make("kbd", {}, key)), make("dd", {}, what)]),
  );
  dialog.showModal();
};
document.getElementById("keys-button").addEventListener("click", showKeys);
keys({ "?": [showKeys, _("Show the keys of this page")] });

// The desk speaks the language of whoever works here; what is typed on a page outlives that it is loaded anew.
document.getElementById("speaks").addEventListener("click", async ({ target }) => {
  if (!target.value || target.getAttribute("aria-pressed") === "true") return;
  await ask("/api/language", { method: "POST", data: { language: target.value } });
  location.reload();
});

// All scripts of the page listen now.
document.addEventListener("DOMContentLoaded", () => document.getElementById("main").removeAttribute("data-loading"));
document.addEventListener("submit", (event) => event.target.closest("main[data-loading]") && event.preventDefault());
