"""Writes an invented collection in which a few hold nearly all, and says which pages of its site are the largest.

    python benchmarks/skewed.py DIR [--scale 0.25]
    python benchmarks/skewed.py DIR --largest SITE

At scale 1 there are 7,000 entries beside registers as they are at 100,000: 30,000 people, one with 5,000 statements;
4,000 stories, one with 2,000 entries; 2,000 outlets, one with 5,000; 2,000 places; and a week with 1,000 entries.
"""

import argparse
import datetime as dt
import json
import random
import re
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import yaml

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent)]

from generate import COUNTRIES, Sizes, entry, registers  # noqa: E402

START, WEEKS = dt.date(1986, 1, 6), 2_000


def generate(root: Path, scale: float, program: Path = HERE.parent) -> None:
    """Write mkdocs.yml, docs and digests below `root`; no cards are drawn, and the frame is that of the program."""
    rng = random.Random(7)
    sizes = Sizes(*(round(count * scale) for count in (2_000, 30_000, 600, 4_000)))
    digests = root / "digests"
    digests.mkdir(parents=True)
    settings = (program / "mkdocs.yml").read_text("utf-8").replace("  custom_dir: newsdesk/theme\n", "")
    settings = settings.replace("cards: entries", "cards: none").replace("frame: material", "frame: own")
    (root / "mkdocs.yml").write_text(settings, "utf-8")
    shutil.copytree(program / "docs", root / "docs")
    for register, records in with_places(rng, registers(rng, sizes), round(2_000 * scale)).items():
        rows = ",\n".join(f"  {json.dumps(i)}: {json.dumps(r, ensure_ascii=False)}" for i, r in records.items())
        (digests / f"{register}.yaml").write_text(f"schema: 1\n{register}: {{\n{rows}\n}}\n", "utf-8")
    weeks, many = round(WEEKS * scale), round(1_000 * scale)
    for number in range(round(7_000 * scale)):
        day = START + dt.timedelta(days=7 * (weeks if number < many else number % weeks))
        year, week, _ = day.isocalendar()
        folder = digests / f"{year}-W{week:02}"
        if not folder.is_dir():
            folder.mkdir()
            (folder / "_digest.yaml").write_text(f"schema: 1\nstatus: published\npublished: {day}\n", "utf-8")
        record = leaning(entry(rng, number, day + dt.timedelta(days=number % 7), sizes), number)
        text = yaml.dump(record, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False, width=100)
        (folder / f"entry-{number}.yaml").write_text(text, "utf-8")


def with_places(rng: random.Random, known: dict[str, dict], count: int) -> dict[str, dict]:
    """The registers with so many places, a story in each; stories are of ten years."""
    reference = {"url": "https://example.org/places", "publisher": "An Example", "accessed": "2024-01-01"}
    for number in range(count):
        at = {"latitude": round(rng.uniform(36, 46), 3), "longitude": round(rng.uniform(55, 80), 3)}
        known["places"][f"place-{number}"] = {
            "name": f"Place {number}",
            "country": rng.choice(COUNTRIES),
            "coordinates": {**at, "reference": reference},
        }
    for number, story in enumerate(known["stories"].values()):
        story["places"] = [f"place-{rng.randrange(count)}"]
        story["date"] = f"{2015 + number % 10}-{1 + number % 12:02}-{1 + number % 28:02}"
    return known


def leaning(record: dict, number: int) -> dict:
    """The entry with one source, story, outlet or topic of the few that have most."""
    seventh = number % 7
    if seventh < 5:
        record["sources"][0] |= {"name": "Person 0", "who": "person-0"}
    if seventh in (3, 5):
        record["stories"] = ["story-0"]
    if seventh not in (3, 6):
        record["outlet"] = "outlet-0"
    if seventh < 2:
        record["topics"] = ["topic-0", "topic-1"]
    return record


def largest(site: Path) -> Iterator[tuple[int, str, int]]:
    """The largest page of each kind in bytes, the heaviest first, with its path and how many there are of the kind."""
    found: dict[str, list[tuple[int, str]]] = {}
    for path in site.rglob("*.html"):
        name = path.relative_to(site).as_posix()
        kind = re.sub(r"^\d{4}/w\d\d/(?!page/)[^/]+/", "WEEK/ENTRY/", name)
        kind = re.sub(r"^\d{4}/w\d\d/", "WEEK/", re.sub(r"/page/\d+/", "/page/N/", kind))
        kind = re.sub(r"^(stories|outlets|people|places|topics|countries|languages|browse/\w+)/[^/]+/", r"\1/X/", kind)
        found.setdefault(kind, []).append((path.stat().st_size, name))
    yield from sorted(((*max(pages), len(pages)) for pages in found.values()), reverse=True)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("dir", type=Path)
    parser.add_argument("--scale", type=float, default=0.25)
    parser.add_argument("--largest", type=Path, metavar="SITE", help="measure this site, and write nothing")
    given = parser.parse_args()
    if given.largest:
        for size, name, count in largest(given.largest):
            print(f"{size:>9,} {name} (of {count})")
    else:
        generate(given.dir, given.scale)
