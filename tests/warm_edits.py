"""Random edits of a collection, as people and programs make them between two builds."""

import os
import random
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from newsdesk.evidence.cited import page_evidence
from newsdesk.evidence.cited.addresses import address_key
from newsdesk.evidence.passages import Text
from newsdesk.model.codings import Codings
from newsdesk.model.looks import Thing, words_hash
from newsdesk.store.cited.writing import with_page
from newsdesk.store.codings.agreeing import agreed
from newsdesk.store.codings.writing import as_yaml

WORDS = 'Hafen Мост Көпүрө جسر 橋 <b>&amp;</b> "quoted" it\'s ½ 🌉'.split()


def read(path: Path) -> Any:
    return yaml.load(path.read_text("utf-8"), Loader=yaml.CBaseLoader)


def plain(value: Any) -> Any:
    """Values as the loader of the collection reads them, so that they are written as they were."""
    if isinstance(value, dict):
        return {key: plain(one) for key, one in value.items()}
    if isinstance(value, list):
        return [plain(one) for one in value]
    words = {"null": None, "": None, "~": None, "true": True, "false": False}
    return words[value] if value in words else int(value) if value.isdecimal() and len(value) < 5 else value


def write(path: Path, data: Any) -> None:
    path.write_text(yaml.dump(data, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False, width=90), "utf-8")


