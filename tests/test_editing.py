"""Edits of YAML that people wrote: what is asked for changes, and nothing else, byte by byte."""

from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path

import pytest
from tables import each

from newsdesk.problems import Refusal
from newsdesk.store.editing import Changes, Document

Do = Callable[[Document], None]


def document(text: str, name: str = "x.yaml") -> Document:
    return Document(Path(name), text.encode())


LONG = "Once upon a time there was an office whose editors wrote what others had said, and said who had said it."
# What is done to which text, and what comes of it.
CASES: dict[str, tuple[str, Do, str]] = {
    "a comment behind a value stays": (
        "title: One  # as printed\nurl: null\n",
        lambda d: d.set(("title",), "Two: words"),
        "title: 'Two: words'  # as printed\nurl: null\n",
    ),
    "what is said already is not written": (
        'title:   "One"\nday: 2026-11-22\n',
        lambda d: (d.set(("title",), "One"), d.set(("day",), "2026-11-22")),  # type: ignore[func-returns-value] # both
        'title:   "One"\nday: 2026-11-22\n',
    ),
    "a number is no text": ("a: 1\n", lambda d: d.set(("a",), "1"), "a: '1'\n"),
    "true is no number": ("a: 1\n", lambda d: d.set(("a",), True), "a: true\n"),
    "words of YAML stay words": (
        "a: x\nb: x\nc: x\nd: x\n",
        lambda d: [d.set((k,), v) for k, v in zip("abcd", ["null", "no", "", "None"], strict=True)],  # type: ignore[func-returns-value] # each
        "a: 'null'\nb: no\nc: ''\nd: 'None'\n",
    ),
    "an empty value": ("a:  # none\nb: 1\n", lambda d: d.set(("a",), "x"), "a: x  # none\nb: 1\n"),
    "a new field goes where the model has it": (
        "# yaml-language-server\nschema: 1\ntitle: One\n# about the outlet\noutlet: x\n",
        lambda d: d.set(("title_en",), {"text": "A", "by": "human"}),
        "# yaml-language-server\nschema: 1\ntitle: One\ntitle_en: {text: A, by: human}\n"
        "# about the outlet\noutlet: x\n",
    ),
    "a new field goes behind the one that is named": (
        "schema: 1\ntitle: One\n",
        lambda d: d.set(("status",), "draft", after="schema"),
        "schema: 1\nstatus: draft\ntitle: One\n",
    ),
    "a long text above a comment that stands deeper does not take it in": (
        "a:\n  c:\n    - x\n      # deep\n  d: x\n      # deeper\n  f:\n      - 1\n        # deepest\nz: 1\n",
        lambda d: [d.append(("a", "c"), LONG), d.set(("a", "d"), {"e": LONG}), d.set(("a", "f"), [LONG])],  # type: ignore[func-returns-value] # each
        f"a:\n  c:\n    - x\n    - {LONG}\n      # deep\n  d:\n    e: {LONG}\n      # deeper\n"
        f"  f:\n      - {LONG}\n        # deepest\nz: 1\n",
    ),
    "what goes from below a text in a block leaves it no comment": (
        "a:\r\n  - b: >-\r\n      One\r\n    c:\r\n      d: 1\r\n      # d\r\n\r\n        # e\r\n    # f\r\nz: 1",
        lambda d: d.remove(("a", 0, "c")),
        "a:\r\n  - b: >-\r\n      One\r\n    # d\r\n\r\n    # e\r\n    # f\r\nz: 1",
    ),
    "the first field": (
        "# head\ntitle: One\n", lambda d: d.set(("schema",), 1), "# head\nschema: 1\ntitle: One\n",
    ),
    "an empty list becomes one in lines, and its comment stays": (
        "sources: []  # none yet\ncontext: x\n",
        lambda d: d.append(("sources",), {"name": "Ann", "cited": "quoted"}),
        "sources:  # none yet\n  - name: Ann\n    cited: quoted\ncontext: x\n",
    ),
    "a short list stays in its line": (
        "topics: [a, b]  # two\n", lambda d: d.append(("topics",), "c"), "topics: [a, b, c]  # two\n"
    ),
    "a list that is not there": ("title: x\n", lambda d: d.append(("topics",), "c"), "title: x\ntopics: [c]\n"),
    "a list keeps its dashes where they are": (
        "aliases:\n- A\n-   B  # b\n# end\ncountry: KG\n",
        lambda d: d.append(("aliases",), {"text": "Имя", "language": "ru"}),
        "aliases:\n- A\n-   B  # b\n- {text: Имя, language: ru}\n# end\ncountry: KG\n",
    ),
    "an item deep in its dash": (
        "s:\n    -   a: 1\n        b: 2\n", lambda d: d.set(("s", 0), [1]), "s:\n    -   [1]\n"
    ),
    "an empty item": (
        "s:\n  -\n  - x\n", lambda d: d.set(("s", 0), {"a": 1, "b": 2}), "s:\n  - a: 1\n    b: 2\n  - x\n"),
    "brackets over several lines": (
        "a: [one, # 1\n    two # 2\n   ] # 3\n",
        lambda d: (d.append(("a",), "three"), d.remove(("a", 0))),  # type: ignore[func-returns-value] # both
        "a: [ # 1\n    two, three # 2\n   ] # 3\n",
    ),
    "a field in brackets": (
        "references:\n  r: {url: https://a.example, publisher: X}\n",
        lambda d: d.set(("references", "r", "title"), "T, or: more"),
        "references:\n  r: {url: https://a.example, title: 'T, or: more', publisher: X}\n",
    ),
    "a folded text is broken anew only where it differs": (
        "summary: >  # ours\n  One two\n  three\n  four.\n\n  Five\n  six.\n# next\nread: full\n",
        lambda d: d.set(("summary",), "One two THREE four.\nFive\nsix.".replace("\nsix", " six")),
        "summary: >  # ours\n  One two\n  THREE\n  four.\n\n  Five\n  six.\n# next\nread: full\n",
    ),
    "a long text is folded": (
        "summary: x\nread: full\n",
        lambda d: d.set(("summary",), LONG),
        f"summary: >-\n  {LONG[:95]}\n  {LONG[96:]}\nread: full\n",
    ),
    "a text that keeps its line ends": (
        "a: |+\n  one\n\n\nb: 1\n", lambda d: d.set(("c",), "x", after="a"), "a: |+\n  one\n\n\nc: x\nb: 1\n"
    ),
    "a text that keeps its line ends goes": ("a: |+\n  one\n\n\nb: 1\n", lambda d: d.remove(("a",)), "b: 1\n"),
    "line ends of Windows, and no last one": (
        "title: One\r\nurl: null", lambda d: d.set(("language",), "en"), "title: One\r\nlanguage: en\r\nurl: null"
    ),
    "a mark at the beginning of the file": ("\ufeffa: 1\n", lambda d: d.set(("a",), 2), "\ufeffa: 2\n"),
    "marks of a document": ("---\na: 1\n...\n", lambda d: d.set(("b",), 2), "---\na: 1\nb: 2\n...\n"),
    "a tab before a comment": ("a:\tone\t# c\n", lambda d: d.set(("a",), "two"), "a: two\t# c\n"),
    "the last field in a list's item takes the place of the first": (
        "s:\n  - a: 1\n    b: 2\n", lambda d: d.remove(("s", 0, "a")), "s:\n  - b: 2\n"
    ),
    "comments between what goes and what stays": (
        "references:\n  # one\n  r: {url: x}  # r\n  # two\n  q: {url: y}\n",
        lambda d: d.remove(("references", "r")),
        "references:\n  # one\n  # two\n  q: {url: y}\n",
    ),
    "the last one goes": (
        "references:\n  # one\n  r: {url: x}\ncorrections: []\n",
        lambda d: d.remove(("references", "r")),
        "references: {}\n  # one\ncorrections: []\n",
    ),
    "what is not there cannot go": ("a: 1\n", lambda d: d.remove(("b", "c")), "a: 1\n"),
    "of a mapping only what differs": (
        "r:\n  date: 2026  # when\n  why: >\n    because\n",
        lambda d: d.set(("r",), {"date": "2027", "why": "because\n", "by": "me"}),
        "r:\n  date: '2027'  # when\n  why: >\n    because\n  by: me\n",
    ),
    "of a list only what differs": (
        "s:\n  - one  # 1\n  - two  # 2\n  - three  # 3\n",
        lambda d: d.set(("s",), ["one", "three"]),
        "s:\n  - one  # 1\n  - three  # 3\n",
    ),
    "keys in quotes": (
        '"a b": 1\n\'c\': {x: 1}\n', lambda d: d.set(("c", "y"), "u"), "\"a b\": 1\n'c': {x: 1, y: u}\n"),
    "nothing but a comment": ("# only\n", lambda d: d.set(("schema",), 1), "# only\nschema: 1\n"),
    "a text from right to left": ("t: x\n", lambda d: d.set(("t",), "قالت: «لا»"), "t: 'قالت: «لا»'\n"),
}  # fmt: skip


