"""Who answers for a collection: the settings, what is no answer, the page, the data, and the first publication."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from invented import collection as known
from invented import made
from makers import ABOUT, WEEK, collection, entry, write_tree
from tables import each
from terminal import run

import newsdesk
from newsdesk.build import Project
from newsdesk.check.shape import shape
from newsdesk.collection import Collection
from newsdesk.commands.week import open_or_show, publish, publish_due
from newsdesk.load.config import parse_config
from newsdesk.model.about import About, Answer, Complaints
from newsdesk.model.placeholders import no_answer
from newsdesk.model.settings import Settings
from newsdesk.problems import Refusal
from newsdesk.store.answering import placeholder_address, unanswered, unfilled
from newsdesk.views.data.published import about_json
from newsdesk.views.pages.itself.about import about

DAY = date(2022, 11, 7)
NAMES = (
    "publisher, address, responsible_editor, funding, conflicts_of_interest, contact, complaints.to, complaints.days,"
    " complaints.second_instance, right_of_reply"
)


def read(text: str) -> tuple[Settings | None, list[tuple[int, int, str, str, str]]]:
    document, found = parse_config("mkdocs.yml", f"site_name: Swans\n{text}".encode())
    assert document
    settings, faults = shape(Settings, document)
    return settings, [(p.line, p.column, p.rule, p.message, p.hint) for p in found + faults]


def given(text: str) -> About:
    settings, faults = read(text)
    assert faults == []
    assert settings
    return settings.extra.about


@each(
    "text",
    ["The Swan Society", "Ада Квилл", "李", "المجلس", "3 Ferry Lane", "desk@swans.zz", "Ada <desk@swans.zz>",
     "https://swans.zz/example.html", "Nobody pays: members work for nothing.", "No grants, no advertising.",
     "Financiado todo por sus socios", "None of the editors belongs to a party.", "Send your name and address to us.",
     "The example set by others", "+999 20 555 01 00", "Testament Press", "We (the editors)", "(Ada) and (Bo)",
     "Todorov & Sons", "Ко всем вопросам — Иван Нет", "An address is no public matter here.", "X5 Union"],
)  # fmt: skip
def test_what_is_an_answer(text: str) -> None:
    assert no_answer(text) == ""


@each(
    "text",
    ["TODO", " todo ", "TODO: ask Ada", "Ask Ada (TODO)", "tbd", "To be announced.", "Your Name", "YOUR NAME HERE",
     "<name>", "[Your organisation]", "{publisher}", "@NAME@", "xxxx", "XXX", "Jane Doe", "Lorem ipsum dolor sit amet",
     "desk@example.org", "Write to desk@mail.example.com", "https://example.net/form", "you@swans.zz", "press.example",
     "http://localhost:8000/", "desk@yourdomain.com", "Имя Фамилия", "Укажите", "впишите адрес", "заполните", "Asdf",
     "Insert your name here", "123 Main Street", "ТODO".replace("Т", "T"), "ＴＯＤＯ", "a", "Your name, your street"],
)  # fmt: skip
def test_what_is_a_placeholder(text: str) -> None:
    assert "placeholder" in no_answer(text)


@each(
    ("text", "why"),
    [("", "is empty"), (" \n", "is empty"), ("…", 'says nothing: "…"'), ("???", 'says nothing: "???"'),
     ("\u200b", 'says nothing: "\u200b"'), ("none", 'says "none" and not why: write none: and the reason'),
     ("N/A.", 'says "N/A." and not why: write none: and the reason'),
     ("-", 'says "-" and not why: write none: and the reason'),
     ("Нет", 'says "Нет" and not why: write none: and the reason')],
)  # fmt: skip
def test_what_says_nothing(text: str, why: str) -> None:
    assert no_answer(text) == why


def test_what_is_open_is_named_in_order() -> None:
    for text in ("", "extra: {}\n", "extra: {about: }\n", "extra: {about: TODO}\n", "extra: {about: {complaints: }}\n"):
        assert ", ".join(point.name for point in given(text).open) == NAMES
    assert given(ABOUT).open == []
    whole = given("extra:\n  about:\n    complaints: {none: Nobody would read them.}\n")
    assert [point.name for point in whole.open] == [n for n in NAMES.split(", ") if not n.startswith("complaints")]
    text = (
        "extra:\n  about: {contact: Knock twice, complaints: {none: none}, funding: {none: }, publisher: {none: TBD}}\n"
    )
    found = {point.name: point.why for point in given(text).open}
    assert found["publisher"] == 'is a placeholder: "TBD"'
    assert found["contact"] == 'leads nowhere: no e-mail address, page or number in "Knock twice"'
    assert found["complaints.none"] == 'says "none" and not why: write none: and the reason'
    assert found["funding"] == "is empty"


@each(
    ("text", "fault"),
    [
        ("{adress: x}", (3, 11, "unknown-field", '"adress" is not a field here.', 'Did you mean "address"?')),
        ("{complaints: {day: 3}}", (3, 24, "unknown-field", '"day" is not a field here.', 'Did you mean "days"?')),
        ("{funding: {non: x}}", (3, 21, "unknown-field", '"non" is not a field here.', 'Did you mean "none"?')),
        ("{address: 5}", (3, 20, "wrong-type", "This must be text, or none: and the reason.", "Put it in quotes.")),
        ("{funding: no}", (3, 20, "wrong-type", "This must be text, or none: and the reason.",
                           "Write none: and the reason, or put a text in quotes.")),
        ("{contact: [a, b]}", (3, 20, "wrong-type", "This must be text, or none: and the reason.",
                               "Write it in one text.")),
        ("{address: {text: x, none: y}}", (3, 20, "wrong-value", "It cannot be there and not.",
                                           "Keep none: or the text.")),
        ("{complaints: Write to us.}", (3, 23, "wrong-type", '"complaints" must be a group of fields.',
         "Write to, days and second_instance below it, one a line; or none: and the reason.")),
        *((f"{{complaints: {{days: {days}}}}}", (3, 30, "wrong-value",
           '"days" must be a number of days from 1 to 366.', "Write digits only, such as 14."))
          for days in ("0", "-3", "367", "yes", "14 days", "'14'", "1.5", "[14]")),
    ],
)  # fmt: skip
def test_what_is_no_form_of_an_answer(text: str, fault: tuple[int, int, str, str, str]) -> None:
    assert read(f"extra:\n  about: {text}\n")[1] == [fault]


def press(root: Path, settings: str, files: dict[str, str] | None = None) -> Project:
    write_tree(root, files or collection())
    (root / "mkdocs.yml").write_text(f"site_name: Swans\n{settings}", "utf-8")
    return Project(root, root / "digests", root / "site", root / ".cache")


def refused(project: Project) -> str:
    with pytest.raises(Refusal) as found:
        publish(project, WEEK, DAY, unreviewed=True, early=True)
    return str(found.value)


def test_the_first_publication_waits_and_names_every_point(tmp_path: Path) -> None:
    settings = ABOUT.replace("desk@swans.zz\n", "you@example.org\n").replace("days: 14", "days: TODO")
    project = press(tmp_path, settings.replace("The Swan Society", "Your Name"))
    waits = (
        "Before its first publication a digest says who answers for it. Fill in extra.about in mkdocs.yml:\n"
        '  publisher is a placeholder: "Your Name". Who publishes it: the name of a person or a body.\n'
        '  contact holds a placeholder: "you@example.org". How a reader reaches them: an e-mail address, a form, a'
        " number.\n"
        "  complaints.days is empty. Within how many days it is answered.\n"
        "Where there is none, write none: and the reason. Later editions and corrections always go out."
    )
    before = sorted(tmp_path.rglob("*"))
    assert refused(project) == f"Nothing was published. {waits}"
    assert waits in open_or_show(project, WEEK, DAY)[0]
    with pytest.raises(Refusal) as found:
        publish_due(project, DAY)
    assert str(found.value) == f"Nothing was published. {waits}"
    assert [path for path in sorted(tmp_path.rglob("*")) if ".cache" not in path.parts] == before
    (tmp_path / "mkdocs.yml").write_text(f"site_name: Swans\n{ABOUT}", "utf-8")
    assert "Before its first" not in open_or_show(project, WEEK, DAY)[0]
    assert publish(project, WEEK, DAY, unreviewed=True).startswith(f"Published {WEEK}, edition 1")
    # From now on nothing holds anything up: a correction goes out whoever answers for it.
    (tmp_path / "mkdocs.yml").write_text("site_name: Swans\n", "utf-8")
    assert "Nothing has changed since" in publish(project, WEEK, DAY)


def test_a_first_deployment_waits_like_a_first_digest(tmp_path: Path) -> None:
    project = press(tmp_path, "", collection())
    done = run("build", "--first", "--root", tmp_path)
    assert (done.returncode, done.stdout) == (1, "")
    begins = (
        "build_digest.py: Nothing was built. Before its first publication a digest says who answers for it. Fill in"
    )
    assert done.stderr.startswith(begins)
    assert "\n  publisher is empty. " in done.stderr
    assert not project.site.exists()
    # What has errors says which, and what has been published goes out whoever answers for it.
    (project.digests / "_addresses.txt").write_text("# All addresses\n2022/w42/\n", "utf-8")
    (project.digests / WEEK / "_digest.yaml").write_text("schema: 1\nstatus: drft\n", "utf-8")
    broken = run("build", "--first", "--root", tmp_path)
    assert (broken.returncode, broken.stdout) == (1, "")
    assert "Nothing was written: " in broken.stderr
    assert "Before its first" not in broken.stderr


def test_several_weeks_are_told_once(tmp_path: Path) -> None:
    later = {"published": "2022-10-25", "accessed": "2022-10-26", "added": "2022-10-26", "stories": "[]"}
    digest = {"2022-W43/_digest.yaml": "schema: 1\nstatus: draft\n"}
    more = {"2022-W43/geese.yaml": entry(title="Geese", url="https://lantern.example/geese", **later)}
    project = press(tmp_path, "extra: {publishing: {unreviewed: publish}}\n", {**collection(), **digest, **more})
    with pytest.raises(Refusal) as found:
        publish_due(project, DAY)
    assert str(found.value).count("publisher is empty") == 1


@pytest.mark.parametrize(
    ("path", "text", "is_first"),
    [
        ("_addresses.txt", "# All addresses\n2022/w42/\n", False),
        ("_addresses.txt", "# All addresses\n\n", True),
        (f"{WEEK}/_digest.yaml", "schema: 1\nstatus: published\npublished: 2022-10-30\n", True),
    ],
)
def test_the_files_tell_what_was_published(tmp_path: Path, path: str, text: str, is_first: bool) -> None:
    project = press(tmp_path, "", collection())
    (project.digests / path).write_text(text, "utf-8")
    if is_first:
        assert "Before its first publication" in open_or_show(project, WEEK, DAY)[0]
        # Only whoever wrote that a digest is published knows whether it was.
        assert ("build_digest.py migrate" in refused(project)) is ("published:" in text)
    else:
        try:
            said = publish(project, WEEK, DAY, unreviewed=True)
        except Refusal as refusal:
            said = str(refusal)
        assert "Before its first publication" not in said


def with_about(text: str) -> Collection:
    collected = known()
    extra = collected.settings.extra.model_copy(update={"about": given(text)})
    return replace(collected, settings=collected.settings.model_copy(update={"extra": extra}), memo={})


def test_a_build_warns_in_one_line() -> None:
    assert unanswered(known().settings) == []
    settings, _ = read("")
    assert settings
    assert unanswered(settings) == [
        f"mkdocs.yml: extra.about does not say yet who answers for this digest. It waits for: {NAMES}."
    ]


def test_a_build_names_the_passages_that_wait_for_whoever_makes_a_collection_theirs(tmp_path: Path) -> None:
    assert unfilled(tmp_path) == []
    (tmp_path / "docs" / "about").mkdir(parents=True)
    (tmp_path / "docs" / "big.md").write_text("For maintainers. How one machine is outgrown.\n", "utf-8")
    (tmp_path / "docs" / "how.md").write_text("# How\n\n*For maintainers: say which.*\n", "utf-8")
    (tmp_path / "docs" / "about" / "us.md").write_bytes(b"*For maintainers: say \xff who.*\r\n")
    assert unfilled(tmp_path) == [
        "docs/about/us.md:1 and docs/how.md:3: readers see what stands there for maintainers."
        " Write it, or delete the passage."
    ]
    starter = Path(newsdesk.__file__).parent / "starter"
    assert unfilled(starter)[0].startswith("docs/how-we-work.md:24 and docs/index.md:11: ")


def test_where_nobody_is_reached_a_build_says_so_and_pages_offer_nothing() -> None:
    about_all = {name: Answer(none="It is a demonstration.") for name in ("contact", "publisher")}
    held = known().settings.extra
    told = held.about.model_copy(update={**about_all, "complaints": Complaints()})
    extra = held.model_copy(update={"report": None, "about": told})
    settings = known().settings.model_copy(update={"extra": extra})
    assert unanswered(settings)[0].startswith("mkdocs.yml: ")
    alone = replace(known(), settings=settings, memo={})
    (page,) = about(alone)
    assert "no report can be sent through it" in page.content
    (page,) = about(known())
    assert "no report can be sent through it" not in page.content
    assert placeholder_address(settings).startswith("mkdocs.yml: site_url is https://example.org/press/, a placeholder")


def test_the_page_says_what_is_said_and_what_is_not() -> None:
    (page,) = about(known())
    assert '<a href="mailto:desk@strait.zz">desk@strait.zz</a>, or use' in page.content
    assert 'href="https://strait.zz/write?to=desk&amp;more"' in page.content
    assert "Ada &lt;b&gt;Quill&lt;/b&gt;" in page.content
    assert "<dd>None: Its members make it in the evenings.</dd>" in page.content
    assert "<dt>Answered within</dt><dd>21 days</dd>" in page.content
    assert "Not said yet" not in page.content
    (page,) = about(with_about("extra: {about: {publisher: Swans, contact: you@example.org, complaints: {days: 1}}}\n"))
    assert "you@example.org" not in page.content
    assert "<dd>1 day</dd>" in page.content
    assert (
        '<dt>Not said yet</dt><dd><span class="nd-aside">Address, responsible editor, contact, funding, conflicts of'
        " interest, complaints, who decides then and right of reply</span></dd>"
    ) in page.content
    (page,) = about(with_about(""))
    assert "<dl" not in page.content
    assert "The publisher has not said yet who answers for this digest." in page.content
    (page,) = about(with_about("extra: {about: {complaints: {none: We are one person.}}}\n"))
    assert '<div id="answers-complaints"><dt>Complaints</dt><dd>None: We are one person.</dd></div>' in page.content
    assert "Answered within" not in page.content


def test_data_and_search_engines_have_it() -> None:
    published = json.loads(made()["api/v1/about.json"].text)  # type: ignore[union-attr]  # a file, not a page
    assert published["about"]["funding"] == {"none": "Its members make it in the evenings."}
    assert published["about"]["complaints"] == {
        "to": "desk@strait.zz",
        "days": 21,
        "second_instance": {"none": "The strait has no press council."},
    }
    assert (published["path"], published["not_said"]) == ("about/", [])
    silent = about_json(with_about("extra: {about: {contact: you@example.org}}\n"))
    assert silent["about"]["contact"] is None
    assert ", ".join(silent["not_said"]) == NAMES
    (page,) = about(known())
    node = json.loads(page.head[page.head.index("{") : page.head.rindex("}") + 1])
    assert node["ownershipFundingInfo"] == "https://example.org/press/about/#answers-funding"
    assert node["parentOrganization"]["name"] == "The Strait Reading Society"
    assert (node["email"], node["employee"]["name"]) == ("desk@strait.zz", "Ada <b>Quill</b>")
    (page,) = about(with_about(""))
    assert "ownershipFundingInfo" not in page.head
