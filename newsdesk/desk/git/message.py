"""What a commit may be called, from what has changed in it: `Ferry stops early: context corrected`."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from newsdesk.desk.git.changed import How
from newsdesk.desk.git.fields import ABSENT
from newsdesk.desk.git.versions import Versions
from newsdesk.interface import Words
from newsdesk.load import DIGEST_FILE

_FIRST = 72
# Fields that go along with others, or say what a message says in another way.
_BESIDE = frozenset({"corrections", "evidence", "reviewed", "schema", "published", "editions", "status", "replies"})
_MOST = 3
_TITLES = ("title", "name")


def suggested(words: Words, versions: Sequence[Versions]) -> str:
    """A message for a commit of these files: one line, and one for each thing where there are several."""
    moved = _moved(versions)
    left = [one for one in versions if one not in moved.values()]
    lines = list(dict.fromkeys(line for one in left for line in _of_file(words, one, moved.get(one.inner))))
    if len(lines) <= 1:
        return lines[0] if lines else ""
    first = "; ".join(lines)
    if len(first) <= _FIRST:
        return first
    said = words.ngettext("{number} file changed", "{number} files changed", len(versions))
    subjects = list(dict.fromkeys(line.partition(": ")[0] for line in lines))
    head = f"{said.format(number=len(versions))}: {', '.join(subjects)}"
    head = head if len(head) <= _FIRST else f"{head[: _FIRST - 1].rstrip(' ,')}…"
    return "\n".join([head, "", *(f"- {line}" for line in lines)])


def _moved(versions: Sequence[Versions]) -> dict[str, Versions]:
    """Entries that stand elsewhere or are called otherwise, by where they are now, with what they were."""
    gone = {_title(one.was or {}, ""): one for one in versions if one.file.how is How.GONE and "/" in one.inner}
    new = [one for one in versions if one.file.how is How.NEW and "/" in one.inner]
    return {one.inner: gone[title] for one in new if (title := _title(one.now or {}, "")) and title in gone}


def _of_file(words: Words, one: Versions, former: Versions | None = None) -> Iterator[str]:
    folder, _, name = one.inner.rpartition("/")
    if former:
        week = former.inner.rpartition("/")[0]
        said = words("moved to {week}").format(week=folder) if week != folder else words("renamed")
        yield f"{_title(one.now or {}, name)}: {said}"
        return
    if not one.as_fields or (name.startswith("_") and name != DIGEST_FILE):
        if one.inner and name.startswith("_"):
            return  # it goes along with what it tells of
        yield f"{one.file.shown}: {_how(words, one.file.how)}"
    elif name == DIGEST_FILE:
        yield f"{folder}: {_digest(words, one)}"
    elif folder:
        yield f"{_title(one.now or one.was or {}, name.removesuffix('.yaml'))}: {_entry(words, one)}"
    else:
        yield from _register(words, one, name)


def _how(words: Words, how: How) -> str:
    return {How.NEW: words("added"), How.GONE: words("removed")}.get(how, words("changed"))


def _title(data: dict[str, Any], otherwise: str) -> str:
    found = next((data[key] for key in _TITLES if isinstance(data.get(key), str)), "")
    return " ".join(found.split())[:60] or otherwise


def _entry(words: Words, one: Versions) -> str:
    if one.now is None or one.was is None:
        is_draft = one.now is not None and (one.now.get("status") == "draft" or "TODO" in str(one.now))
        if is_draft or one.now is None:
            return words("drafted") if is_draft else _how(words, one.file.how)
        # What went out, and was corrected or withdrawn before anybody committed it, is more than added.
        kinds = {_text(c, "kind") for c in _added(one, "corrections")}
        said = [words("withdrawn")] if "withdrawn" in kinds else []
        return ", ".join([_how(words, one.file.how), *([words("corrected")] if kinds - {"withdrawn"} else []), *said])
    tops = [str(difference.at[0]) for difference in one.fields]
    kinds = {_text(c, "kind") for c in _added(one, "corrections")}
    said = [words("withdrawn")] if "withdrawn" in kinds else []
    fields = _fields(words, tops)
    if fields:
        done = words("{fields} corrected") if kinds - {"withdrawn"} else words("{fields} changed")
        said.append(done.format(fields=fields))
    if "reviewed" in tops and (signer := _text(one.now.get("reviewed"), "by")):
        said.append(words("signed by {name}").format(name=signer))
    if replies := _added(one, "replies"):
        said.append(words("reply of {name}").format(name=_text(replies[-1], "by")))
    if "status" in tops and one.was.get("status") == "draft" and not said:
        said.append(words("finished"))
    if "evidence" in tops and not said:
        said.append(words("evidence written"))
    return ", ".join(said) or words("laid out anew")


def _digest(words: Words, one: Versions) -> str:
    if one.now is None:
        return words("removed")
    if one.was is None:
        editions = one.now.get("editions")
        if isinstance(editions, list) and editions:
            return words("edition {number} published").format(number=len(editions))
        return words("opened")
    tops = [str(difference.at[0]) for difference in one.fields]
    editions = one.now.get("editions")
    if "editions" in tops and isinstance(editions, list):
        return words("edition {number} published").format(number=len(editions))
    if not (fields := _fields(words, tops)):
        return words("laid out anew")
    done = words("{fields} corrected") if _added(one, "corrections") else words("{fields} changed")
    return done.format(fields=fields)


def _register(words: Words, one: Versions, name: str) -> Iterator[str]:
    """A line for each record of a register; for many their number."""
    records: dict[str, list[How]] = {}
    for difference in one.fields:
        if len(difference.at) > 1:
            is_whole = len(difference.at) == 2
            came, went = difference.was is ABSENT, difference.now is ABSENT
            how = How.NEW if is_whole and came else How.GONE if is_whole and went else How.CHANGED
            records.setdefault(str(difference.at[1]), []).append(how)
    if not records or len(records) > _MOST:
        yield f"{name}: {_how(words, one.file.how)}"
        return
    yield from (f"{name.removesuffix('.yaml')} {id}: {_how(words, hows[0])}" for id, hows in records.items())


def _fields(words: Words, tops: Iterable[str]) -> str:
    names = [name for name in dict.fromkeys(tops) if name not in _BESIDE]
    if len(names) > _MOST:
        return words.ngettext("{number} field", "{number} fields", len(names)).format(number=len(names))
    return ", ".join(names)


def _added(one: Versions, field: str) -> list[Any]:
    """Items that a list has got at its end."""
    was, now = ((data or {}).get(field) for data in (one.was, one.now))
    return now[len(was) if isinstance(was, list) else 0 :] if isinstance(now, list) else []


def _text(value: Any, key: str) -> str:
    found = value.get(key) if isinstance(value, dict) else None
    return found if isinstance(found, str) else ""
