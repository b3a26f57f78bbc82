"""An archived copy is written beside the address of its page, and nothing else of the file changes."""

import os
from datetime import date
from pathlib import Path

import pytest

from newsdesk.load import MAX_BYTES, Loc
from newsdesk.problems import Refusal, UsageError
from newsdesk.store.copies.text import Kept, write_copy

PAGE = "https://a.example/1"
COPY = "https://web.archive.org/web/20221021101500/https://a.example/1"
ODD = "https://web.archive.org/web/20221021101500/https://a.example/1?q=[a],{b}#c"
FOUND, REFUSED = Kept(COPY), Kept(on=date(2022, 11, 1), why='It says: "no", {really} # so')
SAID = 'archive_refused: {on: 2022-11-01, why: "It says: \\"no\\", {really} # so"}'
TOP: Loc = ()
REF: Loc = ("references", "a-1")

# What stands in a file, of which of its records, what is kept, and what of the file changes: «old» becomes «new».
WRITTEN: dict[str, tuple[str, Loc, Kept, str]] = {
    "behind the address": (f"url: {PAGE}\nread: full\n", TOP, FOUND, f"url: {PAGE}\narchive_url: {COPY}\nread: full\n"),
    "a refusal": (f"url: {PAGE}\nread: full\n", TOP, REFUSED, f"url: {PAGE}\n{SAID}\nread: full\n"),
    "a comment behind it": (
        f"url: {PAGE}  # as printed\n# of the copy\nread: full\n", TOP, FOUND,
        f"url: {PAGE}  # as printed\narchive_url: {COPY}\n# of the copy\nread: full\n",
    ),
    "null": (f"url: {PAGE}\narchive_url: null   # none\nx: 1\n", TOP, FOUND,
             f"url: {PAGE}\narchive_url: {COPY}   # none\nx: 1\n"),
    "a tilde": (f"archive_url: ~\nurl: {PAGE}\n", TOP, FOUND, f"archive_url: {COPY}\nurl: {PAGE}\n"),
    "nothing": (f"url: {PAGE}\narchive_url:\nx: 1\n", TOP, FOUND, f"url: {PAGE}\narchive_url: {COPY}\nx: 1\n"),
    "nothing but a comment": (f"url: {PAGE}\narchive_url: # ?\nx: 1\n", TOP, FOUND,
                              f"url: {PAGE}\narchive_url: {COPY} # ?\nx: 1\n"),
    "a refusal below null": (f"url: {PAGE}\narchive_url: null\n", TOP, REFUSED,
                             f"url: {PAGE}\narchive_url: null\n{SAID}\n"),
    "an older refusal": (f"url: {PAGE}\narchive_refused: {{on: 2021-01-01, why: No.}} # x\ny: 1\n", TOP, REFUSED,
                         f"url: {PAGE}\n{SAID} # x\ny: 1\n"),
    "a copy for a refusal": (f"url: {PAGE}\narchive_refused: {{on: 2021-01-01, why: No.}}\ny: 1\n", TOP, FOUND,
                             f"url: {PAGE}\narchive_url: {COPY}\ny: 1\n"),
    "a copy for a refusal in lines": (
        f"url: {PAGE}\narchive_refused:\n  on: 2021-01-01\n  why: >-\n    No,\n    never.\n\n# of the next\ny: 1\n",
        TOP, FOUND, f"url: {PAGE}\narchive_url: {COPY}\n# of the next\ny: 1\n",
    ),
    "a copy for a refusal and null": (
        f"url: {PAGE}\narchive_url: null\narchive_refused: {{on: 2021-01-01, why: No.}}\n", TOP, FOUND,
        f"url: {PAGE}\narchive_url: {COPY}\n",
    ),
    "quotation marks": (f"'url': \"{PAGE}\"\nread: full\n", TOP, FOUND,
                        f"'url': \"{PAGE}\"\narchive_url: {COPY}\nread: full\n"),
    "a folded address": (f"url: >-\n  {PAGE}\nread: full\n", TOP, FOUND,
                         f"url: >-\n  {PAGE}\narchive_url: {COPY}\nread: full\n"),
    "a folded address at the end": (f"url: >-\n  {PAGE}\n", TOP, FOUND, f"url: >-\n  {PAGE}\narchive_url: {COPY}\n"),
    "no last line end": (f"read: full\nurl: {PAGE}", TOP, FOUND, f"read: full\nurl: {PAGE}\narchive_url: {COPY}"),
    "a refusal goes from the last line": (f"url: {PAGE}\narchive_refused: {{on: 2021-01-01, why: No.}}", TOP, FOUND,
                                          f"url: {PAGE}\narchive_url: {COPY}"),
    "line ends of Windows": (f"url: {PAGE}\r\nread: full\r\n", TOP, FOUND,
                             f"url: {PAGE}\r\narchive_url: {COPY}\r\nread: full\r\n"),
    "of Windows, and none at last": (f"read: full\r\nurl: {PAGE}", TOP, REFUSED,
                                     f"read: full\r\nurl: {PAGE}\r\n{SAID}"),
    "a byte order mark": (f"\ufeffurl: {PAGE}\nread: full\n", TOP, FOUND,
                          f"\ufeffurl: {PAGE}\narchive_url: {COPY}\nread: full\n"),
    "letters of four bytes": (f"title: 𝔖wans 🦢\nurl: {PAGE}\nx: ё\n", TOP, FOUND,
                              f"title: 𝔖wans 🦢\nurl: {PAGE}\narchive_url: {COPY}\nx: ё\n"),
    "braces": (f"{{url: {PAGE}, read: full}}\n", TOP, FOUND, f"{{url: {PAGE}, archive_url: {COPY}, read: full}}\n"),
    "an address with signs": (f"{{url: {PAGE}, read: full}}\n", TOP, Kept(ODD),
                              f'{{url: {PAGE}, archive_url: "{ODD}", read: full}}\n'),
    "a reference in lines": (
        f"references:\n  a-0: {{url: {PAGE}}}\n  a-1:\n      url: {PAGE}\n      title: A\n", REF, FOUND,
        f"references:\n  a-0: {{url: {PAGE}}}\n  a-1:\n      url: {PAGE}\n      archive_url: {COPY}\n      title: A\n",
    ),
    "a reference in braces": (
        f"references:\n  a-1: {{title: 'A: b', url: {PAGE}}}  # why\n  a-2: {{entry: b}}\n", REF, FOUND,
        f"references:\n  a-1: {{title: 'A: b', url: {PAGE}, archive_url: {COPY}}}  # why\n  a-2: {{entry: b}}\n",
    ),
    "braces over lines": (
        f"references: {{\n  a-1: {{url: {PAGE}, # here\n    title: A}},\n}}\n", REF, REFUSED,
        f"references: {{\n  a-1: {{url: {PAGE}, {SAID}, # here\n    title: A}},\n}}\n",
    ),
    "a refusal goes from braces": (
        f"references: {{a-1: {{url: {PAGE}, archive_refused: {{on: 2021-01-01, why: 'No, }}'}}, title: A}}}}\n",
        REF, FOUND, f"references: {{a-1: {{url: {PAGE}, archive_url: {COPY}, title: A}}}}\n",
    ),
    "a refusal goes from the head of braces": (
        f"references: {{a-1: {{archive_refused: {{on: 2021-01-01, why: No.}}, url: {PAGE}}}}}\n", REF, FOUND,
        f"references: {{a-1: {{url: {PAGE}, archive_url: {COPY}}}}}\n",
    ),
    "a register": (
        f"stories:\n  b:\n    references:\n      a-1:\n        url: {PAGE}\n", ("stories", "b", *REF), FOUND,
        f"stories:\n  b:\n    references:\n      a-1:\n        url: {PAGE}\n        archive_url: {COPY}\n",
    ),
    "an id of digits": (f"references:\n  2022: {{url: {PAGE}}}\n", ("references", "2022"), FOUND,
                        f"references:\n  2022: {{url: {PAGE}, archive_url: {COPY}}}\n"),
    "what looks like a field in a text": (
        f"summary: |\n  url: {PAGE}\n  archive_url: null\nurl: {PAGE}\n", TOP, FOUND,
        f"summary: |\n  url: {PAGE}\n  archive_url: null\nurl: {PAGE}\narchive_url: {COPY}\n",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "loc", "kept", "wanted"), WRITTEN.values(), ids=WRITTEN)
