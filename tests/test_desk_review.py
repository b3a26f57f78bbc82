"""Review at the desk: the queue, an entry beside its article, signatures, questions and second codings."""

import json
import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import desk as verbs
import pytest
import yaml
from effort import examples
from hypothesis import given
from hypothesis import strategies as st
from makers import write_tree
from open_desk import Opened, open_desk
from repository import commit

from newsdesk.build import Project
from newsdesk.desk.files import Desks
from newsdesk.desk.pages.review.notes import Notes
from newsdesk.evidence.cited import capture_name
from newsdesk.evidence.cited.addresses import address_key

ENTRY = "ferry-stops"
INNER = f"{verbs.WEEK}/{ENTRY}.yaml"
ARTICLE = """\
Ferry stops early

The ferry of Lanternmoor will stop at dusk from November on. </script><script>alert(1)</script>

“It was dark,” said Cara Fen. Bo Lind lives on the far bank & waits.

قالت Bo Lind ذلك.
"""


@pytest.fixture
def opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Opened]:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", verbs.CLOCK)
    root = verbs.desk(tmp_path)
    write_tree(root, {f"../captures/{ENTRY}.txt": ARTICLE})
    with open_desk(Project(root, root / "digests", root / "site", root / ".cache")) as one:
        yield one


def sign(opened: Opened, **changes: object) -> tuple[int, dict[str, object]]:
    """Sign the entry as its page shows it, but for some changes of what is sent."""
    page = opened.ask("GET", f"/review/{ENTRY}")[1]
    data = json.loads(re.findall(r'id="review">(.*?)</script>', page)[0])
    sent = {"by": "Vera Reader", "anew": False, "own": False, "seen": data["seen"], "signed": data["signed"], **changes}
    return opened.ask("POST", f"/api/review/{ENTRY}/sign", sent)


def test_an_entry_stands_beside_its_article_as_text(opened: Opened) -> None:
    status, text = opened.ask("GET", f"/review/{ENTRY}")
    assert status == 200
    number = re.findall(r'data-n="(\d+)">It was dark', text)[0]
    lit = (
        f'<span id="{{}}{number}"></span><a class="lit quotation stands" href="#{{}}{number}" data-n="{number}">'
        f"It was dark<sup>{number}</sup></a>"
    )
    assert lit.format("e", "t") in text
    assert f"“{lit.format('t', 'e')},” said" in text
    assert "&lt;/script&gt;&lt;script&gt;alert(1)&lt;/script&gt;" in text
    assert "alert(1)</script>" not in text
    assert "far bank &amp; waits." in text
    # A line is one text, whatever is lit in it: its pieces are not set apart from each other.
    assert re.search(r'<p dir="auto" lang="en" data-line="7">قالت <a[^>]*>Bo Lind<sup>[\d ]+</sup></a> ذلك\.</p>', text)
    # Each place that a link names is there, once.
    named = re.findall(r' id="([etm]\d+)"', text)
    assert len(named) == len(set(named))
    assert set(re.findall(r'href="#([etm]\d+)"', text)) <= set(named)
    # Without the text, the page says what is known without.
    (opened.desk.project.captures / f"{ENTRY}.txt").unlink()
    text = opened.ask("GET", f"/review/{ENTRY}")[1]
    assert "The text of the article is not on this machine." in text
    assert 'href="https://beacon.example/ferry" rel="noreferrer noopener"' in text
    assert 'class="lit quotation not-compared" href="#m' in text
    # A sentence of ours that quotes another script first is still read from left to right.
    said = "The text of the article is not on this machine: read it at https://beacon.example/ferry."
    assert f'<bdi dir="ltr" lang="en">{said}</bdi>' in text


