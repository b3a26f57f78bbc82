"""Values as they are compared and named, and which items of two lists are the same one."""

from collections.abc import Callable
from typing import Any

from newsdesk.check.changes.typography import words_of
from newsdesk.check.changes.weights import FACTS, KEYED

# What says where an archive keeps a page, or why nobody could read it again: that is learnt after the page was
# cited, and maybe after the edition.
_COPIES = frozenset({"archive_url", "archive_refused", "not_captured"})


def without_copies(data: dict[str, Any]) -> dict[str, Any]:
    """The data of an entry or a digest without its archived copies, those of its references, and why there are none."""
    kept = {key: value for key, value in data.items() if key not in _COPIES}
    if isinstance(references := data.get("references"), dict):
        kept["references"] = {
            name: {key: value for key, value in one.items() if key not in _COPIES} if isinstance(one, dict) else one
            for name, one in references.items()
        }
    return kept


def is_empty(value: Any) -> bool:
    """Whether a value says nothing: null, [], {}, an empty text, or false, which is what is left out."""
    return value is None or value is False or value in ("", [], {})


def text_of(value: Any) -> str:
    """A value as text, whole: the same for 2022 and "2022", and for fields in any order."""
    if isinstance(value, dict):
        return "; ".join(f"{key}: {text_of(value[key])}" for key in sorted(value) if not is_empty(value[key]))
    if isinstance(value, list):
        return ", ".join(map(text_of, value))
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else " ".join(str(value).split())


def brief_of(value: Any) -> str:
    """A value as a correction would name it: a group of fields by its name, title, text or address."""
    if isinstance(value, dict):
        keys = ("name", "title", "question", "text", "wording", "value", "url", "entry", "by", "why")
        for key in keys:
            if not is_empty(value.get(key)):
                return text_of(value[key])
    return text_of(value)


def as_written_in_full(pattern: str, value: Any) -> Any:
    """A value that may be written in one word, in its long form: a fact that is unknown, and a bare spelling."""
    if is_unknown(pattern, value):
        note = value.get("note") if isinstance(value, dict) else None
        return {"note": note} if note else None
    if pattern == "aliases" and isinstance(value, list):
        return [item if isinstance(item, dict) else {"text": item} for item in value]
    if pattern == "name_native" and isinstance(value, str):
        return {"text": value}
    return value


def is_unknown(pattern: str, value: Any) -> bool:
    """Whether a value is a fact that is not known, in one word or with a note on why."""
    basis = value.get("basis") if isinstance(value, dict) else value
    return pattern in FACTS and basis == "unknown"


def matched(pattern: str, old: list[Any], new: list[Any]) -> tuple[list[tuple[int, int]], list[int], list[int]]:
    """Pairs of items that are the same one, by ever fewer signs, and those left over on both sides."""
    pairs: list[tuple[int, int]] = []
    left, right = list(range(len(old))), list(range(len(new)))
    for sign in (text_of, *(_by(*keys) for keys in KEYED[pattern][0])):
        places: dict[str, list[int]] = {}
        for k in right:
            places.setdefault(sign(new[k]), []).append(k)
        for i in list(left):
            if (key := sign(old[i])) and places.get(key):
                k = places[key].pop(0)
                pairs.append((i, k))
                left.remove(i)
                right.remove(k)
    return sorted(pairs, key=lambda pair: pair[1]), left, right


def _by(*keys: str) -> Callable[[Any], str]:
    def sign(item: Any) -> str:
        if not isinstance(item, dict) or any(is_empty(item.get(key)) for key in keys):
            return ""
        return " ".join(" ".join(words_of(text_of(item[key]))) for key in keys)

    return sign
