// What a word is looked up by: the same rules as in newsdesk/views/search/keys.py, which makes the index.
const UNSPACED = "\\u0e00-\\u0eff\\u1000-\\u109f\\u1780-\\u17ff\\ua9e0-\\ua9ff\\uaa60-\\uaa7f\\u3005-\\u3007"
  + "\\u3041-\\u30ff\\u31f0-\\u31ff\\u3400-\\u4dbf\\u4e00-\\u9fff\\uf900-\\ufaff\\u{20000}-\\u{3ffff}";
const JOINERS = "\\u200c\\u200d";
const QUOTES = "'’‘ʻʼʽʾʿˈ`´";
export const END = "ǀ"; // stands behind each word of the index
const SIGN = "ʘ";
const WORD = new RegExp(`(?=[${UNSPACED}])[\\p{L}\\p{N}](?:(?=[${UNSPACED}])[\\p{L}\\p{N}\\p{M}])*`
  + `|(?![${UNSPACED}])[\\p{L}\\p{N}](?:(?![${UNSPACED}])[\\p{L}\\p{N}\\p{M}${QUOTES}${JOINERS}])*`, "gu");
const IS_UNSPACED = new RegExp(`^[${UNSPACED}]`, "u");
const POSSESSIVE = new RegExp(`(?<=[a-z])[${QUOTES}]s$`);
const ELIDED = /^(?:[cdjlmnst]|qu|all|dell|dall|nell|sull)['’](?=..)/;
const AROUND = new RegExp(`^[${QUOTES}]+|[${QUOTES}]+$`, "g");
const UNWRITTEN = new RegExp("[\\u0300-\\u036f\\u0483-\\u0487\\u0591-\\u05c7\\u0610-\\u061a\\u0640\\u064b-\\u065f"
  + "\\u0670\\u06d6-\\u06ed\\u08d3-\\u08ff\\u1ab0-\\u1aff\\u1dc0-\\u1dff\\u20d0-\\u20ff"
  + `${JOINERS}${QUOTES}${END}${SIGN}]`, "gu");
const ALIKE = Object.fromEntries(("ıi øo đd ħh łl ŧt ƀb ɓb ƙk ɗd ƴy ŋn əe ɛe ɔo ςσ"
  + " ґг ғг ҕг җж ҙз қк ҝк ҟк ӄк ңн ҥн ӈн ҫс ҭт үу ұу ҳх ҷч ҹч һх өо әа ӷг ԛк ԝв"
  + " ٱا ىي یي ےي ېي ةه ەه ھه ہه ۃه کك ڪك ڭك ۇو ۆو ۋو").split(" ").map((pair) => [pair[0], pair[1]]));
Object.assign(ALIKE, { ß: "ss", æ: "ae", œ: "oe", þ: "th", ð: "d" });
const ZEROS = "٠۰߀०০੦૦୦௦౦೦൦๐໐༠၀០᠐";
for (const zero of ZEROS) {
  for (let n = 0; n < 10; n++) ALIKE[String.fromCodePoint(zero.codePointAt(0) + n)] = String(n);
}
// Letters of two scripts that look alike: a word of both is one of whichever most of its letters are.
const HOMOGLYPHS = ["aceopxyikmhtbs", "асеорхуікмнтвѕ"];
const LATIN = /[a-z]/g, CYRILLIC = /[\u0430-\u045f]/g;

function ofOneScript(word) {
  const latin = word.match(LATIN)?.length ?? 0, cyrillic = latin ? word.match(CYRILLIC)?.length ?? 0 : 0;
  if (!cyrillic) return word;
  const [from, to] = latin >= cyrillic ? [...HOMOGLYPHS].reverse() : HOMOGLYPHS;
  const made = word.replace(/./gsu, (letter) => to[from.indexOf(letter)] ?? letter);
  return made.match(latin >= cyrillic ? CYRILLIC : LATIN) ? word : made;
}

const ARTICLE = /^[وف]?(?:[بك]?ال|لل)(?=..)/u;

// A text with the digits of every script as those of ASCII, letter for letter.
export const digits = (text) => text.replace(/\p{Nd}/gu, (digit) => (/\d/.test(ALIKE[digit]) ? ALIKE[digit] : digit));

export const isUnspaced = (word) => IS_UNSPACED.test(word);

// A word as it is compared; "" where no letter or digit is left.
export function fold(printed) {
  let word = printed.normalize("NFKC").toLowerCase().replaceAll("\u02bc", "'").replaceAll("եվ", "եւ")
    .replace(AROUND, "");
  word = word.replace(POSSESSIVE, "").replace(ELIDED, "");
  word = word.normalize("NFC").replaceAll("й", "\ue000").normalize("NFD").replace(UNWRITTEN, "").normalize("NFC")
    .replaceAll("\ue000", "й").replace(/./gsu, (letter) => ALIKE[letter] ?? letter);
  word = ofOneScript(word);
  if (/[\u0620-\u06ff]/.test(word)) word = word.replace(ARTICLE, "");
  return /[\p{L}\p{N}]/u.test(word) ? word : "";
}

// The words of a text, each with its key and where it stands.
export function words(text) {
  const found = [];
  for (const { 0: printed, index } of text.matchAll(WORD)) {
    const key = fold(printed);
    if (key) found.push({ printed, key, index });
  }
  return found;
}

// A run without blanks as its letters, each with its signs; `alike` puts one character for its variants.
export const units = (run, alike = {}) =>
  fold(run).replace(/./gsu, (letter) => alike[letter] ?? letter).match(/.\p{M}*/gsu) ?? [];

export function pairs(run, alike) {
  const letters = units(run, alike);
  return [...letters.slice(0, -1).map((letter, at) => letter + letters[at + 1]), ...letters.slice(-1)];
}

export const encoded = (key) =>
  key.replace(/\p{M}/gu, (sign) => SIGN + sign.codePointAt(0).toString(16).padStart(5, "0"));
export const token = (key) => encoded(key) + END;