@each("case", CASES)
def test_only_what_is_asked_for_changes(case: str) -> None:
    text, do, after = CASES[case]
    found = document(text)
    do(found)
    assert found.text == after
    assert found.is_changed == (text != after)


PEOPLE = "schema: 1\npeople:\n  ann:\n    name: Ann\n    # was: Anne\n\n  # about zoe\n  zoe:\n    name: Zoe\n"
JSON = '{"schema": 1, "people": {\n  "ann": {"name": "Ann"},\n  "zoe": {"name": "Zoe"}\n}}\n'
RECORDS = [
    (PEOPLE, "kim", "    # was: Anne\n\n", "  kim:\n    name: Kim\n\n"),
    (PEOPLE, "zz", "    name: Zoe\n", "\n  zz:\n    name: Kim\n"),
    (PEOPLE, "aa", "people:\n", "  aa:\n    name: Kim\n"),
    (JSON, "kim", '"Ann"},\n', '  "kim": {"name": "Kim"},\n'),
    (JSON, "aa", '"people": {\n', '  "aa": {"name": "Kim"},\n'),
    ("schema: 1\n", "kim", "schema: 1\n", "people:\n  kim:\n    name: Kim\n"),
]


@each(("text", "name", "behind", "new"), RECORDS)
def test_a_record_goes_where_the_letters_have_it(text: str, name: str, behind: str, new: str) -> None:
    found = document(text, "people.yaml")
    found.set(("people", name), {"name": "Kim"})
    at = text.index(behind) + len(behind)
    assert found.text == text[:at] + new + text[at:]


