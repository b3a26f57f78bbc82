"""Evidence of a page: its address and its text come in, what is kept of them goes out, sealed."""

from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from hashlib import blake2b
from re import sub

from newsdesk.evidence.fingerprint import SEQUENCE, VERSION, Filter, key_of, keyed
from newsdesk.evidence.passages import Text, pieces
from newsdesk.evidence.recording import sealed
from newsdesk.evidence.words import count, digest
from newsdesk.model import Read
from newsdesk.model.evidence import PageEvidence

_LONGEST_NAME = 80


# Each look at a collection asks for those of all its references.
@lru_cache(maxsize=1 << 16)
def capture_name(address: str) -> str:
    """Under which name the text of a page is kept, by its clean address; that of no entry looks like it."""
    readable = sub(r"[^a-z0-9.]+", "-", address.lower())[:_LONGEST_NAME].strip("-.")
    return f"{readable}.{blake2b(address.encode('utf-8', 'surrogatepass'), digest_size=4).hexdigest()}"


def passage_hash(key: bytes, passage: str) -> str:
    """What evidence keeps of a passage: its pieces in order."""
    return keyed(key, b"passage", "\n".join(" ".join(piece.words) for piece in pieces(passage)))


def page_evidence(
    address: str,
    text: Text,
    captured: date,
    *,
    language: str,
    read: Read = Read.FULL,
    passages: Iterable[str] = (),
    tokens: Iterable[str] = (),
    absent: Iterable[str] = (),
    sentences: Iterable[str] = (),
    said: Iterable[str] = (),
) -> PageEvidence:
    """The evidence of a page; `passages` are hashes of those that stand there, the others those of our sentences."""
    sha256 = digest(text.words)
    filter_of = Filter.of(text.words, key_of(sha256))
    made = PageEvidence(
        address=address,
        version=VERSION,
        captured=captured,
        read=read,
        words=count(text.words),
        sha256=sha256,
        sequence=SEQUENCE,
        hashes=filter_of.hashes,
        filter=filter_of.text,
        language=language,
        tokens=tuple(sorted(set(tokens))),
        absent=tuple(sorted(set(absent))),
        sentences=tuple(sorted(set(sentences))),
        said=tuple(sorted(set(said))),
        passages=tuple(sorted(set(passages))),
        seal="0" * 16,
    )
    return sealed(made)
