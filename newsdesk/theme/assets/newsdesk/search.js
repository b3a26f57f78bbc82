// The search page: its state is its address, its results come from the static index.
import { addressOf, asked as within, count, entries as holding, fill, isNarrowed, narrowing, read, showSet } from "./filters.js";
import { engine } from "./engine.js";
import { find, isHeld, read as taken } from "./query.js";
import { card, element, link, placed, textsOf } from "./results.js";
import { _, listed, ngettext } from "./speak.js";
import { words } from "./words.js";

const form = document.getElementById("find");
const state = document.getElementById("state");
const beside = document.getElementById("beside");
const list = document.getElementById("found");
const more = document.getElementById("more");
const pages = document.getElementById("pages");
const related = document.getElementById("related");
const shortcut = document.getElementById("shortcut");
const unasked = document.querySelectorAll("#example, #elsewhere"); // what helps before anything is asked
const heading = document.querySelector("#nd h1");
const title = heading.textContent;
// Entries listed first, and at once when more are asked for; of these, those that are shown before the others. Six files
// are loaded at once, and pages take eight: with more than these, a slow network answers a second or two later.
const FIRST = 10, STEP = 24, SOON = 4;
const LITTLE = 3; // letters of words that are no part of the name of an office
const NAMED = 2, RELATED = 4; // pages above and below the entries
// Signs of other search engines, which are words here like all others.
const OPERATORS = /(?:^|\s)(?:(?:OR|AND|NOT|ИЛИ|НЕ)(?=\s)|[-−–][\p{L}\p{N}])/u;
const NOTHING = { entries: [], registers: [] };
let parts = []; // of what was searched for
let publishers = []; // the outlets that it names, whose own entries come first
let alsoCalled = []; // other names of what a single word searched for names, each a list of keys
let found = [], shown = 0, latest = 0;

// What pages of the registers are, by what the index calls them.
const KINDS = { Story: _("(story)"), Outlet: _("(outlet)"), "Person or body": _("(person or body)"), Place: _("(place)"), List: _("(list)") };

async function show(round) {
  const wanted = found.slice(shown, shown + (shown ? STEP : FIRST)).map((result) => result.data());
  // On a slow network the first ones stand there long before the last one.
  for (const some of [wanted.slice(0, SOON), wanted.slice(SOON)]) {
    const part = await Promise.all(some);
    if (round !== latest) return;
    if (parts.length && !shown) offerStories(part);
    list.append(...part.map((data) => card(data, parts, alsoCalled)));
    shown += part.length;
  }
  more.hidden = shown >= found.length;
}

// Words of a question may stand in no page of a story, though what was found belongs to one: then that is offered.
function offerStories(top) {
  const offered = [pages, related].some((row) => !row.hidden && row.querySelector('a[href*="/stories/"]'));
  if (offered || !pages.hidden || isNarrowed(read())) return;
  const held = top.flatMap(({ filters }) => filters.story ?? []);
  const most = [...new Set(held)].map((id) => [id, held.filter((one) => one === id).length])
    .filter(([, number]) => 2 * number >= top.length).sort(([, a], [, b]) => b - a).slice(0, NAMED);
  const options = [...form.elements.story?.options ?? []];
  const links = most.map(([id]) => [id, options.find(({ value }) => value === id)]).filter(([, option]) => option)
    .map(([id, { text }]) => element("a", { href: new URL(`../stories/${id}/`, document.baseURI).href }, text.replace(/ \(\d+\)$/, "")));
  if (!links.length) return;
  fillRow(pages, _("Stories of these entries"), links);
  pages.hidden = false;
}

const keysOf = (text) => words(text).map(({ key }) => key);
// The parts of an office, each with the names that it has.
const partsOf = (office) => office.split(";").filter(Boolean).map((part) => part.split("/").map(keysOf));

const firstOf = (hits) => hits.slice(0, parts.length > 1 ? 16 : 8);