REFUSED = [
    ("a: &x 1\n", 'x.yaml:1:4: anchor: "&x" is an anchor. Remove it; put a text that starts with & or * in quotes.'),
    ("a: 1\na: 2\n", 'x.yaml:2:1: duplicate-key: "a" stands here for the second time.'),
    ("a: b: c\n", "x.yaml:1:5: not-yaml: This is not valid YAML: mapping values are not allowed in this context."),
    ("- a\n", "x.yaml:1:1: not-a-record: The file does not consist of fields."),
    ("a: 1\n---\nb: 2\n", "x.yaml:2:1: second-document: A second document starts here."),
    ("a:\n\t- b\n", "x.yaml:2:1: not-yaml: This is not valid YAML: found character that cannot start any token."),
]


@each(("text", "said"), REFUSED)
def test_a_file_with_a_fault_of_form_is_not_touched(text: str, said: str) -> None:
    with pytest.raises(Refusal) as refused:
        document(text)
    assert str(refused.value).startswith(said)
    assert str(refused.value).endswith("\nPut that right first: x.yaml was not changed.")


WRONG: list[tuple[str, Do, str]] = [
    ("a: x\n", lambda d: d.set(("a", "b"), 1), "x.yaml was not changed: there is no a.b. Change it by hand."),
    ("a: [x]\n", lambda d: d.set(("a", 3), 1), "x.yaml was not changed: there is no a.3. Change it by hand."),
    ("a: x\n", lambda d: d.append(("a",), 1), "x.yaml was not changed: a is no list. Change it by hand."),
    ("a: x\n", lambda d: d.remove(("a",)), "x.yaml was not changed: nothing would be left of this file."
        " Change it by hand."),
    ("a: x\n", lambda d: d.set((), 1), "x.yaml was not changed: a file is changed field by field. Change it by hand."),
    ("a: x\n", lambda d: d.set(("a",), "\u202e"), "x.yaml was not changed: it is written in a way that cannot be"
        " changed without touching more than that. Change it by hand."),
    ("a:\n  b: 1\n  c: x\n", lambda d: d.set(("a",), {"b": 2, "c": "\u202e"}), "x.yaml was not changed: it is written"
        " in a way that cannot be changed without touching more than that. Change it by hand."),
]  # fmt: skip


@each(("text", "do", "said"), WRONG)
def test_what_cannot_be_done_changes_nothing(text: str, do: Do, said: str) -> None:
    found = document(text)
    with pytest.raises(Refusal) as refused:
        do(found)
    assert (str(refused.value), found.text, found.is_changed) == (said, text, False)


def test_values_are_asked_for_by_their_path() -> None:
    found = document("a: [1, {b: c}]\n")
    assert found.get("a", 1, "b") == "c"
    assert found.get("a", 2) is None
    assert found.get() == {"a": [1, {"b": "c"}]}


def files(folder: Path, **texts: str) -> None:
    for name, text in texts.items():
        (folder / f"{name}.yaml").write_bytes(text.encode())


def read(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes().decode() for path in folder.rglob("*") if path.is_file()
    }


