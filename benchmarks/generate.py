"""Writes a realistic invented collection of N entries: python benchmarks/generate.py DIR N [--seed S] [--evidence]."""

import argparse
import datetime as dt
import json
import random
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

import yaml

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent)]

from words import LANGUAGES, lexicon  # noqa: E402

from newsdesk.evidence import Text, claims_in, evidence_of  # noqa: E402


@dataclass(frozen=True)
class Sizes:
    """How many records the registers have."""

    outlets: int = 200
    people: int = 3000
    topics: int = 60
    stories: int = 400

    @classmethod
    def grown(cls, entries: int) -> "Sizes":
        """Registers that have grown with the collection: the full sizes at ten thousand entries."""
        share = entries / 10_000
        return cls(*(max(1, round(full * share)) for full in (cls.outlets, cls.people, cls.topics, cls.stories)))


COUNTRIES = ["KG", "TJ", "UZ", "KZ", "TM", "RU", "CN", "US", "TR", "IR"]
ACTORS = ["official", "politician", "military", "ngo", "expert", "business", "resident", "media", "document"]


def text(rng: random.Random, language: str, words: int) -> str:
    """So many words, the frequent ones more often (`words.py`), as a sentence without its full stop."""
    return " ".join(lexicon(language).draw(rng, words)).capitalize()


def few(rng: random.Random, count: int) -> int:
    """A number below `count`: a few come up often, nearly all of them at some time."""
    return int(count * rng.random() ** 3)


def name(rng: random.Random, number: int) -> tuple[str, str]:
    """An invented name in Latin and Cyrillic."""
    syllables = [("ba", "ба"), ("ke", "ке"), ("ri", "ри"), ("to", "то"), ("nu", "ну"), ("sa", "са"), ("mo", "мо")]
    parts = [rng.choice(syllables) for _ in range(4)]
    latin, cyrillic = ("".join(part[i] for part in parts).capitalize() for i in (0, 1))
    return f"{latin}ov {number}", f"{cyrillic}ов {number}"


def registers(rng: random.Random, sizes: Sizes) -> dict[str, dict]:
    """The five registers."""
    fact = {"value": "KG", "basis": "own-page"}
    unknown = dict.fromkeys(["home", "languages", "owner", "funder", "self_description", "legal_status"], "unknown")
    kind = {"value": "online", "basis": "unreferenced"}
    outlets = {
        f"outlet-{n}": {"name": f"Outlet {n}", "domains": [f"outlet-{n}.example"], "country": fact, "kind": kind}
        | unknown
        for n in range(sizes.outlets)
    }
    people = {}
    for n in range(sizes.people):
        latin, cyrillic = name(rng, n)
        people[f"person-{n}"] = {
            "kind": "person",
            "name": latin,
            "country": rng.choice(COUNTRIES),
            "aliases": [{"text": cyrillic, "language": "ru"}],
            "roles": [{"text": "Minister"}],
        }
    topics = {
        f"topic-{n}": {"name": f"Topic {n}", "description": f"Everything about {n}."} for n in range(sizes.topics)
    }
    stories = {
        f"story-{n}": {
            "title": f"Story {n}",
            "date": "2020",
            "countries": [rng.choice(COUNTRIES)],
            "summary": text(rng, "en", 20) + " [a].",
            "references": {"a": {"url": f"https://example.org/story/{n}"}},
        }
        for n in range(sizes.stories)
    }
    return {"outlets": outlets, "people": people, "places": {}, "topics": topics, "stories": stories}


