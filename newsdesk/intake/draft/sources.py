"""Suggestions for the sources of a draft: who is quoted, by which words, and who of the register stands in the text."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from newsdesk.intake.draft.names import Sighting, sightings
from newsdesk.intake.draft.quotations import Attribution, Passage, attribution, passages, set_apart, shortened
from newsdesk.intake.draft.writing import comment, one_line, scalar

MAX_QUOTED, MAX_NAMED = 20, 25
_INNER = "#  "  # a comment of a block stays one when the first # is taken away
NEAR = 200
"""Characters from a passage within which a registered name may be that of its speaker."""


@dataclass(slots=True)
class Suggestion:
    """A passage and who may have said it."""

    passage: Passage
    words: Attribution | None
    speaker: Sighting | None

    @property
    def name(self) -> str | None:
        """The name as printed, where one stands near."""
        if self.speaker:
            return self.speaker.printed
        names = [name for name in self.words.names if " " in name] if self.words else []
        return names[0] if names else None


def suggestions(
    text: str,
    spellings: Mapping[tuple[str, str], Iterable[str]],
    verbs: frozenset[str],
    joined: str,
    blocks: Iterable[str] = (),
) -> tuple[list[Suggestion], list[Sighting]]:
    """Quoted passages worth a look, and registered names in the text; `blocks` are quotations without marks."""
    seen = sightings(text, spellings)
    found = []
    for passage in sorted([*passages(text), *set_apart(text, blocks)], key=lambda one: one.start):
        if passage.words < 2 or (passage.depth and passage.words < 6):
            continue
        around = attribution(text, passage, verbs, joined)
        # Names of firms and ships stand in quotation marks too: a few words that nobody says are none of ours.
        if passage.words < 5 and (around is None or not _is_beside(around)):
            continue
        found.append(Suggestion(passage, around, _nearest(text, passage, seen) if around else None))
    return found, seen


def _is_beside(around: Attribution) -> bool:
    """Whether the attributing word stands right beside the passage."""
    near = around.before.split()[-2:] + around.after.split()[:3]
    return any(around.word in word for word in near)


def _nearest(text: str, passage: Passage, seen: list[Sighting]) -> Sighting | None:
    """The registered name nearest to a passage and outside of it, in the same paragraph."""
    best: tuple[int, Sighting] | None = None
    for one in seen:
        first = bisect_left(one.places, passage.start - NEAR - len(one.printed))
        for place in one.places[first : bisect_right(one.places, passage.end + NEAR)]:
            gap = place - passage.end if place >= passage.end else passage.start - place - len(one.printed)
            if 0 <= gap <= NEAR and "\n" not in text[min(place, passage.start) : max(place, passage.end)]:
                best = min(best or (gap, one), (gap, one), key=lambda pair: pair[0])
    return best[1] if best else None


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
        used |= {one.speaker.id} if one.speaker else set()
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
    else:
        lines += comment("No word that attributes it stands beside it: see who says it, or delete the block.", _INNER)
    if not one.passage.is_whole:
        lines += comment("Its quotation marks do not close in this paragraph: compare it with the article.", _INNER)
    if one.speaker and one.speaker.kind == "outlets":
        lines += comment(
            "An outlet: if it only passes the words on, name the speaker, cited: relayed, and give via.", _INNER
        )
    name = names.get(one.speaker.id, one.speaker.printed) if one.speaker else one.name
    lines += _block(name, one.speaker, printed=one.name, cited="quoted")
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


def _block(name: str | None, seen: Sighting | None, *, printed: str | None = None, cited: str) -> list[str]:
    printed = seen.printed if seen else printed
    lines = [f"#  - name: {scalar(name) if name else 'TODO'}"]
    if printed:
        lines.append(f"#    name_printed: {scalar(printed)}")
    if seen:
        lines.append(f"#    who: {seen.id}")
    lines += ["#    role: TODO", "#    actor: TODO", f"#    identified: {'named' if printed else 'TODO'}"]
    lines.append(f"#    cited: {cited}")
    if cited != "mentioned":
        lines.append("#    says: TODO")
    return lines