def test_several_files_change_together(tmp_path: Path) -> None:
    files(tmp_path, a="x: 1  # one\n", b="y: 2\n", c="z: 3\n", d="same: 1\n")
    changes = Changes(tmp_path)
    changes.document(tmp_path / "a.yaml").set(("x",), 2)
    assert changes.document(tmp_path / "." / "a.yaml") is changes.document(tmp_path / "a.yaml")
    changes.document(tmp_path / "d.yaml")
    changes.move(tmp_path / "b.yaml", tmp_path / "sub" / "b2.yaml")
    changes.document(tmp_path / "sub" / "b2.yaml").set(("y",), 5)
    changes.delete(tmp_path / "c.yaml")
    changes.create(tmp_path / "e.yaml", "new: 1\n")
    changes.begin(tmp_path / "f.yaml").set(("schema",), 1)
    wanted = {"a.yaml": "x: 2  # one\n", "sub/b2.yaml": "y: 5\n", "e.yaml": "new: 1\n", "f.yaml": "schema: 1\n"}
    gone = {"b.yaml": None, "c.yaml": None}
    assert {path.relative_to(tmp_path).as_posix(): text for path, text in changes.texts().items()} == wanted | gone
    (tmp_path / "a.yaml").chmod(0o640)
    assert len(read(tmp_path)) == 4, "nothing is written before"
    assert [path.relative_to(tmp_path).as_posix() for path in changes.write()] == sorted({**wanted, **gone})
    assert read(tmp_path) == {**wanted, "d.yaml": "same: 1\n"}
    assert (tmp_path / "a.yaml").stat().st_mode & 0o777 == 0o640


def test_what_somebody_else_has_changed_is_not_written_over(tmp_path: Path) -> None:
    files(tmp_path, a="x: 1\n", b="y: 2\n")
    changes = Changes(tmp_path)
    changes.document(tmp_path / "a.yaml").set(("x",), 2)
    changes.document(tmp_path / "b.yaml").set(("y",), 3)
    files(tmp_path, b="y: 2  # by hand\n")
    with pytest.raises(Refusal, match=r"^b.yaml was changed meanwhile by somebody else\. Nothing was written\."):
        changes.write()
    assert read(tmp_path) == {"a.yaml": "x: 1\n", "b.yaml": "y: 2  # by hand\n"}


def test_a_disk_that_fails_in_between_leaves_all_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import os

    files(tmp_path, a="x: 1\n", b="y: 2\n", c="z: 1\n")
    before, done, real = read(tmp_path), [], os.replace

    def failing(old: Path, new: Path) -> None:
        done.append(new)
        if len(done) == 2:
            raise OSError(28, "No space left on device", str(new))
        real(old, new)

    monkeypatch.setattr(os, "replace", failing)
    changes = Changes(tmp_path)
    changes.document(tmp_path / "a.yaml").set(("x",), 2)
    changes.document(tmp_path / "b.yaml").set(("y",), 3)
    changes.create(tmp_path / "new" / "d.yaml", "a: 1\n")
    with pytest.raises(Refusal, match=r"cannot be written: No space left on device\. Nothing was changed\."):
        changes.write()
    assert read(tmp_path) == before
    assert not (tmp_path / "new").exists()


TAKEN: dict[str, tuple[Callable[[Changes, Path], object], str]] = {
    "there already": (lambda c, p: c.create(p / "a.yaml", "x"), "a.yaml is already there. Nothing was written."),
    "moved onto another": (
        lambda c, p: c.move(p / "a.yaml", p / "b.yaml"), "b.yaml is already there. Nothing was written."),
    "not there": (lambda c, p: c.document(p / "q.yaml"), "q.yaml cannot be read: No such file or directory."),
    "gone": (lambda c, p: (c.delete(p / "a.yaml"), c.document(p / "a.yaml")), "a.yaml is gone already."),
    "through a link": (
        lambda c, p: (c.document(p / "l.yaml").set(("x",), 2), c.write()), "l.yaml is a link to another place."),
}  # fmt: skip


@pytest.mark.parametrize("case", TAKEN)
def test_files_that_stand_in_the_way(tmp_path: Path, case: str) -> None:
    folder = tmp_path / "c"
    folder.mkdir()
    files(folder, a="x: 1\n", b="y: 2\n")
    files(tmp_path, outer="x: 1\n")
    (folder / "l.yaml").symlink_to(tmp_path / "outer.yaml")
    do, said = TAKEN[case]
    with pytest.raises(Refusal) as refused:
        do(Changes(folder), folder)
    assert str(refused.value).startswith(said)
    assert read(tmp_path)["outer.yaml"] == "x: 1\n"


def test_files_that_were_named_elsewhere_are_written_and_links_there_are_not(tmp_path: Path) -> None:
    home, week = tmp_path / "home", tmp_path / "digests" / "2022-W42"
    home.mkdir()
    week.mkdir(parents=True)
    files(week, a="x: 1\n")
    (week / "l.yaml").symlink_to(week.parent / "outer.yaml")
    files(week.parent, outer="x: 1\n")
    for name, said in (("a", None), ("l", "is a link to another place")):
        changes = Changes(home)
        changes.document(week / f"{name}.yaml").set(("x",), 2)
        with pytest.raises(Refusal, match=said) if said else nullcontext():
            changes.write()
    assert (read(week)["a.yaml"], read(week.parent)["outer.yaml"]) == ("x: 2\n", "x: 1\n")
