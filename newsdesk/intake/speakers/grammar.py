"""How a language attributes words to somebody: one file of newsdesk/data/attribution each."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, fields
from functools import cache, cached_property
from importlib.resources import files
from typing import Any

import yaml

_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_FOLDER = files("newsdesk") / "data" / "attribution"
# Languages that read the file of another.
_SAME = {"prs": "fa", "nb": "no", "nn": "no", "yue": "zh", "hr": "sr", "bs": "sr", "cnr": "sr"}
# What the same file has for counting verbs in our own prose.
_OF_OUR_PROSE = ("kinds", "no-verbs", "no-verbs-behind", "peoples-end")
_FOLDS = str.maketrans("’ʻʼ‘`ё", "'''''е", "\u200c\u200d\u0301")
_WORD = re.compile(r"[^\W\d_]+(?:['’ʻʼ‘][^\W\d_]+)*")


def folded(word: str) -> str:
    """A word as words are compared: small letters, one apostrophe, no joiners."""
    return word.casefold().translate(_FOLDS)


class Lexicon:
    """Words of one kind: whole ones, beginnings (`stem*`) and regular expressions (`/…/`)."""

    def __init__(self, given: Iterable[str] = ()) -> None:
        self._given = list(given)
        self.whole = {folded(word) for word in self._given if not word.endswith("*") and not word.startswith("/")}
        self._known: dict[str, bool] = {}

    @cached_property
    def phrases(self) -> list[tuple[str, ...]]:
        """Those of several words, the longest first."""
        phrases = (tuple(one.split()) for one in self.whole if " " in one)
        return sorted(phrases, key=lambda one: (-len(one), one))

    @cached_property
    def _pattern(self) -> re.Pattern[str] | None:
        # Of most languages nobody asks: to put together the patterns of all of them takes a while.
        patterns = [re.escape(folded(word[:-1])) + ".*" for word in self._given if word.endswith("*")]
        patterns += [word[1:-1] for word in self._given if word.startswith("/")]
        return re.compile("|".join(f"(?:{one})" for one in patterns)) if patterns else None

    def __contains__(self, word: object) -> bool:
        """Whether a folded word is of this kind."""
        if not isinstance(word, str):
            return False
        known = self._known.get(word)
        if known is None:
            known = word in self.whole or bool(self._pattern and self._pattern.fullmatch(word))
            if len(self._known) > 20_000:
                self._known.clear()
            self._known[word] = known
        return known

    def __bool__(self) -> bool:
        return bool(self.whole or self._pattern)

    def phrase_at(self, words: list[str], at: int) -> int:
        """How many words of a phrase, or of one word, stand here; 0 where none does."""
        for phrase in self.phrases:
            if tuple(words[at : at + len(phrase)]) == phrase:
                return len(phrase)
        return 1 if words[at] in self else 0


@dataclass
class Grammar:
    """A language; what each list has is said in newsdesk/data/attribution/README.md."""

    tag: str
    order: str = "svo"
    letters: str = "cased"
    verbs: Lexicon = field(default_factory=Lexicon)
    relays: Lexicon = field(default_factory=Lexicon)
    light: Lexicon = field(default_factory=Lexicon)
    participles: Lexicon = field(default_factory=Lexicon)
    passive: Lexicon = field(default_factory=Lexicon)
    addressing: Lexicon = field(default_factory=Lexicon)
    agent: Lexicon = field(default_factory=Lexicon)
    sources: Lexicon = field(default_factory=Lexicon)
    own: Lexicon = field(default_factory=Lexicon)
    behind: Lexicon = field(default_factory=Lexicon)
    openers: Lexicon = field(default_factory=Lexicon)
    postpositions: Lexicon = field(default_factory=Lexicon)
    relative: Lexicon = field(default_factory=Lexicon)
    joiners: Lexicon = field(default_factory=Lexicon)
    subordinators: Lexicon = field(default_factory=Lexicon)
    pronouns: Lexicon = field(default_factory=Lexicon)
    persons: Lexicon = field(default_factory=Lexicon)
    papers: Lexicon = field(default_factory=Lexicon)
    titles: Lexicon = field(default_factory=Lexicon)
    offices: Lexicon = field(default_factory=Lexicon)
    people: Lexicon = field(default_factory=Lexicon)
    peoples: Lexicon = field(default_factory=Lexicon)
    bodies: Lexicon = field(default_factory=Lexicon)
    little: Lexicon = field(default_factory=Lexicon)
    linking: Lexicon = field(default_factory=Lexicon)
    skipped: Lexicon = field(default_factory=Lexicon)
    articles: Lexicon = field(default_factory=Lexicon)
    oblique: Lexicon = field(default_factory=Lexicon)
    feminine: Lexicon = field(default_factory=Lexicon)
    masculine: Lexicon = field(default_factory=Lexicon)
    surnames: Lexicon = field(default_factory=Lexicon)
    days: Lexicon = field(default_factory=Lexicon)
    ending: str = ""
    joined: str = ""

    @cached_property
    def common(self) -> frozenset[str]:
        """Words that tell this language from its neighbours."""
        lists = (
            self.openers,
            self.postpositions,
            self.relative,
            self.joiners,
            self.subordinators,
            self.pronouns,
            self.articles,
            self.skipped,
            self.verbs,
        )
        return frozenset(part for one in lists for word in one.whole for part in word.split())

    @cached_property
    def is_cased(self) -> bool:
        """Whether names begin with a capital."""
        return self.letters == "cased"

    def is_verb(self, word: str) -> bool:
        """Whether a folded word attributes; Arabic writes "and" together with it."""
        if word in self.verbs or word in self.relays or word in self.participles:
            return True
        return len(word) > 3 and word[0] in self.joined and self.is_verb(word[1:])


@cache
def tags() -> tuple[str, ...]:
    """The languages that have a file."""
    return tuple(sorted(one.name[:-5] for one in _FOLDER.iterdir() if one.name.endswith(".yaml")))


@cache
def grammar(tag: str | None) -> Grammar | None:
    """The grammar of a language, or None where it has no file."""
    base = (tag or "").replace("_", "-").split("-")[0]
    base = _SAME.get(base, base)
    if base not in tags():
        return None
    data = yaml.load((_FOLDER / f"{base}.yaml").read_text("utf-8"), Loader=_LOADER)
    plain = {"order", "letters", "ending", "joined"}
    known = {one.name for one in fields(Grammar)} - {"tag"}
    for name in _OF_OUR_PROSE:
        data.pop(name, None)
    assert data.keys() <= known, data.keys() - known
    given: dict[str, Any] = {key: value if key in plain else Lexicon(value) for key, value in data.items()}
    return Grammar(base, **given)


def grammar_of(text: str, hint: str | None) -> Grammar | None:
    """The grammar by the words of a text; `hint` is the language that was declared or heard."""
    words = [folded(word) for word in _WORD.findall(text[:6000])]
    if re.search("[\u3040-\u30ff]", text[:6000]):
        return grammar("ja")
    if len(re.findall("[\u3400-\u9fff]", text[:6000])) * 3 > len(text[:6000]):
        return grammar("zh")
    wanted = grammar(hint)
    best, most = wanted, 0.0
    for tag in tags():
        one = grammar(tag)
        assert one is not None
        score = sum(word in one.common for word in words) * (1.5 if one is wanted else 1.0)
        if score > most:
            best, most = one, score
    return best
