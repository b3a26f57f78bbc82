"""The rules on the words of our own texts: what stands in their files comes in, a page for each of them goes out."""

from collections.abc import Iterator
from dataclasses import dataclass

from newsdesk.check.voice import Rule, rules
from newsdesk.collection import Collection
from newsdesk.views.setting.page import Page, language_name, render

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


def voice(collection: Collection) -> Iterator[Page]:
    """`/about/voice/` with all rules, and a page for each."""
    words = collection.words
    told = [Told(rule, words(rule.title), words(rule.reason), words(rule.better)) for rule in rules()]
    title, about = words("How we choose words"), words("The rules on the words of our own texts, each with its reason.")
    yield Page(PATH, "about", title, about, render("voice.html", PATH, collection, told=told))
    for one in told:
        path = f"{PATH}{one.rule.id}/"
        known = [sought(collection, one.rule, tag) for tag in sorted(one.rule.languages)]
        content = render("voice_rule.html", path, collection, told=one, known=[each for each in known if each.words])
        yield Page(path, "about", one.title, one.reason, content)


def sought(collection: Collection, rule: Rule, tag: str) -> Sought:
    """The words of a rule in a language."""
    listed = rule.languages[tag]
    found = [word.word for word in listed.all()] + listed.owned + listed.hedges + listed.figure + listed.day
    found += [" / ".join(group) for group in listed.groups]
    return Sought(tag, language_name(collection.words, tag), tuple(dict.fromkeys(found)))
