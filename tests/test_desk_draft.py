"""Each thing that is done on the page of a draft changes the lines that it is about, and no others."""

import shutil
from collections.abc import Iterator
from typing import Any

import desk as verbs
import pytest
from desk import diff_of
from drafting import needs_extra
from drafts_on_desk import ARTICLE, DRAFT, NAME, Draft, drafting

from newsdesk.desk.pages.draft.marking import day_in
from newsdesk.desk.pages.draft.offers import notes_in
from newsdesk.desk.waiting import waiting
from newsdesk.intake.draft.writing import offered, todo
from newsdesk.problems import Refusal

pytestmark = needs_extra


@pytest.fixture(scope="module")
def one(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Draft]:
    with drafting(tmp_path_factory.mktemp("drafts")) as draft:
        yield draft


@pytest.fixture
def draft(one: Draft) -> Draft:
    one.put()
    return one


def changed(draft: Draft, before: str = DRAFT) -> str:
    """What differs from before, line by line."""
    return "".join(list(diff_of({"": before}, {"": draft.text}))[1:])


PAGE = "Маяк в Вендмуте снова зажгли спустя девять лет, и около четырёхсот человек пришли в гавань."
SOURCE = """\
+sources:
+  - name: Ada Quill
+    name_printed: Ada Quill
+    who: ada-quill
+    role: mayor
+    actor: official
+    identified: named
+    cited: quoted
+    says: TODO
+    quote: {text: 'We counted every single lamp, and every one of them works', language: en}
"""
DONE: dict[str, tuple[dict[str, Any], str]] = {
    "a field": ({"do": "set", "at": ["byline"], "value": " Odile   Marsh "}, "-byline: null\n+byline: Odile Marsh\n"),
    "a text": ({"do": "set", "at": ["summary"], "value": "Two\nlines: of it"}, "-  TODO\n+  Two lines: of it\n"),
    "a field with a comment behind": (
        {"do": "set", "at": ["drafted_by"], "value": "machine"},
        "-drafted_by: TODO  # not me\n+drafted_by: machine  # not me\n",
    ),
    "a value of a comment": (
        {"do": "candidate", "at": ["title"], "value": "Lamp lit again"},
        "-# As printed. Perhaps Lamp lit again (the first line of the text)?\n-title: TODO\n+title: Lamp lit again\n",
    ),
    "a comment is left": (
        {"do": "leave", "at": ["read"]},
        "-# full if you read the whole article, excerpt if only a part of it.\n",
    ),
    "an item": ({"do": "append", "at": ["topics"], "value": "waterfowl"}, "-topics: [TODO]\n+topics: [waterfowl]\n"),
    "a guess": ({"do": "confirm", "at": ["countries"]}, "-countries: [TODO]\n+countries: [IS]\n"),
    "a reference": (
        {"do": "set", "at": ["references", "lens"], "value": {"url": "https://lens.example/1"}},
        "-references: TODO\n+references:\n+  lens:\n+    url: https://lens.example/1\n",
    ),
    "an emptied field": ({"do": "set", "at": ["language"], "value": ""}, "-language: en\n+language: TODO\n"),
    "a field that may be empty": ({"do": "set", "at": ["archive_url"], "value": ""}, ""),
}


@pytest.mark.parametrize(("step", "lines"), DONE.values(), ids=DONE)
def test_a_step_changes_its_own_lines(draft: Draft, step: dict[str, Any], lines: str) -> None:
    draft.does(step)
    assert changed(draft) == lines


@pytest.mark.parametrize("why", ["a guess from the look of the page", "the title: (half", "the window (all)"])
@pytest.mark.parametrize(
    "value", ["Ada Quill", "Ada Quill (with Bo Lind and Cara Moor)", "What now? (a view) - 2", 'A "b" (c']
)
def test_what_is_taken_is_all_that_was_offered(value: str, why: str) -> None:
    said = todo("byline", f"As printed, or null. {offered(value, why)}")
    (note,) = notes_in("\n".join([*said, ""]))
    assert [(one.value, one.why) for one in note.candidates] == [(value, why)]
    # As drafts from before have it, without the quotation marks.
    if value.count("(") == value.count(")") and why.count("(") == why.count(")"):
        (note,) = notes_in(f"# As printed, or null. Perhaps {value} ({why})?\nbyline: TODO\n")
        assert [(one.value, one.why) for one in note.candidates] == [(value, why)]


