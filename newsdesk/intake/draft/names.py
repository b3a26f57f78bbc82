"""Registered people and outlets in a text, by any of their spellings, case endings allowed for."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import chain

_WORD = re.compile(r"[^\W_]+(?:[-.'’ʻʼ‘][^\W_]+)*")
# Letters by which a word may be longer than the registered spelling: Russian and Turkic endings.
ENDING = 4
MOST_WORDS = 12


@dataclass(slots=True)
class Sighting:
    """A registered name in a text: as it stands there first, and where it begins each time."""

    id: str
    kind: str
    """`people` or `outlets`."""
    printed: str
    places: list[int] = field(default_factory=list)


def _folded(text: str) -> str:
    return text.casefold().replace("ё", "е")


def _agrees(seen: str, known: str, *, exact: bool) -> bool:
    """Whether a word of the text is a registered one, perhaps with a case ending."""
    if seen == known:
        return True
    # Latin words of English texts take no endings, and short words with one are other words.
    if exact or len(known) < 4:
        return False
    stem = known[:-1] if known[-1] in "аяйьеоиaiy" else known
    return seen.startswith(stem) and len(seen) <= len(known) + ENDING


def sightings(text: str, spellings: Mapping[tuple[str, str], Iterable[str]]) -> list[Sighting]:
    """Every registered name that stands in the text, in the order of first places; see `Names`."""
    return Names(spellings).seen(text)


class Names:
    """All registered names, to be looked for in many texts; `spellings` maps (kind, id) to all forms of a name."""

    def __init__(self, spellings: Mapping[tuple[str, str], Iterable[str]]) -> None:
        # By the beginnings of the first and the last word: many bodies are called "Ministry of" something.
        self._starts: dict[tuple[str, str], list[tuple[tuple[str, str], list[str], str]]] = {}
        for key, forms in spellings.items():
            for form in forms:
                words = [_folded(word) for word in _WORD.findall(form)]
                if not words or len("".join(words)) < 3:
                    continue
                last = words[-1][:3] if words[1:] else ""
                self._starts.setdefault((words[0][:3], last), []).append((key, words, form))
        self._firsts = {first for first, _ in self._starts}

    def seen(self, text: str) -> list[Sighting]:
        """Every name that stands in a text, in the order of first places.

        Takes time with the length of the text, not with the size of the register.
        """
        starts, firsts = self._starts, self._firsts
        tokens = list(_WORD.finditer(text))
        folded = [_folded(token[0]) for token in tokens]
        found: dict[tuple[str, str], Sighting] = {}
        for index, word in enumerate(folded):
            if word[:3] not in firsts:
                continue
            lasts = dict.fromkeys(["", *(other[:3] for other in folded[index + 1 : index + MOST_WORDS])])
            for key, words, form in chain.from_iterable(starts.get((word[:3], last), ()) for last in lasts):
                if len(words) > len(folded) - index or (form[0].isupper() and not tokens[index][0][0].isupper()):
                    continue
                if all(_agrees(folded[index + at], known, exact=form.isascii()) for at, known in enumerate(words)):
                    start, end = tokens[index].start(), tokens[index + len(words) - 1].end()
                    seen = found.setdefault(key, Sighting(key[1], key[0], text[start:end]))
                    if len(text[start:end]) > len(seen.printed) and not seen.places[1:]:
                        seen.printed = text[start:end]
                    if not seen.places or seen.places[-1] < start:
                        seen.places.append(start)
        return sorted(found.values(), key=lambda one: one.places[0])