// Pages of stories, outlets and people: what is called by the words searched for comes first. A narrowed search has none.
async function showPages(hits, round, narrowed) {
  const part = await Promise.all(firstOf(hits).map((result) => result.data()));
  if (round !== latest) return;
  const calledOf = ({ meta }) => [meta.title, meta.names, meta.called].filter(Boolean).join("|").split("|");
  const namesOf = (data) => calledOf(data).map(keysOf);
  const isSaid = (name) => name.length && name.every((key) => parts.some((one) => one.means(key)));
  // "Of the" says nothing, МИД does; nor do "why was the", of a question.
  const isLittle = ({ key, said }) => key && key.length <= LITTLE && said !== said.toUpperCase() && !/\p{Nd}/u.test(key);
  const telling = parts.some((part) => !isLittle(part)) ? parts.filter((part) => !isLittle(part)) : parts;
  const isCalled = (data) => telling.every((part) => calledOf(data).some((name) => isHeld(part, name)));
  // An office leads to whoever holds it where all of it is said, in any language: the country alone means no president.
  // With the holder's name a part of it will do.
  const isInOffice = (data) => (data.meta.office ?? "").split("|").map(partsOf).some((office) => {
    const names = namesOf(data);
    const all = [...office.flat(2), ...names.flat()];
    return office.length && (office.every((part) => part.some(isSaid)) || names.some(isSaid))
      && parts.every((part) => isLittle(part) || all.some(part.means));
  });
  const inOffice = parts.length > 1 || parts[0]?.run ? part.filter(isInOffice) : [];
  const asked = new Map(parts.length > 1 ? part.map((data) => [data, askedIn(data)]) : []);
  const first = new Set([...inOffice, ...part.filter(isCalled), ...part.filter((data) => asked.get(data))]);
  const named = [...first].slice(0, NAMED);
  const other = named.length === 1 && parts.length === 1 ? named[0].meta.names ?? named[0].meta.title : "";
  alsoCalled = other.split("|").map(keysOf).filter((name) => name.join("").length > 3);
  placed.clear();
  for (const { meta } of first) if (meta.kind === "Place") placed.add(meta.title);
  publishers = named.filter(({ meta }) => meta.kind === "Outlet").map((data) => link(data).pathname.replace(/.*\/([^/]+)\/$/, "$1"));
  if (narrowed) {
    pages.hidden = related.hidden = true;
    return;
  }
  offer(pages, _("Page"), named, asked);
  offer(related, _("Pages that speak of it"), part.filter((data) => !named.includes(data)).slice(0, RELATED), asked);
}

// The question of a story to which one account says all that was searched for, with the words of the question.
function askedIn(data) {
  if (!data.meta.asked) return undefined;
  const all = textsOf(data), starts = data.meta.asked.split(" ").map(Number);
  for (const [number, start] of starts.entries()) {
    const accounts = all.slice(start + 1, starts[number + 1]);
    if (accounts.some((account) => parts.every((part) => isHeld(part, `${all[start]} ${account}`)))) return { question: all[start], number: number + 1 };
  }
  return undefined;
}

// `asked` has the question of a page that is to stand beside it.
function offer(place, label, rows, asked) {
  const links = rows.map((data) => {
    const page = link(data), question = asked.get(data);
    const to = question ? [": ", element("a", { href: `${page.href}#disputed-${question.number}` }, question.question)] : [];
    return element("span", {}, page, ` ${KINDS[data.meta.kind]}`, ...to);
  });
  fillRow(place, label, links);
  place.hidden = !rows.length;
}

const fillRow = (place, label, links) =>
  place.replaceChildren(`${label}: `, ...links.flatMap((made, at) => (at ? [" · ", made] : [made])));

// A link that searches for other words, within the same filters.
function again(query, text = query) {
  const made = element("a", { href: `${addressOf({ ...read(), q: query })}`, dir: "auto" }, text);
  made.addEventListener("click", (event) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    form.elements.q.value = query;
    form.requestSubmit();
    form.elements.q.focus();
  });
  return made;
}

const quoted = (said) => _("“{words}”", { words: said });