def test_an_offer_is_taken_over_with_its_guesses_and_another_is_left(draft: Draft) -> None:
    state = draft.state()
    assert [(one["source"]["name"], one["source"]["actor"], one["guessed"]) for one in state["offers"]] == [
        ("Ada Quill", "official", {"actor": "As in earlier entries."}),
        ("Bo Lind", "resident", {"actor": "As in earlier entries."}),
    ]
    draft.does({"do": "accept", "offers": [0]})
    gone = DRAFT[DRAFT.index("#  # Attributed by: “…” said") : DRAFT.index("#\n#  # Attributed by: “…” Bo")]
    lines = changed(draft).splitlines(keepends=True)
    assert "".join(line for line in lines if line[0] == "+") == SOURCE
    assert {line[1:] for line in lines if line[0] == "-"} <= {"sources: TODO\n", "#\n", *gone.splitlines(keepends=True)}
    assert [one["source"]["name"] for one in draft.state()["offers"]] == ["Bo Lind"]
    draft.does({"do": "reject", "offers": [0]})
    assert draft.state()["offers"] == []
    assert "Bo Lind" not in draft.text
    assert "# mine: ask the council for the price of the lens\n" in draft.text


MARKED: dict[str, tuple[str, str, str]] = {
    "a title": ("Lamp lit again", "title", "+title: Lamp lit again"),
    "a cut word": ("dile Mars", "byline", "+byline: Odile Marsh"),
    "a date": ("25 October 2022", "date", "+published: 2022-10-25\n+published_basis: printed"),
    "a quotation with its marks": ("“Nobody asked us,”", "quotation", "text: 'Nobody asked us,'"),
    "a part of one": ("asked us", "quotation", "text: asked us"),
    "a name": ("Cara Moor", "name", "+    name_printed: Cara Moor"),
    "a role": ("minister", "role", "+    role: minister"),
}


@pytest.mark.parametrize(("words", "what", "lines"), MARKED.values(), ids=MARKED)
def test_marked_words_are_those_of_the_article(draft: Draft, words: str, what: str, lines: str) -> None:
    draft.does(draft.mark(words, what))
    written = "\n".join(line for line in changed(draft).splitlines() if line[0] == "+")
    assert lines in written
    assert draft.state()["broken"] == []


def test_a_quotation_suggests_who_says_it_and_nothing_is_written_before_it_is_confirmed(draft: Draft) -> None:
    state = draft.does(draft.mark("The harbour was dark for nine years", "quotation"))
    (source,) = state["data"]["sources"]
    assert source == {
        "name": "TODO",
        "actor": "TODO",
        "identified": "TODO",
        "cited": "quoted",
        "says": "TODO",
        "quote": {"text": "The harbour was dark for nine years", "language": "en"},
    }
    guessed = {tuple(one["at"][2:]): one["value"] for one in state["guesses"] if one["at"][0] == "sources"}
    assert guessed == {
        ("name_printed",): "Bo Lind",
        ("name",): "Bo Lind",
        ("role",): "a fisherman",
        ("actor",): "resident",
        ("identified",): "named",
    }
    (source,) = draft.does({"do": "confirm", "at": ["sources", 0]})["data"]["sources"]
    told = [source[name] for name in ("name", "role", "actor", "says")]
    assert told == ["Bo Lind", "a fisherman", "resident", "TODO"]
    # A name in the paragraph of a quotation that has none yet is that of whoever says it.
    draft.does(draft.mark("every one of them works", "quotation"), draft.mark("Ada Quill", "name"))
    (_, other) = draft.does(draft.mark("mayor", "role"))["data"]["sources"]
    assert (other["name_printed"], other["role"]) == ("Ada Quill", "mayor")


def test_what_turns_out_to_be_english_asks_for_no_translation(draft: Draft) -> None:
    """A draft of a PDF does not know its language; nobody can fill in a translation of English, nor empty it."""
    todo = "{text: TODO, by: TODO}"
    text = DRAFT.replace("language: en\nurl", f"title_en: {todo}\nlanguage: TODO\nurl", 1)
    draft.put(text.replace("#      language: en", f"#      language: TODO\n#      translation: {todo}"))
    state = draft.does({"do": "accept", "offers": [0, 1]})
    assert state["data"]["sources"][0]["quote"]["translation"] == {"text": "TODO", "by": "TODO"}
    draft.does({"do": "set", "at": ["sources", 0, "quote", "translation", "text"], "value": "A lamp"})
    draft.does(
        {"do": "set", "at": ["language"], "value": "en-GB"},
        *({"do": "set", "at": ["sources", one, "quote", "language"], "value": "en"} for one in (0, 1)),
    )
    data = draft.state()["data"]
    assert "title_en" not in data
    first, second = (one["quote"] for one in data["sources"])
    assert first["translation"] == {"text": "A lamp", "by": "human"}, "what somebody wrote stays"
    assert "translation" not in second


