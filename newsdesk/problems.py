"""Problems of a collection: what was found comes in, lines for people, GitHub's annotations or JSON go out."""

import difflib
import json
import re
from collections.abc import Collection, Iterable
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from typing import Any

# Messages are made where nobody knows through which door the program was entered, and so what people type:
# they hold marks, which the door replaces by its words where they are printed. No file may hold this letter.
_MARK = "\x1a"
COMMAND_LINE = f"{_MARK}command{_MARK}"
"""In a message: how the program is called."""


def setting_up(extra: str) -> str:
    """In a message: the line that installs an optional extra, such as `capture`."""
    return f"{_MARK}setup {extra}{_MARK}"


class Severity(StrEnum):
    """How much a problem weighs."""

    ERROR = "error"
    WARNING = "warning"
    ASK = "ask"
    """A question to whoever wrote it: it stops nothing, but where somebody is strict."""
    NOTE = "note"
    """Told for what it is worth: it stops nothing, not the closing of a week either."""


@dataclass(frozen=True, order=True, slots=True)
class Problem:
    """One thing wrong at one place: path as the editor types it, line and column from 1."""

    path: str
    line: int
    column: int
    rule: str
    message: str
    hint: str = ""
    severity: Severity = Severity.ERROR

    @property
    def sentence(self) -> str:
        """The message and the way out, as one text."""
        return f"{self.message} {self.hint}".rstrip()

    @property
    def plain(self) -> list[str | int]:
        """The same as JSON can keep it, for `again`."""
        return [self.path, self.line, self.column, self.rule, self.message, self.hint, str(self.severity)]

    @classmethod
    def again(cls, plain: list[Any]) -> "Problem":
        """The problem that was kept as plain data; ValueError where that is none."""
        path, line, column, rule, message, hint, severity = plain
        return cls(path, line, column, rule, message, hint, Severity(severity))


# A sentence that ends in what is typed: what introduces it, its words up to a full stop or a comma, and what follows.
_TYPED = re.compile(
    rf"(?P<lead>(?:(?<=[.?!…] )|^)(?:[^.?!…\n{_MARK}]|[.?!…](?! ))*?){_MARK}command{_MARK} (?P<verb>[a-z-]+)"
    r"(?:\s(?:\"[^\"]*\"|'[^']*'|[^\s,]*[^\s.,]))*(?:,[^.]*)?\.?\s*",
    re.MULTILINE,
)


def without_commands(text: str, kept: Collection[str]) -> str:
    """A message without sentences that say what to type, those about verbs to be `kept` apart; reasons in them stay."""

    def less(found: re.Match[str]) -> str:
        lead = re.sub(r":\s*\w+:?$", ":", found["lead"].strip())
        if found["verb"] in kept or (" " in lead and not lead.endswith(":")):
            return found[0]
        return f"{lead.rstrip(':')}. " if " " in lead else ""

    return _TYPED.sub(less, text).strip() if _MARK in text else text


@dataclass(frozen=True, slots=True)
class Door:
    """A way into the program: the name it goes by there, and what people type."""

    name: str
    command: str
    """How the program is called."""
    setup: str
    """The line that installs an optional extra, whose name goes where EXTRA stands."""

    def fill(self, text: str) -> str:
        """A text with what people type in the place of its marks."""
        if _MARK not in text:
            return text
        setup = re.sub(f"{_MARK}setup ([a-z]+){_MARK}", lambda mark: self.setup.replace("EXTRA", mark[1]), text)
        return setup.replace(COMMAND_LINE, self.command)

    def fill_all(self, problems: Iterable[Problem]) -> list[Problem]:
        """The same of problems."""
        return [replace(p, message=self.fill(p.message), hint=self.fill(p.hint)) for p in problems]


FRONT_DOOR = Door("build_digest.py", ".venv/bin/python build_digest.py", "make setup-EXTRA")
"""The script in a checkout, or in a collection that has the program inside."""


class Refusal(Exception):
    """The program cannot go on, for a reason the user can act on; never shown as a traceback."""


class UsageError(Refusal):
    """The command line asks for something that does not exist."""


# So many letters tell of which long name they are the beginning.
_BEGINNING = 4


def closest(word: str, candidates: Iterable[str]) -> str | None:
    """The candidate most like `word`, or the only one that begins so; None when none comes near."""
    by_folded = {candidate.casefold(): candidate for candidate in candidates}
    near = difflib.get_close_matches(word.casefold(), by_folded, n=1, cutoff=0.6)
    if near or len(word) < _BEGINNING:
        return by_folded[near[0]] if near else None
    begun = [candidate for folded, candidate in by_folded.items() if folded.startswith(word.casefold())]
    return begun[0] if len(begun) == 1 else None


def did_you_mean(word: str, candidates: Iterable[str], otherwise: str = "") -> str:
    """A question that names the nearest candidate, or `otherwise` when none comes near."""
    near = closest(word, candidates)
    return f'Did you mean "{near}"?' if near else otherwise


def in_order(problems: Iterable[Problem]) -> list[Problem]:
    """The problems by file, line and column, each once."""
    return sorted(set(problems))


def has_errors(problems: Iterable[Problem]) -> bool:
    """Whether at least one problem stops the build."""
    return any(problem.severity is Severity.ERROR for problem in problems)


def as_text(problems: Iterable[Problem], door: Door) -> str:
    """`path:line:column: rule: message hint`, a line each, as compilers print it."""
    return "".join(
        _in_one_line(
            f"{p.path}:{p.line}:{p.column}: {'' if p.severity is Severity.ERROR else f'{p.severity}: '}"
            f"{p.rule}: {p.sentence}"
        )
        + "\n"
        for p in door.fill_all(problems)
    )


def _in_one_line(text: str) -> str:
    """The text without line ends or anything else that a terminal would act on."""
    return "".join(char if char.isprintable() else " " for char in text)


_GITHUB = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.ASK: "notice", Severity.NOTE: "notice"}


def as_github(problems: Iterable[Problem], door: Door) -> str:
    """Workflow commands that GitHub shows beside the line in a pull request."""

    def escape(text: str, extra: str = "") -> str:
        for char in "%\r\n" + extra:
            text = text.replace(char, f"%{ord(char):02X}")
        return text

    return "".join(
        f"::{_GITHUB[p.severity]} file={escape(p.path, ':,')},line={p.line},col={p.column},"
        f"title={escape(p.rule, ':,')}::{escape(p.sentence)}\n"
        for p in door.fill_all(problems)
    )


def as_json(problems: Iterable[Problem], door: Door) -> str:
    """A JSON array, one object a problem, with every field of `Problem`."""
    return json.dumps([asdict(p) for p in door.fill_all(problems)], ensure_ascii=False, indent=2) + "\n"


FORMATS = {"text": as_text, "github": as_github, "json": as_json}


def tally(problems: Iterable[Problem]) -> str:
    """How many of each severity, in words: `2 errors, 1 warning`, or `no problems`."""
    found = list(problems)
    counts = [(s, sum(p.severity is s for p in found)) for s in Severity]
    return ", ".join(f"{n} {s}{'' if n == 1 else 's'}" for s, n in counts if n) or "no problems"


def complaint(said: str) -> str:
    """What another program said before it failed; of a traceback its last line, which says why."""
    text = said.strip()
    if "Traceback (most recent call last)" in text:
        return text.splitlines()[-1].strip()
    return text[-2000:]
