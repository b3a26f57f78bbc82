"""A conflict of a merge is two values of each field; what is chosen is written whole, checked, and told to git."""

from collections.abc import Iterator, Mapping
from pathlib import Path

import desk as verbs
import pytest
from copying import copied
from makers import write_tree
from open_desk import Opened, open_desk
from repository import git
from test_desk_git import FERRY, WHO

from newsdesk.build import Project
from newsdesk.desk.git.changed import changed
from newsdesk.desk.git.conflict import Conflict, conflict_of, conflicts
from newsdesk.desk.git.marked import sides_of
from newsdesk.desk.git.settling import mark_of_disk
from newsdesk.desk.git.standing import standing

BASE = verbs.FERRY
OLD = "references:\n  hours-2021:"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The press of the verbs in a repository, which no test changes."""
    return verbs.desk(tmp_path_factory.mktemp("git"))


@pytest.fixture
def opened(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Opened]:
    for name, value in WHO.items():
        monkeypatch.setenv(name, value)
    root = copied(made, tmp_path / "c")
    with open_desk(Project(root, root / "digests", root / "site", root / ".cache")) as one:
        yield one


def write(root: Path, path: str, text: str | bytes | None) -> None:
    """Put a version of a file, or none."""
    if text is None:
        (root / path).unlink(missing_ok=True)
    else:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(text if isinstance(text, bytes) else text.encode())


def merging(root: Path, path: str, versions: tuple[str | bytes | None, ...], *, style: str = "merge") -> None:
    """Stop in the middle of a merge in which both sides have changed a file: base, ours and theirs."""
    base, ours, theirs = versions
    write(root, path, base)
    git(root, "add", "-A", "--", path) if base is not None or (root / path).exists() else None
    git(root, "commit", "-q", "--allow-empty", "-am", "Base")
    git(root, "switch", "-q", "-c", "other")
    write(root, path, theirs)
    git(root, "add", "-A", "--", "digests", "docs") if (root / "docs").exists() else git(root, "add", "-A", "digests")
    git(root, "commit", "-qm", "Theirs")
    git(root, "switch", "-q", "main")
    write(root, path, ours)
    git(root, "add", "-A", "--", "digests", "docs") if (root / "docs").exists() else git(root, "add", "-A", "digests")
    git(root, "commit", "-qm", "Ours")
    with pytest.raises(Exception, match="returned non-zero"):
        git(root, "-c", f"merge.conflictStyle={style}", "merge", "-q", "other")


def found_in(opened: Opened, path: str = FERRY) -> Conflict:
    project = opened.desk.project
    return conflict_of(project, standing(project.root), path)


def read(found: Conflict) -> tuple[str, str, str]:
    """The values of its first field as people read them: before, here and there."""
    return found.fields[0].said_base, found.fields[0].said_ours, found.fields[0].said_theirs


def settled(opened: Opened, path: str, choices: Mapping[str, str], whole: str = "") -> tuple[int, object]:
    """Choose by the names of fields; what is not named is as the page suggests it."""
    found = found_in(opened, path)
    keys = {one.key: choices.get(one.name, one.suggested) for one in found.fields} if found.is_of_fields else {}
    data = {"path": path, "mark": mark_of_disk(found), "choices": keys, "whole": whole}
    return opened.ask("POST", "/api/changes/conflict", data)


def entry(**fields: str) -> str:
    """The ferry, a field a line, with other values for some; "" takes a field out."""
    lines, seen = [], set()
    for line in BASE.splitlines():
        name = line.partition(":")[0]
        seen.add(name)
        value = fields.get(name)
        lines += [line] if value is None else [f"{name}: {value}"] if value else []
    lines += [f"{name}: {value}" for name, value in fields.items() if name not in seen and value]
    return "".join(f"{line}\n" for line in lines)


LIND = "{name: Bo Lind, actor: resident, identified: named, cited: paraphrased, says: That the ferry stops.}"
MARSH = "{name: Ida Marsh, actor: resident, identified: named, cited: paraphrased, says: That it was late.}"
# By the kind of value: what a field says at first, here and there, and how each reads.
VALUES = {
    "text": ("News", "Lake", "Town", ("News", "Lake", "Town")),
    "like_a_number": ("News", "'1'", "'2'", ("News", "1", "2")),
    "other_letters": ("News", "Озеро", "بحيرة", ("News", "Озеро", "بحيرة")),
    "list": ("[IS]", "[IS, FI]", "[IS, NO]", ("IS", "IS, FI", "IS, NO")),
    "emptied": ("[swan-count]", "[]", "[swan-count, x]", ("swan-count", "[]", "swan-count, x")),
    "day": ("2022-10-20", "2022-10-21", "2022-10-22", ("2022-10-20", "2022-10-21", "2022-10-22")),
    "nothing": ("A. Moor", "null", "B. Moor", ("A. Moor", "null", "B. Moor")),
    "no_text": ("A. Moor", '""', "B. Moor", ("A. Moor", '""', "B. Moor")),
    "goes": ("A. Moor", "", "B. Moor", ("A. Moor", "", "B. Moor")),
    "both_begin": ("", "A. Moor", "B. Moor", ("", "A. Moor", "B. Moor")),
    "yes_and_no": ("true", "false", "null", ("true", "false", "null")),
    "number": ("1", "2", "3", ("1", "2", "3")),
    "group": ("{a: 1}", "[1]", "x", ("a: 1", "1", "x")),
    "records": ("[{a: 1}]", "[{a: 1}, {a: 2}]", "[{a: 3}]", ("- a: 1", "- a: 1\n- a: 2", "- a: 3")),
}  # fmt: skip


def test_both_values_of_a_field_are_shown_of_every_kind(opened: Opened) -> None:
    root = opened.desk.project.root
    merging(root, FERRY, tuple(entry(**{name: said[side] for name, said in VALUES.items()}) for side in range(3)))
    found = found_in(opened)
    shown = {one.name: (one.said_base, one.said_ours, one.said_theirs) for one in found.fields}
    assert shown == {name: said[3] for name, said in VALUES.items()}
    assert {one.suggested for one in found.fields} == {""}
    status, text = opened.ask("GET", f"/changes/conflict?path={FERRY}")
    assert status == 200
    assert "<legend>other_letters</legend>" in text
    assert '<span class="said" dir="auto"><bdi>بحيرة</bdi></span>' in text
    status, data = settled(opened, FERRY, {"text": "ours"})
    names = [one.name for one in found.fields if one.name != "text"]
    assert (status, data) == (409, {"refusal": f"Choose a value for {', '.join(names)}."})


TAKEN = {
    "title": ("Ferry stops early", "Паром", "عبّارة"),
    "section": ("News", "'1'", "'2: x'"),
    "accessed": ("2022-10-20", "2022-10-21", "2022-10-22"),
    "countries": ("[IS]", "[IS, FI]", "[IS, NO]"),
    "url": ("null", "https://beacon.example/a", "https://beacon.example/b"),
    "byline": ("A. Moor", "", "B. Moor"),
    "genre": ("", "reportage", "opinion"),
}


@pytest.mark.parametrize("side", ["ours", "theirs"])
def test_the_chosen_values_are_written_and_staged(opened: Opened, side: str) -> None:
    root = opened.desk.project.root
    versions = tuple(entry(**{name: said[at] for name, said in TAKEN.items()}) for at in range(3))
    merging(root, FERRY, versions)
    status, done = settled(opened, FERRY, dict.fromkeys(TAKEN, side))
    assert status == 200, done
    assert done["said"] == [f"{FERRY} is written.", f"git knows that {FERRY} is settled."]
    there = (root / FERRY).read_text("utf-8").splitlines()
    # A field that comes from the other side stands where the order of the model has it.
    assert sorted(there) == sorted(versions[["ours", "theirs"].index(side) + 1].splitlines())
    assert git(root, "ls-files", "--unmerged") == ""


def test_a_merge_from_end_to_end(opened: Opened) -> None:
    root = opened.desk.project.root
    base = entry(sources=f"[{LIND}, {MARSH}]", section="News", byline="A. Moor", url="https://beacon.example/ferry")
    ours = base.replace("ferry stops.", "ferry stops at noon.").replace("News", "Lake")
    theirs = base.replace("ferry stops.", "ferry stops at one.").replace("A. Moor", "B. Moor")
    merging(root, FERRY, (base, ours, theirs))
    text = opened.ask("GET", "/changes")[1]
    assert f'<a href="/changes/conflict?path={FERRY}">' in text
    assert '<button id="go" disabled>Commit the merge</button>' in text
    refusal = {"refusal": "Some files are still in a conflict: settle them first."}
    assert opened.ask("POST", "/api/changes/commit", {"files": {}, "message": "x"}) == (409, refusal)
    found = found_in(opened)
    assert [(one.name, one.suggested) for one in found.fields] == [
        ("sources.Bo Lind.says", ""),
        ("section", "ours"),
        ("byline", "theirs"),
    ]
    assert settled(opened, FERRY, {"sources.Bo Lind.says": "theirs"})[0] == 200
    merged = (root / FERRY).read_text("utf-8")
    assert "ferry stops at one." in merged
    assert "section: Lake" in merged
    assert "byline: B. Moor" in merged
    text = opened.ask("GET", "/changes")[1]
    assert "Merge branch &#39;other&#39;</textarea>" in text
    status, done = opened.ask("POST", "/api/changes/commit", {"files": {}, "message": "Merge branch 'other'"})
    assert status == 200, done
    assert git(root, "log", "-1", "--format=%s %P").count(" ") == 4
    assert git(root, "status", "--porcelain", "digests") == ""


def test_what_the_check_refuses_is_not_written(opened: Opened) -> None:
    root = opened.desk.project.root
    merging(root, FERRY, (entry(language="en"), entry(language="ru"), entry(language="english")))
    before = (root / FERRY).read_bytes()
    status, data = settled(opened, FERRY, {"language": "theirs"})
    assert status == 409
    said = 'ferry-stops: "english" is not a language. Did you mean "en"?'
    assert data["refusal"].splitlines() == [said, "Nothing was written."]
    assert (root / FERRY).read_bytes() == before
    assert git(root, "ls-files", "--unmerged") != ""


def test_a_file_changed_underneath_is_shown_and_not_overwritten(opened: Opened) -> None:
    root = opened.desk.project.root
    merging(root, FERRY, tuple(entry(section=one) for one in ("News", "Lake", "Town")))
    mark = mark_of_disk(found := found_in(opened))
    by_hand = (root / FERRY).read_text("utf-8").replace("Lake", "Lake by hand")
    (root / FERRY).write_text(by_hand, "utf-8")
    data = {"path": FERRY, "mark": mark, "choices": {found.fields[0].key: "ours"}, "whole": ""}
    refusal = f"{FERRY} was changed since this page showed it. Reload the page, and look at it."
    assert opened.ask("POST", "/api/changes/conflict", data) == (409, {"refusal": refusal})
    assert (root / FERRY).read_text("utf-8") == by_hand
    assert read(found_in(opened))[1] == "Lake by hand", "what was written by hand is one of the values"


ENDS = {"\\n": "\n", "\\r\\n": "\r\n"}


@pytest.mark.parametrize("end", ENDS)
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_line_ends_and_marks_of_a_file_are_kept(opened: Opened, end: str, mark: str) -> None:
    root = opened.desk.project.root
    git(root, "config", "core.autocrlf", "false")
    versions = [
        (mark + entry(section=one, byline=two)).replace("\n", ENDS[end])
        for one, two in (("News", "A"), ("Lake", "A"), ("Town", "B"))
    ]
    merging(root, FERRY, tuple(versions))
    assert settled(opened, FERRY, {"section": "theirs"})[0] == 200
    assert (root / FERRY).read_bytes().decode() == (mark + entry(section="Town", byline="B")).replace("\n", ENDS[end])


PAGES = "digests/pages.yaml"
LEAVE = f"digests/{verbs.NEXT}/swans-leave.yaml"
LEFT = verbs.FILES[LEAVE.removeprefix("digests/")]
WHOLE = {
    "addresses": (
        "digests/_addresses.txt", ("# Kept\na/\n", "# Kept\na/\nc/\n", "# Kept\na/\nb/\n"), "both",
        "# Kept\na/\nb/\nc/\n",
    ),
    "one side deleted it": (FERRY, (entry(), None, entry(section="Town")), "theirs", entry(section="Town")),
    "the other side deleted it": (LEAVE, (LEFT, LEFT + "byline: X\n", None), "gone", None),
    "both have added it": (
        f"digests/{verbs.NEXT}/moon.yaml",
        (None, "schema: 1\nstatus: draft\ntitle: Moon\n", "schema: 1\nstatus: draft\ntitle: The moon\n"),
        "theirs", "schema: 1\nstatus: draft\ntitle: The moon\n",
    ),
    "a page of words": ("digests/note.md", ("One\n", "Two\n", "Три\n"), "theirs", "Три\n"),
    "bytes of another encoding": ("digests/note.md", (b"\xe9\n", b"\xe8\n", b"\xe7\n"), "ours", b"\xe8\n"),
    "a picture": ("digests/note.png", (b"\0a", b"\0b", b"\0c"), "theirs", b"\0c"),
    "no YAML on one side": (FERRY, (entry(), entry(section="Lake"), "title: [\n"), "ours", entry(section="Lake")),
}  # fmt: skip


@pytest.mark.parametrize("name", WHOLE)
def test_a_file_is_taken_as_a_whole(opened: Opened, name: str) -> None:
    path, versions, whole, wanted = WHOLE[name]
    root = opened.desk.project.root
    merging(root, path, versions)
    assert opened.ask("GET", f"/changes/conflict?path={path}")[0] == 200
    status, done = settled(opened, path, {}, whole)
    assert status == 200, done
    there = (root / path).read_bytes() if (root / path).exists() else None
    assert there == (wanted.encode() if isinstance(wanted, str) else wanted)
    assert git(root, "ls-files", "--unmerged") == ""


def test_the_evidence_of_pages_is_settled_page_by_page(opened: Opened) -> None:
    root = opened.desk.project.root
    page = "  https://{0}.example/:\n    retrieved: {1}\n"
    base = "schema: 1\npages:\n" + page.format("a", "2022-10-01")
    ours, theirs = (base + page.format(name, "2022-10-02") for name in ("b", "c"))
    merging(root, PAGES, (base, ours, theirs))
    found = found_in(opened, PAGES)
    assert [(one.name, one.suggested) for one in found.fields] == [
        ("pages.https://b.example/", "ours"),
        ("pages.https://c.example/", "theirs"),
    ]


def test_marks_without_a_merge(opened: Opened) -> None:
    """Somebody has committed the marks of git, or put a stash on top of other changes."""
    root = opened.desk.project.root
    text = entry(section="News").replace(
        "section: News\n",
        "<<<<<<< here\nsection: Lake\n||||||| base\nsection: News\n=======\nsection: Town\n>>>>>>> there\n",
    )
    (root / FERRY).write_text(text, "utf-8")
    assert [one.path for one in conflicts(standing(root), changed(standing(root)))] == [FERRY]
    found = found_in(opened)
    assert (found.names, list(read(found))) == (("here", "there"), ["News", "Lake", "Town"])
    assert settled(opened, FERRY, {"section": "theirs"}) == (200, {"said": [f"{FERRY} is written."]})
    assert (root / FERRY).read_text("utf-8") == entry(section="Town")
    assert opened.ask("GET", f"/changes/conflict?path={FERRY}")[0] == 409


def test_settled_by_hand_it_can_be_taken_as_it_stands(opened: Opened) -> None:
    root = opened.desk.project.root
    merging(root, FERRY, tuple(entry(section=one) for one in ("News", "Lake", "Town")))
    (root / FERRY).write_text(entry(section="Lake and town"), "utf-8")
    assert settled(opened, FERRY, {}, "disk")[0] == 200
    assert (root / FERRY).read_text("utf-8") == entry(section="Lake and town")
    assert git(root, "ls-files", "--unmerged") == ""


MARKED = {
    "two conflicts": (
        b"a\n<<<<<<< x\nb\n=======\nc\n>>>>>>> y\nd\n<<<<<<< x\n=======\ne\n>>>>>>> y\n",
        b"a\nb\nd\n", b"a\nc\nd\ne\n",
    ),
    "Windows": (b"<<<<<<< x\r\nb\r\n=======\r\nc\r\n>>>>>>> y\r\n", b"b\r\n", b"c\r\n"),
    "no end": (b"<<<<<<< x\nb\n=======\nc\n", None, None),
    "no beginning": (b"=======\nc\n>>>>>>> y\n", None, None),
    "a heading": (b"Title\n=======\n", None, None),
    "in a text": (b"a <<<<<<< x\n", None, None),
}  # fmt: skip


@pytest.mark.parametrize("name", MARKED)
def test_both_sides_come_out_of_marks(name: str) -> None:
    raw, ours, theirs = MARKED[name]
    found = sides_of(raw)
    assert (found and found.ours, found and found.theirs) == (ours, theirs)


def test_a_rebase_stages_and_leaves_the_rest_to_the_terminal(opened: Opened) -> None:
    root = opened.desk.project.root
    merging(root, FERRY, tuple(entry(section=one) for one in ("News", "Lake", "Town")))
    git(root, "merge", "--abort")
    with pytest.raises(Exception, match="returned non-zero"):
        git(root, "rebase", "-q", "other")
    assert settled(opened, FERRY, {"section": "theirs"})[0] == 200
    status, data = opened.ask("POST", "/api/changes/commit", {"files": {}, "message": "x"})
    assert (status, data["refusal"].startswith("A rebase is under way")) == (409, True)


def test_registers_follow(opened: Opened) -> None:
    """A conflict in a register is settled record by record, and its comments stay."""
    root = opened.desk.project.root
    text = (root / "digests/people.yaml").read_text("utf-8")
    write_tree(root, {})
    path = "digests/people.yaml"
    base, ours = text, text.replace("name: Ada Quill", "name: Ada Quill the Elder")
    merging(root, path, (base, ours, text.replace("name: Ada Quill", "name: Ada M. Quill")))
    assert [one.name for one in found_in(opened, path).fields] == ["people.ada-quill.name"]
    assert settled(opened, path, {"people.ada-quill.name": "theirs"})[0] == 200
    assert (root / path).read_text("utf-8") == text.replace("name: Ada Quill", "name: Ada M. Quill")
