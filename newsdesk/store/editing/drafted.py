"""Comments that `new` writes into a draft: they are for whoever writes the entry, and go when it is finished.

What somebody else wrote stays. So a comment goes only where it begins as `new` begins one, and with it the lines on
which `new` would have gone on; one that was written below it is another one.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from newsdesk.load import parse

# As newsdesk/intake/draft/ writes them, each from its first word to what is told of the article.
_BEGINNINGS = re.compile(
    "|".join(
        (
            r"A draft from captures/\S+\.txt\. Every TODO is yours, and the check names each one",
            r"Look: (?:.+ (?:is about the same address|has the same title|of its word sequences in common"
            r"|its article shares about|is under a designation by))",
            r"Found in outlets\.yaml ",
            r"The file shows none\. As printed, in its own script; never invented\.",
            r"As printed(?:, or null)?\. Perhaps ",
            r"Our translation, and who made it: human or machine\.",
            r"The domain \S+ is not in outlets\.yaml(?:: add a record with domains: |\. Run: )",
            r"The file does not say where it was published: write the id of the publisher",
            r"The page says .+, which is not in the week you named\.",
            r"Nothing on the page is certain\. Candidates: ",
            r"The file gives none\. Write the date as exact as you know it, such as ",
            r"printed, address, or inferred; inferred needs a line published_note: ",
            r"A code such as en, ar or sr-Latn\.",
            r"The address you read, with https://",
            r"full if you read the whole article, excerpt if only a part of it\.",
            r"Ids in (?:stories|topics)\.yaml, (?:where the article belongs to one|at least one)\.",
            r"Countries that the article is about, as codes of two capitals such as AQ, at least one\.",
            r"What the article says, in 25 to 160 words of your own, every claim attributed\.",
            r"Everybody whom the article quotes, relies on or names: take TODO away, take the # from",
            r"What a reader needs to weigh it, in 30 to 200 words; each sentence ends in a mark",
            r"One for each mark, on a line of its own that begins with two blanks, such as:",
            r"Leave this\. When nothing is TODO any more, the next command writes it:",
            r"human if you wrote summary and context yourself, machine if a program did\.",
            r"\d+ more passages stand in quotation marks\.",
            r"Registered and named in the text, perhaps only mentioned:",
            r"Attributed by: ",
            r"Not certain that these are the words of this one: see who says it\.",
            r"No word that attributes it stands beside it: see who says it, or delete the block\.",
            r"Its quotation marks do not close in this paragraph: compare it with the article\.",
            r"An outlet: if it only passes the words on, name the speaker, cited: relayed, and give via\.",
            r"Shortened from \d+ words: at most 25, the part that matters\.",
        )
    )
)
# Where a value comes from: only above the field that has it.
_WHENCE = re.compile(r"From .+[.…]$")
_FIELD = re.compile(r"(?:title|genre|published|language):")
# The command that follows, as `new` writes it.
_COMMAND = re.compile(r"# \S.* (?:fingerprint|finish) [a-z0-9-]+(?: captures/\S+\.txt)?$")
_COMMENT = re.compile(r"([ \t]*)#(?: (.*))?$")
# A source that `new` offers, behind # from its first line to its last.
_OFFER = re.compile(r"#  - name: ")
_OFFERED = re.compile(r"#(?:  # |    [a-z_]+:(?: |$)|      [a-z_]+: )")
_LONGEST = 96
"""How long `new` makes a line of a comment: what would have fitted on the line before is another comment."""


@dataclass(frozen=True, slots=True)
class Drafted:
    """The text of an entry without these comments."""

    text: str
    blanked: str
    """The same with blank lines in their place, so that each other line keeps its number."""
    comments: int
    offers: int
    """How many sources were only offered."""


@dataclass(frozen=True, slots=True)
class Piece:
    """What `new` wrote into a draft as a comment: its lines, counted from 0, the last one not among them."""

    first: int
    end: int
    words: str
    """What the comment says in one line; the lines of an offered source as YAML where it is one."""
    is_offer: bool


def pieces(text: str) -> list[Piece]:
    """Each comment and each offered source that `new` wrote into the text of an entry, in order."""
    bare = [line.rstrip("\r\n") for line in text.splitlines(keepends=True)]
    found = list(_pieces(bare))
    kept = set(_texts(text, bare, {number for one in found for number in range(one.first, one.end)}))
    return [one for one in found if one.first not in kept]


def _pieces(bare: list[str]) -> Iterator[Piece]:
    at = 0
    while at < len(bare):
        is_offer = bool(_OFFER.match(bare[at]))
        if is_offer:
            end = at + 1
            while end < len(bare) and _OFFERED.match(bare[end]):
                end += 1
            yield Piece(at, end, "\n".join(line[1:] for line in bare[at:end]), is_offer)
        elif (end := _end(bare, at)) > at:
            said = (line.strip().removeprefix("#").strip().removeprefix("#").strip() for line in bare[at:end])
            yield Piece(at, end, " ".join(said), is_offer)
        at = max(end, at + 1)


def without_comments(text: str) -> Drafted:
    """What of the text of an entry is for its writer alone is taken out."""
    lines = text.splitlines(keepends=True)
    bare = [line.rstrip("\r\n") for line in lines]
    found = list(_pieces(bare))
    gone = {number for one in found for number in range(one.first, one.end)}
    gone |= set(_left_behind(bare, gone))
    gone -= set(_texts(text, bare, gone))
    return Drafted(
        "".join(line for number, line in enumerate(lines) if number not in gone),
        "".join(line[len(bare[number]) :] if number in gone else line for number, line in enumerate(lines)),
        sum(not one.is_offer for one in found),
        sum(one.is_offer for one in found),
    )


def _end(lines: list[str], at: int) -> int:
    """Behind which line a comment of a draft ends that begins here; here, where none does."""
    found = _COMMENT.match(lines[at].removeprefix("#  ") if lines[at].startswith("#  # ") else lines[at])
    if not found or found[2] is None:
        return at
    indent, words, end = found[1], found[2], at + 1
    while end < len(lines) and (more := _COMMENT.match(lines[end])) and more[1] == indent and more[2]:
        first = more[2].split(" ", 1)[0]
        if len(lines[end - 1].strip()) - 2 + len(first) <= _LONGEST:
            break
        words += f" {more[2]}"
        end += 1
    if _BEGINNINGS.match(words):
        if words.startswith("Leave this.") and end < len(lines) and _COMMAND.fullmatch(lines[end]):
            end += 1
        return end
    if _WHENCE.match(words) or _LANGUAGE.match(words):
        return end if end < len(lines) and _FIELD.match(lines[end]) else at
    return at


_LANGUAGE = re.compile(r"From .+\. The text looks like \S+ compare\.$")


def _left_behind(lines: list[str], gone: set[int]) -> Iterator[int]:
    """Lines of a bare # between what goes."""
    for number, line in enumerate(lines):
        if line == "#" and (number - 1 in gone or number + 1 in gone):
            yield number


def _texts(text: str, lines: list[str], gone: set[int]) -> Iterator[int]:
    """Lines that look like such a comment and are a part of a text: there a # is a sign like others."""
    indented = [number for number in sorted(gone) if lines[number][:1] in (" ", "\t")]
    if not indented:
        return
    before, _ = parse("", text.encode())
    for number in indented:
        other = "\n".join(line for at, line in enumerate(lines) if at != number) + "\n"
        after, _ = parse("", other.encode())
        if before is None or after is None or before.data != after.data:
            yield number
