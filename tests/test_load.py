"""Reading: strict YAML, what cannot be read at all, and files where nothing reads them."""

import os
import time
from pathlib import Path

import pytest
from makers import ENTRY, brief, collection, entry, problems_on_disk, write_tree
from tables import each

from newsdesk.load import MAX_BYTES, Document, parse, read_tree
from newsdesk.load.config import parse_config
from newsdesk.load.walking import Seen, walk
from newsdesk.problems import FORMATS, FRONT_DOOR

TAG = "Remove it; put a text that starts with ! in quotes."
ANCHOR = "Remove it; put a text that starts with & or * in quotes."
TWICE = '"a" stands here for the second time.'
IN_LINE_2 = "It is already in line 2: keep one of them."
MARKS = "Use spaces, not tabs, and put a text with special marks in quotes."
NO_TOKEN = "This is not valid YAML: found character that cannot start any token."
COLON = "Put a text that contains a colon in quotes; where a TODO stands above a block, take it away."
SHORTEN = "Shorten it: an entry is a summary, not the article."
POINTER = ("This is a pointer of Git LFS; the file itself was not fetched.", "Fetch it: git lfs pull")
FIELD = "Write fields such as `title: …`, one a line."
ANEW = "Delete it, or type the text anew."
LOOK = (
    "Look at the indentation, quotes and brackets of this line and the one above; a text that begins with a quotation"
    " mark goes into single quotes."
)


def read(text: str | bytes) -> tuple[Document | None, list]:
    document, problems = parse("a.yaml", text if isinstance(text, bytes) else text.encode())
    assert all(p.path == "a.yaml" for p in problems)
    return document, brief(problems)


@each(
    ("written", "value"),
    [
        ("no", "no"), ("Yes", "Yes"), ("on", "on"), ("12:30", "12:30"), ("1:20:30", "1:20:30"),
        ("010", "010"), ("0x1F", "0x1F"), ("0o17", "0o17"), ("1_000", "1_000"), ("1,000", "1,000"),
        ("1.5", "1.5"), ("1e3", "1e3"), (".inf", ".inf"), (".nan", ".nan"), ("+5", "+5"),
        ("2022-10-09", "2022-10-09"), ("2022-10-09 10:00:00", "2022-10-09 10:00:00"), ("2022-10", "2022-10"),
        ("True", "True"), ("NULL", "NULL"), ("Null", "Null"), ("=", "="), ("<<", "<<"),
        ("12345678901234567890", "12345678901234567890"), ("'5'", "5"), ('"true"', "true"), ("''", ""),
        ("|\n  5\n", "5\n"), ("true", True), ("false", False), ("null", None), ("~", None), ("", None),
        ("2022", 2022), ("0", 0), ("-5", -5), ("[1, no]", [1, "no"]), ("{b: 2022-10-09}", {"b": "2022-10-09"}),
    ],
)  # fmt: skip
def test_only_true_false_null_and_whole_numbers_are_not_text(written: str, value: object) -> None:
    document, problems = read(f"a: {written}")
    assert problems == []
    assert document.data == {"a": value}
    assert type(document.data["a"]) is type(value)


@each("text", ["---\na: b\n...\n", "\ufeffa: b", "# first\na: b # last", "a: b\r\n", '"a": "b"', "? a\n: b", "{a: b}"])
def test_other_spellings_of_one_record(text: str) -> None:
    document, problems = read(text)
    assert (document.data, problems) == ({"a": "b"}, [])


