"""The side panel registers as the verb in a terminal does: the same lines of YAML, and faults beside their fields."""

import gzip
import re
from collections.abc import Iterator
from difflib import unified_diff
from typing import Any
from urllib.parse import urlencode

import pytest
from drafting import needs_extra
from open_desk import Opened, open_desk
from test_desk import project_at

PAGE = (
    '<!doctype html><html lang="ru"><head><meta charset="{charset}"><title>Паром</title>'
    '<meta property="og:site_name" content="Озёрный вестник">'
    '<link rel="canonical" href="https://vestnik.example/parom">'
    '<link rel="alternate" type="application/rss+xml" href="/rss.xml">'
    '<link rel="alternate" type="application/rss+xml" href="javascript:alert(1)">'
    "<script>document.title = 'x'</script></head><body><main><h1>Паром остановлен</h1>"
    + "<p>Паром в Лантерн-муре остановлен до весны, сообщил совет города в понедельник утром.</p>" * 6
    + "</main></body></html>"
)


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Opened]:
    with open_desk(project_at(tmp_path_factory.mktemp("press"))) as one:
        yield one


def register(
    opened: Opened, kind: str, values: dict[str, Any], entry: str = "", *, paged: bool = False
) -> dict[str, Any]:
    data = {"kind": kind, "values": values, "entry": entry, "paged": paged}
    status, answer = opened.ask("POST", "/api/register", data)
    assert status == 200, answer
    return dict(answer)


def lines_added(opened: Opened, name: str, before: str) -> list[str]:
    now = text_of(opened, name)
    diff = list(unified_diff(before.splitlines(), now.splitlines(), n=0))[3:]
    assert not [line for line in diff if line.startswith("-")]
    return [line[1:] for line in diff if line.startswith("+")]


def text_of(opened: Opened, name: str) -> str:
    path = opened.desk.project.digests / name
    return path.read_text("utf-8") if path.exists() else ""


def capture(opened: Opened, name: str, raw: bytes) -> None:
    folder = opened.desk.project.captures
    folder.mkdir(exist_ok=True)
    (folder / name).write_bytes(raw)


def warc(body: bytes, packed: bool = False) -> bytes:
    """A WARC file as `new` keeps an answer."""
    body = gzip.compress(body) if packed else body
    packing = b"Content-Encoding: gzip\r\n" if packed else b""
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=windows-1251\r\n" + packing + b"\r\n" + body
    head = (
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:12345678-feed-1234-1234-123456789abc>\r\n"
        "WARC-Target-URI: https://vestnik.example/parom\r\nWARC-Date: 2022-11-08T12:00:00Z\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
    )
    return gzip.compress(head.encode() + http + b"\r\n\r\n")


