"""Forms that a printed name takes inside a sentence, by exact endings; and names that belong to everybody."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache

from newsdesk.evidence.words import WORD, Word, size, words

_SHORT = 2
"""Shorter words are initials, which take no endings."""

# Endings that come behind a whole word.
_KYRGYZ = (
    "нын нин нун нүн дын дин дун дүн тын тин тун түн ны ни ну нү ды ди ду дү ты ти ту тү га ге го гө ка ке ко кө"
    " да де до дө та те то тө дан ден дон дөн тан тен тон төн дагы деги догу дөгү тагы теги тогу төгү"
).split()
# Behind "его, её": министрлиги, министрлигине. Short names could turn into other names.
_KYRGYZ_OWNED = "н на не но нө нан нен нон нөн нда нде ндо ндө ндагы ндеги ндогу ндөгү".split()
_KAZAKH = (
    "ның нің дың дің тың тің ны ні ды ді ты ті ға ге қа ке да де та те дан ден тан тен нан нен мен бен пен"
    " дағы дегі тағы тегі"
).split()
_UZBEK = ("ning ni ga ka qa da dan dagi gacha niki нинг ни га ка қа да дан даги гача ники").split()
_TAJIK = "и ро ҳо ҳои ҳоро у ю".split()
_TURKISH = [
    f"'{ending}"
    for ending in (
        "ın in un ün nın nin nun nün a e ya ye na ne ı i u ü yı yi yu yü nı ni nu nü da de ta te dan den tan ten"
        " nda nde ndan nden la le yla yle"
    ).split()
]
_BEHIND = {"ky": _KYRGYZ, "kk": _KAZAKH, "uz": _UZBEK, "tg": _TAJIK, "tr": _TURKISH, "en": ["'s"]}
LANGUAGES = ("ru", *_BEHIND, "ar")
"""The languages in which names are known by more than the form that is given."""

# Russian: an ending of the nominative, and those that take its place. All that fit a word count,
# since one ending serves names and adjectives, men, women and places alike.
_RUSSIAN = [
    ("ский", "ского скому ским ском"), ("цкий", "цкого цкому цким цком"), ("кий", "кого кому ким ком"),
    ("гий", "гого гому гим гом"), ("хий", "хого хому хим хом"), ("ний", "него нему ним нем"),
    ("щий", "щего щему щим щем"), ("жий", "жего жему жим жем"), ("чий", "чьего чьему чьим чьем чего чему чим чем"),
    ("ий", "ия ию ием ии"), ("ый", "ого ому ым ом"), ("ой", "ого ому ым им ом оя ою оем ое"),
    ("ай", "ая аю аем ае"), ("ей", "ея ею еем ее"), ("уй", "уя ую уем уе"), ("эй", "эя эю эем эе"),
    ("яй", "яя яю яем яе"),
    ("ая", "ой ую ою"), ("яя", "ей юю ею"), ("ое", "ого ому ым им ом"), ("ее", "его ему им ем"),
    ("ые", "ых ым ыми"), ("ие", "их им ими ия ию ием ии"),
    ("ов", "ова ову овым ове овом"), ("ев", "ева еву евым еве евом"),
    ("ин", "ина ину иным ине ином"), ("ын", "ына ыну ыным ыне ыном"),
    ("ова", "овой ову"), ("ева", "евой еву"), ("ина", "иной ину"), ("ына", "ыной ыну"),
    ("ия", "ии ию ией"), ("а", "ы и е у ой ою ей"), ("я", "и е ю ей ею"),
    ("ец", "ца цу цем цом це"), ("ок", "ка ку ком ке"), ("ь", "я ю ем е и ью"), ("о", "а у ом е"),
    ("ы", "ов ам ами ах"), ("и", "ей ов ям ам ями ами ях ах"),
]  # fmt: skip
_RUSSIAN_BEHIND = "а у ом ем е".split()
_RUSSIAN_STEMS = {"павел": "павл", "лев": "льв", "петр": "петр", "орел": "орл", "совет": "совет"}
_CONSONANTS = frozenset("бвгджзклмнпрстфхцчшщ")
_SIBILANTS = frozenset("жшчщц")

# Arabic writes "and", "by", "for", "like" as one with the word behind.
_ARABIC_BEFORE = [first + second for first in ("", "و", "ف") for second in ("", "ب", "ل", "ك")]

LITTLE = frozenset(
    "of the and for on in de la le les du des del dos das do da di della dei degli e y et i und für der die das von zur"
    " van het og och и по о об для при та і з va ва жана және ve".split()
)
"""Words inside a name that are not capitalised."""


def forms(name: list[str], language: str) -> list[frozenset[str]]:
    """For each word of a name as printed, every form in which it may stand in a text of that language.

    `name` is in normalised words, the first form of each is the word itself.
    """
    code = language.split("-")[0]
    last = len(name) - 1
    return [_forms(word, code, at == 0, at == last, last > 0) for at, word in enumerate(name)]


@lru_cache(maxsize=8192)
def _forms(word: str, code: str, is_first: bool, is_last: bool, has_more: bool) -> frozenset[str]:
    if len(word) < _SHORT or word[0].isdigit():
        return frozenset({word})
    found = {word}
    if code == "ru":
        found.update(_russian(word))
    elif code == "ar" and is_first:
        found.update(before + word for before in _ARABIC_BEFORE)
        if word.startswith("ال"):
            found |= {f"{before}لل{word[2:]}" for before in ("", "و", "ف")}
    elif code in _BEHIND and (is_last or code == "tg"):
        found.update(word + ending for ending in _BEHIND[code])
        if code == "ky" and word[-1] in "ыиуү" and has_more and len(word) > 5:
            found.update(word + ending for ending in _KYRGYZ_OWNED)
        if code == "tg" and word.endswith("ӣ"):
            found.add(word[:-1] + "ии")
    return frozenset(found)


def _russian(word: str) -> Iterator[str]:
    if word in _RUSSIAN_STEMS:
        stem = _RUSSIAN_STEMS[word]
        yield from (stem + ending for ending in _RUSSIAN_BEHIND)
        return
    for ending, others in _RUSSIAN:
        if word.endswith(ending) and len(word) > max(len(ending), _SHORT):
            stem = word.removesuffix(ending)
            yield from (stem + other for other in others.split())
    # An abbreviation without a vowel (РФ, КР) takes none in Russian.
    if word[-1] in _CONSONANTS and not _CONSONANTS.issuperset(word):
        for ending in _RUSSIAN_BEHIND:
            if ending != "ем" or word[-1] in _SIBILANTS:
                yield word + ending


class Official:
    """Registered names of offices, treaties, bodies and places: whoever writes about them has to use these words.

    `names` is asked for them once, when a text shares a run with another.
    """

    def __init__(self, names: Callable[[], Iterable[str]] = tuple) -> None:
        self._names = names
        self._by_language: dict[str, dict[str, list[list[frozenset[str]]]]] = {}

    def taken(self, text: str, found: Sequence[Word], language: str) -> set[int]:
        """The numbers of the words of a text that belong to such a name, or to a run of capitalised words.

        `found` are its words with their places; registered names count in every case of the language.
        """
        taken = {at for start, end in _capitalised(text, found) for at in range(start, end)}
        index = self._index(language)
        said = [word.text for word in found]
        for at, word in enumerate(said):
            for name in index.get(word, ()):
                here = said[at : at + len(name)]
                if len(here) == len(name) and all(word in some for word, some in zip(here, name, strict=True)):
                    taken.update(range(at, at + len(name)))
        return taken

    def _index(self, language: str) -> dict[str, list[list[frozenset[str]]]]:
        """The names of two words and more, by each form of their first one."""
        if language not in self._by_language:
            index: dict[str, list[list[frozenset[str]]]] = {}
            for name in {tuple(words(name)) for name in self._names()}:
                if sum(map(size, name)) >= 2 * WORD:
                    allowed = forms(list(name), language)
                    for form in allowed[0]:
                        index.setdefault(form, []).append(allowed)
            self._by_language[language] = index
        return self._by_language[language]


def _capitalised(text: str, found: Sequence[Word]) -> Iterator[tuple[int, int]]:
    """From where to where capitalised words stand together, with the little words between them."""
    capital = [text[word.start].isupper() for word in found]
    if 2 * sum(capital) > len(capital):  # a headline, or all in capitals: it tells nothing
        return
    start = last = None
    for at, word in enumerate(found):
        near = at == 0 or text[found[at - 1].end : word.start].strip(" \n\u00a0'’-&") == ""
        if start is not None and last is not None and (not near or not (capital[at] or word.text in LITTLE)):
            if last > start:
                yield start, last + 1
            start = last = None
        if capital[at]:
            start, last = at if start is None else start, at
    if start is not None and last is not None and last > start:
        yield start, last + 1
