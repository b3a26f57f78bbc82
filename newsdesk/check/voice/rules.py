"""Rules on the words of our own prose: files of data come in, rules that a text can be read by go out."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_FOLDER = files("newsdesk") / "check" / "voice" / "rules"


class Word(BaseModel):
    """A word or phrase, and where in a sentence it means what the rule is about."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True, defer_build=True)

    word: str
    kind: Literal["verb", "noun", "adjective", "word"] = Field(default="word", alias="as")
    only: list[str] = []
    """Regular expressions: one of them must cover the word."""
    unless: list[str] = []
    """Regular expressions: none of them may cover it."""


class Pattern(BaseModel):
    """A regular expression, and with which words what it matches begins: `word*` for all that begin so."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True, defer_build=True)

    begins: str = Field(alias="from")
    pattern: str = Field(alias="is")


class Words(BaseModel):
    """What a rule looks for in one language: dictionary forms, or regular expressions."""

    model_config = ConfigDict(extra="forbid", defer_build=True)

    verbs: list[str] = []
    nouns: list[str] = []
    adjectives: list[str] = []
    words: list[str | Word] = []
    patterns: list[Pattern] = []
    unless: list[str] = []
    quoted: bool = False
    """Whether a single word within quotation marks is looked for, too."""
    owned: list[str] = []
    """Words by which a sentence is somebody's."""
    hedges: list[str] = []
    """Words that leave open whether it is so."""
    groups: list[list[str]] = []
    """Names that are given to one thing."""
    figure: list[str] = []
    """How questions begin that a figure answers."""
    day: list[str] = []
    """How questions begin that a day, a month or a year answers."""

    def all(self) -> Iterator[Word]:
        """Each word with its kind."""
        for kind, listed in (("verb", self.verbs), ("noun", self.nouns), ("adjective", self.adjectives)):
            yield from (Word.model_validate({"word": word, "as": kind}) for word in listed)
        yield from (Word(word=word) if isinstance(word, str) else word for word in self.words)


class Rule(BaseModel):
    """A rule as its file has it: what it looks for, why, and what to write in its place."""

    model_config = ConfigDict(extra="forbid", defer_build=True)

    id: str
    title: str
    rank: int
    """Of two findings in one sentence the lower rank is told."""
    severity: Literal["ask", "note"]
    owner: Literal["exempts", "precedes", "softens", "needs"] | None = None
    """What it changes that somebody in the sentence says so: nothing is found; nothing, if ahead of
    the words; only a note, if ahead of them; or nothing is found without it."""
    reason: str
    better: str
    source: str
    before: str
    after: str
    languages: dict[str, Words]


@dataclass(frozen=True, slots=True)
class Compiled:
    """A rule in one language, ready to be looked for."""

    rule: Rule
    unless: tuple[re.Pattern[str], ...]
    quoted: bool


@dataclass(frozen=True, slots=True)
class Sought:
    """A word that is looked for, by its rule."""

    of: Compiled
    word: Word
    only: tuple[re.Pattern[str], ...] = ()
    unless: tuple[re.Pattern[str], ...] = ()


@dataclass(slots=True)
class Lexicon:
    """All words and patterns of a language."""

    rules: list[Compiled] = field(default_factory=list)
    words: list[Sought] = field(default_factory=list)
    patterns: dict[str, list[tuple[Compiled, re.Pattern[str]]]] = field(default_factory=dict)
    """By the words with which they begin, or by the beginnings of these with a star behind them."""

    def beginning(self, word: str) -> list[tuple[Compiled, re.Pattern[str]]]:
        """The patterns that may begin with a word."""
        stems = (f"{word[:size]}*" for size in range(2, len(word) + 1))
        return [one for key in (word, *stems) for one in self.patterns.get(key, ())]


@cache
def rules() -> tuple[Rule, ...]:
    """All rules, the gravest first."""
    found = []
    for file in _FOLDER.iterdir():
        if file.name.endswith(".yaml"):
            data: dict[str, Any] = yaml.load(file.read_text("utf-8"), Loader=_LOADER)
            languages = {key: data.pop(key) for key in list(data) if re.fullmatch(r"[a-z]{2,3}", key) and key != "id"}
            found.append(Rule.model_validate({**data, "languages": languages}))
    return tuple(sorted(found, key=lambda rule: (rule.severity, rule.rank, rule.id)))


def tag_of(language: str) -> str:
    """The language of a BCP 47 tag, without its script and region."""
    return language.split("-")[0].lower()


def rule_of(name: str) -> Rule:
    """The rule of an id."""
    return next(rule for rule in rules() if rule.id == name)


@cache
def words_of(name: str, language: str) -> Words:
    """The words of a rule in a language; none of a language that it does not know."""
    return rule_of(name).languages.get(tag_of(language), Words())


@cache
def languages() -> frozenset[str]:
    """The languages that at least one rule knows."""
    return frozenset(tag for rule in rules() for tag in rule.languages)


@cache
def lexicon_of(language: str) -> Lexicon:
    """The rules as they stand for a language, by its BCP 47 tag; none of one that no rule knows."""
    tag, made = tag_of(language), Lexicon()
    for rule in rules():
        if (words := rule.languages.get(tag)) is None:
            continue
        compiled = Compiled(rule, _compiled(words.unless), words.quoted)
        made.rules.append(compiled)
        made.words += [Sought(compiled, word, _compiled(word.only), _compiled(word.unless)) for word in words.all()]
        for pattern in words.patterns:
            (whole,) = _compiled([pattern.pattern])
            for key in pattern.begins.split():
                made.patterns.setdefault(key, []).append((compiled, whole))
    return made


def _compiled(patterns: list[str]) -> tuple[re.Pattern[str], ...]:
    """The patterns for a text in small letters: without a flag for them they are found in half of the time."""
    return tuple(re.compile(rf"(?<!\w)(?:{pattern})(?!\w)") for pattern in patterns)