@each(
    ("text", "problems"),
    [
        ("a: &x b", [("anchor", 1, 4, '"&x" is an anchor.', ANCHOR)]),
        ("a: *x", [("alias", 1, 4, '"*x" is an alias.', "Write the value out, in full.")]),
        ("a: !x b", [("tag", 1, 4, '"!x" is a tag.', TAG)]),
        (
            "a: !!python/object:os.system b",
            [("tag", 1, 4, '"tag:yaml.org,2002:python/object:os.system" is a tag.', TAG)],
        ),
        ("<<: {b: c}", [("merge-key", 1, 1, "Merge keys are not used.", "Write the fields out.")]),
        ("[a]: b", [("bad-key", 1, 1, "The name of a field is plain text.", "Put it in quotes.")]),
        ("b: 1\na: 2\n'a': 3", [("duplicate-key", 3, 1, TWICE, IN_LINE_2)]),
        ("b:\n  - {a: 1, a: 2}", [("duplicate-key", 2, 12, TWICE, IN_LINE_2)]),
        (
            "a: b\n---\nc: [",
            [
                (
                    "second-document",
                    2,
                    1,
                    "A second document starts here.",
                    "Keep one document a file: remove the line ---.",
                )
            ],
        ),
        (
            'a: "\\e[31m"\nb: "\\u202e"',
            [
                ("control-character", 1, 4, "This text contains the invisible character U+001B.", ANEW),
                ("control-character", 2, 4, "This text contains the invisible character U+202E.", ANEW),
            ],
        ),
        (
            "a: &x b\nc: *x\nd: !y z",
            [
                ("anchor", 1, 4, '"&x" is an anchor.', ANCHOR),
                ("alias", 2, 4, '"*x" is an alias.', "Write the value out, in full."),
                ("tag", 3, 4, '"!y" is a tag.', TAG),
            ],
        ),
    ],
)
def test_more_than_an_editor_can_mean_is_refused_and_reading_goes_on(text: str, problems: list) -> None:
    document, found = read(text)
    assert found == problems
    assert document is not None


@each(
    ("text", "problem"),
    [
        ("", ("not-a-record", 1, 1, "The file is empty.", FIELD)),
        ("# only this\n", ("not-a-record", 1, 1, "The file is empty.", FIELD)),
        ("--- ~", ("not-a-record", 1, 5, "The file is empty.", FIELD)),
        ("\n- a\n- b\n", ("not-a-record", 2, 1, "The file does not consist of fields.", FIELD)),
        ("just text", ("not-a-record", 1, 1, "The file does not consist of fields.", FIELD)),
        ("version https://git-lfs.github.com/spec/v1\noid sha256:0a\n", ("not-a-record", 1, 1, *POINTER)),
        (
            "a: b: c",
            ("not-yaml", 1, 5, "This is not valid YAML: mapping values are not allowed in this context.", COLON),
        ),
        ("a:\n\tb: c", ("not-yaml", 2, 1, NO_TOKEN, MARKS)),
        ("a: @b", ("not-yaml", 1, 4, NO_TOKEN, MARKS)),
        (
            "a: 'b",
            (
                "not-yaml", 1, 6, "This is not valid YAML: found unexpected end of stream.",
                "A quotation mark or bracket is not closed.",
            ),
        ),
        ("a: [b", ("not-yaml", 1, 6, "This is not valid YAML: did not find expected ',' or ']'.", LOOK)),
        ("a:\n  - b\n c: d", ("not-yaml", 3, 2, "This is not valid YAML: did not find expected key.", LOOK)),
        ('a: "\\q"', ("not-yaml", 1, 5, "This is not valid YAML: found unknown escape character.", "")),
        ("a: b\nc: x\x00y", ("control-character", 2, 5, "Here stands the invisible character U+0000.", ANEW)),
        ("a: x\u202ey", ("control-character", 1, 5, "Here stands the invisible character U+202E.", ANEW)),
        ("a: x\u2066y", ("control-character", 1, 5, "Here stands the invisible character U+2066.", ANEW)),
        ("a: x\x85y", ("control-character", 1, 5, "Here stands the invisible character U+0085.", ANEW)),
        ("a: x\u2028y", ("control-character", 1, 5, "Here stands the invisible character U+2028.", ANEW)),
        ("a: b\rc: d", ("control-character", 1, 5, "Here stands the invisible character U+000D.", ANEW)),
        ("a: b\n\ufeffc: d", ("control-character", 2, 1, "Here stands the invisible character U+FEFF.", ANEW)),
        (b"a: b\nc: \xd0\xb6\xff\n", ("not-utf-8", 2, 5, "Byte 0xFF is not UTF-8.", "Save the file as UTF-8.")),
        (b"\xff\xfea\x00", ("not-utf-8", 1, 1, "Byte 0xFF is not UTF-8.", "Save the file as UTF-8.")),
        (b"a: \xed\xa0\x80", ("not-utf-8", 1, 4, "Byte 0xED is not UTF-8.", "Save the file as UTF-8.")),
        (b"x" * 70_000, ("too-big", 1, 1, "The file has 70,000 bytes, more than 65,536.", SHORTEN)),
        ("[" * 20_000, ("too-deep", 1, 1001, "This is nested more than 20 levels deep.", "Take a level out.")),
        ("{a: " * 10_000, ("too-deep", 1, 81, "This is nested more than 20 levels deep.", "Take a level out.")),
    ],
)  # fmt: skip
def test_what_cannot_be_read_at_all(text: str | bytes, problem: tuple) -> None:
    assert read(text) == (None, [problem])


