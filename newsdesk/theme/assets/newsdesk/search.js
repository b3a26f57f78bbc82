// The search page: its state is its address, its results come from the static Pagefind index.
import { beginnings, IS_CJK as CJK, key, keys } from "./words.js";

const root = new URL("../../", import.meta.url);
const form = document.getElementById("find");
const state = document.getElementById("state");
const list = document.getElementById("found");
const more = document.getElementById("more");
const pages = document.getElementById("pages");
const related = document.getElementById("related");
const shortcut = document.getElementById("shortcut");
const example = document.getElementById("example");
const heading = document.querySelector("#nd h1");
const title = heading.textContent;
const FILTERS = ["outlet", "story", "topic", "country", "language", "person", "actor", "evidence", "week"];
const REGISTERS = ["Story", "Outlet", "Person or body"].map((register) => ({ register }));
const STEP = 24;
const NAMED = 2, RELATED = 4; // pages above and below the entries
const NAME = 3; // with no more words than this, a sentence is a name alone
const ENOUGH = 3; // with fewer exact matches, close ones follow
const MARK = "‖"; // stands before each sentence of a record, and twice before what is never shown
let alsoCalled = []; // other names of what a single word searched for names, each a list of keys
let pagefind, found = [], shown = 0, latest = 0;

// The words of the interface: the page brings those of its language, English ones stand here.
const language = document.documentElement.lang || "en";
const catalogue = JSON.parse(document.getElementById("words")?.textContent ?? "{}");
const plural = new Intl.PluralRules(language);
const filled = (text, values) => text.replace(/\{(\w+)\}/g, (all, name) => values[name] ?? all);
const _ = (text, values = {}) => filled(catalogue[text] ?? text, values);
function ngettext(one, many, number, values = {}) {
  const forms = catalogue[one];
  const form = forms ? forms[plural.select(number)] ?? forms.other : number === 1 ? one : many;
  return filled(form, { number, ...values });
}

// What pages of the registers are, by what the index calls them.
const KINDS = { Story: _("(story)"), Outlet: _("(outlet)"), "Person or body": _("(person or body)") };
const MACHINE = _("machine translation");
// Translated titles are in English.
const ENGLISH = language === "en" ? {} : { lang: "en", dir: "ltr" };

async function engine() {
  if (!pagefind) {
    pagefind = await import(new URL("pagefind/pagefind.js", root));
    await pagefind.options({ excerptLength: 1 });
    await pagefind.init();
  }
  return pagefind;
}

function read() {
  const wanted = {};
  for (const [name, value] of new FormData(form)) {
    if (value.trim()) wanted[name] = value.trim();
  }
  return wanted;
}

function fill(address) {
  for (const field of form.elements) {
    if (!field.name) continue;
    const value = address.searchParams.get(field.name) ?? "";
    const wanted = FILTERS.includes(field.name) ? value.toLowerCase() : value;
    if (field.tagName === "SELECT" && ![...field.options].some((option) => option.value === wanted)) {
      field.append(element("option", { value: wanted }, value)); // an address may name what the list leaves out
    }
    field.value = wanted;
  }
  document.getElementById("narrow").open = FILTERS.some((name) => address.searchParams.get(name));
}

function element(name, attributes, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) if (value) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

// The sentences of a record, each a list of words with their numbers; the title is none of them.
function sentences(data) {
  const found = [];
  for (const [number, word] of (data.raw_content ?? data.content).split(/\s+/).entries()) {
    if (word.startsWith(MARK + MARK)) break;
    if (word.startsWith(MARK)) found.push(Object.assign([], { at: found.length }));
    else found.at(-1)?.push({ word, number });
  }
  return found;
}

const said = (sentence) => sentence.map(({ word }) => word).join(" ");

// The sentence that holds most of the words searched for, or of other names for them; else the first one.
function matching(data, query) {
  const shownAlready = data.meta.translated?.replace(/[.]$/, "");
  const all = sentences(data).filter((sentence) =>
    (sentence.length > NAME || CJK.test(said(sentence))) && said(sentence).replace(/[.]$/, "") !== shownAlready);
  let hits = new Set(data.locations);
  if (!all.flat().some(({ number }) => hits.has(number))) hits = new Set(all.flatMap(naming));
  let best = [], most = 0;
  for (const sentence of all) {
    const words = sentence.filter(({ number }) => hits.has(number)).map(({ word }) => key(word).slice(0, 4));
    const score = new Set(words).size * 100 + Math.min(words.length, 98) + (isWhole(sentence) ? 1 : 0);
    if (words.length && score > most) [best, most] = [sentence, score];
  }
  if (!best.length) best = all.find((sentence) => said(sentence).includes(query)) ?? all[0] ?? [];
  const cut = best.length && !isWhole(best) ? ["… "] : [];
  const [first, last] = (data.meta.context || "-1 -1").split(" ").map(Number);
  const ours = best.at >= first && best.at <= last
    ? [element("span", { class: "nd-aside" }, _("From the context note:")), " "] : [];
  return [...ours, ...cut, ...best.flatMap(({ word, number }) => [...(hits.has(number) ? marked(word) : [word]), " "])];
}

