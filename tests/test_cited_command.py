"""`fingerprint --reference`: a cited page is captured once, all that cites it is compared, and nothing is lost."""

import argparse
import re
from pathlib import Path

import pytest
import terminal
from drafting import needs_extra
from hostile_server import hostile_server, resolver
from makers import collection, write_tree
from repository import commit, git
from test_cited import ADDRESS, BLOCK, PAGE, STANDS, citing, file_of, page, passage
from test_fetch import only_home

from newsdesk.build import Project
from newsdesk.commands import cited
from newsdesk.evidence.cited import capture_name
from newsdesk.intake.reach import Guard
from newsdesk.problems import Refusal

MKDOCS = "site_name: Swans\nsite_url: https://swans.example/\ntheme: {name: material}\n"
NAMED = "swans-counted"
TEXT_OF = f"captures/{capture_name(ADDRESS)}.txt"
ATTRIBUTES = Path(__file__).resolve().parent.parent / "newsdesk" / "starter" / ".gitattributes"
NOTE = (
    "schema: 1\nstatus: draft\nlead: swans-counted\nnote: The survey found 298 swans [survey].\n"
    "references: {survey: {url: https://survey.example/2021#top}}\n"
)


def press(root: Path, files: dict[str, str] | None = None, text: str = PAGE) -> Path:
    write_tree(root, files if files is not None else citing(passage(STANDS)))
    (root / "mkdocs.yml").write_text(MKDOCS, "utf-8")
    (root / "page.txt").write_text(text, "utf-8")
    return root


def run(root: Path, *arguments: object, day: str = "1666224000") -> terminal.Done:
    return terminal.run(*arguments, "--root", root, SOURCE_DATE_EPOCH=day)


def capture(root: Path, *more: object, named: str = NAMED, reference: str = "survey-2021") -> terminal.Done:
    return run(root, "fingerprint", named, *more, "--reference", reference)


_OTHERS = re.compile("was not captured|uncited-page")


def about_passages(root: Path) -> list[str]:
    """What the check says, but for other pages, which nobody has captured."""
    return [line for line in run(root, "check", "--notes").stdout.splitlines() if not _OTHERS.search(line)]


def test_a_page_is_captured_and_what_cites_it_compared(tmp_path: Path) -> None:
    root = press(tmp_path)
    done = capture(root, root / "page.txt")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines() == [
        f"Wrote the evidence of {ADDRESS}: 33 words, in full, from {root / 'page.txt'}.",
        f"Its text is {TEXT_OF}, on this machine alone.",
        f'digests/2022-W42/swans-counted.yaml:17:88: stands in the page: "{STANDS}".',
        'digests/2022-W42/swans-counted.yaml:16:10: stands in the page: "298".',
    ]
    assert (root / TEXT_OF).read_text("utf-8") == PAGE + "\n"
    assert (root / "captures" / ".gitignore").read_text("utf-8") == "*\n"
    before = (root / "digests" / "pages.yaml").read_bytes()
    assert about_passages(root) == []
    # Once more from the text that is kept, and on another day: there is nothing to write.
    again = run(root, "fingerprint", NAMED, "--reference", "survey-2021", day="1700000000")
    assert again.stdout.startswith(f"The evidence is current of {ADDRESS}: 33 words, in full, from {TEXT_OF}.\n")
    assert (root / "digests" / "pages.yaml").read_bytes() == before
    # Without the text, as in CI: what was compared still holds, and what is new does not.
    (root / TEXT_OF).unlink()
    assert about_passages(root) == []
    path = root / "digests" / "2022-W42" / "swans-counted.yaml"
    path.write_text(path.read_text("utf-8").replace("298 swans on the lake", "289 swans on the lake"), "utf-8")
    done = run(root, "check")
    assert done.returncode == 1
    assert 'swans-counted.yaml:17:88: passage-not-found: "counted 289 swans on the lake" does not stand' in done.stdout


