"""What a signature holds for: the digest of what somebody read in an entry, whatever its layout."""

import json
from collections.abc import Mapping
from hashlib import blake2b
from typing import Any

# What is no text of the entry, or is added later without its changing: all that says who did what, and where it lies.
_BESIDE = frozenset("schema status reviewed evidence corrections replies withdrawn added drafted_by versions".split())
# What looking for copies and pages, and looking again, writes in an entry and at its references.
_KEPT_ELSEWHERE = frozenset({"archive_url", "archive_refused", "not_captured", "accessed"})


def signed_digest(data: Mapping[str, Any]) -> str:
    """The digest of an entry as YAML says it, in 16 hexadecimal digits; order, layout and empty fields do not count."""
    kept = {name: value for name, value in data.items() if name not in _BESIDE}
    text = json.dumps(_plain(kept), sort_keys=True, ensure_ascii=False, default=str)
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def is_as_signed(data: Mapping[str, Any]) -> bool | None:
    """Whether an entry says what was signed; None where its signature does not tell, or there is none."""
    reviewed = data.get("reviewed")
    known = reviewed.get("of") if isinstance(reviewed, Mapping) else None
    return signed_digest(data) == known if isinstance(known, str) else None


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        plain = {str(key): _plain(one) for key, one in value.items() if key not in _KEPT_ELSEWHERE}
        return {key: one for key, one in plain.items() if one not in (None, [], {})}
    if isinstance(value, (list, tuple)):
        return [_plain(one) for one in value]
    return value if value is None else " ".join(str(value).split())
