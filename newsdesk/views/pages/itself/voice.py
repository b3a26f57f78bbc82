"""The rules on the words of our own texts: what stands in their files comes in, a page for each of them goes out."""

from collections.abc import Iterator
from dataclasses import dataclass

from newsdesk.check.voice import Rule, rules
from newsdesk.collection import Collection
from newsdesk.views.setting.codes import language_name
from newsdesk.views.setting.page import Page, render

PATH = "about/voice/"


@dataclass(frozen=True, slots=True)
class Sought:
    """What a rule looks for in one language: its name, and the words in the order of its file."""

    language: str
    name: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """A rule in the words of the interface."""

    rule: Rule
    title: str
    reason: str
    better: str


@dataclass(frozen=True, slots=True)
class Section:
    """The rules of which the same comes."""

    id: str
    title: str
    about: str
    told: tuple[Told, ...]


def voice(collection: Collection) -> Iterator[Page]:
    """`/about/voice/` with all rules, and a page for each."""
    words = collection.words
    told = [Told(rule, words(rule.title), words(rule.reason), words(rule.better)) for rule in rules()]
    title, about = words("How we choose words"), words("The rules on the words of our own texts, each with its reason.")
    sections = (
        Section(
            "asks", words("Questions"), words("Whoever wrote it is asked, and changes or allows it."), _of(told, "ask")
        ),
        Section(
            "notes", words("Notes"), words("For what they are worth: they are shown on demand."), _of(told, "note")
        ),
    )
    yield Page(PATH, "about", title, about, render("voice.html", PATH, collection, sections=sections))
    for one in told:
        path = f"{PATH}{one.rule.id}/"
        known = [sought(collection, one.rule, tag) for tag in sorted(one.rule.languages)]
        content = render("voice_rule.html", path, collection, told=one, known=[each for each in known if each.words])
        yield Page(path, "about", one.title, one.reason, content)


def _of(told: list[Told], severity: str) -> tuple[Told, ...]:
    return tuple(one for one in told if one.rule.severity == severity)


def sought(collection: Collection, rule: Rule, tag: str) -> Sought:
    """The words of a rule in a language."""
    listed = rule.languages[tag]
    found = [word.word for word in listed.all()] + listed.owned + listed.hedges + listed.figure + listed.day
    found += [" / ".join(group) for group in listed.groups]
    return Sought(tag, language_name(collection.words, tag), tuple(dict.fromkeys(found)))
