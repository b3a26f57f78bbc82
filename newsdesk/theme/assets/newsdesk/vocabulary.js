// The words of the index, in files that are loaded when a search needs them: which are held, and which come close.
import { areForms, shared, writes } from "./forms.js";
import { fold } from "./words.js";

const folder = new URL("../../pagefind/words/", import.meta.url);
const LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
const WHOLE = 4; // a word of fewer letters is looked up as it stands, a longer one also as a beginning
const LONGEST = 7; // letters of an ending; longer ones are rare
const FILES = 4; // at most so many are loaded to look for close words, from either end
const CLOSE = 4; // so many close words are named
let manifest;
const files = new Map();

export async function raw(address, options) {
  const response = await fetch(address, options);
  if (!response.ok) throw new Error(`${address}: ${response.status}`);
  return response.arrayBuffer();
}

export async function unpacked(address, options) {
  const packed = await raw(address, options);
  const [first, second] = new Uint8Array(packed, 0, 2);
  // A server may have unpacked it on the way.
  const isPacked = first === 0x1f && second === 0x8b;
  const body = new Blob([packed]).stream();
  return new Response(isPacked ? body.pipeThrough(new DecompressionStream("gzip")) : body).text();
}

export function open() {
  manifest ??= unpacked(new URL("all.words", folder), { cache: "no-cache" }).then(JSON.parse).then((data) => {
    const alike = {};
    const letters = [...data.alike];
    for (let at = 0; at < letters.length; at += 2) alike[letters[at]] = letters[at + 1];
    return { ...data, alike };
  });
  manifest.catch(() => { manifest = undefined; });
  return manifest;
}

function row(line, tongues) {
  const [printed, behind = ""] = line.split("\t");
  if (behind.startsWith(">")) return { key: fold(printed), printed, for: behind.slice(1), tongues: [], common: 0 };
  const isQuiet = behind.startsWith("~"); // held, and not offered in place of another word
  const spoken = behind.replace(/^~|\d$/g, "");
  const own = spoken === "-" ? [] : (spoken || "a").split("").map((letter) => tongues[LETTERS.indexOf(letter)]);
  return { key: fold(printed), printed, isQuiet, tongues: own.filter(Boolean), common: Number(behind.match(/\d$/)?.[0] ?? 0) };
}

function load(name, tongues) {
  if (!files.has(name)) {
    const loaded = unpacked(new URL(name, folder)).then((text) => text.split("\n").map((line) => row(line, tongues)));
    loaded.catch(() => files.delete(name));
    files.set(name, loaded);
  }
  return files.get(name);
}

// The numbers of the files that may hold words with a beginning: those from the last that begins before it.
function numbers(list, start) {
  const last = start + "\uffff";
  return list.map((_, at) => at).filter((at) => list[at][0] <= last && (list[at + 1]?.[0] ?? "\uffff\uffff") > start);
}

export async function rows(list, start, tongues, whole = false) {
  const wanted = whole ? numbers(list, start).slice(0, 1) : numbers(list, start);
  const loaded = await Promise.all(wanted.map((at) => load(list[at][1], tongues)));
  return loaded.flat();
}

// What of the vocabulary a word searched for stands for; of an Arabic one with a particle, else what it is without.
export async function lookUp(key) {
  const found = await held(key);
  const rest = /^[وفبلك]./u.test(key) && !found.terms.length ? key.slice(1) : "";
  return rest.length >= WHOLE ? lookUp(rest) : found;
}

