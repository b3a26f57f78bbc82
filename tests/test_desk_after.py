"""What has gone out is changed on the desk as by the verbs: exact files, exact words, and nothing but what is shown."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import desk as verbs
import pytest
from open_desk import Opened, open_desk

from newsdesk.build import Project
from newsdesk.desk.after import foreseeing
from newsdesk.desk.after.fields import label_of
from newsdesk.interface import words_of
from newsdesk.problems import Problem, Severity
from newsdesk.store.verbs.published.fields import ELSEWHERE
from newsdesk.store.verbs.published.knowing import fields_of

FERRY = f"digests/{verbs.WEEK}/ferry-stops.yaml"
RUN = ".venv/bin/python build_digest.py"
LONG = "The report says that the ferry of Lanternmoor stops at noon from November on. It quotes Bo Lind, who lives on"
SUMMARY = f"{LONG} the far bank, and Cara Fen, who waited for it in the dark."
DOUBTED = {"doubted": "The check doubts what would be written, and says why. Nothing was written yet.", "done": False}
SAID = {"why": "A slip.", "kind": "minor"}


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Opened]:
    root = verbs.desk(tmp_path_factory.mktemp("after"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", verbs.CLOCK)
        yield from _opened(root)


def _opened(root: Path) -> Iterator[Opened]:
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


def marked(opened: Opened, name: str = "ferry-stops") -> str:
    status, text = opened.ask("GET", f"/after/{name}")
    assert status == 200, text
    return str(text).partition('data-mark="')[2].partition('"')[0]


def tried(opened: Opened, form: dict[str, Any], name: str = "ferry-stops") -> Any:
    status, data = opened.ask("POST", f"/api/after/{name}/try", form)
    assert status == 200, data
    return data


def done(opened: Opened, form: dict[str, Any], name: str = "ferry-stops") -> Any:
    status, data = opened.ask("POST", f"/api/after/{name}/do", {"mark": marked(opened, name), **form})
    assert status == 200, data
    return data


def diff(opened: Opened, before: dict[str, str]) -> str:
    return "".join(verbs.diff_of(before, verbs.files_in(opened.desk.project.root)))


def one(field: str, to: str) -> list[dict[str, str]]:
    return [{"name": field, "to": to}]


# By what is done: the form, the command that is shown, and the lines of the files that differ.
DONE: dict[str, tuple[dict[str, Any], str, str]] = {
    "a correction": (
        {"what": "correct", "fields": one("section", "Lake"), **SAID},
        f"{RUN} correct ferry-stops section --to=Lake --kind=minor '--why=A slip.'",
        f"+++ {FERRY}\n+section: Lake\n-corrections: []\n+corrections:\n+  - date: 2022-11-08\n+    kind: minor\n"
        "+    now: Lake\n+    why: A slip.\n",
    ),
    "a field taken away, and a text that begins with a dash": (
        {"what": "correct", "fields": [*one("sources.1.name_printed", ""), *one("section", "--lake")], **SAID,
         "kind": "material"},
        f"{RUN} correct ferry-stops sources.1.name_printed --to=null --kind=material '--why=A slip.'"
        " --with=section=--lake",
        "",
    ),
    "another id": (
        {"what": "rename", "new": "ferry-late", "week": verbs.WEEK, "why": "It was late."},
        f"{RUN} rename ferry-stops {verbs.WEEK}/ferry-late '--why=It was late.'",
        "",
    ),
    "a withdrawal": (
        {"what": "withdraw", "why": "It was a hoax."},
        f"{RUN} withdraw ferry-stops '--why=It was a hoax.'",
        f"+++ {FERRY}\n-corrections: []\n+corrections:\n+  - date: 2022-11-08\n+    kind: withdrawn\n"
        "+    why: It was a hoax.\n",
    ),
    "a name": (
        {"what": "name", "names": "Bo Lind\n", "as": "a neighbour", "why": "As asked."},
        f"{RUN} withdraw ferry-stops '--name=Bo Lind' '--why=As asked.' '--as=a neighbour'",
        "",
    ),
    "a reply": (
        {"what": "reply", "by": "Ida Marsh, council", "text": "At\nnoon.", "on": "2022-11-07", "language": "en"},
        f"{RUN} reply add ferry-stops '--from=Ida Marsh, council' '--text=At\nnoon.' --on=2022-11-07"
        " --language=en",
        "",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", DONE)
def test_each_form_does_what_its_verb_does(opened: Opened, files: dict[str, str], name: str) -> None:
    form, command, lines = DONE[name]
    foreseen = tried(opened, form)
    assert foreseen["faults"] == []
    assert diff(opened, files) == "", "to look ahead writes nothing"
    told = done(opened, form)
    assert (told["command"], told["done"]) == (command, True), told
    assert told["said"][: len(foreseen["said"])] == foreseen["said"], "what was foreseen is what was done"
    changed = diff(opened, files)
    assert changed
    assert not lines or changed == lines
    root = opened.desk.project.root
    verbs.restored(root, files)
    by_hand = verbs.said_by(root, *_arguments(command))
    assert by_hand["code"] == 0
    assert by_hand["diff"] == changed, "the command that is shown does the same"


def _arguments(command: str) -> list[str]:
    import shlex

    return shlex.split(command.removeprefix(f"{RUN} "))


def test_what_the_check_doubts_is_told_before_it_is_written(opened: Opened, files: dict[str, str]) -> None:
    text = opened.desk.project.captures / "ferry-stops.txt"
    article = "Ferry stops early. The ferry stops at dusk from November on, the council says. " * 4
    text.parent.mkdir(exist_ok=True)
    text.write_text(article, "utf-8")
    form = {"what": "correct", "fields": one("title", "Barges are sold"), "kind": "material", "why": "A slip."}
    try:
        (doubt,) = tried(opened, form)["faults"]
        assert (doubt["field"], doubt["severity"]) == ("to", "note")
        assert doubt["text"].startswith('The title "Barges are sold" does not stand in the article.')
        assert done(opened, form) == DOUBTED
        assert FERRY not in diff(opened, files)
        told = done(opened, {**form, "anyway": True})
        assert told["done"], "who has read it writes it all the same"
        assert "<strong>8 November 2022</strong>" in opened.ask("GET", "/after/ferry-stops")[1]
        assert any("does not stand in the article" in line for line in told["complained"]), "as correct itself says"
        assert "+title: Barges are sold" in diff(opened, files)
    finally:
        text.unlink()


@pytest.mark.parametrize("name", ["a withdrawal", "a reply", "another id"])
def test_any_form_asks_before_what_the_check_doubts(
    opened: Opened, files: dict[str, str], name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    doubt = Problem(FERRY, 1, 1, "stale-page", "It is doubted.", "See why.", Severity.WARNING)
    form = DONE[name][0]
    with monkeypatch.context() as patch:
        patch.setattr(foreseeing, "judged", lambda *_, **__: ([doubt], []))
        (said,) = tried(opened, form)["faults"]
        assert (said["field"], said["severity"]) == ("", "warning")
        assert done(opened, form) == DOUBTED
        assert FERRY not in diff(opened, files)
        assert done(opened, {**form, "anyway": True})["done"]


def test_what_readers_will_see_is_shown_before(opened: Opened, files: dict[str, str]) -> None:
    form = {"what": "correct", "fields": one("summary", SUMMARY), "kind": "material", "why": ""}
    assert tried(opened, form) == {
        "said": [
            "summary of ferry-stops is corrected.",
            "A material correction of 2022-11-08 tells readers what it said before.",
        ],
        "next": [],
        "correction": {
            "date": "2022-11-08",
            "kind": "material",
            "was": "The report says that the ferry of Lanternmoor stops at dusk from November on.",
            "now": "The report says that the ferry of Lanternmoor stops at noon from November on.",
            "why": "…",
            "head": "8 November 2022, material.",
        },
        "faults": [],
    }


PLACED: dict[str, tuple[dict[str, Any], str, str]] = {
    "too short": (
        {"what": "correct", "fields": one("summary", "Too short."), "kind": "material"}, "to",
        "The summary has 2 words. Say more: 25 to 160 words.",
    ),
    "too weak": (
        {"what": "correct", "fields": one("sources.2.quote.text", "It was bright"), "kind": "minor"}, "kind",
        '"minor" is too weak: "quote.text" of "Cara Fen" says something else. Write --kind material.'
        " docs/about/corrections-policy.md says why.",
    ),
    "no kind": (
        {"what": "correct", "fields": one("section", "x"), "why": "x"}, "kind",
        "Say whether a reader takes something else from it.",
    ),
    "no field": ({"what": "correct", "fields": [], "kind": "minor"}, "to", "Choose a field."),
    "nothing new": (
        {"what": "correct", "fields": one("title", "Ferry stops early"), "kind": "minor"}, "to",
        '"title" of ferry-stops says that already. Nothing was changed.',
    ),
    "elsewhere": (
        {"what": "correct", "fields": one("evidence", "x"), "kind": "minor"}, "",
        '"evidence" of ferry-stops is not corrected. The tool writes it.',
    ),
    "no id": (
        {"what": "rename", "new": "Ferry Stops", "week": verbs.WEEK}, "new",
        '"Ferry Stops" is no id. Write small Latin letters, digits and single hyphens, such as bridge-opens-late.',
    ),
    "no week": (
        {"what": "rename", "new": "ferry-stops", "week": "2022-W50"}, "week",
        "2022-W50 is not open yet.",
    ),
    "the day lies elsewhere": (
        {"what": "rename", "new": "ferry-stops", "week": verbs.NEXT}, "",
        f'ferry-stops: "2022-10-18" does not lie in {verbs.NEXT}.'
        f" Move the file to {verbs.WEEK}, or correct the date.",
    ),
    "nobody of that name": (
        {"what": "name", "names": "Nobody", "why": "x"}, "names",
        'No source of ferry-stops is called "Nobody". It has Bo Lind, Cara Fen. Who is named in the text alone is'
        " registered first, in people.yaml with public: false.",
    ),
    "nobody replies": ({"what": "reply", "by": "", "text": "No."}, "by", "Write --from."),
    "a reply too early": (
        {"what": "reply", "by": "Ida", "text": "No.", "on": "yesterday"}, "",
        'ferry-stops: "yesterday" is not a day. Write year, month and day, such as 2026-11-21.',
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", PLACED)
def test_a_refusal_stands_beside_its_field(opened: Opened, name: str) -> None:
    form, field, text = PLACED[name]
    faults = tried(opened, form)["faults"]
    assert (field, text) in [(fault["field"], fault["text"]) for fault in faults]
    before = verbs.files_in(opened.desk.project.root)
    status, data = opened.ask("POST", "/api/after/ferry-stops/do", {"mark": marked(opened), "why": "x", **form})
    assert status == 409 or not data["done"]
    assert verbs.files_in(opened.desk.project.root) == before


def test_what_was_changed_underneath_is_not_overwritten(opened: Opened, files: dict[str, str]) -> None:
    mark = marked(opened)
    path = opened.desk.project.root / FERRY
    path.write_text(path.read_text("utf-8") + "section: Town\n", "utf-8")
    before = path.read_bytes()
    form = {"what": "correct", "fields": one("section", "Lake"), **SAID, "mark": mark}
    assert opened.ask("POST", "/api/after/ferry-stops/do", form) == (
        409,
        {"refusal": f"{FERRY} was changed since this page showed it. Reload the page, and look at it."},
    )
    assert path.read_bytes() == before


WAYS = {
    "/after/swans-leave": (303, "/draft/swans-leave"),
    f"/after/{verbs.NEXT}": (303, f"/weeks/{verbs.NEXT}#note"),
    f"/after/{verbs.WEEK}": (200, None),
    "/after/outlets/beacon": (200, None),
    "/after/people/ada-quill": (200, None),
    "/after/nowhere": (409, None),
    "/after/outlets/nowhere": (409, None),
    "/after/..%2f..%2fetc%2fpasswd": (409, None),
    "/after/x%23y": (409, None),
    "/after/-h": (409, None),
}


def test_where_a_page_leads(opened: Opened) -> None:
    token = opened.desk.token
    found = {path: opened.send("GET", path, x_desk=token)[0] for path in WAYS}
    assert {path: (answer.status, answer.getheader("location")) for path, answer in found.items()} == WAYS


def test_a_withdrawn_entry_has_nothing_to_correct(opened: Opened, files: dict[str, str]) -> None:
    assert done(opened, {"what": "withdraw", "why": "A hoax."})["done"]
    text = opened.ask("GET", "/after/ferry-stops")[1]
    assert "It is withdrawn: its page says so and stays. There is nothing more to correct." in text
    assert 'data-what="correct"' not in text
    assert 'data-what="reply"' in text


def test_a_note_of_a_week_is_corrected(opened: Opened, files: dict[str, str]) -> None:
    form = {"what": "correct", "fields": one("screened.articles", "13"), "kind": "minor", "why": "Counted anew."}
    faults = tried(opened, form, verbs.WEEK)["faults"]
    lead = {"what": "correct", "fields": one("lead", "ferry-stops"), "kind": "minor", "why": "It weighs more."}
    told = done(opened, lead, verbs.WEEK)
    assert told["done"], (told, faults)
    assert "-lead: swans-counted\n" in diff(opened, files)
    assert "+lead: ferry-stops\n" in diff(opened, files)


def test_the_root_is_not_left(tmp_path: Path, opened: Opened) -> None:
    status, data = opened.ask("POST", "/api/after/ferry-stops/do", {"what": "build", "mark": marked(opened)})
    assert (status, data["refusal"]) == (409, "The page asks for something that the desk does not do. Reload it.")


def test_every_field_that_may_be_corrected_has_words() -> None:
    kinds = ("entries", "digests", "outlets", "people", "places", "stories", "topics")
    names = {name for kind in kinds for name in fields_of(kind)} - ELSEWHERE.keys()
    assert {name for name in names if label_of(words_of("en"), name) == name} == set()
    assert label_of(words_of("ru"), "disputed.1.question") == "Спорные вопросы · 1 · Вопрос"
