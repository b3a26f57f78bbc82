// What a word is looked up by: the same rules as in newsdesk/views/search/keys.py, which makes the index.
const CJK = "\\u3040-\\u30ff\\u3400-\\u4dbf\\u4e00-\\u9fff\\uf900-\\ufaff";
const QUOTES = "'’‘ʻʼʽʾʿ`´";
const WORD = new RegExp(
  `[${CJK}]+|(?:(?![${CJK}])[\\p{L}\\p{N}${QUOTES}\\u0300-\\u036f\\u0640\\u064b-\\u065f\\u0670])+`, "gu");
export const IS_CJK = new RegExp(`[${CJK}]`, "u");
const QUOTE = new RegExp(`[${QUOTES}]`, "g");
const POSSESSIVE = new RegExp(`(?<=[a-z])[${QUOTES}]s$`);
const UNWRITTEN = /[\u0640\u064b-\u065f\u0670]/g;
const ALIKE = { أ: "ا", إ: "ا", آ: "ا", ٱ: "ا", ى: "ي", ی: "ي", ئ: "ي", ؤ: "و", ة: "ه", ک: "ك", ھ: "ه", ۀ: "ه" };
const ARTICLE = /^[وف]?(?:[بك]?ال|لل)(?=..)/u;
export const BEGINNING = 5;

function singular(word) {
  if (word.endsWith("ies")) return "ae".includes(word.at(-4)) ? word : `${word.slice(0, -3)}y`;
  if (/(?:sh|ch|x|ss|z)es$/.test(word)) return word.slice(0, -2);
  return /[^us]s$/.test(word) ? word.slice(0, -1) : word;
}

export function key(printed) {
  const word = printed.toLowerCase().normalize("NFC").replace(POSSESSIVE, "").replace(QUOTE, "");
  if (/[\u0620-\u06ff]/.test(word)) {
    return word.replace(UNWRITTEN, "").replace(/./gu, (letter) => ALIKE[letter] ?? letter).replace(ARTICLE, "");
  }
  return /^[a-z]{4,}$/.test(word) ? singular(word) : word;
}

export function keys(text) {
  const found = [];
  for (const [word] of text.matchAll(WORD)) {
    if (IS_CJK.test(word)) {
      for (let at = 0; at < Math.max(1, word.length - 1); at++) found.push(word.slice(at, at + 2));
    } else if (key(word)) found.push(key(word));
  }
  const long = found.filter((word) => [...word].length > 1);
  return [...new Set(long.length ? long : found)]; // letters that stand alone say little: U.S.
}

export function beginnings(words) {
  return words.map((word) => ([...word].length > BEGINNING ? [...word].slice(0, BEGINNING).join("") : word));
}