class Edits:
    """Edits of one collection; `root` holds mkdocs.yml, docs/ and digests/."""

    def __init__(self, root: Path, seed: int) -> None:
        self.root, self.digests, self.rng = root, root / "digests", random.Random(seed)
        self.count = 0

    def one(self) -> str:
        """Make one edit, and say which; the collection may have faults after it."""
        self.count += 1
        names = sorted(name for name in dir(self) if name.startswith("edit_"))
        edit: Callable[[], None] = getattr(self, self.rng.choices(names, [self.often(name) for name in names])[0])
        edit()
        return edit.__name__

    @staticmethod
    def often(name: str) -> int:
        """What concerns every page proves little, and takes the longest."""
        return 1 if name in ("edit_page", "edit_setting", "edit_language", "edit_watches") else 6

    def entries(self) -> list[Path]:
        return sorted(path for path in self.digests.glob("*/*.yaml") if not path.name.startswith("_"))

    def change(self, path: Path, edit: Callable[[Any], None]) -> None:
        data = plain(read(path))
        edit(data)
        write(path, data)

    def entry(self, edit: Callable[[Any], None]) -> None:
        self.change(self.rng.choice(self.entries()), edit)

    def record(self, register: str, edit: Callable[[Any], None]) -> None:
        def inside(data: Any) -> None:
            edit(data[register][self.rng.choice(sorted(data[register]))])

        self.change(self.digests / f"{register}.yaml", inside)

    def said(self) -> str:
        return f"{self.rng.choice(WORDS)} {self.count}"

    def names(self, register: str) -> list[str]:
        return sorted(read(self.digests / f"{register}.yaml")[register])

    def edit_summary(self) -> None:
        self.entry(lambda data: data.update(summary=f"{self.said()} was added. {data['summary']}"))

    def edit_title(self) -> None:
        self.entry(lambda data: data.update(title=self.said()))

    def edit_outlet_of_entry(self) -> None:
        self.entry(lambda data: data.update(outlet=self.rng.choice(self.names("outlets"))))

    def edit_groups(self) -> None:
        def edit(data: Any) -> None:
            topics, stories = self.names("topics"), self.names("stories")
            data["topics"] = self.rng.sample(topics, self.rng.randint(1, len(topics)))
            data["stories"] = self.rng.sample(stories, self.rng.randint(0, len(stories)))
            data["countries"] = self.rng.sample(["KG", "IS", "US", "RU"], self.rng.randint(1, 3))

        self.entry(edit)

    def edit_source(self) -> None:
        def edit(data: Any) -> None:
            for source in data.get("sources") or []:
                source["says"] = f"{self.said()} is what they say."
                source["cited"] = "paraphrased"
                source.pop("quote", None)
            data.pop("evidence", None)

        self.entry(edit)

    def edit_speaker(self) -> None:
        who = self.rng.choice(self.names("people"))
        self.entry(lambda data: [source.update(who=who) for source in data.get("sources") or []])

    def edit_syndicated(self) -> None:
        self.entry(lambda data: data.update(syndicated_from=self.rng.choice([None, *self.names("outlets")])))

    def edit_translation(self) -> None:
        self.entry(lambda data: data.update(translation_of=self.rng.choice([None, *(p.stem for p in self.entries())])))

    def edit_correction(self) -> None:
        made = {"date": "2026-11-20", "kind": "minor", "was": "a", "now": self.said(), "why": "It was wrong."}
        self.entry(lambda data: data.setdefault("corrections", []).append(made))

    def edit_review(self) -> None:
        self.entry(lambda data: data.update(reviewed={"by": self.said(), "on": "2026-11-21"}))

    def edit_added(self) -> None:
        self.entry(lambda data: data.update(added=f"2026-11-{self.rng.randint(10, 27)}"))

    def edit_new_entry(self) -> None:
        path = self.rng.choice(self.entries())
        data = plain(read(path))
        data |= {"title": self.said(), "url": None if data.get("url") is None else f"https://new.example/{self.count}"}
        data.pop("evidence", None)
        data.pop("versions", None)
        write(path.with_name(f"copy-{self.count}.yaml"), data)

    def edit_delete_entry(self) -> None:
        copies = [path for path in self.entries() if path.name.startswith("copy-")]
        self.rng.choice(copies or self.entries()).unlink()

    def edit_rename_entry(self) -> None:
        path = self.rng.choice(self.entries())
        path.rename(path.with_name(f"copy-{self.count}-renamed.yaml"))

    def edit_outlet_name(self) -> None:
        self.record("outlets", lambda outlet: outlet.update(name=f"Outlet {self.count}"))

    def edit_designation(self) -> None:
        act = {
            "authority": "A court", "country": "IS", "kind": "extremist", "wording": "It is listed.",
            "date": "2022-01", "refs": ["act"],
        }  # fmt: skip

        def edit(outlet: Any) -> None:
            outlet["designations"] = [] if outlet.get("designations") else [act]
            outlet.setdefault("references", {})["act"] = {"url": "https://court.example/1", "publisher": "A court"}

        self.record("outlets", edit)

    def edit_person(self) -> None:
        self.record("people", lambda person: person.update(name=f"Person {self.count}"))

    def edit_spelling(self) -> None:
        self.record("people", lambda person: person.update(aliases=[{"text": self.said(), "language": "de"}]))

    def edit_private(self) -> None:
        self.record("people", lambda person: person.update(public=not person.get("public", True)))

    def edit_story(self) -> None:
        self.record("stories", lambda story: story.update(title=self.said()))

    def edit_topic(self) -> None:
        self.record("topics", lambda topic: topic.update(name=self.said()))

    def edit_place(self) -> None:
        self.record("places", lambda place: place.update(name=self.said()))

    def edit_coordinates(self) -> None:
        at = {
            "latitude": f"{self.rng.uniform(-90, 90):.2f}",
            "longitude": f"{self.rng.uniform(-180, 180):.2f}",
            "reference": {"url": "https://gazetteer.example/", "accessed": "2022-11-20"},
        }
        found = self.rng.choice([at, None])
        self.record("places", lambda place: place.update(coordinates=found) if found else place.pop("coordinates", 0))

    def edit_set_elsewhere(self) -> None:
        there = sorted(read(self.digests / "places.yaml")["places"])
        self.record(
            "stories", lambda story: story.update(places=self.rng.sample(there, self.rng.randint(0, len(there))))
        )

    def edit_new_outlet(self) -> None:
        def edit(data: Any) -> None:
            like = dict(data["outlets"][self.rng.choice(sorted(data["outlets"]))])
            data["outlets"][f"new-outlet-{self.count}"] = {**like, "name": f"New {self.count}", "domains": []}

        self.change(self.digests / "outlets.yaml", edit)

    def edit_note(self) -> None:
        path = self.rng.choice(sorted(self.digests.glob("*/_digest.yaml")))
        lead = self.rng.choice([None, *(one.stem for one in path.parent.glob("[a-z]*.yaml"))])
        self.change(path, lambda data: data.update(lead=lead))

    def edit_looks(self) -> None:
        """A page that somebody cites was looked at."""
        path = self.digests / "watch.yaml"
        pages = plain(read(path))["pages"] if path.exists() else {}
        entry = self.rng.choice(self.entries())
        urls = [read(entry).get("url"), *(one.get("url") for one in read(entry).get("references", {}).values())]
        state, why = self.rng.choice([("same", None), ("gone", "not-found"), ("walled", "login"), ("changed", None)])
        day = f"2026-11-{self.rng.randint(10, 28)}"
        look = {"looked": day, "state": state, "since": day, "records": [entry.stem]} | ({"why": why} if why else {})
        if state == "changed":
            words = words_hash(Thing.TITLE, str(read(entry)["title"]))
            look["missing"] = [{"record": entry.stem, "at": "title", "what": "title", "words": words, "since": day}]
        pages[address_key(str(self.rng.choice([url for url in urls if url and url != "null"])))] = look
        write(path, {"schema": 1, "pages": pages})

    def edit_coded(self) -> None:
        """A second reader has coded sources, enough of them for a figure or not."""
        coded = [
            {"source": number, "first": code, "second": {**code, "actor": self.rng.choice(["official", "party"])}}
            for number in range(1, self.rng.choice([28, 31, 40]))
            for code in [{"cited": "quoted", "identified": "named", "actor": "official"}]
        ]
        rows = {self.entries()[0].stem: {"by": "B. Reader", "on": "2022-10-24", "sources": coded}}
        codings = agreed(Codings.model_validate({"schema": 1, "codings": rows}))
        (self.digests / "_codings.yaml").write_text(as_yaml(codings), "utf-8")

    def edit_page(self) -> None:
        path = self.rng.choice(sorted((self.root / "docs").rglob("*.md")))
        path.write_text(path.read_text("utf-8") + f"\n\n{self.said()}\n", "utf-8")

    def edit_cited(self) -> None:
        """What is known of a cited page, which no page of the site shows yet."""
        path = self.digests / "pages.yaml"
        page = page_evidence(f"cited.example/{self.count}", Text(self.said()), date(2022, 10, 20), language="en")
        text = path.read_text("utf-8") if path.exists() else "schema: 1\npages:\n"
        path.write_text(with_page(text, page, page.address), "utf-8")

    def edit_setting(self) -> None:
        path = self.root / "mkdocs.yml"
        lines = path.read_text("utf-8").splitlines()
        lines = [f"site_name: Site {self.count}" if line.startswith("site_name:") else line for line in lines]
        path.write_text("\n".join(lines) + "\n", "utf-8")

    def edit_language(self) -> None:
        path = self.root / "mkdocs.yml"
        text = path.read_text("utf-8")
        path.write_text(text.replace("language: en", "language: ru?").replace("language: ru\n", "language: en\n")
                        .replace("language: ru?", "language: ru"), "utf-8")  # fmt: skip

    def edit_watches(self) -> None:
        """A search is kept, or none any more."""
        path = self.root / "mkdocs.yml"
        text = path.read_text("utf-8")
        looks = f"{{id: kept, title: Kept, countries: [KG], words: [{self.rng.choice(['ferry', 'мост'])}, crews]}}"
        kept = f"extra:\n  watches: [{looks}]\n"
        now = re.sub(r"extra:\n  watches: .*\n", "extra:\n", text)
        path.write_text(now if now != text else text.replace("extra:\n", kept, 1), "utf-8")

    def edit_same_length_and_time(self) -> None:
        path = self.rng.choice(self.entries())
        found = path.stat()
        text = path.read_text("utf-8")
        path.write_text(
            text.replace("e", "a", 30).replace("a", "e", 30) if self.count % 2 else text.swapcase(), "utf-8"
        )
        os.utime(path, ns=(found.st_atime_ns, found.st_mtime_ns))
