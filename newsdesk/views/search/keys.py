"""What a word is looked up by, the same in the index and in a query (`words.js` does it in the browser)."""

import re
import unicodedata
from collections.abc import Mapping
from datetime import timedelta
from functools import lru_cache
from itertools import pairwise
from types import MappingProxyType

from newsdesk.model import Edtf

# Letters of scripts that are written without blanks: Thai, Lao, Burmese, Khmer, kana, Chinese characters.
UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\ua9e0-\ua9ff\uaa60-\uaa7f\u3005-\u3007\u3041-\u30ff\u31f0-\u31ff"
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)
CJK = "\u3005-\u3007\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_JOINERS = "\u200c\u200d"
# As many days a date may mean for each of them to be found.
_MONTH = 31
_QUOTES = "'’‘ʻʼʽʾʿˈ`´"
# Ends each word of the index, so that a search for a word is not one for its beginning: a letter, and of no word here.
END = "ǀ"
# Stands for a sign that Pagefind would leave out: a letter as well, with the number of the sign behind it.
_SIGN = "ʘ"


def _signs() -> str:
    """All combining marks, as ranges of a character class; the blocks that hold none are passed over."""
    blocks = [(0x300, 0x1E00), (0x20D0, 0x2100), (0x2CEF, 0x2E00), (0x302A, 0x309B), (0xA66F, 0xAC00)]
    blocks += [(0xFB1E, 0xFB1F), (0xFE20, 0xFE30), (0x10A00, 0x11A00)]
    found = [n for first, end in blocks for n in range(first, end) if unicodedata.category(chr(n))[0] == "M"]
    all_found = set(found)
    ends = [n for n in found if n + 1 not in all_found]
    starts = [n for n in found if n - 1 not in all_found]
    return "".join(f"{chr(a)}-{chr(b)}" for a, b in zip(starts, ends, strict=True))


