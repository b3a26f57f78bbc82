// What was typed into a form and not saved outlives its page, and a desk that ends: it stays in this browser, and is
// offered where it was typed. A draft keeps its own, beside what its file says.

import { _, make } from "./desk.js";

const KEY = `typed ${location.pathname}`;
const SOON = 200;
const main = document.getElementById("main");
// What only looks at something saves nothing: the check while somebody types, and what would go out.
const LOOKS = /\/(check|try|edition|message|week|read|home|remember)$/;

// Of a long text its beginning is enough to know it by.
const SHOWN = 300;
// A name that somebody signs with is typed anew, and no loss.
const texts = () =>
  [...main.querySelectorAll("form textarea, form input:not([type]), form input[type=text]")].filter(
    (one) => (one.id || one.name) && !one.readOnly && one.id !== "by" && !one.closest("#draft, #filter, [role=search]"),
  );
const nameOf = (one) => one.id || `${one.form.id}.${one.name}`;
const labelOf = (one) => one.labels?.[0]?.textContent.trim() || one.getAttribute("aria-label") || one.name;

// What each held before anybody typed.
let before = new WeakMap();
const begin = () => {
  before = new WeakMap(texts().map((one) => [one, one.value]));
};

const keep = () => {
  const all = texts().filter((one) => one.value.trim() && one.value !== (before.get(one) ?? "")).map((one) => [nameOf(one), labelOf(one), one.value]);
  try {
    if (all.length) localStorage.setItem(KEY, JSON.stringify(all));
    else localStorage.removeItem(KEY);
  } catch {
    // A browser that is full: it stands in the page alone.
  }
};

let timer = 0;
main.addEventListener("input", () => {
  clearTimeout(timer);
  timer = setTimeout(keep, SOON);
});
document.addEventListener("desk:sent", ({ detail: { path, told } }) => {
  const isRefused = told.done === false || told.performed?.done === false || told.needs || told.faults?.length || Object.keys(told.conflicts || {}).length;
  if (LOOKS.test(path) || isRefused) return;
  clearTimeout(timer);
  localStorage.removeItem(KEY);
  setTimeout(begin, 0);
});

const offer = () => {
  let kept = [];
  try {
    kept = JSON.parse(localStorage.getItem(KEY)) || [];
  } catch {
    localStorage.removeItem(KEY);
  }
  // What stands there by now was saved.
  const here = new Map(texts().map((one) => [nameOf(one), one]));
  const left = kept.filter(([name, label, value]) => here.get(name)?.value !== value || labelOf(here.get(name)) !== label);
  if (!left.length) return localStorage.removeItem(KEY);
  const place = make("div", { class: "notice left-over", role: "status" });
  const over = (does) => () => {
    place.remove();
    localStorage.removeItem(KEY);
    does();
  };
  const putIn = () => {
    for (const [name, label, value] of left) {
      const one = here.get(name);
      if (!one || labelOf(one) !== label) continue;
      one.value = value;
      one.dispatchEvent(new Event("input", { bubbles: true }));
    }
  };
  place.append(
    make("p", {}, _("Typed here before, and not saved:")),
    make("ul", {}, ...left.map(([, label, value]) => make("li", { dir: "auto" }, `${label}: ${value.length > SHOWN ? `${value.slice(0, SHOWN)} …` : value}`))),
    make("p", { class: "buttons" },
      make("button", { type: "button", on: { click: over(putIn) } }, _("Put it in")), " ",
      make("button", { type: "button", class: "quiet", on: { click: over(() => {}) } }, _("Forget it"))),
  );
  main.prepend(place);
};

// Once the script of the page has made its fields.
const ready = () => setTimeout(() => {
  begin();
  offer();
}, 0);
if (document.readyState === "complete") ready();
else addEventListener("load", ready);
