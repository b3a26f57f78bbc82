// Whether two words are forms of one: their beginning is the same, and what follows are endings of one kind of word.
import { fold } from "./words.js";

const compiled = new Map();

// A slot as a pattern: "-" is no ending, "=" the last letter of the stem once more.
function slot(endings) {
  const list = endings.split(" ").map((ending) => (ending === "-" ? "" : ending.startsWith("=")
    ? `\\1${fold(ending.slice(1))}` : fold(ending)));
  return `(?:${[...new Set(list)].sort((a, b) => b.length - a.length).join("|")})`;
}

// Kinds whose names begin alike, such as verbs-finite and verbs-nominal, belong together: forms may be of both.
function rules(language, tables) {
  if (!compiled.has(language)) {
    const { least, nouns = least, bare, turns, kinds } = tables[language];
    const pairs = new Set((turns ?? []).flatMap((pair) => [fold(pair), [...fold(pair)].reverse().join("")]));
    const groups = new Map();
    for (const name of Object.keys(kinds)) {
      const group = name.split("-")[0];
      groups.set(group, [...(groups.get(group) ?? []), name]);
    }
    const patterns = [...groups.values()].map((names) =>
      new RegExp(`^(.)(?:${names.map((name) => kinds[name].map(slot).join("")).join("|")})$`, "su"));
    compiled.set(language, { least, nouns, bare, pairs, patterns });
  }
  return compiled.get(language);
}

const SCRIPTS = ["Latin", "Cyrillic", "Arabic", "Greek", "Armenian", "Georgian", "Hebrew", "Hangul", "Devanagari"]
  .map((name) => new RegExp(`\\p{Script=${name}}`, "u"));

// Whether a language has endings in the script of a letter.
export function writes(language, tables, letter) {
  const script = SCRIPTS.find((script) => script.test(letter));
  return Boolean(script) && Object.values(tables[language].kinds).flat().some((endings) => script.test(endings));
}

// The fewest letters that forms of a word share in any of some languages, and those of the shortest stem.
export const shared = (languages, tables) => ({
  least: Math.min(4, ...languages.map((language) => tables[language].nouns ?? tables[language].least)),
  bare: Math.min(4, ...languages.map((language) => tables[language].bare)),
});

export function areForms(one, other, language, tables) {
  // A doubled last letter is a slip and no ending: Turkmenistann.
  if (one === other + other.at(-1) || other === one + one.at(-1)) return false;
  const { least, nouns, bare, pairs, patterns } = rules(language, tables);
  let same = 0;
  while (same < one.length && one[same] === other[same]) same += 1;
  if (pairs.has((one[same] ?? "") + (other[same] ?? ""))) same += 1;
  // The longest shared beginning may hold a part of both endings.
  for (let at = same; at >= Math.min(nouns, bare); at--) {
    const isBare = at >= one.length || at >= other.length;
    if (at < (isBare ? bare : nouns)) continue;
    const [first, second] = [one.slice(at - 1), other.slice(at - 1)];
    // A short stem takes the endings of the first kind, nouns, and one of two letters none of a single letter.
    const isShort = at < (isBare ? Math.min(3, least) : least);
    if (isShort && at < 3 && Math.max(first.length, second.length) < 3) continue;
    if (patterns.slice(0, isShort ? 1 : undefined).some((pattern) => pattern.test(first) && pattern.test(second))) return true;
  }
  return false;
}