_REGISTERED: dict[str, tuple[str, dict[str, Any], list[str], str]] = {
    "a person": (
        "people",
        {"name": "Ida Marsh", "native": "ru=Ида Марш", "also": ["I. Marsh", "ar=إيدا مارش"], "country": "IS"},
        [
            "  ida-marsh:", "    kind: person", "    name: Ida Marsh",
            "    name_native: {text: Ида Марш, language: ru}",
            "    aliases:", "      - I. Marsh", "      - {text: إيدا مارش, language: ar}", "    country: IS",
        ],
        "person add 'Ida Marsh' '--native=ru=Ида Марш' --country=IS '--also=I. Marsh' '--also=ar=إيدا مارش'",
    ),
    "a private person": (
        "people",
        {"name": "Eva Reed", "private": True},
        ["  eva-reed:", "    kind: person", "    name: Eva Reed", "    public: false"],
        "person add 'Eva Reed' --private",
    ),
    "one who is called like an option": (
        "people",
        {"name": "--private"},
        ["  private:", "    kind: person", "    name: --private"],
        "person add -- --private",
    ),
    "a body": (
        "people",
        {"name": "Lake Guard", "organisation": True, "country": "IS"},
        ["  lake-guard:", "    kind: organisation", "    name: Lake Guard", "    country: IS"],
        "person add 'Lake Guard' --country=IS --organisation",
    ),
    "a place": (
        "places",
        {"name": "Far Bank", "country": "IS", "note": "by the lake"},
        ["  far-bank:", "    name: Far Bank", "    country: IS", "    note: by the lake"],
        "place add 'Far Bank' --country=IS '--note=by the lake'",
    ),
    "a topic": (
        "topics",
        {"name": "Ferries", "description": "Boats that cross, and their hours."},
        ["  ferries:", "    name: Ferries", "    description: Boats that cross, and their hours."],
        "topic add Ferries 'Boats that cross, and their hours.'",
    ),
    "a story": (
        "stories",
        {
            "title": "The ferry stops",
            "date": "2022-11-01~",
            "country": ["IS"],
            "summary": "The ferry stops at dusk [swans].",
            "reference": ["swans=swans-counted"],
        },
        [
            "  the-ferry-stops:", "    title: The ferry stops", "    date: 2022-11-01~", "    countries: [IS]",
            "    summary: The ferry stops at dusk [swans].", "    references:", "      swans:",
            "        entry: swans-counted",
        ],
        "story add 'The ferry stops' '--date=2022-11-01~' '--summary=The ferry stops at dusk [swans].' --country=IS"
        " --reference=swans=swans-counted",
    ),
    "an outlet of which nobody has a page": (
        "outlets",
        {"target": "https://kun.example/a", "name": "Кун", "name_language": "ru", "name_en": "The Day",
         "language": ["ru"], "kind": "newspaper", "feed": ["https://kun.example/rss"]},
        [
            "  the-day:",
            "    name: Кун", "    name_language: ru", "    name_en: The Day", "    domains: [kun.example]",
            "    home:", "      value: https://kun.example/", "      basis: own-page", "    feeds:",
            "      - https://kun.example/rss", "    country: unknown",
            "    languages:", "      value: [ru]", "      basis: unreferenced", "    kind:", "      value: newspaper",
            "      basis: unreferenced", "    owner: unknown", "    funder: unknown", "    self_description: unknown",
            "    legal_status: unknown",
        ],
        "outlet add https://kun.example/a '--name=Кун' --name-language=ru '--name-en=The Day' --kind=newspaper"
        " --language=ru --feed=https://kun.example/rss",
    ),
}  # fmt: skip


def test_each_panel_writes_what_its_verb_writes(opened: Opened) -> None:
    for name, (kind, values, lines, command) in _REGISTERED.items():
        before = text_of(opened, f"{kind}.yaml")
        done = register(opened, kind, values)
        assert done["done"], (name, done)
        assert lines_added(opened, f"{kind}.yaml", before) == lines, name
        assert done["command"].removeprefix(".venv/bin/python build_digest.py ") == command
        assert done["id"] == lines[0].strip(" :")


def test_faults_stand_beside_their_fields_and_nothing_is_written(opened: Opened) -> None:
    cases: dict[str, tuple[str, dict[str, Any], set[str]]] = {
        "no name": ("people", {"name": " "}, {"name"}),
        "another script": ("people", {"name": "Ольга Тростник"}, {"name", "id"}),
        "a spelling without its language": ("people", {"name": "Ida", "also": ["Ида"]}, {"also"}),
        "no country": ("people", {"name": "Ida", "country": "Iceland"}, {"country"}),
        "no id": ("people", {"name": "Ida", "id": "Ida Marsh"}, {"id"}),
        "a name that somebody has": ("people", {"name": "Ada Quill"}, {"id", "same_name", ""}),
        "no domain": ("outlets", {"target": "nowhere", "name": "X", "name_language": "en"}, {"target"}),
        "a domain that is there": (
            "outlets", {"target": "beacon.example", "name": "X", "name_language": "en"}, {"target"},
        ),
        "nothing known": ("outlets", {"target": "tun.example"}, {"name", "name_language"}),
        "no English name": (
            "outlets", {"target": "tun.example", "name": "Тун", "name_language": "ru"}, {"name_en", "id"},
        ),
        "no mark": ("stories", {"title": "X", "date": "2022", "country": ["IS"], "summary": "A [b].",
                                "reference": ["c=swans-counted"]}, {"reference"}),
        "no description": ("topics", {"name": "Boats"}, {"description"}),
        "an empty description": ("topics", {"name": "Boats", "description": ""}, {"description"}),
        "a place in its own script": ("places", {"name": "Москва", "native": "Москва", "country": "IS"},
                                      {"name", "native", "id"}),
        "a mark alone": ("stories", {"title": "X", "date": "soon", "country": ["IS"], "summary": "A [b].",
                                     "reference": ["b="]}, {"reference", "date"}),
        "a draft": ("stories", {"title": "X", "date": "2022", "country": ["IS"], "summary": "A [b].",
                                "reference": ["b=ice-comes"]}, {"reference"}),
    }  # fmt: skip
    before = {name: text_of(opened, f"{name}.yaml") for name in ("people", "outlets", "stories", "topics")}
    for name, (kind, values, fields) in cases.items():
        done = register(opened, kind, values)
        assert (done["done"], done["id"]) == (False, None), name
        assert set(done["faults"]) <= fields, (name, done["faults"])
        assert done["faults"], name
        # Nothing that is typed in a terminal, and no name of a file: there is a field for each.
        raw = re.search(r"--[a-z]|NAME|ID\b|\w=…|EDTF|\.yaml|String should", str(list(done["faults"].values())))
        assert raw is None, (name, done["faults"])
    assert {name: text_of(opened, f"{name}.yaml") for name in before} == before
    assert opened.ask("POST", "/api/register", {"kind": "../people", "values": {}})[0] == 409
    assert opened.ask("POST", "/api/register", {"kind": "people", "values": ["x"]})[1]["done"] is False