def test_the_queue_says_who_waits_for_what(opened: Opened) -> None:
    root = opened.desk.project.root
    text = opened.ask("GET", "/review")[1]
    shown = re.findall(r'<a href="/review/([a-z-]+)"', text)
    assert shown == ["swans-leave", "swans-counted", "ferry-stops"]
    assert "drafted by a person (A. Tester) · never signed" in text
    opened.ask("POST", f"/api/notes/{ENTRY}", {"by": "Vera Reader", "text": "Who says November?"})
    status, refused = sign(opened)
    assert status == 409, "whoever signs is told of it"
    assert refused["refusal"] == "Questions are open about this entry: 1. Nothing was signed: reload the page."
    assert sign(opened, asked=1)[0] == 200
    assert (
        '<a href="/review">Asked back, and not answered:</a> <span class="count">1</span>' in opened.ask("GET", "/")[1]
    )
    path = root / "digests" / INNER
    path.write_text(path.read_text("utf-8").replace("at dusk from", "at nightfall from"), "utf-8")
    opened.desk.touched()
    for address, wanted in (
        ("/review?show=changed", [ENTRY]),
        ("/review?show=asked", [ENTRY]),
        ("/review?show=unsigned", ["swans-leave", "swans-counted"]),
        (f"/review?show=all&week={verbs.NEXT}", ["swans-leave"]),
        ("/review?by=machine", []),
        ("/review?from=2", [ENTRY]),
        ("/review?from=%C2%B2&show=%3Cscript%3E&week=x", []),
    ):
        text = opened.ask("GET", address)[1]
        assert re.findall(r'<a href="/review/([a-z-]+)"', text) == wanted, address
    text = opened.ask("GET", "/review?show=all&week=2022-W42")[1]
    assert "signed by Vera Reader, 2022-11-08" in text
    assert '<span class="badge">changed since it was signed</span>' in text
    assert '<span class="badge">asked back: 1</span>' in text


def test_whoever_accepts_an_entry_signs_it(opened: Opened) -> None:
    path = opened.desk.project.digests / INNER
    before = path.read_text("utf-8")
    status, done = sign(opened)
    assert (status, done["done"]) == (200, True)
    assert done["command"] == f".venv/bin/python build_digest.py review {ENTRY} --by 'Vera Reader'"
    assert done["said"] == [f"Signed {ENTRY}: Vera Reader, 2022-11-08.", f"Wrote digests/{INNER}"]
    after = path.read_text("utf-8")
    signed = r"reviewed:\n  by: Vera Reader\n  on: 2022-11-08\n  of: '?[0-9a-f]{16}'?\n"
    assert len(re.findall(signed, after)) == 1
    assert re.sub(signed, "", after) == before
    # Whoever signs writes the day of their own clock: where that has not begun elsewhere, readers there are told.
    day, mark = opened.desk.today, "a day that has not begun here"
    assert mark not in opened.ask("GET", f"/review/{ENTRY}")[1]
    opened.desk.today = lambda: day() - timedelta(days=1)
    assert mark in opened.ask("GET", f"/review/{ENTRY}")[1]
    opened.desk.today = day
    # Whoever comes next says who that is, and a signature is not overwritten unasked.
    assert 'value="Vera Reader"' not in opened.ask("GET", "/review/swans-leave")[1]
    status, done = sign(opened, by="Ben Reed")
    assert status == 409
    assert done["refusal"] == (
        f"Vera Reader signed {ENTRY} on 2022-11-08. Reload the page, and choose to sign in that place."
    )
    status, done = sign(opened, by="Ben Reed", anew=True)
    assert done["said"][0] == f"Signed {ENTRY}: Ben Reed, 2022-11-08. Before: Vera Reader, 2022-11-08."
    # Another tab that still shows the first signature knows nothing of the second, and does not replace it.
    signed = path.read_text("utf-8")
    status, done = sign(opened, by="Cora Dale", anew=True, signed="Vera Reader, 2022-11-08")
    assert (status, done["refusal"].partition(" on ")[0]) == (409, f"Ben Reed signed {ENTRY}")
    assert path.read_text("utf-8") == signed


def test_nobody_signs_what_they_drafted_or_did_not_read(opened: Opened) -> None:
    path = opened.desk.project.digests / INNER
    before = path.read_text("utf-8")
    refused = {
        "the drafter": ({"by": " a.  tester"}, f"a. tester wrote {ENTRY}, by git. Nothing was signed: ask somebody"),
        "another text": ({"seen": "0" * 16}, f"{ENTRY} was changed since this page was made. Nothing was signed"),
        "nobody": ({"by": " "}, "Write your name first"),
        "a program": ({"by": "machine"}, '"machine" is no person.'),
        "no text": ({"by": ["Vera"]}, 'The page sent no text as "by".'),
    }
    for name, (changes, said) in refused.items():
        status, told = sign(opened, **changes)
        assert (status, str(told["refusal"]).startswith(said)) == (409, True), (name, told)
    assert path.read_text("utf-8") == before
    status, done = sign(opened, by="a. tester", own=True)
    assert done["done"], done
    assert any("a second pair of eyes sees more" in line for line in done["said"])