def test_nothing_is_done_that_cannot_be(draft: Draft) -> None:
    wrong: dict[str, tuple[dict[str, Any], str]] = {
        "no step": ({"do": "format-disk"}, "The page asks for something that the desk does not know."),
        "what a program writes": ({"do": "set", "at": ["evidence"], "value": 1}, "names no field that can be changed"),
        "a signature": ({"do": "set", "at": ["reviewed", "by"], "value": "Me"}, "names no field that can be changed"),
        "no path": ({"do": "set", "at": "title", "value": "x"}, "names no field that can be changed"),
        "a way up": ({"do": "set", "at": ["..", "x"], "value": "x"}, "names no field that can be changed"),
        "no value": ({"do": "set", "at": ["title"], "value": 1.5}, "a value that no field can hold"),
        "a sign that no file holds": ({"do": "set", "at": ["title"], "value": "a\u0000b"}, "was not changed"),
        "no words": ({"do": "mark", "as": "title", "start": 14, "end": 16}, "No words of the article are marked"),
        "no day": (draft.mark("every one of them", "date"), "names no day in full"),
        "another value": ({"do": "candidate", "at": ["title"], "value": "Mine"}, "This value is no longer offered."),
        "an offer that is gone": ({"do": "accept", "offers": [7]}, "This offer is no longer in the file."),
        "no source": (draft.mark("mayor", "role", source=3), "This source is no longer in the file."),
    }
    for name, (step, why) in wrong.items():
        status, told = draft.send(step)
        assert (status, why in told["refusal"]) == (409, True), (name, told)
        assert "state" not in told, name
    assert draft.text == DRAFT
    with pytest.raises(Refusal, match="day and month can be exchanged"):
        day_in("08/01/2014", "es")


def test_a_file_that_changed_underneath_is_never_overwritten(draft: Draft) -> None:
    digest = draft.state()["digest"]
    theirs = DRAFT.replace("byline: null", "byline: Somebody")
    draft.path.write_text(theirs, "utf-8")
    for path, data in (
        ("edit", {"steps": [{"do": "set", "at": ["byline"], "value": "Me"}]}),
        ("text", {"text": "schema: 1\n"}),
        ("finish", {}),
    ):
        status, told = draft.opened.ask("POST", f"/api/draft/{NAME}/{path}", {"digest": digest, **data})
        assert status == 409, path
        assert told["refusal"].endswith("was changed meanwhile by somebody else. Nothing was written over it.")
        assert told["state"]["data"]["byline"] == "Somebody"
    assert draft.text == theirs
    # A page that has learnt of the change, but still says what a field held before, does not write there either.
    step = {"do": "set", "at": ["byline"], "value": "Me"}
    assert draft.send(step | {"was": None})[0] == 409
    assert draft.text == theirs
    assert draft.send(step | {"was": "Somebody"})[0] == 200


def test_a_draft_says_that_it_is_one_until_it_is_finished(draft: Draft) -> None:
    ferry = (draft.path.parent.parent / verbs.WEEK / "ferry-stops.yaml").read_text("utf-8")
    draft.put(ferry.replace("https://beacon.example/ferry", "https://beacon.example/lamp"))
    assert draft.state()["stage"] == "finished"
    state = draft.does({"do": "set", "at": ["title"], "value": "Lamp lit"})
    assert state["stage"] == "draft"
    assert [one["at"] for one in state["problems"] if one["severity"] == "error"] == [
        ["published"],
        ["sources", 1, "quote", "text"],
    ]
    assert "\nstatus: draft\n" in draft.text
    status, told = draft.opened.ask("POST", f"/api/draft/{NAME}/finish", {"digest": state["digest"]})
    assert status == 200
    assert not told["performed"]["done"], "its quotations do not stand in the article"
    assert "\nstatus: draft\n" in draft.text
    # As text, too: what is typed there is no more finished than what is typed into a form, and what is undone is.
    whole = draft.text.replace("status: draft\n", "")
    for typed, stage in ((True, "draft"), (False, "finished")):
        given = {"digest": draft.state()["digest"], "text": whole, "typed": typed}
        status, state = draft.opened.ask("POST", f"/api/draft/{NAME}/text", given)
        assert (status, state["stage"]) == (200, stage)