def test_one_page_is_captured_once_for_all_that_cite_it(tmp_path: Path) -> None:
    stories = collection()["stories.yaml"].replace("https://council.example/notice", f"http://{ADDRESS}/")
    outlets = collection()["outlets.yaml"].replace(
        "https://register.example/lantern", f"https://{ADDRESS}?utm_source=x"
    )
    files = {**citing(passage(STANDS)), "stories.yaml": stories, "outlets.yaml": outlets, "2022-W42/_digest.yaml": NOTE}
    root = press(tmp_path, files)
    written = set()
    for named, reference in (
        (NAMED, "survey-2021"), ("digests/stories.yaml#swan-count", "notice"), ("outlets#lantern", "register"),
        ("2022-W42", "survey"), (root / "digests/2022-W42/_digest.yaml", "survey"),
    ):  # fmt: skip
        done = capture(root, root / "page.txt", named=str(named), reference=reference)
        assert (done.returncode, done.stderr) == (0, ""), named
        said = "4 records cite it: swans-counted, 2022-W42, outlets.yaml#lantern, stories.yaml#swan-count."
        assert said in done.stdout.splitlines()
        written.add((root / "digests" / "pages.yaml").read_bytes())
    assert len(written) == 1
    assert sum(b"survey.example/2021" in line for line in written.pop().splitlines()) == 1


SHOWN = "digests/2022-W42/swans-counted.yaml"
REFUSED: dict[str, tuple[tuple[str, str], int, str]] = {
    "no entry": (("nobody", "x"), 2, "There is no entry nobody. Name it by its id or by the path of its file. A"),
    "no week": (("2022-W40", "x"), 2, "There is no 2022-W40/_digest.yaml."),
    "no record": (("stories.yaml#swan-coutn", "x"), 2, 'There is no "swan-coutn" in digests/stories.yaml. Did'),
    "no references": (("topics.yaml#waterfowl", "x"), 2, "Records of topics.yaml have no references."),
    "no such reference": ((NAMED, "survey-2022"), 2, f'{SHOWN} has no reference "survey-2022" there. Did you mean'),
    "none at all": (("outlets.yaml#beacon", "x"), 2, 'digests/outlets.yaml has no reference "x" there. It has none.'),
    "an entry": ((NAMED, "other"), 1, f"{SHOWN}: other leads to the entry geese, and the evidence of that entry"),
    "no address": ((NAMED, "bad"), 1, f"{SHOWN}:17:116: bad has no address of a page."),
}  # fmt: skip


@pytest.mark.parametrize("what", REFUSED)
def test_what_cannot_be_captured(tmp_path: Path, what: str) -> None:
    (named, reference), code, message = REFUSED[what]
    references = (
        "{survey-2021: {url: https://survey.example/2021}, other: {entry: geese}, beacon-2022: {entry: x}, bad: {}}"
    )
    root = press(tmp_path, collection(references=references))
    done = capture(root, root / "page.txt", named=named, reference=reference)
    assert (done.returncode, done.stdout) == (code, "")
    assert done.stderr.startswith(f"build_digest.py: {message}"), done.stderr
    assert not (root / "digests" / "pages.yaml").exists()
    assert not (root / "captures").exists()


