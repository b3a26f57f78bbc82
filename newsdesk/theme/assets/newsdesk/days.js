// Days as readers type them: 9 October, October 9, 9 октября, 2022-10-09, 09.10.2022, 2022年10月9日.
import { digits, fold, token, words } from "./words.js";

const NUMERIC = /(?<![\p{L}\p{N}]|\d[-./])(?:(\d{4})([-./])(\d{1,2})\2(\d{1,2})|(\d{1,2})([-./])(\d{1,2})\6(\d{4}|\d{2}))(?![\p{L}\p{N}]|[-./]\d)/gu;
const SIGNS = /(?:(\d{4})\s*[年년]\s*)?(\d{1,2})\s*[月월]\s*(\d{1,2})\s*[日号號일]/gu;
const ORDINAL = /^(\d{1,2})(?:st|nd|rd|th|er|го|е)?$/u;
const GLUED = 4; // as many letters a language may glue to the name of a month
const isLatin = (text) => /^\p{Script=Latin}/u.test(text);
const two = (number) => String(number).padStart(2, "0");

// What the languages of the site call months, made by newsdesk/views/search/script_words.py.
const known = JSON.parse(document.getElementById("months")?.textContent || '{"months":{},"own":[],"beside":[],"ordinary":[]}');
const beside = new Set(known.beside);

function monthsOf(key) {
  if (known.months[key]) return known.months[key];
  if (isLatin(key)) return [];
  const start = Object.keys(known.months).find((name) => name.length > 2 && key.startsWith(name) && key.length - name.length <= GLUED);
  return start ? known.months[start] : [];
}

// A month in another language, in the words of the site: октябрь, October; nothing where it is one of these.
export function monthNames(key) {
  const own = known.own.map((names) => names.map((name) => fold(name)));
  return own.flat().includes(key) ? [] : monthsOf(key).flatMap((month) => own[month - 1] ?? []);
}

export const isOrdinary = (key) => known.ordinary.includes(key);
const isBeside = (key) => beside.has(key) || (!isLatin(key) && known.beside.some((word) => word.length > 2 && key.startsWith(word)));
const dayOf = (word) => Number(word?.key.match(ORDINAL)?.[1] ?? 0);
const yearOf = (word) => (/^(?:1|2)\d{3}$/.test(word?.key ?? "") ? Number(word.key) : 0);
const isDay = ({ month, day }) => month >= 1 && month <= 12 && day >= 1 && day <= 31;

// The days that a text names, each with where it stands: several where it may mean the one or the other.
function named(text) {
  const found = [...numeric(text)];
  const taken = (at) => found.some(({ start, end }) => at >= start && at < end);
  const all = words(text).filter(({ index }) => !taken(index));
  let last = -1;
  all.forEach((word, at) => {
    const months = monthsOf(word.key);
    const made = months.length && at > last && around(all, at, last);
    if (!made) return;
    last = made.to;
    const end = all[made.to];
    found.push({ days: months.map((month) => ({ ...made.when, month })), start: all[made.from].index, end: end.index + end.printed.length });
  });
  return found.map((one) => ({ ...one, days: one.days.filter(isDay) })).filter(({ days }) => days.length);
}

// The days that a query names, and the query without them.
export function daysIn(query) {
  const kept = named(digits(query));
  const rest = [...query].length === query.length ? query : query.replace(/./gsu, (letter) => letter.padEnd(letter.length));
  const left = kept.reduce((now, { start, end }) => now.slice(0, start) + " ".repeat(end - start) + now.slice(end), rest);
  return { parts: kept.map((one) => part(query.slice(one.start, one.end), one.days)), left };
}

function* numeric(text) {
  for (const match of text.matchAll(NUMERIC)) {
    const [, first, , month, day, one, sign, other, short] = match;
    const place = { start: match.index, end: match.index + match[0].length };
    if (first) yield { days: [{ year: +first, month: +month, day: +day }], ...place };
    else {
      const year = short.length === 2 ? 2000 + +short : +short;
      const days = [{ year, month: +other, day: +one }];
      if (sign === "/" && one !== other) days.push({ year, month: +one, day: +other }); // as Americans write it
      yield { days, ...place };
    }
  }
  for (const match of text.matchAll(SIGNS)) {
    const [whole, year, month, day] = match;
    yield { days: [{ year: +(year ?? 0), month: +month, day: +day }], start: match.index, end: match.index + whole.length };
  }
}

// The words that belong to the month at a place: a day before or behind it, and a year on either side.
function around(all, at, last) {
  const step = (from, by) => {
    let to = from + by;
    while (all[to] && to > last && isBeside(all[to].key)) to += by;
    return to > last ? to : -1;
  };
  let [from, to] = [at, at];
  let day = dayOf(all[step(at, -1)]);
  if (day) from = step(at, -1);
  else if ((day = dayOf(all[step(at, 1)]))) to = step(at, 1);
  if (!day) return undefined;
  let year = yearOf(all[step(to, 1)]);
  if (year) to = step(to, 1);
  else if ((year = yearOf(all[step(from, -1)]))) from = step(from, -1);
  while (year && all[to + 1] && isBeside(all[to + 1].key)) to += 1;
  return { when: { year, day }, from, to };
}

// The same day; of any year where a year is not said on both sides.
const isSame = (one, other) => one.day === other.day && one.month === other.month && (!one.year || !other.year || one.year === other.year);

// How far what was published on a day stands before what may have been (`newsdesk/views/search/keys.py` makes these keys),
// and before what says it in the words of the site.
const TIERS = { o: 4, a: 3, "": 0 };
const SAYS = 2;

// A part of a query: what was published on one of the days, or says it. `tiers` tells which of its rows come first,
// and `within` which ones stand for no more than that the day may be meant.
function part(said, days) {
  const tiers = new Map(), within = new Set();
  for (const { year, month, day } of days) {
    for (const [how, tier] of Object.entries(TIERS)) {
      const made = token(`day${year || ""}${two(month)}${two(day)}${how}`);
      tiers.set(made, tier);
      if (!tier) within.add(made);
    }
    for (const name of known.own[month - 1] ?? []) {
      for (const row of [[String(day), name], [name, String(day)]]) {
        tiers.set([...row, ...(year ? [String(year)] : [])].map((word) => token(fold(word))).join(" "), SAYS);
      }
    }
  }
  const spans = (text) => named(digits(text)).filter((one) => one.days.some((day) => days.some((wanted) => isSame(day, wanted))));
  // Looked for as phrases: for a term that nobody holds Pagefind takes what begins alike.
  const rows = [...within, ...[...tiers.keys()].filter((row) => !within.has(row))];
  return { said: said.trim(), isDay: true, tiers, within, rows, terms: [], spans, means: () => false };
}

// All days from one to another as filters have them, and the months that they touch: 2022-10-09, 2022-10.
export function between(first, last) {
  const made = [];
  for (let at = Date.parse(`${first}T00:00Z`); at <= Date.parse(`${last}T00:00Z`); at += 864e5) {
    const day = new Date(at).toISOString().slice(0, 10);
    if (made.at(-1)?.slice(0, 7) !== day.slice(0, 7)) made.push(day.slice(0, 7));
    made.push(day);
  }
  return made;
}