def test_the_check_stands_beside_its_field_while_other_fields_are_open(draft: Draft) -> None:
    state = draft.does(
        {"do": "set", "at": ["summary"], "value": "A disaster."},
        {"do": "append", "at": ["topics"], "value": "waterfowls"},
        {"do": "set", "at": ["published"], "value": "2022-02-31"},
        {"do": "accept", "offers": [0, 1]},
        {"do": "set", "at": ["sources", 1, "quote", "text"], "value": "We counted nothing"},
    )
    told = {(".".join(map(str, one["at"])), one["rule"]) for one in state["problems"] if one["rule"] != "todo"}
    assert ("summary", "summary-length") in told
    assert ("topics.0", "unknown-topic") in told
    assert any(at == "published" for at, _ in told)
    assert any(at == "sources.1.quote.text" for at, _ in told), told
    assert {at for at, rule in told} <= {"summary", "topics.0", "published", "sources.1.quote.text"}, told
    open_ = {".".join(map(str, one["at"])) for one in state["problems"] if one["rule"] == "todo"}
    assert {"title", "outlet", "context", "references", "sources.0.says"} <= open_
    assert state["counts"]["summary"] == [2, 25, 160]
    # What stands in for what is open, so that the rest can be judged, is shown on no other page.
    [shown] = [one.title for one in waiting(draft.opened.desk).drafts if one.id == NAME]
    assert shown == NAME


def test_what_was_captured_is_text_and_nothing_else(draft: Draft) -> None:
    hostile = "<script>alert(1)</script>\u202e <img src=x onerror=alert(1)> {{ 7 * 7 }} “&lt;b&gt; it is,” he said.\n"
    draft.put(article=hostile)
    status, told = draft.opened.ask("GET", f"/api/draft/{NAME}/article")
    assert (status, told["text"]) == (200, hostile)
    _, page = draft.opened.ask("GET", f"/draft/{NAME}")
    assert "alert(1)" not in page
    state = draft.does(draft.mark("{{ 7 * 7 }}", "title"))
    assert state["data"]["title"] == "{{ 7 * 7 }}"
    status, told = draft.send(draft.mark("\u202e <img src=x onerror=alert(1)>", "title"))
    assert status in (200, 409)
    assert draft.state()["broken"] == []


def test_articles_in_other_scripts_and_of_any_size(draft: Draft) -> None:
    arabic = "قالت الوزيرة كارا مور إن «الميناء كان مظلما».\n"
    chinese = "灯塔😀再次点亮\n\n市长张伟说：“我们检查了每一盏灯。”\n"
    for article, words, wanted in (
        (arabic, "«الميناء كان مظلما»", "الميناء كان مظلما"),
        (chinese, "我们检查了每一盏灯", "我们检查了每一盏灯"),
        (chinese, "再次点亮", "再次点亮"),
        (f"{'A line of words. ' * 60}\n" * 200 + ARTICLE, "every one of them works", "every one of them works"),
        ("One\r\nTwo words\r\n", "Two words", "Two words"),
    ):
        draft.put(article=article)
        state = draft.does(draft.mark(words, "quotation"))
        assert state["data"]["sources"][0]["quote"]["text"] == wanted
        assert (state["problems"] is None) == (len(article) > 150_000)
    for article, why in ((" \n", ""), ("\udcff", "is not UTF-8")):
        draft.put()
        (draft.opened.desk.project.captures / f"{NAME}.txt").write_bytes(article.encode("utf-8", "surrogateescape"))
        _, told = draft.opened.ask("GET", f"/api/draft/{NAME}/article")
        assert told["there"] is True
        assert why in told["why"]
        assert draft.state()["broken"] == []
        assert draft.send({"do": "mark", "as": "title", "start": 0, "end": 2})[0] == 409


def test_an_article_that_is_not_there_is_pasted_or_uploaded_and_over_nothing(draft: Draft) -> None:
    captures = draft.opened.desk.project.captures
    draft.put(article=None)
    assert draft.opened.ask("GET", f"/api/draft/{NAME}/article")[1] == {"text": "", "why": "", "there": False}
    status, told = draft.opened.ask("POST", f"/api/draft/{NAME}/paste", {"text": " \n"})
    assert (status, told["refusal"][:24]) == (409, "There is no text in it. ")
    assert draft.opened.ask("POST", f"/api/draft/{NAME}/paste", {"text": "Swans\r\n\r\n\r\ncame.\u0000"})[0] == 200
    assert (captures / f"{NAME}.txt").read_text("utf-8") == "Swans\n\ncame.\n"
    assert (captures / ".gitignore").read_text("utf-8") == "*\n"
    status, told = draft.opened.ask("POST", f"/api/draft/{NAME}/paste", {"text": "Other"})
    assert (status, "is already there" in told["refusal"]) == (409, True)
    draft.put(article=None)
    own = {"x_desk": draft.opened.desk.token, "origin": draft.opened.address}
    answer, text = draft.opened.send("POST", f"/api/draft/{NAME}/upload", b"\x00\x01\x02\x03" * 9, **own)
    assert (answer.status, "This is no page, text or PDF" in text) == (409, True)
    answer, text = draft.opened.send("POST", f"/api/draft/{NAME}/upload", PAGE.encode("cp1251"), **own)
    assert answer.status == 200, text
    assert (captures / f"{NAME}.txt").read_text("utf-8") == f"{PAGE}\n"


