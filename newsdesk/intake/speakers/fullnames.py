"""Full names of an article, by which short ones and names in other cases are known."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from newsdesk.evidence.names import forms
from newsdesk.intake.speakers.grammar import Grammar


@dataclass(slots=True)
class FullNames:
    """Full names of an article, by which short ones are known."""

    grammar: Grammar
    full: dict[tuple[str, ...], str] = field(default_factory=dict)
    """Names of two words and more as they stand, by their folded words."""
    single: set[str] = field(default_factory=set)
    """Words that have a capital where no sentence begins."""

    def known(self, short: Sequence[str]) -> list[str]:
        """The full names that end, or begin, with these words, case endings allowed for."""
        found = []
        for words, printed in self.full.items():
            if len(short) < len(words) and (words[-len(short) :] == tuple(short) or self._is_form(words, short)):
                found.append(printed)
        return list(dict.fromkeys(found)) or [
            printed for words, printed in self.full.items() if len(short) == 1 and words[0] == short[0]
        ]

    def nominative(self, words: Sequence[str]) -> str | None:
        """The same name as it stands elsewhere, where these words are a case of it."""
        for known, printed in self.full.items():
            if known == tuple(words) or len(known) != len(words):
                continue
            if all(word in some for word, some in zip(words, forms(list(known), self.grammar.tag), strict=True)):
                return printed
        return None

    def _is_form(self, words: tuple[str, ...], short: Sequence[str]) -> bool:
        if self.grammar.tag == "en" or len(short) != 1 or words[-1][:3] != short[0][:3]:
            return False
        return short[0] in forms(list(words), self.grammar.tag)[-1]
