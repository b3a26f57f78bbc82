"""Suggestions for the sources of a draft: who is quoted, by which words, and who of the register stands in the text."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from newsdesk.intake.draft.names import Sighting, sightings
from newsdesk.intake.draft.quotations import (
    Attribution,
    Passage,
    attribution,
    passages,
    set_apart,
    shortened,
    unwrapped,
)
from newsdesk.intake.draft.writing import comment, one_line, scalar
from newsdesk.intake.speakers import Speaker, speakers

MAX_QUOTED, MAX_NAMED = 20, 25
_INNER = "#  "  # a comment of a block stays one when the first # is taken away
_CORNERS = ("「", "『")
_STOPS = re.compile("[。、！？…]")
_CALLED = re.compile("という(?!こと|声)|と(?:名付け|名づけ|呼|題)")
_AS_A_NOUN = re.compile("[のがをにはでもへや]")
FEWEST = 5
"""Words of a passage below which only a word beside it tells that somebody says it."""


@dataclass(slots=True)
class Suggestion:
    """A passage and who may have said it."""

    passage: Passage
    words: Attribution | None
    said: Speaker | None
    speaker: Sighting | None
    """Of the register, where that is the one who said it."""

    @property
    def name(self) -> str | None:
        """The name as printed, where the text says whose words they are."""
        return self.said.name if self.said else None

    @property
    def is_certain(self) -> bool:
        """Whether the name is the subject of the verb, and no guess."""
        return bool(self.said and self.said.name and self.said.is_certain)

    @property
    def is_inferred(self) -> bool:
        """Whether the name stands in another sentence: who is meant by a pronoun here is not certain."""
        return bool(self.said and self.said.is_inferred and not self.said.is_certain)


def suggestions(
    text: str,
    spellings: Mapping[tuple[str, str], Iterable[str]],
    language: str | None = None,
    blocks: Iterable[str] = (),
) -> tuple[list[Suggestion], list[Sighting]]:
    """Quoted passages worth a look, and registered names in the text.

    `language` is the one that the page declares or the text sounds like; `blocks` are quotations without marks.
    """
    text = unwrapped(text)
    seen = sightings(text, spellings)
    marked = sorted([*passages(text), *set_apart(text, blocks)], key=lambda one: one.start)
    found = []
    for passage, said in zip(*speakers(text, marked, language), strict=True):
        if passage.words < 2 or (passage.depth and passage.words < FEWEST + 1):
            continue
        # Names of firms and ships stand in quotation marks too: a few words that nobody says are none of ours.
        if passage.words < FEWEST and (said is None or not (said.is_beside or _is_part(passage, said))):
            continue
        if _is_named(text, passage, said):
            continue
        around = attribution(text, passage, said.word) if said else None
        found.append(Suggestion(passage, around, said, _registered(text, said, seen)))
    return found, seen


def _is_named(text: str, passage: Passage, said: Speaker | None) -> bool:
    """Whether corner brackets set off a name, as Japanese does with works, ships and feasts.

    Then the sentence goes on as behind a noun; words that somebody says have a stop in them, or と behind them.
    """
    is_set_off = text[passage.start - 1 : passage.start] in _CORNERS and passage.is_whole
    if not is_set_off or _STOPS.search(passage.text):
        return False
    if _CALLED.match(text, passage.end + 1):
        return True
    return not (said and said.is_beside) and bool(_AS_A_NOUN.match(text, passage.end + 1))


def _is_part(passage: Passage, said: Speaker) -> bool:
    """Whether a few words are a part of what somebody says, and no title: they begin with a small letter."""
    return said.is_certain and passage.words > 2 and not passage.text[0].isupper()


def _registered(text: str, said: Speaker | None, seen: list[Sighting]) -> Sighting | None:
    """The registered name that is the speaker's."""
    if said is None or said.name is None:
        return None
    for one in seen:
        first = bisect_left(one.places, said.start - len(one.printed))
        for place in one.places[first : bisect_right(one.places, said.end)]:
            if place < said.end and place + len(one.printed) > said.start:
                return one
    return next((one for one in seen if one.printed == said.name), None)


def as_yaml(found: list[Suggestion], seen: list[Sighting], language: str | None, names: Mapping[str, str]) -> list[str]:
    """The field `sources` with a commented block for each suggestion; `names` are the registered ones by id."""
    lines = comment(
        "Everybody whom the article quotes, relies on or names: take TODO away, take the # from the blocks below that"
        " are right, and complete them; delete the others. Write sources: [] where the article names nobody."
    )
    lines.append("sources: TODO")
    used = set()
    for one in found[:MAX_QUOTED]:
        lines += ["#", *_quoted(one, language, names)]
        used |= {one.speaker.id} if one.speaker and not one.is_inferred else set()
    if len(found) > MAX_QUOTED:
        lines += comment(f"{len(found) - MAX_QUOTED} more passages stand in quotation marks.")
    rest = [one for one in seen if one.id not in used][:MAX_NAMED]
    if rest:
        lines += ["#", *comment("Registered and named in the text, perhaps only mentioned:")]
    for other in rest:
        lines += _block(names.get(other.id, other.printed), other, cited="mentioned")
    return lines


def _quoted(one: Suggestion, language: str | None, names: Mapping[str, str]) -> list[str]:
    lines = []
    if one.words:
        lines += comment(f"Attributed by: {one_line(one.words.around, 260)}", _INNER)
        if one.name and not one.is_certain:
            whose = f"{one.name}, who was named before" if one.is_inferred else "this one"
            lines += comment(f"Not certain that these are the words of {whose}: see who says it.", _INNER)
    else:
        lines += comment("No word that attributes it stands beside it: see who says it, or delete the block.", _INNER)
    if not one.passage.is_whole:
        lines += comment("Its quotation marks do not close in this paragraph: compare it with the article.", _INNER)
    if one.speaker and one.speaker.kind == "outlets":
        lines += comment(
            "An outlet: if it only passes the words on, name the speaker, cited: relayed, and give via.", _INNER
        )
    role = one.said.role if one.said else None
    # A name that stands in another sentence is a guess: once taken over, nothing would show that it was one.
    speaker, printed = (None, None) if one.is_inferred else (one.speaker, one.name)
    name = names.get(speaker.id, speaker.printed) if speaker else printed
    lines += _block(name, speaker, printed=printed, role=role, certain=one.is_certain, cited="quoted")
    quote = shortened(one.passage.text)
    if quote != one.passage.text:
        lines += comment(f"Shortened from {one.passage.words} words: at most 25, the part that matters.", _INNER)
    lines += [
        "#    quote:",
        f"#      text: {scalar(quote, 600)}",
        f"#      language: {language or 'TODO'}",
        *([] if language == "en" else ["#      translation: {text: TODO, by: TODO}"]),
    ]
    return lines


def _block(
    name: str | None,
    seen: Sighting | None,
    *,
    cited: str,
    printed: str | None = None,
    role: str | None = None,
    certain: bool = True,
) -> list[str]:
    printed = seen.printed if seen else printed
    lines = [f"#  - name: {scalar(name) if name else 'TODO'}"]
    if printed:
        lines.append(f"#    name_printed: {scalar(printed)}")
    if seen:
        lines.append(f"#    who: {seen.id}")
    lines += [f"#    role: {scalar(role, 200) if role else 'TODO'}", "#    actor: TODO"]
    lines.append(f"#    identified: {'named' if printed and certain else 'TODO'}")
    lines.append(f"#    cited: {cited}")
    if cited != "mentioned":
        lines.append("#    says: TODO")
    return lines
