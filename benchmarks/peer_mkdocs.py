"""The same collection for MkDocs with Material: ours comes in; Markdown pages and settings go out.

    python benchmarks/peer_mkdocs.py COLLECTION TARGET

MkDocs has no data and no lists: an author, or a script, writes each page. A page for each entry, digest, outlet,
story, person, topic, country and language; lists are links. It shows an entry's fields, sources, context and
references; citations, JSON-LD, matrices, figures and pages of a hundred are left out. Pages are not in the navigation,
which would grow with the square of their number, and search is off.
"""

import re
import sys
from collections import defaultdict
from pathlib import Path
from typing import Any

import yaml

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent)]

from peer_frame import fresh, handwritten  # noqa: E402

Record = dict[str, Any]
_GROUPS = ("outlets", "people", "topics", "stories")


def write(root: Path, target: Path) -> None:
    """Write the collection in `root` for MkDocs into the new folder `target`."""
    fresh(target)
    docs = target / "docs"
    config = yaml.safe_load((root / "mkdocs.yml").read_text("utf-8"))
    config |= {"not_in_nav": "/*/**", "validation": {"links": {"not_found": "ignore", "anchors": "ignore"}}}
    config["nav"] = [item for item in config["nav"] if isinstance(next(iter(item.values())), str)]
    del config["extra"], config["site_dir"]
    config["theme"] = {"name": "material", "font": False, "features": config["theme"]["features"]}
    _put(target / "mkdocs.yml", yaml.safe_dump(config, allow_unicode=True, sort_keys=False))
    for name, text in handwritten(root):
        _put(docs / name, text)
    registers = {name: _load(root / "digests" / f"{name}.yaml") for name in _GROUPS}
    names = {kind: {key: _name(record) for key, record in register.items()} for kind, register in registers.items()}
    lists: dict[tuple[str, str], list[str]] = defaultdict(list)
    for path in sorted((root / "digests").glob("*/entry-*.yaml")):
        entry = yaml.load(path.read_text("utf-8"), yaml.CSafeLoader)
        week = path.parent.name.lower().replace("-", "/")
        _put(docs / week / f"{path.stem}.md", _entry(entry, names))
        line = f"- [{entry['title']}](/{week}/{path.stem}/) {entry['published']}\n\n    {entry['summary']}\n"
        for group in _groups(entry, week):
            lists[group].append(line)
    for kind, known in names.items():
        for key in known:
            lists.setdefault((kind, key), [])
    for (kind, key), lines in lists.items():
        title = names.get(kind, {}).get(key, key)
        name = "index.md" if kind == "weeks" else f"{key.lower()}.md"
        place = docs / key / name if kind == "weeks" else docs / kind / name
        _put(place, f"# {title}\n\n{len(lines)} entries\n\n{''.join(lines)}")


def _groups(entry: Record, week: str) -> set[tuple[str, str]]:
    """The pages that list an entry."""
    one = {("weeks", week), ("outlets", entry["outlet"]), ("languages", entry["language"])}
    one |= {("topics", topic) for topic in entry["topics"]} | {("stories", story) for story in entry["stories"]}
    one |= {("countries", code) for code in entry["countries"]}
    return one | {("people", source["who"]) for source in entry["sources"]}


def _entry(entry: Record, names: dict[str, dict[str, str]]) -> str:
    """The page of an entry in Markdown."""
    lines = ["---", f"title: {entry['title']!r}", "---", f"# {entry['title']}", ""]
    if entry["title_en"]:
        lines += [f"*{entry['title_en']['text']}* (machine translation)", ""]
    lines += [f"[{names['outlets'][entry['outlet']]}](/outlets/{entry['outlet']}/), {entry['published']}", ""]
    lines += [", ".join(f"[{names['topics'][topic]}](/topics/{topic}/)" for topic in entry["topics"]), ""]
    lines += ["## Summary", "", entry["summary"], "", f"[Original]({entry['url']})", "", "## Sources", ""]
    for source in entry["sources"]:
        lines += [f"### [{source['name']}](/people/{source['who']}/)", "", f"{source['cited']} · {source['actor']}", ""]
        lines += [source["says"], ""]
        if quote := source.get("quote"):
            lines += [f"> {quote['text']}", "", f"{quote['translation']['text']} (machine translation)", ""]
    context = re.sub(r" \[(\w)\]", r"[^\1]", entry["context"])
    lines += ["## Context", "", context, ""]
    lines += [
        f"[^{key}]: <{reference['url']}>, {reference['publisher']}" for key, reference in entry["references"].items()
    ]
    return "\n".join(lines) + "\n"


def _name(record: Record) -> str:
    return record.get("name") or record["title"]


def _load(path: Path) -> dict[str, Record]:
    return yaml.load(path.read_text("utf-8"), yaml.CSafeLoader)[path.stem]


def _put(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


if __name__ == "__main__":
    write(Path(sys.argv[1]), Path(sys.argv[2]))
