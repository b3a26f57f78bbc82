"""Weeks on the desk: what each lacks leads to where it is done, its note is a form, and what goes out is shown."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import desk as verbs
import pytest
from makers import write_tree
from open_desk import Opened, open_desk

from newsdesk.build import Project
from newsdesk.desk.lacking.balance import Balances

RUN = ".venv/bin/python build_digest.py"
DIGEST = f"digests/{verbs.NEXT}/_digest.yaml"
KEPT = """\
# What the week was about.
schema: 1
status: draft
lead: null
note: >
  The lake froze early [old].

references:
  # found by Ida
  old: {url: https://old.example/, affiliated: true}
screened: {articles: 12, left_out: [{articles: 3, why: Sport}]}
allow: []
"""


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Opened]:
    root = verbs.desk(tmp_path_factory.mktemp("weeks"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", verbs.CLOCK)
        with open_desk(Project(root, root / "digests", root / "site", root / ".cache")) as one:
            yield one


@pytest.fixture
def files(opened: Opened) -> Iterator[dict[str, str]]:
    """The files as they were, which they are again after the test."""
    root = opened.desk.project.root
    before = verbs.files_in(root)
    yield before
    verbs.restored(root, before)
    opened.desk.touched()


def page_of(opened: Opened, path: str) -> str:
    status, text = opened.ask("GET", path)
    assert status == 200, text
    return str(text)


def post(opened: Opened, path: str, data: Any) -> Any:
    status, told = opened.ask("POST", f"/api/weeks{path}", data)
    return told if status == 200 else (status, told["refusal"])


def mark_of(opened: Opened) -> str:
    return page_of(opened, f"/weeks/{verbs.NEXT}").partition('"mark": "')[2].partition('"')[0]


def noted(opened: Opened, text: str = KEPT) -> None:
    """Put a note into the open week."""
    write_tree(opened.desk.project.root, {DIGEST.removeprefix("digests/"): text})
    opened.desk.touched()


# What a form sends that has changed nothing.
SAME = {
    "lead": "", "text": "The lake froze early [old].",
    "references": [{"id": "old", "was": "old", "url": "https://old.example/"}],
    "screened": {"articles": "12", "outlets": "", "note": ""},
    "left_out": [{"articles": "3", "why": "Sport"}],
}  # fmt: skip
WRITTEN: dict[str, tuple[dict[str, Any], tuple[str, str]]] = {
    "nothing": ({}, ("", "")),
    "the note": (
        {"text": "The lake froze late\n[old].\n\nNobody saw it [old]."},
        ("  The lake froze early [old].\n", "  The lake froze late [old].\n\n  Nobody saw it [old].\n"),
    ),
    "the lead": ({"lead": "swans-leave"}, ("lead: null\n", "lead: swans-leave\n")),
    "another reference": (
        {"references": [*SAME["references"], {"id": "new", "entry": "swans-counted"}],
         "text": "The lake froze early [old] [new]."},
        (
            "  The lake froze early [old].\n\nreferences:\n  # found by Ida\n  old: {url: https://old.example/,"
            " affiliated: true}\n",
            "  The lake froze early [old] [new].\n\nreferences:\n  # found by Ida\n  old: {url: https://old.example/,"
            " affiliated: true}\n  new:\n    entry: swans-counted\n",
        ),
    ),
    "what was screened": (
        {"screened": {"articles": "14", "outlets": "2", "note": ""}},
        ("{articles: 12, left", "{articles: 14, outlets: 2, left"),
    ),
    "nothing was left out": (
        {"left_out": [{"articles": "", "why": " "}]},
        (", left_out: [{articles: 3, why: Sport}]", ""),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", WRITTEN)
def test_a_note_is_written_as_the_file_is_laid_out(opened: Opened, files: dict[str, str], name: str) -> None:
    form, (old, new) = WRITTEN[name]
    noted(opened)
    told = post(opened, f"/{verbs.NEXT}/note", {**SAME, **form, "mark": mark_of(opened)})
    said = f"{DIGEST} is written." if form else "Nothing was changed."
    assert told == {"said": [said]}
    assert (opened.desk.project.root / DIGEST).read_text("utf-8") == KEPT.replace(old, new)


def test_the_check_stands_beside_the_fields_of_a_note(opened: Opened, files: dict[str, str]) -> None:
    noted(opened)
    wrong = {
        **SAME,
        "lead": "nobody",
        "text": "The lake froze early [gone]. No mark here.",
        "screened": {"articles": "12", "outlets": "", "note": ""},
        "references": [{"id": "old", "was": "old", "url": "no address"}],
    }
    faults = post(opened, f"/{verbs.NEXT}/check", wrong)["faults"]
    assert [(one["field"], one["text"].partition(".")[0]) for one in faults if one["field"]] == [
        ("references.old", '"no address" is not an address that a page may link to')
    ]
    wrong["references"] = SAME["references"]
    faults = post(opened, f"/{verbs.NEXT}/check", wrong)["faults"]
    assert {one["field"] for one in faults} >= {"lead", "note"}
    assert not [one for one in faults if one["field"] and ".yaml:" in one["text"]], "the place is beside it"
    before = (opened.desk.project.root / DIGEST).read_bytes()
    status, why = post(opened, f"/{verbs.NEXT}/note", {**wrong, "mark": mark_of(opened)})
    assert (status, why.splitlines()[-1]) == (409, "Nothing was written.")
    assert (opened.desk.project.root / DIGEST).read_bytes() == before


def test_a_note_that_was_changed_underneath_is_not_overwritten(opened: Opened, files: dict[str, str]) -> None:
    noted(opened)
    mark = mark_of(opened)
    noted(opened, KEPT + "# Another hand\n")
    told = post(opened, f"/{verbs.NEXT}/note", {**SAME, "lead": "swans-leave", "mark": mark})
    assert told == (409, f"{DIGEST} was changed since this page showed it. Reload the page, and look at it.")
    assert (opened.desk.project.root / DIGEST).read_text("utf-8").endswith("# Another hand\n")


def test_a_published_note_is_corrected_elsewhere(opened: Opened) -> None:
    text = page_of(opened, f"/weeks/{verbs.WEEK}")
    assert f'href="/after/{verbs.WEEK}"' in text
    assert 'id="note-form"' not in text
    told = post(opened, f"/{verbs.WEEK}/note", SAME)
    assert told == (409, f"{verbs.WEEK} has gone out: its note is corrected, so that readers are told.")


def test_what_a_week_lacks_leads_to_where_it_is_done(opened: Opened) -> None:
    text = page_of(opened, f"/weeks/{verbs.NEXT}")
    for link, what in (
        ("/draft/ice-comes", "Ice comes is not finished. Still to be filled in: Outlet."),
        ("/draft/swans-leave", "\u2068Swans leave\u2069 was never compared with its article."),
        ("/review/swans-leave", "\u2068Swans leave\u2069 is not reviewed."),
        ("#note", "Not written yet: Note, The entry that stands first, Screening log. Write it below, or do without."),
    ):
        assert f'<a href="{link}">{what}' in text
    assert "ice-comes · draft" in text
    assert "swans-leave · finished, not signed" in text
    assert "ferry-stops · finished, not signed · published" in page_of(opened, f"/weeks/{verbs.WEEK}")
    listed = page_of(opened, "/weeks")
    assert f'<a href="/weeks/{verbs.NEXT}">{verbs.NEXT}</a>' in listed
    assert "published 1 November 2022" in listed


def test_a_week_is_opened(opened: Opened, files: dict[str, str]) -> None:
    assert "This week is not open yet." in page_of(opened, "/weeks/2022-W44")
    told = post(opened, "", {"week": "2022-W44"})
    assert (told["done"], told["command"]) == (True, f"{RUN} week 2022-W44")
    assert "No entry lies in this week." in page_of(opened, "/weeks/2022-W44")
    assert post(opened, "", {"week": "2022-W44"}) == (409, "2022-W44 is open already.")
    assert post(opened, "", {"week": "2022-W46"}) == (409, "2022-W46 has not begun yet.")
    assert post(opened, "", {"week": "W44"}) == (409, '"W44" is no week. Write it like 2022-W45.')
    assert opened.ask("GET", "/weeks/..%2fx")[0] == 404
    assert opened.ask("GET", "/weeks/2022-W60")[0] == 409


def test_a_week_goes_out_with_what_was_confirmed(opened: Opened, files: dict[str, str]) -> None:
    noted(opened, KEPT.replace("early [old]", "early [old]").replace("lead: null", "lead: swans-leave"))
    text = page_of(opened, f"/weeks/{verbs.NEXT}")
    assert 'name="unreviewed"' in text
    assert 'name="early"' not in text, "it has ended"
    told = post(opened, f"/{verbs.NEXT}/edition", {})
    preview = told["text"]
    assert "<h1>" in told["page"]
    assert "**" not in told["page"], "it is shown as it will look"
    assert "Swans leave" in preview
    refused = post(opened, f"/{verbs.NEXT}/publish", {})
    assert not refused["done"]
    assert refused["complained"] == [
        f"No person has reviewed 1 entry of {verbs.NEXT}:",
        "  swans-leave",
        "Review them, or confirm with --unreviewed that they go out marked as unreviewed.",
    ]
    done = post(opened, f"/{verbs.NEXT}/publish", {"unreviewed": True})
    assert done["done"], done
    assert done["command"] == f"{RUN} week {verbs.NEXT} --publish --unreviewed"
    assert done["said"][0] == f"Published {verbs.NEXT}, edition 1: 1 entry."
    frozen = (opened.desk.project.digests / verbs.NEXT / "_edition-1.md").read_text("utf-8")
    assert frozen == preview, "what was shown is what went out"


def test_the_next_edition_is_shown_before_it_is_issued(opened: Opened, files: dict[str, str]) -> None:
    assert "Nothing has changed since the last edition." in page_of(opened, f"/weeks/{verbs.WEEK}")
    opened.desk.perform("correct", "ferry-stops", "title", "--to=Ferry stops late", "--kind=material", "--why=A slip.")
    text = page_of(opened, f"/weeks/{verbs.WEEK}")
    assert 'Edition 2 would say: <span dir="auto">Corrected: ferry-stops.</span>' in text
    assert '<del dir="auto">Ferry stops early</del>' in text
    assert '<ins dir="auto">Ferry stops late</ins>' in text
    preview = post(opened, f"/{verbs.WEEK}/edition", {})["text"]
    done = post(opened, f"/{verbs.WEEK}/publish", {})
    assert (done["done"], done["said"]) == (
        True,
        [f"Published {verbs.WEEK}, edition 2: 2 entries.", "Corrected: ferry-stops."],
    )
    assert (opened.desk.project.digests / verbs.WEEK / "_edition-2.md").read_text("utf-8") == preview


def test_gaps_lead_to_the_field_that_is_missing(opened: Opened) -> None:
    def first(kind: str) -> list[str]:
        status, told = opened.ask("GET", f"/api/gaps/{kind}")
        assert status == 200
        return [row["link"] for row in told["rows"]]

    assert first("genre") == ["/draft/swans-leave#genre", "/after/ferry-stops#genre", "/after/swans-counted#genre"]
    assert "/after/ferry-stops#references.hours-2021.title" in first("reference-titles")
    assert "/registers/outlets/beacon#owner" in first("owner")
    assert first("review")[0] == "/review/swans-leave"
    assert opened.ask("GET", "/gaps/nothing")[0] == 409
    text = page_of(opened, "/gaps/genre?page=9")
    assert '<a href="/after/ferry-stops#genre" dir="auto">Ferry stops early</a>' in text
    assert "Entries without the kind of text" in page_of(opened, "/gaps")


def test_balance_is_counted_with_its_entries(opened: Opened) -> None:
    page_of(opened, "/gaps/balance")
    status, told = opened.ask("GET", f"/api/gaps/balance?week={verbs.WEEK}&story=")
    assert (status, told["balance"]["entries"]) == (200, 2)
    whole = opened.ask("GET", "/api/gaps/balance")[1]
    assert opened.ask("GET", "/api/gaps/balance")[1] == whole
    assert opened.ask("GET", "/api/gaps/balance?week=x")[0] == 409


COUNTED_ANEW = {
    "an entry": (f"{verbs.WEEK}/ferry-stops.yaml", ("actor: eyewitness", "actor: official")),
    "an entry that names nobody known": (f"{verbs.WEEK}/ferry-stops.yaml", ("who: cara-fen", "who: nobody")),
    "an entry that nothing holds together": (f"{verbs.WEEK}/ferry-stops.yaml", ("outlet: beacon", "outlet: nobody")),
    "an entry that is gone": (f"{verbs.WEEK}/ferry-stops.yaml", None),
    "a note": (
        f"{verbs.WEEK}/_digest.yaml",
        ("The council counted", "Antarctica blamed Norway, and the council counted"),
    ),
    "a story": ("stories.yaml", ("summary: ", "summary: Antarctica blamed Norway. ")),
    "a register": ("people.yaml", ("    name: Cara Fen\n", "    name: Cara Fen\n    country: AQ\n")),
}


def test_balance_is_made_up_for_what_has_changed(
    opened: Opened, files: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("newsdesk.desk.lacking.balance._WORTH_KEEPING", 0)
    desk, running = opened.desk, Balances(opened.desk)
    running.figures()
    desk.touched()
    monkeypatch.setattr(desk, "looked", lambda: pytest.fail("Nobody waits for a check."))
    for name, (path, change) in COUNTED_ANEW.items():
        file = desk.project.digests / path
        text = file.read_text("utf-8")
        if change is None:
            file.unlink()
        else:
            assert change[0] in text, name
            file.write_text(text.replace(*change), "utf-8")
        for _ in ("changed", "put back"):
            desk.touched()
            resumed, fresh = Balances(desk), Balances(desk)
            monkeypatch.setattr(fresh, "_take_kept", lambda: None)
            assert running.figures() == resumed.figures(), name
            assert running.figures() == fresh.figures(), name
            file.write_text(text, "utf-8")


def test_an_error_is_told_and_nothing_breaks(opened: Opened, files: dict[str, str]) -> None:
    path = Path(opened.desk.project.digests) / verbs.WEEK / "ferry-stops.yaml"
    path.write_text(path.read_text("utf-8") + "what: x\n", "utf-8")
    opened.desk.touched()
    text = page_of(opened, f"/weeks/{verbs.WEEK}")
    assert '<a href="/draft/ferry-stops">ferry-stops has 1 error.</a>' in text
    status, told = opened.ask("GET", "/api/gaps/genre")
    assert (status, told["refusal"].startswith("The collection has 1 error: mend that first.")) == (409, True)


def test_who_makes_it_is_written_into_the_settings(opened: Opened, files: dict[str, str]) -> None:
    config = opened.desk.project.config
    before = config.read_text("utf-8")
    text = (
        "site_name: Swans\n# ours\nextra:\n  about:\n    # a name\n    publisher: TODO\n    funding: Ask us\n"
        "    complaints: {to: TODO, days: TODO}\n"
    )
    config.write_text(text, "utf-8")
    try:
        opened.desk.touched()
        assert 'href="/about"' in page_of(opened, "/"), "the first page says what is open"
        shown = page_of(opened, "/about")
        digest = shown.partition('data-digest="')[2].partition('"')[0]
        assert shown.count('class="badge"') == 9, "funding is said, and complaints have no reason"
        assert ">Ask us</textarea>" in shown
        points = {
            "publisher": {"text": "Quill: a club"},
            "funding": {"text": "Nobody pays.", "none": True},
            "complaints.days": {"text": "many"},
            "address": {"text": " "},
        }

        def write(digest: str = digest) -> tuple[int, Any]:
            return opened.ask("POST", "/api/about", {"digest": digest, "points": points})

        (fault,) = write()[1]["faults"]
        assert fault["at"] == ["complaints", "days"]
        assert '"days" must be a number of days' in fault["words"]
        assert config.read_text("utf-8") == text, "nothing is written"
        points["complaints.days"], points["site_url"] = {"text": "14"}, {"text": "no address"}
        assert [one["at"] for one in write()[1]["faults"]] == [["site_url"]]
        points["site_url"] = {"text": ""}
        assert write("another")[0] == 409, "the file was changed"
        assert write() == (200, {"faults": [], "said": ["It is written into mkdocs.yml."]})
        assert '<option value="ru" lang="ru">Русский</option>' in page_of(opened, "/about")
        contact = config.read_text("utf-8").replace("    complaints", "    contact: desk@example.org\n    complaints")
        config.write_text(contact, "utf-8")
        shown = page_of(opened, "/about")
        assert ">desk@example.org</textarea>" in shown, "what was written is not hidden"
        assert '">Still open: desk@example.org is a placeholder, and reaches nobody.</p>' in shown
        config.write_text(contact.replace("    contact: desk@example.org\n", ""), "utf-8")
        assert config.read_text("utf-8") == (
            "site_name: Swans\n# ours\nextra:\n  about:\n    # a name\n    publisher: 'Quill: a club'\n"
            "    funding:\n      'none': Nobody pays.\n    complaints: {to: TODO, days: 14}\n"
        )
    finally:
        config.write_text(before, "utf-8")
