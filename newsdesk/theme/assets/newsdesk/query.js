// What was typed, taken apart, and the records that hold all of it.
import { daysIn, isOrdinary, monthNames } from "./days.js";
import { engine } from "./engine.js";
import { lookUp, open } from "./vocabulary.js";
import { encoded, fold, isUnspaced, pairs, token, units, words } from "./words.js";

export const REGISTERS = ["Story", "Outlet", "Person or body", "Place", "List"].map((register) => ({ register }));
// 20,000 and 1.5 are one figure each; 16.09.2022 is three.
const FIGURE = /(?<![\p{L}\p{N}][.,]?)(?:\p{Nd}{1,3}(?:[.,٬\u00a0\u2009\u202f ]\p{Nd}{3})+|\p{Nd}+[.,٫]\p{Nd}+)(?![.,]?[\p{L}\p{N}])/gu;
const QUOTED = /["“”„]([^"“”„]+)["“”„]/gu;
const LITTLE = 3, FIRST = 1000;
// Words that ask, by languages of the interface: an entry answers a question, and need not say it.
const ASKING = {
  en: "why what when where which who whom whose how did do does is are was were has have had can could will would should",
  ru: "почему зачем отчего что кто кого кому кем когда где куда откуда какой какая какое какие каких как сколько чей ли",
};
const ASKS = new Set(Object.values(ASKING).flatMap((all) => all.split(" ").map(fold)));
const asks = ({ key, printed }) => ASKS.has(key) && printed !== printed.toUpperCase(); // WHO is a body
const QUESTION = /[?？]\s*$/u, MANY = 4;
const RECENT = Array.from({ length: 15 }, (_, ago) => String(new Date().getFullYear() - ago)); // years

// The parts of a query: words, of runs without blanks as well, days, and what stands between quotation marks.
// Each has `terms` and `rows` of them, of which a record holds at least one; it tells of a key whether that was
// meant, or, where several words are meant in their order, which `spans` of a text are; and whether it is `absent` from
// all records.
export async function read(query) {
  engine().catch(() => {}); // loads beside the vocabulary; whoever searches hears of what went wrong
  const { alike } = await open();
  const unquoted = query.replace(QUOTED, " ");
  const { parts: days, left } = daysIn(unquoted);
  const figures = [...left.matchAll(FIGURE)].map(([text]) => grouped(phrase(text, alike)));
  const rest = left.replace(FIGURE, " ");
  const phrases = [...query.matchAll(QUOTED)].map(([, text]) => phrase(text, alike)).concat(figures).filter((part) => part.rows[0]);
  phrases.push(...days);
  const found = asked(words(rest), query).flatMap((word) => (isUnspaced(word.key) ? cut(word) : [word]));
  const long = found.filter(({ key }) => [...key].length > 1);
  const once = new Map((long.length || phrases.length ? long : found).map((word) => [word.key, word])); // U.S. are letters
  const years = [...once.keys()].filter((key) => /^(?:19|20)\d{2}$/.test(key));
  return Promise.all([...phrases, ...[...once.values()].map((word) => part(word, alike, years))].map(known));
}

// The words of a question that say what it is about: with a question mark, or several words of which the first asks.
function asked(all, query) {
  if (!QUESTION.test(query) && !(all.length >= MANY && asks(all[0]))) return all;
  const about = all.filter((word) => !asks(word));
  return about.length ? about : all;
}

function phrase(text, alike) {
  const all = words(text);
  const keys = all.flatMap(({ printed, key }) => (isUnspaced(key) ? inPhrase(printed, alike) : [key]));
  const printed = all.map(({ key }) => key);
  const spans = (other) => inOrder(words(other), printed);
  return { said: text.trim(), quoted: true, rows: [keys.map(token).join(" ")], terms: [], spans, means: (key) => printed.includes(key) };
}

// Thousands in groups, which are words to the index, may be written as one figure as well.
function grouped(part) {
  const keys = words(part.said).map(({ key }) => key);
  if (!keys.slice(1).every((key) => key.length === 3)) return { ...part, quoted: false };
  return { ...part, quoted: false, ...eitherWay(keys.join(""), keys) };
}

function eitherWay(whole, keys) {
  const spans = (text) => [...inOrder(words(text), keys), ...inOrder(words(text), [whole])];
  return { rows: [keys, [whole]].map((some) => some.map(token).join(" ")), spans, means: (key) => key === whole || keys.includes(key) };
}

// Where the words of a text follow each other as these keys do.
const inOrder = (all, keys) => all.flatMap(({ index }, at) => {
  const last = all[at + keys.length - 1];
  return last && keys.every((key, n) => all[at + n].key === key) ? [{ start: index, end: last.index + last.printed.length }] : [];
});

// Where a text holds a part of a query.
export const spansOf = (part, text) => part.spans?.(text) ?? words(text).filter(({ key }) => part.means(key))
  .map(({ printed, index }) => ({ start: index, end: index + printed.length }));
export const isHeld = (part, text) => spansOf(part, text).length > 0;

// A part of a longer run: all pairs but the last letter, behind which more may follow.
function inPhrase(run, alike) {
  const made = pairs(run, alike);
  return made.length > 1 ? made.slice(0, -1) : made;
}

// A run without blanks as the words that the browser's dictionary finds; letters that stay alone are one.
function cut({ printed, key }) {
  if (!Intl.Segmenter) return [{ printed, key }];
  const pieces = [];
  for (const { segment } of new Intl.Segmenter(undefined, { granularity: "word" }).segment(printed)) {
    const isAlone = /^\p{Script=Han}$/u.test(segment); // as in names
    if (isAlone && pieces.at(-1)?.isAlone) pieces.at(-1).printed += segment;
    else pieces.push({ printed: segment, isAlone });
  }
  return pieces.map(({ printed: piece }) => ({ printed: piece, key: fold(piece) }));
}

// 136000, which is mostly written 136,000 or 136 000; four digits may be a year.
const LARGE = /^(?!(?:19|20)\d\d$)[1-9]\d{3,14}$/;

async function part({ printed, key }, alike, years) {
  if (LARGE.test(key)) return { said: printed, terms: [], ...eitherWay(key, key.match(/\d{1,3}(?=(?:\d{3})*$)/g)) };
  if (isUnspaced(key)) {
    const run = inPhrase(printed, alike);
    const isLetter = units(key).length === 1;
    return {
      said: printed, run: key, rows: isLetter ? [] : [run.map(token).join(" ")], terms: isLetter ? [encoded(run[0])] : [],
      means: (other) => other.includes(key),
    };
  }
  // The file with the word itself comes meanwhile.
  engine().then((pagefind) => pagefind.preload(token(key))).catch(() => {});
  const { keys, terms } = await lookUp(key);
  const rows = [];
  for (const name of monthNames(key)) {
    if (!(await lookUp(name)).keys.has(name)) continue;
    // Only beside a year such a word is a month for sure: one that was typed, or any of the last ones.
    if (isOrdinary(name)) rows.push(...(years.length ? years : RECENT).map((year) => `${token(name)} ${token(year)}`));
    else terms.push({ text: name, whole: true });
    keys.add(name);
  }
  return {
    said: printed, key, load: [...keys], rows, terms: terms.map(({ text, whole }) => (whole ? token(text) : encoded(text))),
    means: (other) => keys.has(other), ...(rows.length && !terms.length ? {} : { absent: !terms.length }),
  };
}

// Of a phrase, a run or a day only the index knows whether it is held.
async function known(promised) {
  const part = await promised;
  if (part.absent !== undefined) return part;
  const pagefind = await engine();
  for (const text of [...part.terms, ...part.rows.map((row) => `"${row}"`)]) {
    if ((await pagefind.search(text)).length) return { ...part, absent: false };
  }
  return { ...part, absent: true };
}

// Records that hold every part, as Pagefind ranks them.
async function all(pagefind, parts, options) {
  const isPlain = ({ terms, rows }) => terms.length === 1 && !rows.length;
  const plain = parts.filter(isPlain).map((part) => part.terms[0]).join(" ");
  const others = parts.filter((part) => !isPlain(part));
  const found = (terms) => pagefind.search(terms, options);
  const sets = plain && others.every((part) => !part.terms.length) ? [await found(plain)] : [];
  for (const part of others) {
    const best = new Map();
    for (const term of [...part.terms, ...part.rows]) {
      // A row is found by its words and ranked by them, as long as they stand in this order.
      const inOrder = part.rows.includes(term) && new Set((await found(`"${term}"`)).map(({ id }) => id));
      for (const result of inOrder && !inOrder.size ? [] : await found(`${plain} ${term}`.trim())) {
        if (inOrder && !inOrder.has(result.id)) continue;
        const { tier, isWithin, score } = best.get(result.id) ?? { tier: 0, isWithin: false, score: -Infinity };
        best.set(result.id, { ...result, score: Math.max(score, result.score),
          tier: Math.max(tier, part.tiers?.get(term) ?? 0), isWithin: isWithin || Boolean(part.within?.has(term)) });
      }
    }
    sets.push([...best.values()].map((result) => (options.sort ? result : { ...result, score: result.score + FIRST * place(result) })));
  }
  return together(sets, Boolean(options.sort));
}

// Words of a record that say a day may be the end of the days in which it was published: then it comes behind others.
const place = ({ tier, isWithin }) => (isWithin && tier === 2 ? 1 : tier);

// What stands in all sets, best first; sorted by date, a score is a place in that order.
function together([first, ...others], sorted) {
  const rest = others.map((set) => new Map(set.map((result) => [result.id, result.score])));
  return first.filter(({ id }) => rest.every((set) => set.has(id)))
    .map((result) => ({ result, score: sorted ? result.score : rest.reduce((sum, set) => sum + set.get(result.id), result.score) }))
    .sort((a, b) => b.score - a.score).map(({ result }) => result);
}

// The entries that hold all parts, within filters, and the pages of the registers that do; without parts, all entries.
export async function find(parts, options) {
  const pagefind = await engine();
  // What begins with a word may stand in more than the one file that Pagefind would load for it.
  const load = parts.flatMap((part) => part.load ?? []);
  if (load.length) await pagefind.preload(load.map(token).join(" "));
  const within = { ...options, filters: { ...options.filters, none: REGISTERS } };
  if (!parts.length) return { entries: await pagefind.search(null, within), registers: [] };
  // Of an office little words are often said, which its page does not hold: the president of.
  const long = parts.filter(({ key }) => !key || [...key].length > LITTLE || /^\p{Nd}/u.test(key));
  const [entries, registers] = await Promise.all([
    all(pagefind, parts, within),
    all(pagefind, long.length ? long : parts, { filters: { any: REGISTERS } }),
  ]);
  return { entries, registers };
}
