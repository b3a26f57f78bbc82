"""The same collection for Hugo: ours comes in; content, data and layouts go out, as an author would keep them there.

    python benchmarks/peer_hugo.py COLLECTION TARGET

An entry is a page with its fields in the front matter; outlets, people, stories and what else groups entries are
taxonomies, each record of a register a page of its own. The layouts in `hugo/` write what our pages show, in our
frame. Cards and lines are cached, and registers looked up in data: the ways of Hugo's manual that were fastest here.
"""

import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent)]

from peer_frame import assets, by_section, copied, frame_of, fresh, handwritten, shell  # noqa: E402

from newsdesk.interface import ENGLISH, words_of  # noqa: E402
from newsdesk.model.codes import week_days  # noqa: E402
from newsdesk.views.setting.dates import say_days  # noqa: E402

# Names that Hugo keeps for itself at the top of a page, and where ours go.
_RENAMED = {"url": "original"}
# Sections whose hand-written page is that of a whole folder.
_KINDS = ("outlets", "people", "stories", "topics", "countries", "languages")
# What all entries of an invented collection have in common.
_SHARED = ("reviewed-no", "identified-named", "evidence-none")
Record = dict[str, Any]


def write(root: Path, target: Path) -> None:
    """Write the collection in `root` for Hugo into the new folder `target`."""
    fresh(target)
    copied(HERE / "hugo", target)
    frame = frame_of(root)
    _layouts(shell(frame), target / "layouts")
    assets(frame, target / "static")
    content = target / "content"
    registers = {name: _load(root / "digests" / f"{name}.yaml") for name in ("outlets", "people", "topics", "stories")}
    for name, register in registers.items():
        _put(target / "data" / f"{name}.json", json.dumps(register, ensure_ascii=False))
    for name, text in handwritten(root):
        _put(content / name.replace("index.md", "_index.md"), _page(_handwritten(name, text), text))
    _put(content / "search" / "_index.md", _page({"title": "Search", "filters": _KINDS}, ""))
    for path, front in _terms(registers, target):
        _put(content / path / "_index.md", _page(front, ""))
    traits: dict[str, None] = {}
    for path in sorted((root / "digests").glob("*/*.yaml")):
        folder = content / path.parent.name.lower().replace("-", "/")
        if path.stem == "_digest":
            _put(folder / "_index.md", _page(_week(path), ""))
            hidden = {"build": {"render": "never"}, "cascade": _CASCADE, "title": folder.parent.name}
            _put(folder.parent / "_index.md", _page(hidden, ""))
            continue
        text = path.read_text("utf-8")
        added = _added(yaml.load(text, yaml.CSafeLoader), path.parent.name)
        traits |= dict.fromkeys(added["collection"])
        _put(folder / f"{path.stem}.md", f"---\n{_renamed(text)}{_dumped(added)}---\n")
    for trait in traits:
        front = {"title": trait.replace("-", " ").capitalize(), "description": "Entries of this collection."}
        _put(content / "collection" / trait / "_index.md", _page(front, ""))


_CASCADE = [
    {"target": {"kind": "page", "path": "/[0-9]*/**"}, "type": "entry"},
    {"target": {"kind": "section", "path": "/[0-9]*/**"}, "type": "week"},
]


def _layouts(html: str, layouts: Path) -> None:
    """The frame as the base of all layouts, its navigation a part that is made once a section."""
    html = html.replace("{{", '{{ "{{" }}')
    places = {
        "title": '{{ block "title" . }}{{ .Title }}{{ end }}',
        "description": '{{ block "description" . }}{{ with .Description }}{{ . }}{{ else }}{{ .Title }}. '
        "{{ site.Params.description }}{{ end }}{{ end }}",
        "kind": '{{ cond (eq .Type "entry") "article" "website" }}',
        "head": '{{ block "head" . }}{{ end }}',
        "toc": '{{ block "toc" . }}{{ end }}',
        "content": '{{ block "main" . }}{{ end }}',
        "card": "{{ with .File }}{{ .ContentBaseName }}{{ end }}.png",
        "card_alt": "{{ .Title }}",
        "canonical": "{{ .Permalink }}",
    }
    start, end = html.index('<nav class="md-tabs"'), html.index('<div class="md-sidebar md-sidebar--secondary"')
    active = '{{{{ if eq . "{section}" }}}}{active}{{{{ end }}}}'
    _put(layouts / "_partials" / "nav.html", by_section(html[start:end], active))
    section = '{{ $section := cond (in (slice "entry" "week") .Type) "digests" .Section }}'
    base = f'{section}{html[:start]}{{{{ partialCached "nav.html" $section $section }}}}{html[end:]}'
    # A block stands once; what is asked for again is the same text.
    again = {"title": '{{ template "title" . }}', "description": '{{ template "description" . }}'}
    for name, place in places.items():
        mark = f"@@{name}@@"
        base = base.replace(mark, place, 1).replace(mark, again.get(name, place))
    _put(layouts / "baseof.html", base)