def test_what_is_asked_back_waits_until_it_is_answered(opened: Opened) -> None:
    address = f"/api/notes/{ENTRY}"
    known = opened.ask("GET", address)[1]["name"]
    assert opened.ask("GET", address) == (200, {"notes": [], "name": known})
    status, told = opened.ask("POST", address, {"by": "Vera Reader", "text": " Which <b>November</b>? ", "about": "x"})
    assert status == 200
    note = told["note"]
    assert {key: note[key] for key in ("entry", "by", "on", "text", "about")} == {
        "entry": ENTRY, "by": "Vera Reader", "on": "2022-11-08", "text": "Which <b>November</b>?", "about": "x",
    }  # fmt: skip
    again = {"by": "Vera Reader", "text": "Which <b>November</b>?", "about": "x"}
    assert opened.ask("POST", address, again)[1]["note"] == note, "whoever presses twice asks once"
    assert opened.ask("GET", address)[1]["notes"] == [note]
    assert "Which &lt;b&gt;November&lt;/b&gt;?" in opened.ask("GET", f"/review/{ENTRY}")[1]
    for data in ({"by": "Vera Reader", "text": " \n"}, {"by": "", "text": "x"}, {"by": "Vera", "text": "x" * 4001}):
        assert opened.ask("POST", address, data)[0] == 409
    assert opened.ask("POST", "/api/notes/no-such-entry", {"by": "Vera", "text": "x"})[0] == 409
    assert opened.ask("POST", "/api/notes/swans-leave/answer", {"note": note["id"], "by": "Ada"})[0] == 409
    assert opened.ask("POST", f"{address}/answer", {"note": note["id"], "by": "Ada"}) == (200, {"notes": []})
    assert opened.ask("POST", f"{address}/answer", {"note": note["id"], "by": "Ada"})[0] == 409


@given(st.lists(st.one_of(st.text(max_size=30), st.none()), max_size=6), st.data())
@examples(1)
def test_notes_survive_a_cut_at_any_byte(tmp_path_factory: pytest.TempPathFactory, texts: list[str], data) -> None:
    notes = Notes(Desks(tmp_path_factory.mktemp("notes") / ".desk"))
    path, sizes, waiting = notes.desks.folder / "notes.jsonl", [0], [[]]
    for text in texts:
        if text is None and (known := notes.waiting()):
            notes.answer(known[0].entry, known[0].id, "Ada", "2022-11-08")
        else:
            notes.ask("ferry-stops", "Vera", "2022-11-08", f"? {text}")
        sizes.append(path.stat().st_size)
        waiting.append(notes.waiting())
    if not texts:
        return
    kept = data.draw(st.integers(0, sizes[-1]))
    path.write_bytes(path.read_bytes()[:kept])
    whole = max(at for at, size in enumerate(sizes) if size - 1 <= kept)
    assert notes.waiting() == waiting[whole]
    # Whatever was cut off, the next one stands.
    added = notes.ask("ferry-stops", "Vera", "2022-11-08", "And now?")
    assert notes.waiting() == [*waiting[whole], added]


