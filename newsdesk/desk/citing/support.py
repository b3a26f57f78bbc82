"""Whether a page carries the sentences that rest on it: an unfinished entry and a text come in, words go out.

A draft is no record yet. Whatever is still open in it gets a stand-in, which is compared with nothing.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from newsdesk.build.entries.looking import look
from newsdesk.check.cited.comparing import compared
from newsdesk.desk.citing.writing import entry_file
from newsdesk.desk.office import Desk
from newsdesk.evidence.cited.addresses import address_key
from newsdesk.load import parse, read_ordinary
from newsdesk.load.ordinary import limit_of
from newsdesk.model import Entry, Read
from newsdesk.model.codes import week_days
from newsdesk.problems import Problem
from newsdesk.store.captured.texts import read_text


@dataclass(frozen=True, slots=True)
class Support:
    """What was found in a page: the figures, dates, names and passages that stand there, and what does not."""

    stands: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()


def support(desk: Desk, entry: str, url: str, file: Path, language: str, read: Read) -> Support:
    """Compare the text in a file, as that of the page at an address, with what the entry says by it."""
    path = entry_file(desk, entry)
    inner = f"{path.parent.name}/{path.name}"
    document, _ = parse(path.name, read_ordinary(path, limit_of(inner)), limit_of(inner))
    record = _as_record(document.data, entry, path.parent.name) if document else None
    if record is None:
        return Support()
    text = yaml.safe_dump(record, allow_unicode=True, sort_keys=False)
    found = look(desk.project, inner, desk.begun(), text)
    made = compared(found.found.draft, address_key(url), read_text(file), desk.today(), language, read)
    own = [one for one in made.stands if one.item.document.path == found.shown]
    stands = [words for one in own for words in one.tokens or (one.words,)]
    return Support(
        tuple(dict.fromkeys(stands)), tuple(one for one in dict.fromkeys(made.problems) if one.path == found.shown)
    )


def _as_record(data: dict[str, Any], id: str, week: str) -> dict[str, Any] | None:
    """The same with stand-ins for what is not written yet or has a fault; None where its references are at fault."""
    monday = week_days(week)[0].isoformat()
    stand_ins: dict[str, Any] = {
        "schema": 1, "title": "…", "outlet": "x", "published": monday, "published_basis": "printed", "language": "en",
        "accessed": monday, "added": monday, "read": "full", "countries": ["AQ"], "topics": ["x"], "stories": [],
        "summary": "…", "sources": [], "context": "…", "drafted_by": "human",
    }  # fmt: skip
    made = {name: value for name, value in data.items() if name not in ("status", "evidence", "TODO")}
    for _ in range(4):
        try:
            Entry.model_validate({**made, "id": id, "week": week})
        except ValidationError as error:
            for name in {str(one["loc"][0]) for one in error.errors() if one["loc"]}:
                if name == "references":
                    return None
                made.pop(name, None)
                if name in stand_ins:
                    made[name] = stand_ins[name]
        else:
            return made
    return None
