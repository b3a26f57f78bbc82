"""What a program would fill in: an entry, its article and the collection come in, guesses to be confirmed go out.

A guess stands in no file: the field says TODO there until somebody has confirmed it, so nothing is finished on it.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

import yaml
from babel import Locale, UnknownLocaleError

from newsdesk.desk.pages.draft.known import Known
from newsdesk.desk.pages.draft.marking import speaker_of
from newsdesk.evidence.support.reading.numerals import read
from newsdesk.intake.capture.walls import asks_for_payment, breaks_off
from newsdesk.intake.draft.entry import WALLED
from newsdesk.load import Loc
from newsdesk.model.naming import is_latin

# Countries are looked for in the beginning of an article: lists of other news stand at its end.
_LOOKED_AT = 20_000
_MOST = 3
# A role stands so near to the name, in characters.
_NEAR = 70
# A role without the name of an office has not more words.
_FEW = 5
# What a draft says above its language, where the page itself says nothing of it.
_HEARD = re.compile(r"# A code such as en, ar or sr-Latn\. The text looks like (?P<tag>[A-Za-z-]+)\.\nlanguage: TODO")
# A country is what an article is about where it stands in its first letters, or so often; else it is named in passing.
_LEAD, _OFTEN = 500, 3


@dataclass(frozen=True, slots=True)
class Guess:
    """A value, and in words what it was guessed from."""

    value: Any
    why: str
    is_weak: bool = False
    """Whether it is too unsure to be confirmed together with others: it is looked at by itself, or left."""


Guesses = dict[Loc, Guess]


def is_open(value: Any) -> bool:
    """Whether a field waits for its value."""
    return value is None or value == "TODO" or value in ([], ["TODO"])


def guesses(data: Mapping[str, Any], text: str, known: Known, file: str = "") -> Guesses:
    """The guesses for all fields of an entry that are still open, by their paths; `file` is the text of its file."""
    found: Guesses = {}
    if data.get("read") == "TODO":
        found["read",] = _read(text, file, known)
    heard = _HEARD.search(file) if data.get("language") == "TODO" else None
    if heard:
        found["language",] = Guess(heard["tag"], known.words("The text looks like it."))
    if data.get("drafted_by") == "TODO":
        found["drafted_by",] = Guess("human", known.words("If you write summary and context yourself."))
    if data.get("published_basis") == "TODO" and _in_address(str(data.get("published")), str(data.get("url"))):
        found["published_basis",] = Guess("address", known.words("The day stands in the address."))
    if "TODO" in _listed(data.get("countries")) and (guess := _countries(data, text, known)):
        found["countries",] = guess
    if "TODO" in _listed(data.get("topics")) and (guess := _topics(data, text, known)):
        found["topics",] = guess
    for number, source in enumerate(_listed(data.get("sources"))):
        if isinstance(source, dict):
            language = data.get("language")
            tag = language if isinstance(language, str) and language != "TODO" else None
            own = source_guesses(source, text, tag, known)
            # Whoever has written a name meant it.
            own = {name: guess for name, guess in own.items() if name != "name" or is_open(source.get(name))}
            found |= {("sources", number, *name.split(".")): guess for name, guess in own.items()}
    return found


def source_guesses(source: Mapping[str, Any], text: str, language: str | None, known: Known) -> dict[str, Guess]:
    """The guesses for the open fields of one source: who it is, and how the article identifies and uses it."""
    found: dict[str, Guess] = {}
    quote = source.get("quote")
    words = quote.get("text") if isinstance(quote, dict) else None
    said = speaker_of(text, words, language) if isinstance(words, str) and text else None
    if said and said.is_inferred and not said.is_certain:
        said = None  # a pronoun stands there: whom it means is for people to see
    printed = source.get("name_printed")
    if said and said.name and not printed and is_open(source.get("name")):
        why = known.words("The article says so.") if said.is_certain else known.words("Not certain: see who says it.")
        found["name_printed"] = Guess(printed := said.name, why)
    who = source.get("who") or known.id_of(printed, source.get("name"))
    if who and not source.get("who"):
        found["who"] = Guess(who, known.words("Registered under this name."))
    if printed and (is_open(source.get("name")) or source["name"] == printed):
        registered = known.names["people"].get(who or "") or known.names["outlets"].get(who or "")
        called = registered or in_latin(printed)
        if called and called != source.get("name"):
            found["name"] = Guess(called, known.words("From the printed name."))
    if is_open(source.get("role")) and (beside := (said.role if said else role_beside(text, printed))):
        found["role"] = Guess(beside, known.words("As it stands beside the name."), is_weak=not may_be_role(beside))
    role = found["role"].value if "role" in found else source.get("role")
    name = found["name"].value if "name" in found else source.get("name")
    if is_open(source.get("actor")) and (guess := _actor(who, name, role, known)):
        found["actor"] = guess
    if is_open(source.get("identified")) and (printed or role not in (None, "TODO")):
        is_named = bool(printed)
        why = known.words("Its name stands in the article.")
        why = why if is_named else known.words("The article gives its role alone.")
        found["identified"] = Guess("named" if is_named else "described", why)
    if is_open(source.get("cited")):
        is_relayed = source.get("via") or source.get("via_text")
        found["cited"] = Guess(
            "relayed" if is_relayed else "quoted" if words else "paraphrased", known.words("From what is given.")
        )
    if isinstance(quote, dict) and quote.get("language") == "TODO" and language:
        found["quote.language"] = Guess(language, known.words("The language of the article."))
    return found


def _read(text: str, file: str, known: Known) -> Guess:
    """How much was read: what asks its reader to pay, or breaks off, is not all of it until somebody says so."""
    if WALLED in " ".join(re.findall(r"[^\s#]+", file)):
        return Guess("excerpt", known.words("The page says that it is not free to read."), is_weak=True)
    if phrase := asks_for_payment(text):
        return Guess("excerpt", known.words("Its text ends with: “{phrase}”.").format(phrase=phrase), is_weak=True)
    if breaks_off(text):
        return Guess("excerpt", known.words("Its text breaks off."), is_weak=True)
    return Guess("full", known.words("If you have read the whole article."))


def may_be_role(words: str) -> bool:
    """Whether words of an article look like what somebody is: they name an office, or are few."""
    return len(words.split()) <= _FEW or any(one.search(words) for one in _roles().values())


def role_beside(text: str, name: Any) -> str | None:
    """The words of an office before a name in an article, or between commas behind it, as they stand there."""
    at = text.find(name) if isinstance(name, str) and name else -1
    if at < 0:
        return None
    before = re.split(r"[.!?,:;\n“”«»\"]", text[max(0, at - _NEAR) : at])[-1]
    behind = re.match(r",\s*([^,.;:\n]{3,60})[,.]", text[at + len(name) : at + len(name) + _NEAR])
    for words in _roles().values():
        if hit := words.search(before):
            return before[hit.start() :].strip() or None
    for words in _roles().values():
        if behind and words.search(behind[1]):
            return behind[1].strip()
    return None


def in_latin(name: str) -> str | None:
    """A name in Latin letters: as it is where it has them, else by a transliteration; None where that has no vowels."""
    from anyascii import anyascii  # of the extra, as is all that reads articles

    if is_latin(name):
        return name
    if any(0x590 <= ord(letter) < 0x800 for letter in name):
        return None  # Hebrew, Arabic and their neighbours write most vowels as nothing
    plain = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", anyascii(name))
    return " ".join(word[:1].upper() + word[1:] for word in plain.split())


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _in_address(day: str, url: str) -> bool:
    found = re.fullmatch(r"(\d{4})-(\d{2})-(\d{2})", day)
    return bool(found and re.search(rf"{found[1]}[-/]?0?{int(found[2])}[-/]?0?{int(found[3])}(?!\d)", url))


@cache
def _roles() -> dict[str, re.Pattern[str]]:
    text = (files("newsdesk") / "desk" / "pages" / "draft" / "actors.yaml").read_text("utf-8")
    terms = yaml.safe_load(text)
    offices: dict[str, list[str]] = terms.pop("offices")
    found = {term: [*words, *_offices(offices.get(term, ()))] for term, words in terms.items()}
    # A script without blanks has no beginnings of words.
    return {
        term: re.compile(
            "|".join(re.escape(word) if ord(word[0]) > 0x5FF else rf"\b{re.escape(word)}" for word in words),
            re.IGNORECASE,
        )
        for term, words in found.items()
    }


def _offices(ids: Iterable[str]) -> Iterator[str]:
    """What some offices are called in all languages that name them."""
    for file in (files("newsdesk") / "data" / "offices").iterdir():
        if file.name.endswith(".yaml"):
            known = read("offices", file.name.removesuffix(".yaml"))["offices"]
            yield from (str(name) for id in ids for name in known.get(id, ()))


def _actor(who: str | None, name: Any, role: Any, known: Known) -> Guess | None:
    for key in (who, name.casefold() if isinstance(name, str) else None):
        if key and (before := known.actors.get(key)):
            return Guess(before.most_common(1)[0][0], known.words("As in earlier entries."))
    if who in known.outlets:
        return Guess("media", known.words("It is an outlet."))
    for said, why in ((role, known.words("From the words of its role.")), (name, known.words("From its name."))):
        is_said = isinstance(said, str) and said != "TODO"
        if is_said and (found := next((term for term, words in _roles().items() if words.search(said)), None)):
            return Guess(found, why)
    return None


def _countries(data: Mapping[str, Any], text: str, known: Known) -> Guess | None:
    language = str(data.get("language") or "en").partition("-")[0]
    given = _given_names(data, known)
    seen = _named_countries(text[:_LOOKED_AT], language, given)
    lead = _named_countries(text[:_LEAD], language, given)
    about = [code for code, number in seen.most_common() if code in lead or number >= _OFTEN]
    if about:
        return Guess(about[:_MOST], known.words("Named in the article."))
    if seen:
        why = known.words("Named in passing: see whether the article is about it.")
        return Guess([code for code, _ in seen.most_common(_MOST)], why, is_weak=True)
    own = known.countries.get(str(data.get("outlet")))
    return Guess([own], known.words("The country of the outlet; the article names none.")) if own else None


# What may stand before and behind a name that is a word of its own: nothing where words have no cases, the short words
# that Arabic writes together with the next one, and anything where a script has no blanks.
_EDGES = {
    **dict.fromkeys("en es pt fr it ca gl nl sv da nb no vi id ms".split(), (r"(?<!\w)", r"(?!\w)")),
    "ar": (r"(?<!\w)[وف]?[بلك]?", r"(?!\w)"),
    **dict.fromkeys("zh ja th lo km my".split(), ("", "")),
}


# What joins the words of a person's name, and what stands before the name of anything but a person.
_OF, _AND = frozenset("de del da do dos das di la las los van von der den zu af av".split()), frozenset("y e i".split())
_ARTICLES = frozenset("el la los las un una del al o a os as da do das dos na no nas nos".split())
_TOKEN = re.compile(r"\b\w\.(?=\s)|[\w’'-]+|\S")


def _given_names(data: Mapping[str, Any], known: Known) -> frozenset[str]:
    """The first words of full names, of people who are registered and of the sources of an entry."""
    named = [source for source in _listed(data.get("sources")) if isinstance(source, dict)]
    names = [
        *known.names["people"].values(),
        *(source.get(key) for source in named for key in ("name", "name_printed")),
    ]
    split = (name.split() for name in names if isinstance(name, str))
    return frozenset(words[0] for words in split if len(words) > 1)


def _ends_a_name(before: str, given: Collection[str], countries: Collection[str]) -> bool:
    """Whether the words before the name of a country make it a part of a person's: a given name leads them.

    One is known as such, or it stands before `de` and another name: nothing but a person is called "Ada de Moor y …".
    """
    run: list[str] = []
    tokens = _TOKEN.findall(before)
    while tokens and (tokens[-1][0].isupper() or tokens[-1] in _OF | _AND):
        run.insert(0, tokens.pop())
    while run and run[0][0].islower():
        tokens.append(run.pop(0))
    names = [word for word in run if word[0].isupper()]
    # Whoever is called by one name alone, and a country: "Ada y …" are two.
    is_joined = bool(run) and run[-1] in _AND
    if len(names) < 1 + is_joined or any(word in countries for word in names):
        return False
    if any(word in given for word in names):
        return True
    return is_joined and run[1] in _OF and not (tokens and tokens[-1].casefold() in _ARTICLES)


def _spelled_otherwise(language: str) -> dict[str, str]:
    """Names of countries that papers spell in other ways than CLDR: in Arabic what has the article is an adjective."""
    known: Mapping[str, list[str]] = read("offices", language).get("countries", {}) if language == "ar" else {}
    return {name: code for code, names in known.items() for name in names if not name.startswith("ال")}


@lru_cache(maxsize=64)
def _named_countries(text: str, language: str, given: frozenset[str] = frozenset()) -> Counter[str]:
    try:
        territories = Locale.parse(language).territories
    except (UnknownLocaleError, ValueError):
        return Counter()
    names = {name: code for code, name in territories.items() if len(code) == 2 and code.isalpha() and len(name) > 2}
    names |= _spelled_otherwise(language)
    # Case endings follow the stem of a name.
    stems = {(name[:-1] if len(name) > 4 and name[-1] in "аяйьеоиы" else name): code for name, code in names.items()}
    if not stems:
        return Counter()
    pattern = "|".join(re.escape(stem) for stem in sorted(stems, key=len, reverse=True))
    edge, ending = _EDGES.get(language, (r"(?<!\w)", r"\w{0,3}(?!\w)"))
    return Counter(
        stems[found[1]]
        for found in re.finditer(rf"{edge}({pattern}){ending}", text)
        if not _ends_a_name(text[max(0, found.start() - _NEAR) : found.start()], given, names)
    )


def _topics(data: Mapping[str, Any], text: str, known: Known) -> Guess | None:
    counted: Counter[str] = Counter()
    for source in _listed(data.get("sources")):
        if isinstance(source, dict):
            for key in (source.get("who"), str(source.get("name", "")).casefold()):
                counted.update(known.topics.get(key, ()) if isinstance(key, str) else ())
    if counted:
        return Guess([counted.most_common(1)[0][0]], known.words("As in earlier entries with the same sources."))
    folded = text[:_LOOKED_AT].casefold()
    by_name = {
        id: sum(len(re.findall(rf"(?<!\w){re.escape(name)}", folded)) for name in names)
        for id, names in known.words_for.items()
    }
    best = max(by_name, key=lambda id: by_name[id], default=None)
    return Guess([best], known.words("Its name stands in the article.")) if best and by_name[best] else None
