"""What was said in English, in another language: a message of a check or a verb comes in, its translation goes out.

Problems and refusals are put together where no language is known, with values in their middle. Here they are known
again by their form: `locale/said.yaml` has the forms, `locale/<tag>.po` what each is in a language, in the context
"said". What has no form there stays English.
"""

import re
from functools import cached_property
from typing import Final

from newsdesk.interface import ENGLISH, Words, kept

CONTEXT: Final = "said"
_VALUE = re.compile(r"\{(\w+)\}")
# What a compiler would print before its message: the place, how much it weighs, the rule.
_PLACE = re.compile(r"(?:\S[^:\n]*:\d+:\d+: (?:(?:warning|ask|note): )?[a-z]+(?:-[a-z]+)*: |-{2}[a-z-]+: |\s+)")
_END = re.compile(r"(?<=[.?!…:”»)]) ")
_NUMBERS = frozenset("number words least most percent line bytes limit".split())
# Values that may be sentences of their own.
_SEVERAL = frozenset("hint rest why way meaning command subject waits".split())
# Other values end with their sentence.
_INNER = r"(?:(?!(?<=[a-z0-9\"”»)…])[.?!] [A-Z\"]).)+?"
# Longer texts are articles, and no message.
_LONGEST = 4000


class Forms:
    """The forms that a language has."""

    def __init__(self, words: Words) -> None:
        self._words = words

    @cached_property
    def _patterns(self) -> list[tuple[re.Pattern[str], str]]:
        """Each form as a pattern, and what it is in the language: what is most particular stands first."""
        found = [(one, forms[0]) for (context, one), forms in self._words.messages.items() if context == CONTEXT]
        found.sort(key=lambda pair: -len(_VALUE.sub("", pair[0])))
        return [(_pattern(one), there) for one, there in found]

    def whole(self, text: str) -> str | None:
        """A text that has one of the forms from end to end; None for any other."""
        for pattern, there in self._patterns:
            if found := pattern.fullmatch(text):
                values = {name: self.whole(value) or value for name, value in found.groupdict().items()}
                return _VALUE.sub(lambda mark: values.get(mark[1], mark[0]), there)  # noqa: B023
        return None

    def sentences(self, text: str) -> str:
        """A text of several sentences: each, or as many together, that has a form."""
        ends = [*(found.start() for found in _END.finditer(text)), len(text)]
        for end in reversed(ends):
            if (begun := self.whole(text[:end])) is not None:
                rest = text[end + 1 :]
                return f"{begun} {self.sentences(rest)}" if rest else begun
        first = ends[0]
        return text if first == len(text) else f"{text[:first]} {self.sentences(text[first + 1 :])}"


@kept
def _forms(words: Words) -> Forms:
    return Forms(words)


@kept(maxsize=4096)
def _line(words: Words, line: str) -> str:
    place = _PLACE.match(line)
    start = place.end() if place else 0
    return line[:start] + _forms(words).sentences(line[start:])


def said(words: Words, text: str) -> str:
    """A message, or several in lines, in the language of `words`; what is not known there stays as it is."""
    if words.tag == ENGLISH or len(text) > _LONGEST:
        return text
    return "\n".join(_line(words, line) for line in text.split("\n"))


def _pattern(form: str) -> re.Pattern[str]:
    pieces = _VALUE.split(form)
    made = [re.escape(pieces[0])]
    for number in range(1, len(pieces), 2):
        name, is_quoted = pieces[number], pieces[number - 1].endswith('"') and pieces[number + 1].startswith('"')
        made += [f"(?P<{name}>{_value(name, is_quoted=is_quoted)})", re.escape(pieces[number + 1])]
    return re.compile("".join(made), re.DOTALL)


def _value(name: str, *, is_quoted: bool) -> str:
    if name in _NUMBERS:
        return r"\d[\d,.]*"
    if name in _SEVERAL:
        return ".+"
    # Between quotation marks stands what somebody wrote, up to the last of them.
    return '[^"]+' if is_quoted else _INNER