// The numbers of the words that together are another name of what was searched for.
function naming(sentence) {
  const flat = sentence.flatMap(({ word, number }) => keys(word).map((key) => ({ key, number })));
  return flat.flatMap((first, at) => alsoCalled
    .filter((name) => name.every((key, n) => flat[at + n]?.key === key))
    .flatMap((name) => flat.slice(at, at + name.length).map(({ number }) => number)));
}

// A quotation of half a sentence begins with a small letter.
const isWhole = (sentence) => !/^[^\p{L}\p{N}]*\p{Ll}/u.test(sentence[0]?.word ?? "");

// A word is marked without the punctuation around it.
function marked(word) {
  const [, before, inner, after] = word.match(/^([^\p{L}\p{N}]*)(.*?)([^\p{L}\p{M}\p{N}]*)$/su);
  return inner ? [before, element("mark", {}, inner), after] : [word];
}

function link(data) {
  const { title, language: spoken, direction } = data.meta;
  return element("a", { href: new URL(data.raw_url.replace(/^\//, ""), root).href,
    lang: spoken !== language && spoken, dir: direction }, title);
}

function card({ data, close, query }) {
  const { outlet, dated, spoken, translated, machine, notice } = data.meta;
  const facts = [outlet, dated, spoken, close && _("close match")].filter(Boolean);
  const parts = [element("p", { class: "nd-kicker" }, ...facts.flatMap((fact, at) => [at ? " " : "", element("span", {}, fact)])),
    element("h2", { class: "nd-card__title" }, link(data))];
  if (translated) {
    const by = machine ? [" ", element("span", { class: "nd-aside" }, `(${MACHINE})`)] : [];
    parts.push(element("p", { class: "nd-title-en" }, element("span", ENGLISH, translated), ...by));
  }
  if (notice) parts.push(element("p", { class: "nd-aside" }, notice));
  return element("li", { class: "nd-card" }, ...parts,
    element("p", { class: "nd-card__text", dir: "auto" }, ...matching(data, query)));
}

async function show(round) {
  const next = found.slice(shown, shown + STEP);
  const part = await Promise.all(next.map(async (hit) => ({ ...hit, data: await hit.result.data() })));
  if (round !== latest) return;
  list.append(...part.map(card));
  shown += part.length;
  more.hidden = shown >= found.length;
}

// Pages of stories, outlets and people: what is called by the words searched for comes first. A narrowed search has none.
async function showPages(hits, words, round, narrowed) {
  const part = await Promise.all(hits.slice(0, 8).map((result) => result.data()));
  if (round !== latest) return;
  const names = (data) => {
    const hidden = (data.raw_content ?? data.content).split(MARK + MARK).slice(1).join(" ");
    return keys(`${data.meta.title} ${hidden}`);
  };
  const start = (word) => word.slice(0, Math.max(4, word.length - 3)); // case endings aside
  const is = (data) => {
    const called = names(data);
    return words.every((word) => called.some((name) => name.startsWith(start(word))));
  };
  const named = part.filter(is).slice(0, NAMED);
  const other = named.length === 1 && words.length === 1 ? named[0].meta.names ?? named[0].meta.title : "";
  alsoCalled = other.split("|").map(keys).filter((name) => name.join("").length > 3);
  if (narrowed) {
    pages.hidden = related.hidden = true;
    return;
  }
  offer(pages, _("Page"), named);
  offer(related, _("Pages that speak of it"), part.filter((data) => !named.includes(data)).slice(0, RELATED));
}

function offer(place, label, rows) {
  const links = rows.map((data) => element("span", {}, link(data), ` ${KINDS[data.meta.kind]}`));
  place.replaceChildren(`${label}: `, ...links.flatMap((made, at) => (at ? [" · ", made] : [made])));
  place.hidden = !rows.length;
}

// Entries that hold at least half of the words, those with most of them first.
async function most(pagefind, words, options) {
  const held = new Map();
  for (const word of words) {
    for (const result of (await pagefind.search(word, options)).results) {
      const hit = held.get(result.id) ?? { result, count: 0, score: 0 };
      held.set(result.id, hit);
      hit.count += 1;
      hit.score += result.score;
    }
  }
  return [...held.values()].filter((hit) => hit.count * 2 >= words.length)
    .sort((a, b) => b.count - a.count || b.score - a.score).map((hit) => hit.result);
}

// Exact matches, then, where these are few, entries with the beginnings of the words, then with most of the words.
async function entries(pagefind, query, options) {
  const words = keys(query);
  const exact = query.includes('"') ? query : words.join(" ") || query;
  const hits = (await pagefind.search(exact, options)).results.map((result) => ({ result, query }));
  if (exact === query && query.includes('"')) return hits;
  const add = (results) => {
    const known = new Set(hits.map((hit) => hit.result.id));
    hits.push(...results.filter((result) => !known.has(result.id)).map((result) => ({ result, query, close: true })));
  };
  const short = beginnings(words);
  if (hits.length < ENOUGH && short.join() !== words.join()) add((await pagefind.search(short.join(" "), options)).results);
  if (hits.length < ENOUGH && words.length > 1) add(await most(pagefind, short, options));
  return hits;
}

function nothing(wanted) {
  const narrowed = FILTERS.some((name) => wanted[name]);
  return narrowed
    ? _("Nothing found for “{words}”. Try fewer words, only the beginning of a word, or another spelling, or remove a filter.", { words: wanted.q })
    : _("Nothing found for “{words}”. Try fewer words, only the beginning of a word, or another spelling.", { words: wanted.q });
}

// The filters that are set, in the words of their lists.
const narrowing = () => FILTERS.map((name) => form.elements[name]).filter((field) => field?.value)
  .map((field) => field.selectedOptions[0].text);

function summary(wanted) {
  const filters = narrowing().join(", "), said = counted(wanted);
  return filters && found.length ? _("{found}, with these filters: {filters}", { found: said, filters }) : said;
}

function counted(wanted) {
  const close = found.filter((hit) => hit.close).length, exact = found.length - close;
  if (!found.length) return nothing(wanted);
  const nearly = () => ngettext("{number} close match for “{words}”", "{number} close matches for “{words}”", close, { words: wanted.q });
  if (!exact) return nearly();
  if (!close) return ngettext("{number} entry for “{words}”", "{number} entries for “{words}”", exact, { words: wanted.q });
  const exactly = ngettext("{number} entry", "{number} entries", exact);
  return _("{exact} and {close}", { exact: exactly, close: nearly() });
}

async function search(wanted) {
  const round = ++latest;
  heading.textContent = wanted.q ? _("Search: {words}", { words: wanted.q }) : title;
  example.hidden = Boolean(wanted.q);
  if (!wanted.q) {
    list.replaceChildren();
    pages.hidden = related.hidden = more.hidden = true;
    state.textContent = FILTERS.some((name) => wanted[name])
      ? _("Type a word to search for; to browse, use the lists of digests, outlets or topics.")
      : "";
    return;
  }
  state.textContent = _("Searching …");
  try {
    const filters = {};
    for (const name of FILTERS) if (wanted[name]) filters[name] = wanted[name];
    const options = { filters: { ...filters, none: REGISTERS } };
    if (wanted.sort) options.sort = { date: wanted.sort === "newest" ? "desc" : "asc" };
    const pagefind = await engine();
    const hits = await entries(pagefind, wanted.q, options);
    const words = keys(wanted.q);
    const narrowed = Object.keys(filters).length || wanted.sort;
    const registers = !words.length ? []
      : (await pagefind.search(words.join(" "), { filters: { any: REGISTERS } })).results;
    if (round !== latest) return;
    found = hits;
    shown = 0;
    list.replaceChildren();
    await showPages(registers, words, round, narrowed);
    await show(round);
    if (round !== latest) return;
    state.textContent = found.length || narrowed || !registers.length ? summary(wanted)
      : ngettext("No entry, but {number} page for “{words}”", "No entry, but {number} pages for “{words}”", registers.length, { words: wanted.q });
  } catch (error) {
    state.textContent = _("The search index could not be loaded. Reload the page to try again.");
    throw error;
  }
}

function remember(wanted, push) {
  const address = new URL(location.pathname, location.href);
  for (const [name, value] of Object.entries(wanted)) address.searchParams.set(name, value);
  history[push ? "pushState" : "replaceState"](null, "", address);
}

let waiting;
form.addEventListener("input", () => {
  clearTimeout(waiting);
  waiting = setTimeout(() => { const wanted = read(); remember(wanted, false); search(wanted); }, 200);
});
form.addEventListener("submit", (event) => {
  event.preventDefault();
  clearTimeout(waiting);
  const wanted = read();
  remember(wanted, true);
  search(wanted);
});
more.addEventListener("click", async () => {
  const first = shown;
  await show(latest);
  list.children[first]?.querySelector("a").focus(); // the button may be gone
});

// Keys: down and up walk the results, Escape leads back to the field, and so does the slash from anywhere.
const isTyping = (target) => target.closest?.("input:not([type=checkbox]), select, textarea, [contenteditable]");
function walk(event) {
  const links = [...document.querySelectorAll("#results a")];
  const at = links.indexOf(document.activeElement);
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step || (at < 0 && (document.activeElement !== form.elements.q || step < 0))) return;
  event.preventDefault();
  (links[at + step] ?? (at + step < 0 ? form.elements.q : links[at]))?.focus();
}
addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const inResults = event.target.closest?.("#results");
  if ((event.key === "/" && shortcut.checked && !isTyping(event.target)) || (event.key === "Escape" && inResults)) {
    event.preventDefault();
    form.elements.q.focus();
    form.elements.q.select();
  } else if (inResults || event.target === form.elements.q) walk(event);
});
// Whoever speaks to the machine, or hits keys by chance, can switch the slash off.
shortcut.checked = localStorage.getItem("nd-slash") !== "off";
shortcut.addEventListener("change", () => localStorage.setItem("nd-slash", shortcut.checked ? "on" : "off"));
addEventListener("popstate", () => { fill(new URL(location.href)); search(read()); });
fill(new URL(location.href));
if (!form.elements.q.value) form.elements.q.focus();
search(read());