_SIGNS = _signs()
_INNER = f"{_SIGNS}{_QUOTES}{_JOINERS}"
_WORD = re.compile(
    rf"(?=[{UNSPACED}])[^\W_](?:(?=[{UNSPACED}])(?!_)[\w{_SIGNS}])*"
    rf"|(?![{UNSPACED}])[^\W_](?:(?![{UNSPACED}_])[\w{_INNER}])*"
)
# The same where no letter is one of these, and where all are ASCII: most texts, in a fraction of the time.
_SPACED = re.compile(rf"[^\W_](?:[^\W_]|[{_INNER}])*")
_ASCII = re.compile("[A-Za-z0-9][A-Za-z0-9'`]*")
_IS_UNSPACED = re.compile(f"[{UNSPACED}]")
_JOINED = re.compile(f"[{_JOINERS}]")
_UNIT = re.compile(rf".[{_SIGNS}]*", re.DOTALL)
_MARK = re.compile(f"[{_SIGNS}]")
_POSSESSIVE = re.compile(f"(?<=[a-z])[{_QUOTES}]s$")
# French and Italian write these as one with the word behind.
_ELIDED = re.compile("^(?:[cdjlmnst]|qu|all|dell|dall|nell|sull)['’](?=..)")
# Signs that a word is written with or without: accents, vowels of Arabic and Hebrew, joiners, apostrophes.
_UNWRITTEN = re.compile(
    f"[\u0300-\u036f\u0483-\u0487\u0591-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed\u08d3-\u08ff"
    f"\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff{_JOINERS}{_QUOTES}{END}{_SIGN}]"
)
# Where й is not и with an accent.
_KEPT = str.maketrans("й", "\ue000")
_KEPT_BACK = str.maketrans("\ue000", "й")
# Letters that keyboards lack or that are often confused, each with what is written in its place.
ALIKE = (
    "ıi øo đd ħh łl ŧt ƀb ɓb ƙk ɗd ƴy ŋn əe ɛe ɔo ςσ"
    " ґг ғг ҕг җж ҙз қк ҝк ҟк ӄк ңн ҥн ӈн ҫс ҭт үу ұу ҳх ҷч ҹч һх өо әа ӷг ԛк ԝв"
    " ٱا ىي یي ےي ېي ةه ەه ھه ہه ۃه کك ڪك ڭك ۇو ۆو ۋو"
).split()
_ALIKE = str.maketrans({pair[0]: pair[1] for pair in ALIKE} | {"ß": "ss", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d"})
# Small letters of two scripts that look alike, or whose capitals do: a word of both is one of whichever it may be.
HOMOGLYPHS = ("aceopxyikmhtbs", "асеорхуікмнтвѕ")
_LATIN, _CYRILLIC = re.compile("[a-z]"), re.compile("[\u0430-\u045f]")
_TO_LATIN = str.maketrans(*reversed(HOMOGLYPHS))
_TO_CYRILLIC = str.maketrans(*HOMOGLYPHS)
# Zeros of other digits; nine more follow each.
ZEROS = "\u0660\u06f0\u07c0\u0966\u09e6\u0a66\u0ae6\u0b66\u0be6\u0c66\u0ce6\u0d66\u0e50\u0ed0\u0f20\u1040\u17e0\u1810"
_DIGITS = str.maketrans({chr(ord(zero) + n): str(n) for zero in ZEROS for n in range(10)})
_AS_THEY_ARE: Mapping[int, str] = MappingProxyType({})
_ARABIC = re.compile("[\u0620-\u06ff]")
# "and", "so"; "by", "like"; the article, which is written as one with all of them.
_ARTICLE = re.compile("^[وف]?(?:[بك]?ال|لل)(?=..)")


def words(text: str) -> list[str]:
    """The words of a text as printed, in order; a run of letters without blanks is one."""
    if text.isascii():
        return _ASCII.findall(text)
    return [word for word in (_WORD if _IS_UNSPACED.search(text) else _SPACED).findall(text) if fold(word)]


def is_unspaced(word: str) -> bool:
    """Whether a word is a run in a script that is written without blanks."""
    return bool(_IS_UNSPACED.match(word))


@lru_cache(maxsize=262144)
def fold(word: str) -> str:
    """A word as it is compared: small, without accents, apostrophes, Arabic article, and letters that vary.

    Vowel signs of Indic and other scripts stay, since they are letters there. "" where no letter or digit is left.
    """
    if word.isascii() and word.isalnum():
        return word.lower()
    word = unicodedata.normalize("NFKC", word).lower().replace("\u02bc", "'").replace("եվ", "եւ")
    word = _ELIDED.sub("", _POSSESSIVE.sub("", word.strip(_QUOTES)))
    word = unicodedata.normalize("NFD", unicodedata.normalize("NFC", word).translate(_KEPT))
    word = unicodedata.normalize("NFC", _UNWRITTEN.sub("", word)).translate(_KEPT_BACK).translate(_ALIKE)
    word = _of_one_script(word.translate(_DIGITS))
    if _ARABIC.search(word):
        word = _ARTICLE.sub("", word)
    return word if any(map(str.isalnum, word)) else ""


def _of_one_script(word: str) -> str:
    """A word with letters of Latin and Cyrillic in the script of most of them, where the others look like its letters.

    Such a word was typed with the keyboard of the other language, and looks right: Capital with a Cyrillic С.
    """
    latin = len(_LATIN.findall(word))
    cyrillic = len(_CYRILLIC.findall(word)) if latin else 0
    if not cyrillic:
        return word
    table, others = (_TO_LATIN, _CYRILLIC) if latin >= cyrillic else (_TO_CYRILLIC, _LATIN)
    made = word.translate(table)
    return word if others.search(made) else made


def parts(word: str) -> list[str]:
    """The parts of a word that a joiner holds together, as in Persian; none of a word without one."""
    if word.isascii() or not _JOINED.search(word):
        return []
    return [part for part in _JOINED.split(word) if fold(part)]


def units(run: str, alike: Mapping[int, str] = _AS_THEY_ARE) -> list[str]:
    """A run without blanks as its letters, each with its signs; `alike` puts one character for its variants."""
    return _UNIT.findall(fold(run).translate(alike))


def pairs(run: str, alike: Mapping[int, str] = _AS_THEY_ARE) -> list[str]:
    """What is looked up of a run: its neighbouring letters two by two, and the last one alone.

    A part of the run is then a phrase of such pairs, whichever words a dictionary would make of it.
    """
    letters = units(run, alike)
    return [first + second for first, second in pairwise(letters)] + letters[-1:]


def token(key: str) -> str:
    """A key as it stands in the index."""
    return encoded(key) + END


def encoded(key: str) -> str:
    """A key in letters that Pagefind leaves as they are."""
    return key if key.isascii() else _MARK.sub(lambda sign: f"{_SIGN}{ord(sign[0]):05x}", key)


def days_of(when: Edtf) -> tuple[str, ...]:
    """What the days are looked up by that a date may mean; nothing of one that may mean more than a month's.

    Of one day alone there is a second key for each, which ends in `o` where it is certain and in `a` where it is not.
    """
    count = (when.last - when.first).days + 1
    days = [when.first + timedelta(number) for number in range(count if count <= _MONTH else 0)]
    ways = ("", "o" if when.is_exact else "a") if count == 1 else ("",)
    return tuple(f"day{day:{form}}{way}" for day in days for form in ("%Y%m%d", "%m%d") for way in ways)


def span_of(when: Edtf) -> list[str]:
    """The values by which a range of days finds a date: each day, or where they are more than a month's, each month."""
    count = (when.last - when.first).days + 1
    if count <= _MONTH:
        return [f"{when.first + timedelta(number):%Y-%m-%d}" for number in range(count)]
    first, last = when.first, when.last
    months = range(first.year * 12 + first.month - 1, last.year * 12 + last.month)
    return [f"{number // 12:04}-{number % 12 + 1:02}" for number in months]