def test_a_file_that_cannot_be_read_is_shown_as_text_with_its_fault(draft: Draft) -> None:
    broken = DRAFT.replace("language: en", "language: [en")
    draft.put(broken)
    state = draft.state()
    assert (state["text"], "data" in state) == (broken, False)
    fault = state["broken"][0]
    assert fault["line"] in (13, 14)
    assert fault["hint"]
    assert draft.send({"do": "set", "at": ["byline"], "value": "x"})[0] == 409
    assert draft.text == broken
    status, told = draft.opened.ask(
        "POST", f"/api/draft/{NAME}/text", {"digest": state["digest"], "text": broken + "#"}
    )
    assert (status, told["broken"] != []) == (200, True), "what is typed is kept, whatever it is"
    status, told = draft.opened.ask("POST", f"/api/draft/{NAME}/text", {"digest": told["digest"], "text": DRAFT})
    assert (status, told["broken"], told["stage"]) == (200, [], "unfinished")
    assert draft.text == DRAFT


def test_what_is_published_is_not_written_anew_here(draft: Draft) -> None:
    status, page = draft.opened.ask("GET", "/draft/ferry-stops")
    assert (status, 'href="/after/ferry-stops"' in page) == (200, True)
    path = draft.path.parent.parent / verbs.WEEK / "ferry-stops.yaml"
    before = path.read_text("utf-8")
    digest = draft.opened.ask("GET", "/api/draft/ferry-stops")[1]["digest"]
    data = {"digest": digest, "steps": [{"do": "set", "at": ["title"], "value": "Other"}], "text": "schema: 1\n"}
    for path_ in ("edit", "text", "finish"):
        status, told = draft.opened.ask("POST", f"/api/draft/ferry-stops/{path_}", data)
        assert (status, "is published" in told["refusal"]) == (409, True)
    assert path.read_text("utf-8") == before


def test_a_draft_goes_to_the_week_of_its_date_or_away_and_back(draft: Draft) -> None:
    def does(what: str) -> tuple[int, Any]:
        return draft.opened.ask("POST", f"/api/draft/{NAME}/{what}", {"digest": draft.state()["digest"]})

    assert draft.does({"do": "set", "at": ["published"], "value": "2027-05-01"})["dated"] == "", "it lies ahead"
    assert does("move")[1]["refusal"] == "2027-W17 has not begun yet."
    assert draft.does({"do": "set", "at": ["published"], "value": "2022-11-03"})["dated"] == "2022-W44"
    status, told = does("move")
    assert (status, told["done"]) == (200, True), told
    there = draft.opened.desk.project.digests / "2022-W44" / draft.path.name
    assert there.is_file()
    assert not draft.path.exists()
    text = there.read_text("utf-8")
    assert does("discard") == (200, {"done": True})
    assert not there.exists()
    status, page = draft.opened.ask("GET", f"/draft/{NAME}")
    assert (status, "This draft of 2022-W44 was discarded." in page) == (200, True)
    assert f'data-back="{NAME}"' in draft.opened.ask("GET", "/")[1], "what waits lists it, too"
    assert draft.opened.ask("POST", f"/api/draft/{NAME}/back", {}) == (200, {"done": True})
    assert "data-back" not in draft.opened.ask("GET", "/")[1]
    assert there.read_text("utf-8") == text
    assert draft.opened.ask("POST", f"/api/draft/{NAME}/back", {})[0] == 409
    shutil.rmtree(there.parent)


@pytest.mark.parametrize("name", ["nothing", "..%2f..%2fmkdocs", "_digest", "a" * 300, "x%00y"])
def test_what_is_no_entry_is_told(draft: Draft, name: str) -> None:
    assert draft.opened.ask("GET", f"/draft/{name}")[0] == 404
    assert draft.opened.ask("GET", f"/api/draft/{name}")[0] == 404