def test_what_records_no_longer_show_leaves_the_evidence_too(tmp_path: Path) -> None:
    root = press(tmp_path)
    capture(root, root / "page.txt")
    path, entry = root / "digests" / "pages.yaml", root / "digests" / "2022-W42" / "swans-counted.yaml"
    before = path.read_text("utf-8")
    fields = re.compile(r"(tokens|sentences|passages):\s")
    assert fields.findall(before) == ["tokens", "sentences", "passages"]
    done = capture(root, "--forget")
    assert (done.returncode, done.stdout) == (0, f"There was nothing to forget: {ADDRESS}.\n")
    assert path.read_text("utf-8") == before
    (root / TEXT_OF).unlink()
    text = entry.read_text("utf-8").replace("found 298 swans", "found many swans")
    entry.write_text(re.sub(r", passages: \[.*?\]", "", text), "utf-8")
    done = capture(root, "--forget")
    taken = f"Took 3 hashes out of the evidence of {ADDRESS} that nothing in our texts calls for now.\n"
    assert (done.returncode, done.stdout) == (0, f"{taken}Wrote digests/pages.yaml.\n")
    after = path.read_text("utf-8")
    assert fields.findall(after) == []
    assert run(root, "check").returncode == 0
    done = capture(root, "--forget", reference="beacon-2022")
    assert done.stderr == (
        "build_digest.py: pages.yaml: there is no evidence of beacon.example/counts as the tool wrote it.\n"
    )
    done = capture(root, named=str(root / "digests" / "stories.yaml"))
    assert done.stderr == "build_digest.py: Name a record of stories.yaml: stories.yaml#ID.\n"


def test_options_that_do_not_go_together(tmp_path: Path) -> None:
    root = press(tmp_path)
    for arguments, message in (
        (("fingerprint", NAMED, root / "page.txt", "--excerpt"), "--excerpt, --language and --anew are for a page"),
        (("fingerprint", NAMED, "x", "--reference", "survey-2021", "--language", "xx"), "--language xx is no language"),
        (("fingerprint", NAMED, "/nowhere.txt", "--reference", "survey-2021"), "/nowhere.txt cannot be read: No such"),
    ):  # fmt: skip
        done = run(root, *arguments)
        assert (done.returncode, done.stdout) == (2, "")
        assert message in done.stderr
    (root / "page.txt").write_text(" … ", "utf-8")
    done = capture(root, root / "page.txt")
    assert (done.returncode, done.stderr) == (1, "build_digest.py: The text has no words.\n")


def test_a_passage_that_does_not_stand_there_is_told(tmp_path: Path) -> None:
    root = press(tmp_path, citing(passage(STANDS.replace("298", "289"))))
    done = capture(root, root / "page.txt")
    assert done.returncode == 1
    assert 'passage-not-found: "counted 289 swans on the lake" does not stand in the page.' in done.stdout
    assert done.stderr == "The page does not bear out all that cites it: 1 error.\n"
    assert ADDRESS in (root / "digests" / "pages.yaml").read_text("utf-8")
    # Of a part of the page nobody says so.
    done = capture(root, root / "page.txt", "--excerpt", "--anew")
    assert (done.returncode, done.stderr) == (0, "")
    assert ": note: not-comparable: " in done.stdout
    assert "read: excerpt" in (root / "digests" / "pages.yaml").read_text("utf-8")


def test_sentences_that_wait_for_other_pages_are_only_counted(tmp_path: Path) -> None:
    files = citing(passage(STANDS))
    entry = "2022-W42/swans-counted.yaml"
    files[entry] = files[entry].replace("[beacon-2022]", "[beacon-2022]. In 2019 it was 511 swans [beacon-2022]")
    root = press(tmp_path, files)
    done = capture(root, root / "page.txt")
    assert (done.returncode, done.stderr) == (0, "")
    assert "not-comparable" not in done.stdout
    assert done.stdout.splitlines()[-1] == (
        "1 other sentence there waits for pages that nobody has captured yet: check --notes names them."
    )


def test_what_was_borne_out_is_not_lost_unasked(tmp_path: Path) -> None:
    root = press(tmp_path)
    capture(root, root / "page.txt")
    before = (root / "digests" / "pages.yaml").read_bytes()
    (root / "page.txt").write_text("Another page altogether.", "utf-8")
    done = capture(root, root / "page.txt")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == (
        "build_digest.py: pages.yaml: nothing was written. The evidence that is there bears out what this text does not"
        f' have: "{STANDS}". Is it the text of another page? If the page has changed, add --anew.\n'
    )
    assert (root / "digests" / "pages.yaml").read_bytes() == before
    assert (root / TEXT_OF).read_text("utf-8") == PAGE + "\n"
    done = capture(root, root / "page.txt", "--anew")
    assert done.returncode == 1
    # The former text is not lost either.
    (former,) = [path for path in (root / "captures").glob("*.txt") if path.read_text("utf-8") == PAGE + "\n"]
    assert f"The text that was there is now captures/{former.name}." in done.stdout


