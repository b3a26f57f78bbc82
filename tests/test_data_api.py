"""The static API: complete, valid by its own schemas, and discreet."""

import json
from dataclasses import replace

from data_files import SITE, files, loaded, made_of
from invented import changed, collection, made
from jsonschema import Draft7Validator
from tables import each

from newsdesk.check.draft import Draft
from newsdesk.collection import Collection
from newsdesk.model import CorrectionKind
from newsdesk.views import Page

COUNTS = {"entries": 19, "outlets": 9, "people": 5, "stories": 3, "digests": 5, "topics": 4, "places": 2}
ONE = {
    "entries": "entry",
    "outlets": "outlet",
    "people": "person",
    "stories": "story",
    "digests": "digest",
    "topics": "topic",
    "places": "place",
}
ALONE = ("entries", "outlets", "people", "stories", "digests")


def records(kind: str) -> list[dict]:
    return loaded(f"api/v1/{kind}.json")[kind]


@each("kind", COUNTS)
def test_each_kind_is_one_file_of_all_records(kind: str) -> None:
    assert list(loaded(f"api/v1/{kind}.json")) == [kind]
    assert len(records(kind)) == COUNTS[kind]
    key = "week" if kind == "digests" else "id"
    assert [r[key] for r in records(kind)] == sorted(r[key] for r in records(kind))


@each("kind", COUNTS)
def test_records_are_valid_by_the_schema_beside_them(kind: str) -> None:
    schema = loaded(f"api/v1/{ONE[kind]}.schema.json")
    Draft7Validator.check_schema(schema)
    validator = Draft7Validator(schema)
    for record in records(kind):
        assert [error.message for error in validator.iter_errors(record)] == []
        assert set(record) == set(schema["properties"]) == set(schema["required"])
    assert [name for name, field in schema["properties"].items() if not field.get("description")] == []


def test_the_schema_refuses_what_is_no_record() -> None:
    validator = Draft7Validator(loaded("api/v1/entry.schema.json"))
    good = records("entries")[0]
    for change in ({"cited": 1}, {"published": "last week"}, {"read": "half"}, {"notices": "none"}, {"topics": []}):
        assert not validator.is_valid({**good, **change}), change
    assert not validator.is_valid({name: value for name, value in good.items() if name != "web"})


@each("kind", ALONE)
def test_each_record_has_a_file_that_says_the_same(kind: str) -> None:
    key = "week" if kind == "digests" else "id"
    alone = {path: file for path, file in files().items() if path.startswith(f"api/v1/{kind}/")}
    assert list(alone) == [f"api/v1/{kind}/{record[key].lower()}.json" for record in records(kind)]
    assert [json.loads(file.text) for file in alone.values()] == records(kind)


def test_an_entry_has_the_fields_of_the_model_and_where_its_page_is() -> None:
    (entry,) = [entry for entry in records("entries") if entry["id"] == "tunnel-syndicated"]
    first = ["notices", "path", "web", "updated", "may_link", "looks", "sentences", "sides", "id", "week"]
    assert list(entry)[:10] == first
    assert (entry["path"], entry["web"]) == ("2022/w42/tunnel-syndicated/", f"{SITE}2022/w42/tunnel-syndicated/")
    assert (entry["schema"], entry["published"], entry["updated"]) == (1, "2022-10-19", "2022-10-20")
    assert entry["sources"][1] == {
        "name": "Ona Primer",
        "name_printed": None,
        "who": "ona-primer",
        "side": None,
        "role": None,
        "role_verified": {"text": "Harbour master of Samplehaven", "ref": "harbour-2022"},
        "actor": "official",
        "identified": "named",
        "cited": "mentioned",
        "via": None,
        "via_text": "a poster",
        "says": None,
        "quote": None,
    }
    assert entry["references"]["figures"]["entry"] == "harbour-figures"


def test_dates_stay_as_exact_as_they_are() -> None:
    dates = {entry["id"]: entry["published"] for entry in records("entries")}
    assert dates["tunnel-closed-in-persian"] == "2022-10-20/2022-10-23"
    assert dates["brackets-everywhere"] == "2022-10-20~"


def test_a_designated_publisher_s_notice_comes_first() -> None:
    for path in ("api/v1/entries/lamp-society-statement.json", "api/v1/outlets/lamp-society.json"):
        record = loaded(path)
        assert next(iter(record)) == "notices"
        assert record["notices"][0] == (
            "Lamp Society & Friends <of the Strait> is banned or listed as a terrorist organisation in Iceland since"
            " 4 March 2019. The society calls itself a union of keepers of lamps."
            " Reading & sharing may be punishable, so addresses"
            " are shown as text. The register also records acts of other kinds in New Zealand."
            " Each act, with its authority, date and reference:"
            f" {SITE}outlets/lamp-society/#designations."
        )
    assert loaded("api/v1/entries/lamp-society-statement.json")["may_link"] is False
    assert loaded("api/v1/entries/tunnel-syndicated.json")["may_link"] is True


def test_it_comes_before_a_withdrawal_too() -> None:
    (fix,) = collection().by_id["tunnel-report-withdrawn"].corrections
    assert fix.kind is CorrectionKind.WITHDRAWN
    known = changed("lamp-society-statement", corrections=(fix,))
    entry = json.loads(made_of(known)["api/v1/entries/lamp-society-statement.json"].text)
    assert [text.partition(" ")[0] for text in entry["notices"]] == ["Lamp", "This", "Drafted"]