def test_the_limits_themselves_are_fine() -> None:
    assert read(b"a: ".ljust(MAX_BYTES, b"x"))[1] == []
    assert read("a: " + "[" * 19 + "]" * 19)[1] == []


def test_a_register_may_be_big(tmp_path) -> None:
    topics = "schema: 1\ntopics:\n  waterfowl:\n    name: Waterfowl\n    description: " + "x" * MAX_BYTES
    assert problems_on_disk(tmp_path, {**collection(), "topics.yaml": topics}) == []
    [problem] = [p for p in problems_on_disk(tmp_path, {ENTRY: entry() + "#" * MAX_BYTES}) if p.rule == "too-big"]
    assert problem.message == "The file has 65,537 bytes, more than 65,536."


TOO_DEEP = ("This file stands too deep.", "An entry stands in the folder of its week, such as digests/2022-W42.")


@pytest.mark.parametrize(
    ("path", "message", "hint"),
    [
        ("outlet.yaml", 'Nothing reads "outlet.yaml".', 'Did you mean "outlets.yaml"?'),
        ("moved.yaml", 'Nothing reads "moved.yaml".', 'Did you mean "_moved.yaml"?'),
        ("notes.txt", 'Nothing reads "notes.txt".', "Entries stand in a folder such as 2022-W42."),
        ("ducks-counted.yaml", 'Nothing reads "ducks-counted.yaml".', "Entries stand in a folder such as 2022-W42."),
        ("2022-W42/swans.yml", 'Nothing reads "swans.yml".', 'Call it "swans.yaml".'),
        ("2022-W42/SWANS.YAML", 'Nothing reads "SWANS.YAML".', 'Call it "SWANS.yaml".'),
        ("2022-W42/swan.png", 'Nothing reads "swan.png".', "Move it out of digests, or end its name in .yaml."),
        ("2022-W42/more/swan.txt", *TOO_DEEP),
    ],
)
def test_a_file_that_nothing_reads_is_a_typo(tmp_path, path: str, message: str, hint: str) -> None:
    [problem] = problems_on_disk(tmp_path, {**collection(), path: "a: b"})
    assert problem.path == f"digests/{path}"
    assert brief([problem]) == [("unknown-file", 1, 1, message, hint)]


@pytest.mark.parametrize("path", ["\udcff.txt", "2022-W42/\udcff.yaml", "\udcff/swans.yaml"])
def test_a_name_that_is_not_utf_8_can_be_printed(tmp_path, path: str) -> None:
    problems = problems_on_disk(tmp_path, {**collection(), path: entry(url="null")})
    assert [p.path for p in problems] == [f"digests/{path}".replace("\udcff", r"\xff")]
    for form in FORMATS.values():
        assert "xff" in form(problems, FRONT_DOOR).encode().decode()


@pytest.mark.parametrize("path", ["README.md", "entry.schema.json", ".hidden", ".git/config.yaml", "2022-W42/.swp"])
def test_files_that_may_stand_there(tmp_path, path: str) -> None:
    assert problems_on_disk(tmp_path, {**collection(), path: "a: b"}) == []


