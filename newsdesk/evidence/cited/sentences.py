"""What is kept of the figures, dates and names of our sentences: whether a text has them, and has them together.

Keyed hashes say so without the text. What was looked for and is not there is told from what nobody has looked for.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING

from newsdesk.evidence.fingerprint import key_of, keyed
from newsdesk.evidence.words import words
from newsdesk.model import Read
from newsdesk.model.evidence import Compared

if TYPE_CHECKING:
    from newsdesk.evidence.support import Finding, Names, Page, Token

# So few words do not tell where on a page they belong.
_FEW = 6
# The last digits of hashes of names, and how the keys of names begin.
_NAMED, _NAMES = 8, ("i:", "x:", "a:i:", "a:x:")
_ASIDE = "a:"


class State(Enum):
    """What is known of one token of a sentence on one page."""

    STANDS = "stands"
    ABSENT = "absent"
    ELSEWHERE = "elsewhere"
    """It stands on the page, and not where the rest of the sentence does."""
    UNKNOWN = "unknown"
    """Nobody has looked."""
    UNCLEAR = "unclear"
    """Somebody has looked, and nothing can be said of it."""


@dataclass(slots=True)
class Hashed:
    """What is to be kept of a text, as hashes under its key."""

    tokens: set[str] = field(default_factory=set)
    absent: set[str] = field(default_factory=set)
    sentences: set[str] = field(default_factory=set)
    said: set[str] = field(default_factory=set)

    @property
    def fields(self) -> dict[str, set[str]]:
        """The same by the fields of evidence."""
        return {"tokens": self.tokens, "absent": self.absent, "sentences": self.sentences, "said": self.said}

    def add(self, key: bytes, said: Mapping[str, State]) -> None:
        """Keep what became of the tokens of one sentence, by their keys."""
        told = {token: state for token, state in said.items() if not is_aside(token)}
        self.absent |= {elsewhere_hash(key, told, token) for token in said.keys() - told.keys()}
        for token, state in told.items():
            if state is State.STANDS:
                self.tokens.add(token_hash(key, token))
            elif state is State.ABSENT:
                self.absent.add(token_hash(key, token))
            elif state is State.ELSEWHERE:
                self.absent.add(elsewhere_hash(key, told, token))
        together = [token for token, state in told.items() if state is State.STANDS]
        if together and len(told) > 1:
            self.sentences.add(together_hash(key, told, together))


def is_aside(token: str) -> bool:
    """Whether a key is of what a sentence says beside a token, which is only kept where a page says it otherwise."""
    return token.startswith(_ASIDE)


def token_hash(key: bytes, token: str) -> str:
    """What is kept of a figure, date or name, by its key."""
    return _of_its_kind(keyed(key, b"token", token), token)


def is_of_name(hash_: str) -> bool:
    """Whether what is kept of a token is that of a name."""
    return int(hash_[-1], 16) >= _NAMED


def _of_its_kind(hash_: str, token: str) -> str:
    """A hash that tells names from figures and dates: whoever is taken out of a sentence must leave it too."""
    last = int(hash_[-1], 16) % _NAMED
    return f"{hash_[:-1]}{last + (_NAMED if token.startswith(_NAMES) else 0):x}"


def together_hash(key: bytes, sentence: Iterable[str], tokens: Iterable[str]) -> str:
    """What is kept of those of a sentence that stand together in one place.

    Of a sentence with a single one nothing is kept but the sentence itself (`borne_hash`): two such sentences could
    change their figures, and the page would seem to bear out both.
    """
    return keyed(key, b"sentence", "\n".join([*sorted(set(sentence)), "", *sorted(set(tokens))]))


def elsewhere_hash(key: bytes, sentence: Iterable[str], token: str) -> str:
    """What is kept of one that stands elsewhere than the rest of its sentence."""
    return _of_its_kind(keyed(key, b"elsewhere", "\n".join([*sorted(set(sentence)), "", token])), token)


def borne_hash(key: bytes, said: str) -> str:
    """What is kept of a sentence of which there was nothing to say: it needs no second look as long as it is the same.

    `said` is the sentence with all that it was compared with.
    """
    return keyed(key, b"borne", said)


def said_hash(key: bytes, digests: Iterable[str]) -> str:
    """What is kept of all sentences together, of whose digests each stands for those of one record."""
    return keyed(key, b"said", "\n".join(sorted(set(digests))))


def hashes_of(key: bytes, tokens: "Sequence[Token]", evidence: Compared) -> set[str]:
    """All hashes that evidence may have of the tokens of a sentence."""
    keys = list(dict.fromkeys(token.key for token in tokens if not token.aside))
    found = {token_hash(key, token) for token in keys} | {elsewhere_hash(key, keys, token) for token in keys}
    there = [token for token in keys if token_hash(key, token) in evidence.tokens]
    there = [token for token in there if elsewhere_hash(key, keys, token) not in evidence.absent]
    found |= {elsewhere_hash(key, keys, token.key) for token in tokens if token.aside}
    return found | {together_hash(key, keys, there)}


def hashes_with(key: bytes, keys: Iterable[str], evidence: Compared, renamed: Callable[[str], str]) -> dict[str, str]:
    """All hashes that evidence may have of the keys of a sentence's tokens, with those of the same keys renamed."""
    every = list(dict.fromkeys(keys))
    keys = [one for one in every if not is_aside(one)]
    anew = [renamed(one) for one in keys]
    there = [one for one in keys if token_hash(key, one) in evidence.tokens]
    there = [one for one in there if elsewhere_hash(key, keys, one) not in evidence.absent]
    found = {token_hash(key, one): token_hash(key, renamed(one)) for one in keys}
    found |= {elsewhere_hash(key, keys, one): elsewhere_hash(key, anew, renamed(one)) for one in every}
    return found | {together_hash(key, keys, there): together_hash(key, anew, map(renamed, there))}