// A query that is one quotation has its marks already.
const bare = (query) => query.replace(/^["“„]([^"“”„]+)["“”]$/u, "$1");

const typed = ({ said, quoted: isQuoted }) => (isQuoted ? `"${said}"` : said);
const unquoted = (query) => rowOf(_("Without quotation marks"), [again(query.replace(/["“”„]/g, " ").trim())]);

function rowOf(label, links) {
  const row = element("p", { class: "nd-found-pages" });
  fillRow(row, label, links);
  return row;
}

// What was searched for with other words in the place of some.
const replaced = (query, others) => [...others].reduce((text, [old, other]) => text.replace(old, () => other), query);

// Words that no entry holds are named, with words that come close; nothing is listed as found.
function missing(query, absent, near) {
  const best = new Map(absent.flatMap((part, at) => (near[at].length ? [[part.said, near[at][0].printed]] : [])));
  const rows = absent.flatMap((part, at) => {
    if (!near[at].length) return [];
    const label = absent.length > 1 ? _("Close words for “{words}”", { words: part.said }) : _("Close words");
    return [rowOf(label, near[at].map(({ printed }) => again(replaced(query, new Map([...best, [part.said, printed]])), printed)))];
  });
  const others = parts.filter((part) => !absent.includes(part)).map(typed);
  if (others.length) rows.push(rowOf(_("Without what is missing"), [again(others.join(" "))]));
  else if (absent.some((part) => part.quoted)) rows.push(unquoted(query));
  beside.replaceChildren(...rows);
  const said = _("No entry holds {words}.", { words: listed.format(absent.map((part) => quoted(part.said))) });
  const hint = _("Try another spelling, or the first four letters of a word or more.");
  state.textContent = rows.length ? said : `${said} ${hint}`;
}

// The query with the words that were surely meant by those that no entry holds, if there are such words for all of them.
async function corrected(query, asked, absent, near, meant) {
  const words = await Promise.all(absent.map((lost, at) => (near[at].length ? meant(asked, lost, near[at]) : undefined)));
  if (words.some((word) => !word)) return undefined;
  const made = replaced(query, new Map(absent.map((lost, at) => [lost.said, words[at].printed])));
  const found = await taken(made);
  if (found.some((part) => part.absent)) return undefined;
  return { query: made, asked: found, lost: absent, others: absent.map((_lost, at) => near[at].filter((one) => one !== words[at])) };
}

// What is shown in place of what was typed is said, with the way back to it.
function shownInstead(wanted, { query, lost, others }) {
  const rows = lost.flatMap(({ said }, at) => (others[at].length
    ? [rowOf(_("Other close words"), others[at].map(({ printed }) => again(replaced(wanted.q, new Map([[said, printed]])), printed)))] : []));
  const typedOnly = replaced(wanted.q, new Map(lost.map(({ said }) => [said, `"${said}"`])));
  beside.replaceChildren(...rows, rowOf(_("Only as it was typed"), [again(typedOnly, lost.map(({ said }) => said).join(" "))]));
  return narrowed(_("{found}, another spelling of “{words}”", { found: entriesFor(query), words: bare(wanted.q) }));
}

// Every word stands in some entry, and no entry has them all.
function apart(wanted) {
  if (parts.length > 1) beside.replaceChildren(rowOf(_("Each of them alone"), parts.map((part) => again(typed(part)))));
  return parts.length > 1 ? _("No entry holds all of “{words}”.", { words: wanted.q })
    : _("No entry holds {words}.", { words: quoted(parts[0].said) });
}

const entriesFor = (query) => ngettext("{number} entry for “{words}”", "{number} entries for “{words}”", found.length, { words: bare(query) });

// What was found, and by which filters it was narrowed.
function narrowed(said) {
  const filters = narrowing().join(", ");
  return filters ? _("{found}, with these filters: {filters}", { found: said, filters }) : said;
}

function summary(wanted, registers) {
  const filters = narrowing().join(", ");
  if (!wanted.q) {
    const said = ngettext("{number} entry", "{number} entries", found.length);
    return found.length ? narrowed(said) : _("No entry with these filters: {filters}", { filters });
  }
  if (found.length) return narrowed(entriesFor(wanted.q));
  if (filters) return _("No entry for “{words}” with these filters: {filters}", { words: bare(wanted.q), filters });
  if (registers) {
    return ngettext("No entry, but {number} page for “{words}”", "No entry, but {number} pages for “{words}”", registers, { words: bare(wanted.q) });
  }
  return apart(wanted);
}

function clear() {
  list.replaceChildren();
  beside.replaceChildren();
  pages.hidden = related.hidden = more.hidden = true;
  [found, shown] = [[], 0];
}

async function search(wanted) {
  const round = ++latest;
  heading.textContent = wanted.q ? _("Search: {words}", { words: wanted.q }) : title;
  const isAsked = wanted.q || isNarrowed(wanted);
  for (const one of unasked) one.hidden = Boolean(isAsked);
  showSet();
  if (!isAsked) {
    clear();
    state.textContent = "";
    counted(wanted, round);
    return;
  }
  if (wanted.from && wanted.to && wanted.from > wanted.to) {
    clear();
    state.textContent = _("The first day is later than the last one: no day lies between them.");
    return;
  }
  state.textContent = _("Searching …");
  try {
    const options = { filters: within(wanted) };
    // Without words there is no match to be the best.
    const sort = wanted.sort || (wanted.q ? "" : "newest");
    if (sort) options.sort = { date: sort === "newest" ? "desc" : "asc" };
    const typedParts = wanted.q ? await taken(wanted.q) : [];
    const absent = typedParts.filter((part) => part.absent);
    const lost = absent.length ? await import("./instead.js") : undefined;
    const near = await Promise.all(absent.map((part) => (part.key ? lost.near(part.key) : [])));
    let instead = lost && await corrected(wanted.q, typedParts, absent, near, lost.meant);
    const isEmpty = Boolean(absent.length || (wanted.q && !typedParts.length));
    let hits = !isEmpty || instead ? await find(instead?.asked ?? typedParts, options) : NOTHING;
    if (instead && !hits.entries.length) [instead, hits] = [undefined, NOTHING];
    if (round !== latest) return;
    clear();
    parts = instead?.asked ?? typedParts;
    found = hits.entries;
    counted(wanted, round);
    if (isEmpty && !instead) {
      missing(wanted.q, typedParts.length ? absent : [{ said: wanted.q }], typedParts.length ? near : [[]]);
      return noSigns(wanted.q);
    }
    // What the first results show is on its way meanwhile, behind what the pages above them need.
    for (const result of [...firstOf(hits.registers), ...found.slice(0, FIRST)]) result.data().catch(() => {});
    await showPages(hits.registers, round, isNarrowed(wanted) || wanted.sort);
    if (publishers.length && !sort) found = await ownFirst(found);
    if (round !== latest) return;
    await show(round);
    if (round !== latest) return;
    state.textContent = instead ? shownInstead(wanted, instead) : summary(wanted, hits.registers.length);
    noSigns(wanted.q);
  } catch (error) {
    if (round === latest) state.textContent = _("The search index could not be loaded. Reload the page to try again.");
    throw error;
  }
}

function noSigns(query) {
  const said = _("OR, AND, NOT and a minus are no signs here: an entry must hold all that is typed.");
  if (OPERATORS.test(query)) beside.append(element("p", { class: "nd-aside" }, said));
}

// Whoever types the name of an outlet finds first what it published, and then what speaks of it.
async function ownFirst(entries) {
  const own = await holding({ outlet: { any: publishers } });
  return [...entries.filter(({ id }) => own.has(id)), ...entries.filter(({ id }) => !own.has(id))];
}

// How many entries each value of a filter would leave, told where the filters are open.
function counted(wanted, round) {
  const isHeld = parts.length && !parts.some((part) => part.absent);
  const all = async () => new Set(isHeld ? (await find(parts, { filters: {} })).entries.map(({ id }) => id) : []);
  count(wanted, wanted.q && all, () => round !== latest).catch(() => {}); // a search tells what is wrong
}

const remember = (wanted, push) => history[push ? "pushState" : "replaceState"](null, "", addressOf(wanted));

let waiting;
form.addEventListener("input", ({ target }) => {
  clearTimeout(waiting);
  // Each filter is a step back; letters that are typed are none.
  const isStep = target !== form.elements.q && addressOf(read()).href !== location.href;
  if (isStep) remember(read(), true);
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
  const links = [...document.querySelectorAll("#beside a, #results a")];
  const at = links.indexOf(document.activeElement);
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step || (at < 0 && (document.activeElement !== form.elements.q || step < 0))) return;
  event.preventDefault();
  (links[at + step] ?? (at + step < 0 ? form.elements.q : links[at]))?.focus();
}
addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const inResults = event.target.closest?.("#beside, #results");
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
// Whoever comes back from an entry finds as many of them as there were, and stands where they stood.
addEventListener("pagehide", () => history.replaceState({ shown, y: scrollY }, ""));
async function asBefore({ shown: before, y } = {}) {
  const round = latest;
  while (round === latest && shown < Math.min(before ?? 0, found.length)) await show(round);
  if (round === latest && y) scrollTo(0, y);
}
fill(new URL(location.href));
const first = read();
// Whoever is in the field means to search: what every search needs comes while they type.
form.elements.q.addEventListener("focus", () => {
  if (!navigator.connection?.saveData) engine().catch(() => {});
}, { once: true });
if (!first.q && !isNarrowed(first)) form.elements.q.focus();
document.getElementById("narrow").addEventListener("toggle", () => counted(read(), latest));
// On a narrow screen the field of the header is but a sign: here it leads to the field of the page.
document.querySelector(".nd-find")?.addEventListener("submit", (event) => {
  if (event.target.elements.q.value.trim()) return;
  event.preventDefault();
  form.elements.q.focus();
});
const left = history.state ?? undefined;
search(first).then(() => asBefore(left));