def test_a_correction_is_quoted_in_the_notice() -> None:
    assert loaded("api/v1/entries/lighthouse-relit.json")["notices"] == [
        "Corrected on 5 November 2022. A statement was given to the wrong source."
        " Before: “that the keeper praised the horn” Now: “that residents spoke of the horn”"
    ]


def test_texts_that_look_like_html_stay_as_they_are() -> None:
    entry = loaded("api/v1/entries/brackets-everywhere.json")
    assert entry["title"] == '<script>alert(1)</script> & "quotes" {{ 7*7 }} […]'
    assert "<script>alert(1)</script> & {{ 7*7 }}" in entry["notices"][0]


def test_a_private_person_has_no_record_and_no_id() -> None:
    texts = {path: file.raw.decode(errors="replace") for path, file in files().items()}
    for word in ("mira-privatova", "private-resident", "Privatova", "Приватова", "A resident of Samplehaven"):
        assert [path for path, text in texts.items() if word in text] == []
    (seller,) = [s for s in loaded("api/v1/entries/strike-called.json")["sources"] if s["name"] == "A seller of fish"]
    assert seller["who"] is None
    accounts = [a for d in loaded("api/v1/stories/ferry-strike-2022.json")["disputed"] for a in d["accounts"]]
    assert [account["who"] for account in accounts] == ["ferry-union", None, "volna", None]


def test_registers_name_their_entries_newest_first_and_once() -> None:
    assert loaded("api/v1/stories/tunnel-closed-2022.json")["entries"] == [
        entry.id for entry in collection().by_story["tunnel-closed-2022"]
    ]
    digest = loaded("api/v1/digests/2022-w42.json")
    assert (digest["week"], digest["status"], digest["lead"]) == ("2022-W42", "published", "forty-voices")
    assert digest["screened"]["left_out"][0] == {"articles": 12, "why": "The title was not seen."}
    assert digest["entries"] == [entry.id for entry in collection().by_week["2022-W42"]]
    for person in records("people"):
        assert len(set(person["entries"])) == len(person["entries"])


def test_every_file_is_in_the_index_and_no_other() -> None:
    index = loaded("api/v1/index.json")
    listed = set()
    for row in index["files"]:
        listed.add(row["path"])
        if "schema" in row:
            assert row["schema"] in files()
    single = {f"api/v1/{kind}/{{id}}.json" for kind in ALONE}
    there = {path for path in files() if not path.startswith(tuple(f"api/v1/{kind}/" for kind in ALONE))}
    assert listed == there | single
    # A form is followed with what the records themselves hold.
    for form in single:
        kind = form.split("/")[2]
        for record in loaded(f"api/v1/{kind}.json")[kind]:
            assert form.format(**record) in files()
    assert {row["path"]: row["count"] for row in index["files"] if "count" in row and "{" not in row["path"]} == {
        f"api/v1/{kind}.json": count for kind, count in COUNTS.items()
    }
    assert (index["site"], index["web"], index["licence"]["id"]) == ("Sample Strait Digest", SITE, "CC-BY-4.0")


def test_an_entry_s_page_names_its_data() -> None:
    page = made()["2022/w42/tunnel-syndicated/"]
    assert isinstance(page, Page)
    link = (
        '<link rel="describedby alternate" type="application/json"'
        ' href="../../../api/v1/entries/tunnel-syndicated.json" title="This entry as data">'
    )
    assert page.head.count(link) == 1
    for path, name in (
        ("stories/ferry-strike-2022/", "stories/ferry-strike-2022"),
        ("outlets/strait-gazette/", "outlets/strait-gazette"),
        ("people/bakyt-ulgu/", "people/bakyt-ulgu"),
        ("2022/w42/", "digests/2022-w42"),
    ):
        page = made()[path]
        assert isinstance(page, Page)
        assert f"api/v1/{name}.json" in made()
        assert f'href="{"../" * path.count("/")}api/v1/{name}.json" title="This record as data">' in page.head
        assert f'<link rel="cite-as" href="{SITE}{path}">' in page.head
        assert "&lt;" not in page.head.partition("<script")[0]


def test_without_an_address_the_site_gives_its_own_paths_only() -> None:
    known = collection()
    bare = made_of(replace(known, settings=known.settings.model_copy(update={"site_url": None}), memo={}))
    entry = json.loads(bare["api/v1/entries/lamp-society-statement.json"].text)
    assert (entry["web"], entry["path"]) == (None, "2022/w42/lamp-society-statement/")
    assert entry["notices"][0].endswith("reference: outlets/lamp-society/#designations.")
    assert not [path for path, file in bare.items() if SITE.encode() in file.raw]


def test_an_empty_collection_has_every_file_but_those_of_records() -> None:
    empty = made_of(Collection.of(Draft(), collection().settings))
    assert json.loads(empty["api/v1/entries.json"].text) == {"entries": []}
    assert set(empty) == {p for p in files() if not p.startswith(tuple(f"api/v1/{kind}/" for kind in ALONE))}
    for path, file in empty.items():
        if path.endswith(".json"):
            json.loads(file.text)


def test_the_same_collection_gives_the_same_bytes() -> None:
    assert made_of(replace(collection(), memo={})) == files()