// Words that begin with a key, and forms of it.
async function held(key) {
  const { forward, tongues, endings } = await open();
  const letters = [...key];
  const spoken = tongues.filter((tongue) => writes(tongue, endings, letters[0]));
  const { least, bare } = shared(spoken, endings);
  const start = letters.slice(0, Math.max(least, letters.length - LONGEST)).join("");
  // A stem may be shorter than what two forms with endings share.
  const stems = [];
  for (let length = bare; length < Math.min([...start].length, least); length++) stems.push(letters.slice(0, length).join(""));
  const loaded = await Promise.all([start, ...stems].map((text) => rows(forward, text, tongues, text !== start)));
  const near = loaded[0].filter((word) => !word.for && word.key.startsWith(start));
  const begins = (word) => (letters.length >= WHOLE ? word.key.startsWith(key) : word.key === key);
  const isForm = (word) => word.tongues.some((tongue) => areForms(key, word.key, tongue, endings));
  const meant = near.filter((word) => begins(word) || isForm(word));
  const short = loaded.slice(1).flatMap((list, at) => list.filter((word) => !word.for && word.key === stems[at] && isForm(word)));
  const found = [...short.map((word) => ({ text: word.key, whole: true })), ...terms(meant, near, start)];
  return { keys: new Set([...short, ...meant].map((word) => word.key)), terms: found };
}

// Beginnings and whole words that together stand for the words meant and for no other: the fewest that do.
function terms(meant, near, start) {
  const wanted = new Set(meant.map((word) => word.key));
  const left = new Set([...wanted].sort((a, b) => a.length - b.length));
  const isFine = (text) => near.every((other) => !other.key.startsWith(text) || wanted.has(other.key));
  const found = [];
  for (const word of left) {
    let text = word;
    while (text.length > Math.max(start.length, WHOLE) && isFine(text.slice(0, -1))) text = text.slice(0, -1);
    const whole = text.length < WHOLE || !isFine(text);
    const group = whole ? [word] : [...left].filter((other) => other.startsWith(text));
    for (const other of group) left.delete(other);
    // As much as they share: Pagefind ranks a word the higher, the less of it is left.
    while (!whole && group.every((other) => other.length > text.length && other[text.length] === word[text.length])) {
      text = word.slice(0, text.length + 1);
    }
    found.push({ text: whole ? word : text, whole });
  }
  return found;
}

// Damerau's distance of two words, as far as a limit: changed, missing, added and swapped letters.
export function distance(one, other, limit) {
  if (Math.abs(one.length - other.length) > limit) return limit + 1;
  let [before, last] = [[], [...Array(other.length + 1).keys()]];
  for (let i = 1; i <= one.length; i++) {
    const next = [i];
    for (let j = 1; j <= other.length; j++) {
      const cost = one[i - 1] === other[j - 1] ? 0 : 1;
      next[j] = Math.min(last[j] + 1, next[j - 1] + 1, last[j - 1] + cost);
      if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) {
        next[j] = Math.min(next[j], before[j - 2] + 1);
      }
    }
    if (Math.min(...next) > limit) return limit + 1;
    [before, last] = [last, next];
  }
  return last[other.length];
}

const reversed = (text) => [...text].reverse().join("");

// The shortest beginning whose words stand in few files.
function narrow(list, key) {
  const letters = [...key];
  for (let length = 1; length < letters.length; length++) {
    const start = letters.slice(0, length).join("");
    if (numbers(list, start).length <= FILES) return start;
  }
  return key;
}

// Words that come close to one that is not held, the closest first: how each is printed, how many letters it is away, and
// whether it begins with the same one.
export async function close(key) {
  const { forward, backward, tongues } = await open();
  const length = [...key].length;
  const limit = length < 4 ? 0 : length < 6 ? 1 : length < 12 ? 2 : 3;
  const back = reversed(key);
  const near = (await Promise.all([
    rows(forward, narrow(forward, key), tongues), rows(backward, narrow(backward, back), tongues),
  ])).flat();
  const found = new Map();
  for (const word of near.filter((word) => !word.isQuiet && !word.key.startsWith("ǁ"))) {
    const far = word.for && word.key === key ? 0 : distance(key, word.key, limit);
    const printed = word.for ?? word.printed;
    if (far > limit || far > (found.get(printed)?.far ?? limit)) continue;
    found.set(printed, { printed, far, common: word.common, begins: word.key[0] === key[0] });
  }
  const order = [...found.values()].sort((a, b) =>
    a.far - b.far || b.begins - a.begins || b.common - a.common || (a.printed < b.printed ? -1 : 1));
  // What is twice as far away as the closest word is only noise beside it.
  return order.filter((word) => word.far <= Math.max(1, order[0].far)).slice(0, CLOSE);
}