def recorded(tokens: "Sequence[Token]", evidence: Compared) -> dict[str, State]:
    """What is known without the text of the tokens of a sentence, by their keys."""
    key = key_of(evidence.sha256)
    tokens_there, absent = set(evidence.tokens), set(evidence.absent)
    keys = list(dict.fromkeys(token.key for token in tokens))
    told = dict.fromkeys(keys, State.UNKNOWN)
    for token in keys:
        if token_hash(key, token) in absent:
            told[token] = State.ABSENT
        elif elsewhere_hash(key, keys, token) in absent:
            told[token] = State.ELSEWHERE
    there = [token for token in keys if told[token] is State.UNKNOWN and token_hash(key, token) in tokens_there]
    if there and len(keys) > 1 and together_hash(key, keys, there) in evidence.sentences:
        told |= dict.fromkeys(there, State.STANDS)
    if evidence.read is Read.EXCERPT:
        # What a part of a text does not have may stand in the rest.
        told = {t: State.UNKNOWN if s in (State.ABSENT, State.ELSEWHERE) else s for t, s in told.items()}
    return told


def said_otherwise(tokens: "Sequence[Token]", asides: "Iterable[Token]", evidence: Compared) -> "list[Token]":
    """Of what a sentence says beside its tokens that which a text is known to say otherwise, without the text."""
    if evidence.read is Read.EXCERPT or not evidence.absent:
        return []
    key, absent = key_of(evidence.sha256), set(evidence.absent)
    keys = [token.key for token in tokens]
    return [token for token in asides if elsewhere_hash(key, keys, token.key) in absent]


def looked(
    sentence: str, shift: int, language: str, pages: "Sequence[Page]", parts: Sequence[bool], names: "Names"
) -> "tuple[list[Finding], list[dict[str, State]]]":
    """What became of a sentence on pages whose texts are at hand: beside all of them, and on each by token.

    The sentence begins at `shift`; what stands before is its context. `parts` says of each page whether it is only
    a part. What all pages together place elsewhere stands on none.
    """
    # Imported here: most checks take no sentence apart.
    from newsdesk.evidence.support import support

    every = [one for one in support(None, sentence, language, pages, names) if one.token.start >= shift]
    whole = [one for one in every if not one.token.aside]
    asides = [] if any(parts) else [one for one in every if one.token.aside]
    is_short = len(words(sentence[shift:])) < _FEW
    each = []
    for number, page in enumerate(pages):
        alone = whole
        if len(pages) > 1:
            alone = list(support([one.token for one in whole], sentence, language, [page], names))
        told: dict[str, State] = {}
        for finding, other in zip(alone, whole, strict=True):
            state = State(finding.state)
            if other.state == State.ELSEWHERE.value and state is State.STANDS:
                state = State.ELSEWHERE
            if other.state == State.STANDS.value and other.page == number:
                state = State.STANDS
            if is_short and state is State.ELSEWHERE:
                state = State.STANDS
            if parts[number] and state in (State.ABSENT, State.ELSEWHERE):
                state = State.UNKNOWN
            # One that stands there twice, once in its place, stands there.
            if told.get(finding.token.key) is not State.STANDS:
                told[finding.token.key] = state
        # What all pages together say otherwise, each of them does.
        each.append(told | {one.token.key: State.ELSEWHERE for one in asides})
    return [*whole, *asides], each