def test_what_changes_in_the_file(text: str, loc: Loc, kept: Kept, wanted: str, tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    path.write_bytes(text.encode())
    path.chmod(0o640)
    assert write_copy(path, tmp_path, loc, PAGE, kept)
    assert path.read_bytes().decode() == wanted
    assert path.stat().st_mode & 0o777 == 0o640
    if kept is FOUND:
        assert not write_copy(path, tmp_path, loc, PAGE, FOUND)
        assert not write_copy(path, tmp_path, loc, PAGE, REFUSED), "whoever has a copy is refused none"
    assert path.read_bytes().decode() == wanted
    assert os.listdir(tmp_path) == ["x.yaml"]


HAS_CHANGED = "x.yaml has changed since it was read: nothing was written into it."
BY_HAND = "x.yaml:{}: archive_url cannot be put in here. Write each field on a line of its own."
LEFT_ALONE = {
    "another address": ("url: https://a.example/2\n", TOP, HAS_CHANGED),
    "no address": ("read: full\n", TOP, HAS_CHANGED),
    "no such reference": (f"url: {PAGE}\nreferences: {{}}\n", REF, HAS_CHANGED),
    "a list of references": (f"references: [{{url: {PAGE}}}]\n", REF, HAS_CHANGED),
    "an anchor": (f"references: {{a-1: &a {{url: {PAGE}}}, a-2: *a}}\n", REF, HAS_CHANGED),
    "an alias": (f"address: &a {PAGE}\nurl: *a\n", TOP, HAS_CHANGED),
    "a merge key": (f"references:\n  a-1:\n    <<: {{url: {PAGE}}}\n", REF, HAS_CHANGED),
    "no YAML": (f"url: {PAGE}\nread: 'full\n", TOP, HAS_CHANGED),
    "nothing": ("", TOP, HAS_CHANGED),
    "a question mark": (f"? url\n: {PAGE}\n", TOP, BY_HAND.format(2)),
    "a comment in what goes": (
        f"references: {{a-1: {{url: {PAGE}, # here\n  archive_refused: {{on: 2021-01-01, why: No.}}}}}}\n", REF,
        BY_HAND.format(1),
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "loc", "said"), LEFT_ALONE.values(), ids=LEFT_ALONE)
def test_what_cannot_be_written_is_left_as_it_is(text: str, loc: Loc, said: str, tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    path.write_text(text, "utf-8")
    with pytest.raises(Refusal) as refusal:
        write_copy(path, tmp_path, loc, PAGE, FOUND)
    assert str(refusal.value) == said
    assert path.read_text("utf-8") == text


def test_a_register_may_be_larger_than_an_entry(tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    text = "".join(f"a-{number}: {{url: https://a.example/{number}}}\n" for number in range(2500))
    path.write_text(text, "utf-8")
    assert len(text) > MAX_BYTES
    with pytest.raises(Refusal):
        write_copy(path, tmp_path, ("a-1",), PAGE, FOUND)
    assert write_copy(path, tmp_path, ("a-1",), PAGE, FOUND, 2 * MAX_BYTES)
    assert path.read_text("utf-8") == text.replace(f"url: {PAGE}}}", f"url: {PAGE}, archive_url: {COPY}}}")


def test_a_file_that_is_not_there_and_a_disk_that_is_full(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "x.yaml"
    with pytest.raises(UsageError, match=r"x\.yaml cannot be read"):
        write_copy(path, tmp_path, TOP, PAGE, FOUND)
    path.write_text(f"url: {PAGE}\n", "utf-8")

    def full(self: Path, content: bytes) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(OSError, match="No space left") as error:
        write_copy(path, tmp_path, TOP, PAGE, FOUND)
    assert error.value.filename == str(path)
    assert path.read_text("utf-8") == f"url: {PAGE}\n"
    assert os.listdir(tmp_path) == ["x.yaml"]