def test_an_entry_too_deep_is_read_all_the_same(tmp_path) -> None:
    problems = problems_on_disk(tmp_path, {"2022-W42/more/swans.yaml": "a: [", "sub/swans.yaml": entry()})
    assert [(p.path, p.rule) for p in problems] == [
        ("digests/2022-W42/more/swans.yaml", "unknown-file"),
        ("digests/2022-W42/more/swans.yaml", "not-yaml"),
        ("digests/sub/swans.yaml", "bad-folder"),
    ]


def test_the_tree_is_read_in_order_and_a_broken_link_is_a_problem(tmp_path) -> None:
    digests = write_tree(tmp_path, collection())
    (digests / "2022-W42" / "gone.yaml").symlink_to("nowhere")
    documents, problems = read_tree(digests, tmp_path)
    assert list(documents) == sorted([*collection(), "2022-W42/gone.yaml"])
    assert [path for path, document in documents.items() if document is None] == ["2022-W42/gone.yaml"]
    assert [(p.path, *brief([p])[0]) for p in problems] == [
        (
            "digests/2022-W42/gone.yaml",
            "unreadable",
            1,
            1,
            "It is a link that leads nowhere.",
            "Put the file itself in its place.",
        )
    ]
    elsewhere = read_tree(digests, tmp_path / "elsewhere")[0]
    assert elsewhere["topics.yaml"].path == f"{digests.as_posix()}/topics.yaml"


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (
            "a: @b",
            (
                "not-yaml",
                1,
                4,
                "This is not valid YAML: found character '@' that cannot start any token.",
                "Look at the indentation, quotes and brackets of this line and the one above.",
            ),
        ),
        ("- a", ("not-a-record", 1, 1, "The file does not consist of fields.", "")),
        (b"\xff", ("not-utf-8", 1, 1, "Byte 0xFF is not UTF-8.", "Save the file as UTF-8.")),
        ("", ("not-a-record", 1, 1, "The file is empty.", "")),
    ],
)
def test_settings_that_cannot_be_read(text: str | bytes, problem: tuple) -> None:
    document, found = parse_config("mkdocs.yml", text if isinstance(text, bytes) else text.encode())
    assert (document, brief(found)) == (None, [problem])


def test_settings_may_use_what_mkdocs_allows() -> None:
    text = "site_name: &name Swans\nb: *name\nc: !ENV [A, b]\nd: !!python/name:x.y\ne: 2022-10-09\nf: [1, yes]\n"
    document, problems = parse_config("mkdocs.yml", text.encode())
    assert problems == []
    assert document.data["b"] == "Swans"
    assert document.data["d"] is None
    assert document.where(("f", 1)) == (6, 8)


def test_what_was_read_is_read_again_once_it_has_changed_however(tmp_path: Path) -> None:
    """Also where it is as long as it was, and brings its own time."""
    path, seen = tmp_path / "topics.yaml", Seen()
    (tmp_path / "a.yaml").write_text("a", "utf-8")
    path.write_text("one", "utf-8")
    long_ago = time.time_ns() - 10**12

    def looked() -> dict[str, bytes | None]:
        return {file.parts[-1]: file.raw for file in walk(tmp_path, seen=seen)[0]}

    assert looked() == {"a.yaml": b"a", "topics.yaml": b"one"}
    path.write_text("two", "utf-8")
    assert looked()["topics.yaml"] == b"two", "however soon after it was read"
    # As if all of it had been read a while after it was written.
    seen.update({parts: (stamp, time.time_ns() + 10**12, file) for parts, (stamp, _, file) in seen.items()})
    first = walk(tmp_path, seen=seen)[0]
    assert [one is other for one, other in zip(first, walk(tmp_path, seen=seen)[0], strict=True)] == [True, True]
    path.write_text("ten", "utf-8")
    os.utime(path, ns=(long_ago, long_ago))
    (tmp_path / "a.yaml").unlink()
    assert looked() == {"topics.yaml": b"ten"}
    assert seen.keys() == {("topics.yaml",)}
