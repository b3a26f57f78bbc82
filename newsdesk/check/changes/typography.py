"""When two texts say the same: typography told apart from words, figures, negations and names."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

_DOUBLE = "“”„‟«»〝〞"
_SINGLE = "‘’‚‛‹›`´ʻʼ"
_DASHES = "‐‑‒–—―−﹘﹣－"
_FORMS = str.maketrans({**dict.fromkeys(_DOUBLE, '"'), **dict.fromkeys(_SINGLE, "'"), **dict.fromkeys(_DASHES, "-")})
# Raised, lowered, broken and ringed digits are figures of their own: 10² is not 102.
_OWN_FORMS = ("<super>", "<sub>", "<fraction>", "<circle>", "<square>")
_TATWEEL = "\u0640"
_PAUSES = frozenset(",;:.、。،؛۔")
_STOPS = frozenset(".?!。؟۔")
_TOKEN = re.compile(
    r"(?P<mark>\[[^\[\]\s]+\])"
    r"|(?P<number>(?:(?<!\w)[.,])?\d+(?:[.,:]\d+)*)"
    r"|(?P<short>(?:[^\W\d_]\.)+[^\W\d_](?!\w))"
    r"|(?P<word>[^\W\d]\w*(?:'\w+)*)"
    r"|(?P<sign>\S)"
)
NEGATIONS = frozenset(
    "no not never none nobody nothing nowhere neither nor cannot without"
    " не нет ни без нельзя никто никого ничего никогда эмес жок емес жоқ emas yo'q нест"
    " ne pas non sans nicht kein keine keinen ohne sin لا لم لن ليس ليست غير بدون نه".split()
)
# Words whose coming, going or change turns a statement round, widens it or makes it certain.
TURNING = frozenset(
    "deny denies denied denying refuse refuses refused refusing reject rejects rejected rejecting dispute disputes"
    " disputed confirm confirms confirmed fail fails failed lack lacks lacked against except only all every each both"
    " some any most many few several may might must will would can could should shall always before after since"
    " until more less least fewer increase increases increased decrease decreases decreased"
    " win wins won lose loses lost"
    " отрицает отрицал опроверг опровергает подтвердил подтверждает отказался отказывается все некоторые только"
    " против до после больше меньше".split()
)
NUMBERS = frozenset(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
    " seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred hundreds"
    " thousand thousands million millions billion billions trillion dozen dozens half third quarter twice"
    " double triple once first second fourth fifth sixth seventh eighth ninth tenth percent per-cent"
    " ноль один одна одно два две три четыре пять шесть семь восемь девять десять двадцать тридцать сорок"
    " пятьдесят сто двести триста тысяча тысячи тысяч миллион миллиона миллионов миллиард половина".split()
)
# Words that open a sentence with a capital and are nobody's name.
_OPENERS = frozenset(
    "a an the this that these those it its he his she her they their them we our you your i in on at by for from"
    " to of with as and but or so if when while where after before during since until because although though"
    " according both each every most many much some several other another all such only also still then there here"
    " what who whom whose which how why asked".split()
)


@dataclass(frozen=True, slots=True)
class Token:
    """A word, figure or sign in one form for all typography, and where it stands in the text."""

    text: str
    start: int
    end: int
    kind: str
    """`word`, `number`, `mark` (a reference) or `sign`."""
    is_capital: bool = False
    opens: bool = False
    """Whether it is the first word of a sentence."""
    is_quoted: bool = False
    """Whether it stands in quotation marks, or is one."""


@dataclass(frozen=True, slots=True)
class Hunk:
    """A place where two texts differ: the tokens there, a neighbour on each side, and both as quoted."""

    removed: tuple[Token, ...]
    added: tuple[Token, ...]
    before: Token | None
    after: Token | None
    was: str
    now: str
    offset: int
    """Where in the new text."""


def _cleaned(text: str) -> tuple[str, list[int] | range]:
    """The text in one form of its characters, and for each of them its place in the text as given."""
    if text.isascii():
        return text.replace("`", "'"), range(len(text) + 1)
    made: list[str] = []
    places: list[int] = []
    at = 0
    while at < len(text):
        end = at + 1
        while end < len(text) and unicodedata.combining(text[end]):
            end += 1
        cluster = text[at:end].translate(_FORMS)
        if not unicodedata.decomposition(cluster[0]).startswith(_OWN_FORMS):
            cluster = unicodedata.normalize("NFKC", cluster)
        cluster = unicodedata.normalize("NFC", cluster).translate(_FORMS)
        for char in cluster:
            if char != _TATWEEL and unicodedata.category(char) != "Cf":
                made.append(char)
                places.append(at)
        at = end
    places.append(len(text))
    return "".join(made), places


def tokens(text: str, *, as_printed: bool = False) -> list[Token]:
    """The tokens of a text; those `as_printed` keep every sign and capital, as titles and quotations need."""
    clean, places = _cleaned(text)
    found: list[Token] = []
    opens, is_quoted = True, False
    for match in _TOKEN.finditer(clean):
        kind, said = match.lastgroup or "sign", match[0]
        at, end = places[match.start()], places[match.end() - 1] + 1
        if kind == "sign":
            said = _sign(said, clean, match.start())
            opens = opens or said in _STOPS
            if said == '"':
                is_quoted = not is_quoted
            found.append(Token(said, at, end, kind, is_quoted=is_quoted or said == '"'))
            continue
        if kind == "short":
            kind, said = "word", said.replace(".", "")
        first = opens and kind != "mark"
        opens = opens and kind == "mark"
        found.append(Token(said, at, end, kind, said[0].isupper(), first, is_quoted))
    if as_printed:
        return found
    return _with_small_start([t for i, t in enumerate(found) if not _is_silent(found, i)])


def _sign(said: str, clean: str, at: int) -> str:
    """A sign by what it does: a dash right before a figure is a minus, other single quotes are quotes."""
    before, after = clean[at - 1 : at], clean[at + 1 : at + 2]
    if said == "-" and after.isdigit() and not before.isalnum():
        return "−"
    if said == "'" and not before.isdigit():
        return '"'
    return said


def _is_silent(found: list[Token], index: int) -> bool:
    """Whether a pause can come and go: not beside a negation, whose reach it may decide."""
    if found[index].text not in _PAUSES:
        return False
    if index == 0 or index == len(found) - 1:
        return True
    return not any(is_negation(found[near].text) for near in (index - 1, index + 1))


def _with_small_start(found: list[Token]) -> list[Token]:
    for index, token in enumerate(found):
        if token.kind == "number":
            break  # the word behind it begins no text
        if token.kind == "word":
            small = token.text[0].lower() + token.text[1:]
            found[index] = Token(
                small, token.start, token.end, token.kind, token.is_capital, token.opens, token.is_quoted
            )
            break
    return found


def is_same(old: str, new: str, *, as_printed: bool = False) -> bool:
    """Whether two texts differ in typography at most."""
    return old == new or _texts(tokens(old, as_printed=as_printed)) == _texts(tokens(new, as_printed=as_printed))


def _texts(found: Iterable[Token]) -> list[str]:
    return [token.text for token in found]


def words_of(text: str) -> tuple[str, ...]:
    """What is compared with a correction: words, figures and ids in small letters, signs where nothing else is."""
    found = list(_flat(tokens(text)))
    return tuple(t.text.casefold() for t in found if t.kind != "sign") or tuple(t.text for t in found)


def said_by(found: Iterable[Token]) -> tuple[str, ...]:
    """The same for tokens."""
    flat = list(_flat(found))
    return tuple(t.text.casefold() for t in flat if t.kind != "sign") or tuple(t.text for t in flat)


def _flat(found: Iterable[Token]) -> Iterator[Token]:
    """A reference mark as the parts of its id, which a correction may name without brackets."""
    for token in found:
        if token.kind == "mark":
            yield from tokens(token.text[1:-1], as_printed=True)
        else:
            yield token


def hunks(old: str, new: str, *, as_printed: bool = False) -> list[Hunk]:
    """Where two texts differ in more than typography, in order; [] where they do not."""
    a, b = tokens(old, as_printed=as_printed), tokens(new, as_printed=as_printed)
    left, right = _texts(a), _texts(b)
    if left == right:
        return []
    head = next((i for i, (x, y) in enumerate(zip(left, right, strict=False)) if x != y), min(len(left), len(right)))
    tail = 0
    while tail < min(len(left), len(right)) - head and left[-1 - tail] == right[-1 - tail]:
        tail += 1
    ends = len(left) - tail, len(right) - tail
    inner = left[head : ends[0]], right[head : ends[1]]
    spans = [(0, len(inner[0]), 0, len(inner[1]))]
    if len(inner[0]) * len(inner[1]) < 250_000:  # else the comparison would take too long
        matcher = SequenceMatcher(None, *inner, autojunk=False)
        spans = [(i, j, k, n) for tag, i, j, k, n in matcher.get_opcodes() if tag != "equal"]
    return [_hunk((old, a, head + i, head + j), (new, b, head + k, head + n)) for i, j, k, n in spans]


def _hunk(was: tuple[str, list[Token], int, int], now: tuple[str, list[Token], int, int]) -> Hunk:
    _, a, i, j = was
    _, b, k, n = now
    is_swap = i < j and k < n
    is_long = max(j - i, n - k) > 3
    # A neighbour on each side shows where a word came or went; one is enough where it was another.
    reach = (0 if is_swap else 1, 1) if j < len(a) else (1, 0)
    if is_swap and is_long:
        reach = (0, 0)
    offset = b[k].start if k < len(b) else b[-1].start if b else 0
    return Hunk(
        tuple(a[i:j]),
        tuple(b[k:n]),
        b[k - 1] if k else None,
        b[n] if n < len(b) else None,
        _quoted(*was, reach),
        _quoted(*now, reach),
        offset,
    )


def _quoted(text: str, found: list[Token], start: int, end: int, reach: tuple[int, int]) -> str:
    start, end = max(0, start - reach[0]), min(len(found), end + reach[1])
    return " ".join(text[found[start].start : found[end - 1].end].split()) if start < end else ""


def is_negation(word: str) -> bool:
    """Whether a word denies."""
    word = word.casefold()
    return word in NEGATIONS or word.endswith("n't")


def weighs(hunk: Hunk, common: frozenset[str]) -> str:
    """What makes a difference material, or ""; `common` are words that both texts have in small letters."""
    if [t.text.casefold() for t in hunk.removed] == [t.text.casefold() for t in hunk.added]:
        return ""  # another capital makes no other word
    for token in (*hunk.removed, *hunk.added):
        if token.kind == "mark":
            continue
        if token.kind == "number" or token.text.casefold() in NUMBERS or _is_measure(token.text):
            return "a figure"
        if is_negation(token.text) or token.text in _PAUSES:
            return "a negation"
        if token.text.casefold() in TURNING:
            return "a word that turns or widens it"
        if token.is_quoted:
            return "words in quotation marks"
        if token.kind == "word" and may_be_name(token, common):
            return "a name"
    return ""


def _is_measure(sign: str) -> bool:
    return sign in "−%‰°" or unicodedata.category(sign[0]) in ("Sc", "No", "Nl")


def may_be_name(token: Token, common: frozenset[str]) -> bool:
    """Whether a token is a name. In doubt it is one: a capital may open a sentence, and some scripts have none."""
    if token.text.lower() == token.text.upper():
        return token.text[0].isalpha()
    if not (token.is_capital or any(char.isupper() for char in token.text)):
        return False
    small = token.text.casefold()
    return not (token.opens and (small in _OPENERS or small in common))


def small_words(*texts: str) -> frozenset[str]:
    """The words that stand somewhere in small letters: no names."""
    return frozenset(t.text for text in texts for t in tokens(text, as_printed=True) if t.text.islower())