def test_a_fault_is_told_once_and_names_no_option_that_is_a_field(opened: Opened) -> None:
    values = {"target": "tun.example", "name": "Тун", "name_language": "ru"}
    assert register(opened, "outlets", values)["faults"] == {
        "name_en": ['"Тун" is not in Latin letters. Say what it is called in English.']
    }
    done = register(opened, "people", {"name": "Ольга Тростник"})
    assert done["proposed"] == {"id": "olga-trostnik"}


def test_what_may_be_the_same_is_offered(opened: Opened) -> None:
    def alike(**query: str) -> list[str]:
        status, answer = opened.ask("GET", f"/api/register/alike?{urlencode(query)}")
        assert status == 200
        return [hit["id"] for hit in answer["found"]]

    assert alike(kind="people", name="Quill, Ada") == ["ada-quill"]
    assert alike(kind="people", name="x", also="Ада Квилл") == ["ada-quill"]
    assert alike(kind="outlets", name="", domain="beacon.example") == ["beacon"]
    assert alike(kind="outlets", name="Ada Quill") == ["ada-quill"], "no id stands in both registers"
    assert alike(kind="people", name="Ada") == []
    assert alike(kind="people", name="") == []


@needs_extra
def test_the_captured_page_says_what_the_outlet_is(opened: Opened) -> None:
    cyrillic = PAGE.replace("{charset}", "windows-1251").encode("cp1251")
    forms = {
        "page": ("ice-comes.html", PAGE.replace("{charset}", "utf-8").encode()),
        "warc": ("ice-comes.warc.gz", warc(cyrillic)),
        "packed": ("ice-comes.warc.gz", warc(cyrillic, packed=True)),
    }
    said = {
        "domain": "vestnik.example",
        "home": "https://vestnik.example/",
        "name": "Озёрный вестник",
        "language": "ru",
        "country": "",
        "feeds": ["https://vestnik.example/rss.xml"],
    }
    for form, (name, raw) in forms.items():
        capture(opened, name, raw)
        _, answer = opened.ask("GET", "/api/register/about?kind=outlets&entry=ice-comes")
        assert answer["said"] == said, form
    values = {"target": "vestnik.example", "name": "Озёрный вестник", "name_language": "ru", "name_en": "Lake Herald"}
    done = register(opened, "outlets", {**values, "language": ["ru"]}, "ice-comes", paged=True)
    assert done["done"], done
    assert "languages:\n      value: [ru]\n      basis: own-page\n" in text_of(opened, "outlets.yaml")


def test_a_damaged_capture_says_nothing(opened: Opened) -> None:
    for packed, page in ((b"\x1f\x8b", b""), (gzip.compress(b"WARC/1.0\r\n"), b"\0" * 2000), (warc(b""), b"<html>")):
        capture(opened, "ice-comes.warc.gz", packed)
        capture(opened, "ice-comes.html", page)
        status, answer = opened.ask("GET", "/api/register/about?kind=outlets&entry=ice-comes")
        assert (status, answer.get("said", {}).get("name", "")) in ((200, ""), (409, "")), page
    assert opened.ask("GET", "/api/register/about?kind=outlets&entry=../people")[1] == {
        "said": {}, "language": "", "draft": {},
    }  # fmt: skip
    draft = {"people": {"country": "IS"}, "places": {"country": "IS"}, "topics": {}}
    draft["stories"] = {"country": ["IS"], "date": "2022-10-18"}
    for kind, known in draft.items():
        answer = opened.ask("GET", f"/api/register/about?kind={kind}&entry=swans-counted")[1]
        assert answer == {"said": {}, "language": "en", "draft": known}, kind
