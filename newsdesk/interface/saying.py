"""What was said in English, in another language: a message of a check or a verb comes in, its translation goes out.

Problems and refusals are put together where no language is known, with values in their middle. Here they are known
again by their form: `locale/said.yaml` has the forms, `locale/<tag>.po` what each is in a language, in the context
"said". What has no form there stays English.
"""

import heapq
import re
from functools import cached_property, partial
from typing import Final

from newsdesk.interface import ENGLISH, Words, kept

CONTEXT: Final = "said"
INSIDE: Final = "said inside"
"""The context of what stands in the places of others alone, such as `2 errors` or `the article`."""
_VALUE = re.compile(r"\{(\w+)\}")
# What a compiler would print before its message: the place, how much it weighs, the rule.
_PLACE = re.compile(r"(?:\S[^:\n]*:\d+:\d+: (?:(?:warning|ask|note): )?[a-z]+(?:-[a-z]+)*: |-{2}[a-z-]+: |\s+)")
_END = re.compile(r"(?<=[.?!…:”»)]) ")
_NUMBERS = frozenset("number words least most percent line bytes limit".split())
# Values that may be sentences of their own.
_SEVERAL = frozenset("hint rest why way meaning command subject waits".split())
# Those that are told in the language, too: by the forms of sentences, or by those of what stands inside.
_SENTENCES = frozenset("hint rest why meaning waits".split())
_INSIDE = frozenset("one other wanted kind tally names quotations entries what where way why reason".split())
_LISTS = frozenset(["fields", "facts"])
# Other values end with their sentence.
_INNER = r"(?:(?!(?<=[a-z0-9\"”»)…])[.?!] [A-Z\"]).)+?"
# Within quotation marks: no other mark, or none that ends a sentence or begins one.
_QUOTED, _QUOTING = '[^"]+', r'(?:[^"]|"(?![.?!:,]* (?:[A-Z"]|$)))+?'
# By so many letters forms are told apart that do not begin with a value.
_BEGINNING = 3
# So many letters show whether a sentence was told in the language.
_BEGINS = 9
# No form has more pieces, of those that end like a sentence or with a colon.
_TOGETHER = 8
# Longer texts are articles, and no message.
_LONGEST = 4000


class Form:
    """What a message may look like, and what it is in the language."""

    def __init__(self, form: str, there: str) -> None:
        self.there = there
        self._pieces = _VALUE.split(form)
        words = self._pieces[::2]
        self._first, self._last, self._longest = words[0], words[-1], max(words, key=len)
        self.weight = sum(map(len, words))
        self.is_bare = not any(map(str.isalpha, "".join(words)))
        self.beginning = self._first[:_BEGINNING] if len(self._first) >= _BEGINNING else self._first[:1]

    @cached_property
    def _patterns(self) -> tuple[re.Pattern[str], ...]:
        # Quoted words may hold quotation marks of their own: it is looked for them where no others fit.
        made = [self._pattern(_QUOTED), self._pattern(_QUOTING)]
        return tuple({one.pattern: one for one in made}.values())

    def _pattern(self, quoted: str) -> re.Pattern[str]:
        pieces = self._pieces
        made = [re.escape(pieces[0])]
        for number in range(1, len(pieces), 2):
            name, is_quoted = pieces[number], pieces[number - 1].endswith('"') and pieces[number + 1].startswith('"')
            made += [f"(?P<{name}>{_value(name, quoted if is_quoted else '')})", re.escape(pieces[number + 1])]
        return re.compile("".join(made), re.DOTALL)

    def values(self, text: str) -> dict[str, str] | None:
        """What stands in the places of a text that looks so; None of any other."""
        # Nearly all forms are told apart so, without a pattern.
        if text.startswith(self._first) and text.endswith(self._last) and self._longest in text:
            for pattern in self._patterns:
                if found := pattern.fullmatch(text):
                    return found.groupdict()
        return None


class Forms:
    """The forms that a language has in a context."""

    def __init__(self, words: Words, context: str, inside: "Forms | None" = None) -> None:
        found = [Form(one, forms[0]) for (known, one), forms in words.messages.items() if known == context]
        self._words, self._inside = words, inside or self
        # What is most particular stands first; of those that begin alike only these are looked at.
        self._begun: dict[str, list[Form]] = {}
        for form in sorted(found, key=lambda form: -form.weight):
            self._begun.setdefault(form.beginning, []).append(form)

    def whole(self, text: str) -> str | None:
        """A text that has one of the forms from end to end, or is a text of the interface; None for any other."""
        begun = (self._begun.get(text[:size], ()) for size in (_BEGINNING, 1, 0))
        for form in heapq.merge(*begun, key=lambda form: -form.weight):
            if (found := form.values(text)) is not None:
                values = {name: self._value(name, value) for name, value in found.items()}
                # A form without a word of its own takes nothing whose beginning nobody knows: another form has it.
                if form.is_bare and any(
                    value[:_BEGINS] == found[name][:_BEGINS] for name, value in values.items() if name in _SENTENCES
                ):
                    continue
                return _VALUE.sub(partial(_put, values), form.there)
        known = self._words.forms(text)
        return known[0] if known else None

    def _value(self, name: str, value: str) -> str:
        # A sentence first: `a, b and 2 more are still TODO.` is no list of two things.
        if name in _SENTENCES and (told := self.sentences(value)) != value:
            return told
        inside = self._inside.whole(value) if name in _INSIDE else None
        if name in _LISTS:  # of names of fields, and of phrases; of facts by what people call them
            inside = ", ".join(
                (self._inside.whole(one) if name == "facts" or " " in one else None) or one for one in value.split(", ")
            )
        return value if inside is None else inside

    def sentences(self, text: str) -> str:
        """A text of several sentences: each, or as many together, that has a form."""
        ends = [*(found.start() for found in _END.finditer(text)), len(text)]
        told, begun, first = [], 0, 0
        while begun <= len(text) and first < len(ends):
            for number in range(min(first + _TOGETHER, len(ends)) - 1, first - 1, -1):
                piece = text[begun : ends[number]]
                if (there := self.whole(piece)) is not None or number == first:
                    told.append(piece if there is None else there)
                    begun, first = ends[number] + 1, number + 1
                    break
        return " ".join(told)


def _put(values: dict[str, str], mark: re.Match[str]) -> str:
    return values.get(mark[1], mark[0])


@kept
def _forms(words: Words) -> Forms:
    return Forms(words, CONTEXT, Forms(words, INSIDE))


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


# Hebrew, Arabic and their kin: from a first letter to a last, with anything but other letters between them.
_RIGHT = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc"
_FROM_RIGHT = re.compile(rf"[{_RIGHT}](?:[\W\d_]*[{_RIGHT}])*")


def isolated(text: str) -> str:
    """A message in which words from right to left stand apart (FSI … PDI): they order nothing around them."""
    return _FROM_RIGHT.sub("\u2068\\g<0>\u2069", text)


def _value(name: str, quoted: str) -> str:
    if name in _NUMBERS:
        return r"\d[\d,.]*"
    if name in _SEVERAL:
        return ".+"
    # Between quotation marks stands what somebody wrote.
    return quoted or _INNER
