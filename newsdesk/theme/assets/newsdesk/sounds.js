// What a name sounds like, the same as in the index (`romanised.py`), and the names that sound like a word.
import { distance, open, rows } from "./vocabulary.js";
import { fold } from "./words.js";

const HEARD = "ǁ"; // stands before consonants in the files of words
const LEAST = 2, SURE = 4; // consonants
const VOWELS = /[aeiou]/g;
const TWO = [[/(?<!s)ch/g, "s", "h"], [/(?<!s)c/g, "s", "k"], [/j/g, "s", "i"], [/x/g, "h", "ks"]];
const SOUNDS = Object.fromEntries((
  "v:f w:f q:k z:s y:i а:a б:b в:f г:g д:d е:e ж:s з:s и:i й:i к:k л:l м:m н:n о:o п:p р:r с:s т:t у:u ф:f х:h ц:s ч:s ш:s "
  + "щ:s ъ: ы:i ь: э:e ю:u я:a і:i є:e ј:j ѓ:g ќ:k љ:l њ:n џ:s ћ:s ђ:s ا:a ب:b پ:p ت:t ث:s ج:s چ:s ح:h خ:h د:d ذ:s ر:r ز:s "
  + "ژ:s س:s ش:s ص:s ض:s ط:t ظ:s ع: غ:g ف:f ڤ:f ق:k ك:k گ:g ل:l م:m ن:n و:u ي:i ه:h ء: ئ: ؤ:"
).split(" ").map((pair) => pair.split(":")));
const OF_DIGRAPHS = { kh: "h", gh: "g", ph: "f", th: "t", ou: "u", oo: "u", ee: "i" };
// Letters that look like others, as a keyboard of two alphabets mixes them.
const LOOKS = [..."aаbвcсeеhнiіkкmмoоpрtтxхyу"];

const single = (text) => text.replace(/(.)\1+/gu, "$1");

export function heard(key) {
  let ways = [key];
  for (const [letters, ...sounds] of TWO) {
    if (key.search(letters) >= 0) ways = ways.flatMap((way) => sounds.map((sound) => way.replace(letters, sound)));
  }
  return [...new Set(ways.map((way) => {
    const plain = way.replace(/[sz]c?h/g, "s").replace(/kh|gh|ph|th|ou|oo|ee/g, (two) => OF_DIGRAPHS[two]);
    const text = [...plain].map((letter) => SOUNDS[letter] ?? letter).join("");
    return /^[a-z]+$/.test(text) ? single(single(text).replace(/[dt]+(?=s)/g, "")) : "";
  }).filter(Boolean))];
}

const bonesOf = (way) => way.replace(VOWELS, "");

// Names that sound like a key, the closest first; `isSure` where a name can be meant and hardly anything else.
export async function alike(key) {
  const ways = heard(key).filter((way) => bonesOf(way).length >= LEAST);
  const { forward, tongues } = await open();
  const held = async (bones, whole) => (await rows(forward, HEARD + bones, tongues, whole))
    .filter((row) => (whole ? row.key === HEARD + bones : row.key.startsWith(HEARD + bones)))
    .flatMap((row) => row.for.split(" ").map((printed) => ({ printed, bones, said: heard(fold(printed)) })));
  const each = [...new Set(ways.map(bonesOf))];
  const found = (await Promise.all(each.map((bones) => held(bones, true)))).flat().map((name) => judged(key, ways, name));
  // Of equally close ones the commonest stands first.
  const close = found.filter(({ isClose }) => isClose).sort((a, b) => a.apart - b.apart);
  if (close.length) return distinct(close);
  // Half typed.
  const longer = (await Promise.all(each.filter((bones) => bones.length > LEAST).map((bones) => held(bones, false)))).flat();
  return distinct(longer.filter(({ said }) => said.some((other) => ways.some((way) => other.startsWith(way))))
    .map((name) => ({ ...name, begins: true, isSure: true })));
}

// Of names that sound the same the first: the page of each has them all.
const distinct = (names) => names.filter((name, at) => !names.slice(0, at).some((one) => areSame(one, name)));
const areSame = (one, other) => one.said.some((way) => other.said.includes(way))
  || (one.bones === other.bones && (hasFewVowels(one.printed) || hasFewVowels(other.printed)));
const hasFewVowels = (text) => /\p{Script=Arabic}/u.test(text);

function judged(key, ways, { printed, bones, said }) {
  const far = Math.min(...ways.flatMap((way) => said.map((other) => distance(way, other, way.length))));
  if (hasFewVowels(key)) return { printed, said, apart: far, begins: true, isClose: bones.length > LEAST, isSure: bones.length >= SURE };
  const isSure = far === 0 || (bones.length >= SURE && far <= key.length / 4);
  return { printed, said, apart: far, begins: bones.length > LEAST, isClose: far <= Math.max(1, Math.floor(key.length / 3)), isSure };
}

// A word in which letters of two alphabets stand, in each of these alone.
export function unmixed(key) {
  if (!/[a-z]/.test(key) || !/[а-я]/.test(key)) return [];
  const turned = (from, to) => [...key].map((letter) => {
    const at = LOOKS.findIndex((one, place) => place % 2 === from && one === letter);
    return at < 0 ? letter : LOOKS[at + to];
  }).join("");
  return [turned(0, 1), turned(1, -1)];
}