def test_sources_are_coded_a_second_time_without_the_first(opened: Opened) -> None:
    root = opened.desk.project.root
    form = root / "captures" / f"{ENTRY}.coding.yaml"
    text = opened.ask("GET", f"/blind/{ENTRY}")[1]
    main = text[text.index("<main") : text.index("<details>")]
    assert ">Bo Lind</span>" in main
    assert "“It was dark,” said Cara Fen." in main
    for told in ("The report says", "That the ferry", "too early", "paraphrased</", " selected", "cara-fen", "swans"):
        assert told not in main, told
    codes = {"1": {"cited": "mentioned", "identified": "named", "actor": ""}, "2": {}}
    status, done = opened.ask("POST", f"/api/blind/{ENTRY}/save", {"by": "Ben Reed", "codes": codes})
    assert (status, done["done"], done["said"]) == (200, True, [f"captures/{ENTRY}.coding.yaml"])
    assert yaml.safe_load(form.read_text("utf-8")) == {
        "by": "Ben Reed",
        "sources": [
            {"source": 1, "name": "Bo Lind", "cited": "mentioned", "identified": "named", "actor": "TODO"},
            {"source": 2, "name": "Cara Fen", "cited": "TODO", "identified": "TODO", "actor": "TODO"},
        ],
    }
    # What one has begun is shown to no other, whoever sits at the desk next.
    assert opened.ask("GET", f"/blind/{ENTRY}?by=Ben+Reed")[1].count(" selected") == 2
    for who in ("", "?by=Cleo"):
        text = opened.ask("GET", f"/blind/{ENTRY}{who}")[1]
        assert (" selected" in text, "Ben Reed has begun" in text, 'id="by"' in text) == (False, True, False)
    assert "begun by Ben Reed" in opened.ask("GET", "/blind")[1]
    # Half a form is not recorded, and stays; another person, a drafter and words of no vocabulary are refused.
    status, done = opened.ask("POST", f"/api/blind/{ENTRY}/record", {"by": "Ben Reed", "codes": codes})
    assert (done["done"], done["complained"][-1]) == (False, "Nothing was recorded.")
    for sent in (
        {"by": "Cleo", "codes": {}},
        {"by": "Ben Reed", "codes": {"1": {"cited": "TODO\n- x"}}},
        {"by": "Ben Reed", "codes": {"1": {"role": "x"}}},
    ):
        assert opened.ask("POST", f"/api/blind/{ENTRY}/save", sent)[0] == 409
    assert form.exists()
    codes = {n: {"cited": "quoted", "identified": "named", "actor": "resident"} for n in ("1", "2")}
    status, done = opened.ask("POST", f"/api/blind/{ENTRY}/record", {"by": "Ben Reed", "codes": codes})
    assert done["done"], done
    assert done["command"] == f".venv/bin/python build_digest.py review {ENTRY} --blind --by 'Ben Reed'"
    assert done["said"][0] == (
        f"Recorded 2 sources of {ENTRY} by Ben Reed. The same as in the entry: cited 1 of 2, identified 2 of 2,"
        " actor 1 of 2."
    )
    assert not form.exists()
    assert "coded by Ben Reed" in opened.ask("GET", "/blind")[1]
    assert opened.ask("GET", f"/blind/{ENTRY}")[0] == 409


def test_whoever_drafted_an_entry_codes_it_not(opened: Opened) -> None:
    status, done = opened.ask("POST", f"/api/blind/{ENTRY}/save", {"by": "A. Tester", "codes": {}})
    assert (status, done["done"]) == (200, False)
    assert done["complained"] == [f"A. Tester wrote {ENTRY}, by git: the second reader has to be somebody else."]
    assert not (opened.desk.project.captures / f"{ENTRY}.coding.yaml").exists()


def test_a_question_about_a_draft_stands_in_the_queue(opened: Opened) -> None:
    opened.ask("POST", "/api/notes/ice-comes", {"by": "Vera Reader", "text": "Whose ice?"})
    text = opened.ask("GET", "/review?show=asked")[1]
    assert re.findall(r'<a href="/review/([a-z-]+)"', text) == ["ice-comes"]
    assert f"{verbs.NEXT} · draft</span>" in text
    assert "Whose ice?" in opened.ask("GET", "/review/ice-comes")[1]


def test_a_published_entry_is_changed_by_a_correction(opened: Opened) -> None:
    for name, path in (("swans-counted", "/after/"), ("swans-leave", "/draft/")):
        text = opened.ask("GET", f"/review/{name}")[1]
        assert f'id="change" href="{path}{name}"' in text
        # Where it is changed, the questions of reviewers are asked for.
        assert f'<section data-asked="{name}"' in opened.ask("GET", f"{path}{name}")[1]


def test_the_pages_of_references_stand_beside_it_where_they_are_at_hand(opened: Opened) -> None:
    page = "The council of Lanternmoor set the hours of the ferry in March 2021, <i>by order</i>."
    write_tree(
        opened.desk.project.root,
        {f"../captures/{capture_name(address_key('https://council.example/hours'))}.txt": page},
    )
    text = opened.ask("GET", f"/review/{ENTRY}")[1]
    details = text[text.index("<details>") : text.index("</details>")]
    assert "<summary>The page of [hours-2021], as it was captured</summary>" in details
    assert re.search(r'<a class="lit date stands" href="#e\d+" data-n="\d+">March 2021<sup>', details)
    assert "&lt;i&gt;by order&lt;/i&gt;" in details


def test_an_entry_of_no_right_shape_is_shown_with_what_is_wrong(opened: Opened) -> None:
    write_tree(opened.desk.project.root, {INNER: "schema: 1\ntitle: [x\n"})
    commit(opened.desk.project.root)
    status, text = opened.ask("GET", f"/review/{ENTRY}")
    assert (status, "not-yaml" in text, "“It was dark,” said Cara Fen." in text) == (200, True, True)
    assert 'href="/draft/ferry-stops"' in text
    assert "Accept: sign it" not in text