def entry(rng: random.Random, number: int, day: dt.date, sizes: Sizes) -> dict:
    """One entry of about two kilobytes."""
    language = rng.choices(LANGUAGES, [4, 3, 2, 1])[0]
    sources = []
    for _ in range(rng.choices([1, 2, 3, 4], [3, 4, 2, 1])[0]):
        person = few(rng, sizes.people)
        source = {
            "name": f"Person {person}",
            "who": f"person-{person}",
            "actor": rng.choice(ACTORS),
            "identified": "named",
            "cited": rng.choice(["quoted", "paraphrased"]),
            "says": text(rng, "en", 12) + ".",
        }
        if rng.random() < 0.2:
            source |= {"cited": "relayed", "via": f"outlet-{rng.randrange(sizes.outlets)}"}
        elif source["cited"] == "quoted":
            translation = {"text": text(rng, "en", 12), "by": "machine"}
            source["quote"] = {"text": text(rng, language, 12), "language": language, "translation": translation}
        sources.append(source)
    title = text(rng, language, 9)
    return {
        "schema": 1,
        "title": title,
        "title_en": None if language == "en" else {"text": text(rng, "en", 9), "by": "machine"},
        "outlet": f"outlet-{few(rng, sizes.outlets)}",
        "published": day.isoformat(),
        "published_basis": "printed",
        "language": language,
        "url": f"https://outlet.example/{number}",
        "accessed": day.isoformat(),
        "added": day.isoformat(),
        "read": rng.choice(["full", "excerpt"]),
        "stories": [f"story-{rng.randrange(sizes.stories)}"] if rng.random() < 0.5 else [],
        "topics": [f"topic-{t}" for t in rng.sample(range(sizes.topics), min(2, sizes.topics))],
        "countries": rng.sample(COUNTRIES, 2),
        "summary": ". ".join(text(rng, "en", 15) for _ in range(4)) + ".",
        "sources": sources,
        "context": " ".join(f"{text(rng, 'en', 15)} [{ref}]." for ref in "abc"),
        "references": {ref: {"url": f"https://example.org/{number}/{ref}", "publisher": "An Example"} for ref in "abc"},
        "drafted_by": "machine",
        "reviewed": None,
    }


def with_evidence(rng: random.Random, record: dict) -> dict:
    """The entry with the evidence of an article of 800 words in which everything it attributes stands."""
    record["summary"] = " ".join(f"own{rng.randrange(500)}" for _ in range(60)) + "."
    said = []
    for source in record["sources"]:
        source["name_printed"] = source["name"]
        said += [source["name"], source["quote"]["text"] if "quote" in source else ""]
    claims = claims_in(record)
    # Words of its own: those of the entries recur so often that every summary would seem copied.
    article = Text(" ".join([*said, *(f"word{rng.randrange(5000)}" for _ in range(750))]))
    made = evidence_of(article, claims, dt.date(2026, 11, 24)).model_dump(mode="json")
    return {**record, "evidence": made}


# How many entries a week has, and the latest Monday with which one begins.
_A_WEEK, _LAST = 40, dt.date(2026, 10, 5)


def first_week(count: int) -> dt.date:
    """The Monday with which so many entries begin: one of 2020, or so much earlier that the last week is over."""
    return min(dt.date(2020, 1, 6), _LAST - dt.timedelta(weeks=(count - 1) // _A_WEEK))


def generate(
    root: Path, count: int, seed: int = 1, *, grown: bool = False, evidence: bool = False, program: Path = HERE.parent
) -> None:
    """Write mkdocs.yml, docs and digests below `root`, 40 entries a week, as an editor would."""
    sizes = Sizes.grown(count) if grown else Sizes()
    rng = random.Random(seed)
    digests = root / "digests"
    digests.mkdir(parents=True)
    shutil.copy(program / "mkdocs.yml", root)
    (root / "mkdocs.yml").write_text(
        (root / "mkdocs.yml").read_text("utf-8").replace("  custom_dir: newsdesk/theme\n", ""), "utf-8"
    )
    shutil.copytree(program / "docs", root / "docs")
    for register, records in registers(rng, sizes).items():
        rows = ",\n".join(f"  {json.dumps(i)}: {json.dumps(r, ensure_ascii=False)}" for i, r in records.items())
        (digests / f"{register}.yaml").write_text(f"schema: 1\n{register}: {{\n{rows}\n}}\n", "utf-8")
    day = first_week(count)
    for number in range(count):
        if number and number % _A_WEEK == 0:
            day += dt.timedelta(days=7)
        year, week, _ = day.isocalendar()
        folder = digests / f"{year}-W{week:02}"
        if not folder.is_dir():
            folder.mkdir()
            (folder / "_digest.yaml").write_text(f"schema: 1\nstatus: published\npublished: {day}\n", "utf-8")
        record = entry(rng, number, day + dt.timedelta(days=number % 7), sizes)
        if evidence:
            record = with_evidence(rng, record)
        text = yaml.dump(record, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False, width=100)
        (folder / f"entry-{number}.yaml").write_text(text, "utf-8")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("dir", type=Path)
    parser.add_argument("count", type=int)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--grown", action="store_true", help="registers as large as the entries call for")
    parser.add_argument("--evidence", action="store_true", help="with the evidence of invented articles")
    options = parser.parse_args()
    generate(options.dir, options.count, options.seed, grown=options.grown, evidence=options.evidence)