def _terms(registers: dict[str, dict[str, Record]], target: Path) -> Iterator[tuple[str, Record]]:
    """The page of each record of the registers, of each country and each language."""
    for name, record in registers["outlets"].items():
        yield (
            f"outlets/{name}",
            {"title": record["name"], "kind": record["kind"], "country": record["country"]}
            | {"domains": record["domains"]},
        )
    for name, record in registers["people"].items():
        # Aliases of a page are its old addresses, for Hugo.
        spellings = record["aliases"]
        yield (
            f"people/{name}",
            {"title": record["name"], "country": record["country"]}
            | {"roles": record["roles"], "spellings": spellings},
        )
    for name, record in registers["topics"].items():
        yield f"topics/{name}", {"title": record["name"], "description": record["description"]}
    for name, record in registers["stories"].items():
        # A story's own countries would be taken for those of an entry.
        front = {"title": record["title"], "period": record["date"], "home_countries": record["countries"]}
        yield f"stories/{name}", {**front, "about": record["summary"], "reference": record["references"]["a"]["url"]}
    names = yaml.safe_load((target / "data" / "names.yaml").read_text("utf-8"))
    for code, name in names["countries"].items():
        yield f"countries/{code}", {"title": name, "description": f"Entries about {name}."}
    for code, name in names["languages"].items():
        yield f"languages/{code}", {"title": name, "description": f"Articles in {name}."}


def _added(entry: Record, week: str) -> Record:
    """What Hugo groups an entry by, beside the fields that it has."""
    sources = entry["sources"]
    ways = {("kinds", source["actor"]) for source in sources} | {("cited", source["cited"]) for source in sources}
    ways |= {("relayed", source["via"]) for source in sources if source.get("via", entry["outlet"]) != entry["outlet"]}
    return {
        "date": f"{entry['published']}",
        "week": week,
        "first_story": entry["stories"][0] if entry["stories"] else "",
        "outlets": [entry["outlet"]],
        "languages": [entry["language"]],
        "people": sorted({source["who"] for source in sources}),
        "collection": [f"read-{entry['read']}", *_SHARED, *sorted("-".join(way) for way in ways)],
    }


def _week(path: Path) -> Record:
    digest = yaml.safe_load(path.read_text("utf-8"))
    week = path.parent.name
    said = say_days(words_of(ENGLISH), *week_days(week))
    return {"title": said, "date": str(digest["published"]), "week": week, "status": digest["status"]}


def _handwritten(name: str, text: str) -> Record:
    heading = re.search(r"^# (.+)$", text, re.MULTILINE)
    front: Record = {"title": heading[1] if heading else Path(name).parent.name.capitalize() or "Home"}
    return front | ({"list": _KINDS} if name == "feeds/index.md" else {})


def _renamed(text: str) -> str:
    return re.sub(r"^(\w+):", lambda match: f"{_RENAMED.get(match[1], match[1])}:", text, flags=re.MULTILINE)


def _page(front: Record, text: str) -> str:
    return f"---\n{_dumped(front)}---\n{text}"


def _dumped(front: Record) -> str:
    return "".join(f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in front.items())


def _load(path: Path) -> dict[str, Record]:
    return yaml.load(path.read_text("utf-8"), yaml.CSafeLoader)[path.stem]


def _put(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


if __name__ == "__main__":
    write(Path(sys.argv[1]), Path(sys.argv[2]))
