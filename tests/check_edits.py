"""Random edits of a collection on disk, such as editors, git and accidents make."""

import os
import random
import re
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

from newsdesk.evidence.cited import capture_name, page_evidence, passage_hash
from newsdesk.evidence.cited.addresses import address_key
from newsdesk.evidence.cited.sentences import token_hash
from newsdesk.evidence.fingerprint import key_of
from newsdesk.evidence.passages import Text
from newsdesk.evidence.words import digest
from newsdesk.model import Read
from newsdesk.store.cited.writing import _HEAD, with_page

PRESS = (
    "The court of Iceland heard 250 people on 13 October 2022.", "Ona Primer said so in August 2021.", "It was forty.",
    "The Ferry Union called the strike.", "Nothing of the kind was said in 2019.", "Samplehaven has 7 ferries.",
)  # fmt: skip
TEXTS = (
    "TODO", "The Lantern, an independent paper, said so.", "# nothing", "[nowhere]", "2031-02-03", "no-such-id", "null",
    "'Он сказал'", "https://lantern.example/swans", "{text: x}", "kg", "true",
)  # fmt: skip


class Edits:
    """A collection below `root`, what it was like, and the ways in which it changes."""

    def __init__(self, root: Path, seed: int) -> None:
        self.root, self.digests = root, root / "digests"
        self.random = random.Random(seed)
        self.before = {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}
        self.ways: list[Callable[[], None]] = [
            self.word, self.word, self.word, self.value, self.value, self.letter, self.cut, self.delete, self.rename,
            self.copy, self.restore, self.restore, self.restore, self.line_gone, self.line_twice, self.draft,
            self.version, self.record_gone, self.outlet_renamed, self.stray, self.capture, self.capture, self.address,
            self.setting, self.page, self.folder, self.edition, self.cited, self.cited, self.cited, self.cited_text,
        ]  # fmt: skip

    def one(self) -> str:
        """Make one edit; its name."""
        way = self.random.choice(self.ways)
        try:
            way()
        except (OSError, IndexError, ValueError):
            return f"{way.__name__}: nothing"
        return way.__name__

    def files(self, pattern: str = "**/*.yaml") -> list[Path]:
        """Files of the collection, in order."""
        return sorted(path for path in self.digests.glob(pattern) if path.is_file())

    def some(self, pattern: str = "**/*.yaml") -> Path:
        """One of them."""
        return self.random.choice(self.files(pattern))

    def entry(self) -> Path:
        """One entry."""
        return self.some("*/[a-z]*.yaml")

    def swap(self, path: Path, change: Callable[[str], str]) -> None:
        """Change the text of a file."""
        path.write_bytes(
            change(path.read_bytes().decode("utf-8", "surrogateescape")).encode("utf-8", "surrogateescape")
        )

    def spot(self, text: str, pattern: str) -> re.Match[str]:
        """One place of a text."""
        return self.random.choice(list(re.finditer(pattern, text)))

    def word(self) -> None:
        """A word is another, often one that stands elsewhere."""
        other = self.some().read_text("utf-8", "replace")
        new = self.random.choice([self.spot(other, r"[\w-]+")[0], self.random.choice(TEXTS)])

        def change(text: str) -> str:
            old = self.spot(text, r"[\w-]+")
            return text[: old.start()] + new + text[old.end() :]

        self.swap(self.some(), change)

    def value(self) -> None:
        """The value of a field is another."""

        def change(text: str) -> str:
            old = self.spot(text, r"(?<=: )\S.*")
            return text[: old.start()] + self.random.choice(TEXTS) + text[old.end() :]

        self.swap(self.some(), change)

    def letter(self) -> None:
        """A letter is another, and neither length nor time tells."""
        path = self.some()
        raw, status = bytearray(path.read_bytes()), path.stat()
        at = self.random.choice([at for at, byte in enumerate(raw) if chr(byte).isalpha() and byte < 128])
        raw[at] = self.random.choice(b"abcxyz")
        path.write_bytes(raw)
        os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))

    def cut(self) -> None:
        """A file ends in its middle."""
        path = self.some()
        path.write_bytes(path.read_bytes()[: self.random.randrange(path.stat().st_size)])

    def delete(self) -> None:
        """A file is gone."""
        self.some().unlink()

    def rename(self) -> None:
        """An entry has another name or week."""
        path = self.entry()
        names = [path.parent / f"other-{self.random.randrange(9)}.yaml", self.some("*/_digest.yaml").parent / path.name]
        path.rename(self.random.choice(names))

    def copy(self) -> None:
        """An entry stands there twice."""
        path = self.entry()
        shutil.copy(path, self.some("*/_digest.yaml").parent / self.random.choice([path.name, "copied.yaml"]))

    def restore(self) -> None:
        """A file is as it was to begin with."""
        changed = [path for path, raw in self.before.items() if not path.is_file() or path.read_bytes() != raw]
        path = self.random.choice(changed)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(self.before[path])

    def line_gone(self) -> None:
        """A line is gone."""

        def change(text: str) -> str:
            lines = text.splitlines(keepends=True)
            lines.pop(self.random.randrange(len(lines)))
            return "".join(lines)

        self.swap(self.some(), change)

    def line_twice(self) -> None:
        """A line stands there twice."""

        def change(text: str) -> str:
            lines = text.splitlines(keepends=True)
            at = self.random.randrange(len(lines))
            return "".join([*lines[: at + 1], *lines[at:]])

        self.swap(self.some(), change)

    def draft(self) -> None:
        """An entry is not finished."""
        line = self.random.choice(["status: draft\n", "note: TODO\n", "section: 'TODO: ask'\n"])
        self.swap(self.entry(), lambda text: text + line)

    def version(self) -> None:
        """A file is of another version of the format."""
        self.swap(self.some(), lambda text: text.replace("schema: 1", f"schema: {self.random.choice([2, 7, 'x'])}", 1))

    def record_gone(self) -> None:
        """A record is gone from a register."""

        def change(text: str) -> str:
            heads = [found.start() for found in re.finditer(r"^  \w", text, re.MULTILINE)]
            at = self.random.randrange(len(heads))
            return text[: heads[at]] + text[[*heads, len(text)][at + 1] :]

        self.swap(self.some("*.yaml"), change)

    def outlet_renamed(self) -> None:
        """An outlet has another name."""
        word = self.spot(self.entry().read_text("utf-8", "replace"), r"[A-Z]\w+")[0]
        self.swap(
            self.digests / "outlets.yaml",
            lambda text: re.sub(r"^    name: .*", f"    name: {word}", text, count=1, flags=re.M),
        )

    def stray(self) -> None:
        """Something lies there that is no part of the collection."""
        name = self.random.choice(
            ["notes.txt", "x (1).yaml", ".hidden.yaml", "x.yaml.bak", "a.yml", "digest.yaml", "A b.yaml"]
        )
        folder = self.random.choice([self.digests, self.some("*/_digest.yaml").parent])
        (folder / name).write_text("title: TODO\n", "utf-8")

    def folder(self) -> None:
        """A folder has the name of a file, or of no week."""
        name = self.random.choice(["a-folder.yaml", "2022-w4", "2022-W99"])
        (self.some("*/_digest.yaml").parent.parent / name).mkdir(exist_ok=True)
        if not name.endswith(".yaml"):
            shutil.copy(self.entry(), self.digests / name)

    def capture(self) -> None:
        """The text of an article is at hand, another one, or gone."""
        path = self.root / "captures" / f"{self.entry().stem}.txt"
        path.parent.mkdir(exist_ok=True)
        if path.exists() and self.random.random() < 0.5:
            path.unlink()
            return
        said = re.findall(r"(?:text|summary|says): (.*)", (self.entry().read_text("utf-8", "replace")))
        path.write_text(" ".join(self.random.sample(said, min(3, len(said)))) or "Nothing.", "utf-8")
        if self.random.random() < 0.1:
            path.write_bytes(b"\xff\xfe\x00")

    def cited(self) -> None:
        """A page that references lead to is captured, captured anew, taken out, or its block is damaged."""
        path, address = self.digests / "pages.yaml", self.some_page()
        text = path.read_text("utf-8") if path.exists() else _HEAD
        if self.random.random() < 0.2:
            self.swap(path, lambda said: said.replace("words: ", "words: 1", 1))
            return
        made, whole = None, Text(" ".join(self.random.sample(PRESS, 4)))
        if self.random.random() < 0.8:
            key = key_of(digest(whole.words))
            found = [
                hashed(key, token)
                for hashed in (token_hash, passage_hash)
                for token in ("n:250", "d:2022-10-13", "i:IS")
            ]
            parts = [self.random.sample(found, 3) for _ in range(3)]
            read = self.random.choice([*Read])
            made = page_evidence(
                address, whole, date(2022, 10, 20), language="en", read=read, tokens=parts[0], absent=parts[1],
                passages=parts[2],
            )  # fmt: skip
        try:
            path.write_text(with_page(text, made, address), "utf-8")
        except ValueError:
            path.unlink()

    def cited_text(self) -> None:
        """The text of a page is at hand, another one, or gone."""
        path = self.root / "captures" / f"{capture_name(self.some_page())}.txt"
        path.parent.mkdir(exist_ok=True)
        if path.exists() and self.random.random() < 0.5:
            path.unlink()
        else:
            path.write_text("\n\n".join(self.random.sample(PRESS, 3)), "utf-8")

    def some_page(self) -> str:
        """The clean address of a page that something cites."""
        text = self.some().read_text("utf-8", "replace")
        return address_key(self.random.choice(re.findall(r"https://[a-z./0-9-]+", text)))

    def address(self) -> None:
        """The list of addresses, or of what has moved, is another."""
        path = self.random.choice([self.digests / "_addresses.txt", self.digests / "_feed_ids.txt"])
        text = path.read_text("utf-8") if path.exists() else ""
        line = self.random.choice(["2022/w42/gone/", "stories/none/", "nonsense", "2022/w41/", "2022/w42/ a b"])
        path.write_text(f"{text}{line}\n", "utf-8")

    def edition(self) -> None:
        """An edition stands there, or is another."""
        folder = self.some("*/_digest.yaml").parent
        said = self.random.choice(["Nothing.", "See https://x.example/2022/w42/one/ and /2022/w41/.", "/2022/w42/"])
        (folder / f"_edition-{self.random.randrange(1, 3)}.md").write_text(said, "utf-8")

    def setting(self) -> None:
        """The maintainer's settings are others."""
        lines = ["nav_bar: true\n", "docs_dir: other\n", "extra: {}\n", "strict: true\n"]
        self.swap(self.root / "mkdocs.yml", lambda text: text + self.random.choice(lines))

    def page(self) -> None:
        """A hand-written page is another."""
        path = self.root / "docs" / f"page-{self.random.randrange(2)}.md"
        path.parent.mkdir(exist_ok=True)
        path.write_text(self.random.choice(["---\ntitel: x\n---\n", "hide: x\n", "# Fine\n", "---\n"]), "utf-8")