def test_a_block_with_a_fault_is_mended_by_capturing_the_page_again(tmp_path: Path) -> None:
    root = press(tmp_path)
    path = root / "digests" / "pages.yaml"
    whole = file_of(page(), page("a.example"), page("z.example"))
    for wrong in (
        whole.replace(BLOCK, BLOCK.replace("words: 33", "words: 34")),
        whole.replace(BLOCK, BLOCK[:-20] + "\n"),
        whole + BLOCK,
    ):
        path.write_text(wrong, "utf-8")
        assert run(root, "check").returncode == 1
        done = capture(root, root / "page.txt")
        assert (done.returncode, done.stderr) == (0, "")
        assert run(root, "check").stdout == ""
    for torn in (
        "- x\n",
        "schema: 1\n# a\nnothing: x\n",
        "<<<<<<< HEAD\n" + whole,
        whole.replace("schema: 1", "schema: 2"),
    ):
        path.write_text(torn, "utf-8")
        done = capture(root, root / "page.txt")
        assert done.returncode == 1
        assert "digests/pages.yaml: nothing was written" in done.stderr
        assert path.read_text("utf-8") == torn


def test_pages_of_two_branches_go_together(tmp_path: Path) -> None:
    root = press(tmp_path, {**citing(passage(STANDS)), "pages.yaml": file_of(page("a.example"), page("z.example"))})
    (root / ".gitattributes").write_bytes(ATTRIBUTES.read_bytes())
    (root / ".gitignore").write_text(".cache/\n", "utf-8")
    git(root, "init", "-q", "-b", "main")
    commit(root)
    for branch, reference in (("one", "survey-2021"), ("two", "beacon-2022")):
        git(root, "checkout", "-q", "-b", branch, "main")
        assert capture(root, root / "page.txt", reference=reference).returncode == 0
        commit(root)
    git(root, "merge", "-q", "one")
    text = (root / "digests" / "pages.yaml").read_text("utf-8")
    assert sorted(re.findall(r'^  "([^"]+)"', text, re.MULTILINE)) == [
        "a.example", "beacon.example/counts", "survey.example/2021", "z.example",
    ]  # fmt: skip
    assert about_passages(root) == []


@needs_extra
def test_a_page_is_fetched_where_no_text_is_named(tmp_path: Path) -> None:
    with hostile_server() as server:
        address = f"http://page.example:{server.port}/page"
        files = collection(references=f"{{survey-2021: {{url: '{address}'}}, beacon-2022: {{url: https://b.example}}}}")
        root = press(tmp_path, files)
        project = Project(root, root / "digests", root / "site", root / ".cache")
        options = argparse.Namespace(
            entry=NAMED, reference="survey-2021", text=None, excerpt=False, language=None, anew=False
        )
        guard = Guard(only_home, resolver(page_example="127.0.0.1"))  # type: ignore[arg-type]
        assert cited.run(project, options, guard) == 0
        (text,) = (root / "captures").glob("*.txt")
        assert "312 swans in one October morning" in text.read_text("utf-8")
        assert 'language: "en"' in (root / "digests" / "pages.yaml").read_text("utf-8")
        server.robots = b"HTTP/1.1 200 OK\r\nContent-Length: 26\r\n\r\nUser-agent: *\nDisallow: /\n"
        options.anew = True
        with pytest.raises(Refusal) as refused:
            cited.run(project, options, guard)
        assert "robots.txt" in str(refused.value)
    with pytest.raises(Refusal) as refused:  # nobody answers any more
        cited.run(project, options, guard)
    assert "\n" not in str(refused.value)
