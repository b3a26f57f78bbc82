"""What the Wayback Machine is asked, and what is made of each of its answers."""

import time
from datetime import date

import pytest
from tables import each
from wayback_stand_in import JOB, NOTHING, PENDING, TAKEN, Said, StandIn, failed, index, made, wayback  # fmt: skip

from newsdesk.intake.reach import Guard, hidden
from newsdesk.intake.wayback import service as module
from newsdesk.intake.wayback.answers import BY_ROBOTS, LEFT_OUT, Copy, NotNow, Refused, TimeUp, Wanted, days_of
from newsdesk.intake.wayback.service import Wayback

PAGE = "https://lantern.example/swans"
TODAY, READ, LONG_AGO = date(2022, 11, 1), date(2022, 10, 20), date(2020, 5, 5)
NOW = Wanted(PAGE, days_of([READ], None), READ)
THEN = Wanted(PAGE, days_of([LONG_AGO], None), LONG_AGO)
BASE = "https://web.archive.org"
STAMP, TOLD = "20221021101500", "20221101093000"


@pytest.fixture(autouse=True)
def _hasty(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "PAUSE", 0.0)
    monkeypatch.setattr(module, "LOOK", 0.0)


def asking(known: StandIn, *, keys: str = "", until: float | None = None, guard: Guard | None = None) -> Wayback:
    guard = guard or Guard(allows=lambda address: True, seconds=5.0)
    return Wayback(TODAY, "newsdesk/1", service=known.address, keys=keys, until=until, guard=guard)


def answered(known: StandIn, *pages: Wanted) -> list[str]:
    """The answers for pages in a row, each in short."""
    service, found = asking(known), []
    for page in pages:
        try:
            for _, answer in service.ask([page]):
                found.append(answer.address if isinstance(answer, Copy) else f"refused: {answer.why}")
        except NotNow as refusal:
            found.append(f"{'stop' if refusal.stops else 'not now'}: {refusal}")
    return [one.replace(BASE, "BASE") for one in found]


BUSY, ODD = "stop: 127.0.0.1 takes no more requests now (429).", "not now: 127.0.0.1 gives no answer that can be read."
ROW = (STAMP, PAGE, "200")
FOUND = [f"BASE/web/{STAMP}/{PAGE}"]
FRESH = [f"BASE/web/{TOLD}/{PAGE}"]
ROBOTS = "org.archive.wayback.exception.RobotAccessControlException: Blocked By Robots"
ADMINISTRATIVE = "org.archive.wayback.exception.AdministrativeAccessControlException: Blocked Site Error"
INDEX = {
    "a copy": ([index(ROW)], FOUND),
    "the nearest of several": (
        [index(("20221001000000", PAGE, "200"), ROW, ("20221115000000", PAGE, "200"))], FOUND,
    ),
    "of another spelling of the address": (
        [index((STAMP, "http://www.lantern.example:80/swans/", "200"))],
        [f"BASE/web/{STAMP}/http://www.lantern.example:80/swans/"],
    ),
    "waits and has it": ([Said("", 503, (("Retry-After", "0"),)), index(ROW)], FOUND),
    "kept out by robots.txt": ([Said(ROBOTS, 403)], [f"refused: {BY_ROBOTS}"]),
    "left out": ([Said(ADMINISTRATIVE, 403)], [f"refused: {LEFT_OUT}"]),
    "too many": ([Said("<h1>429</h1>", 429, (("Retry-After", "0"),))], [BUSY]),
    "too many for an hour": ([Said("", 429, (("Retry-After", "3600"),))], [BUSY]),
    "overloaded": ([Said("", 503)], [BUSY.replace("429", "503")]),
    "a fault": ([Said("", 520)], ["not now: 127.0.0.1 answers 520."]),
    "another refusal": ([Said("Forbidden", 403)], ["not now: 127.0.0.1 answers 403."]),
    "another place": ([Said("", 302, (("Location", "/elsewhere"),))], ["not now: 127.0.0.1 answers 302."]),
    "a page for people": ([Said("<html>Temporarily offline</html>")], [ODD]),
    "a word": ([Said("true")], [ODD]),
}  # fmt: skip


@each(("script", "wanted"), INDEX.values(), ids=INDEX)
def test_what_the_index_says(script: list[Said], wanted: list[str]) -> None:
    with wayback() as known:
        known.index[PAGE] = script
        assert answered(known, NOW) == wanted
        assert not [one for one in known.heard if one.startswith("save")]


# What the index must not be taken at its word for: a copy is asked for instead.
NOT_TAKEN = {
    "nothing": NOTHING,
    "an empty text": Said(""),
    "no such page": Said("", 404),
    "the head alone": Said([["timestamp", "original", "statuscode"]]),
    "a copy of another page": index((STAMP, "https://lantern.example/geese", "200")),
    "a copy of another query": index((STAMP, f"{PAGE}?id=2", "200")),
    "an error page": index((STAMP, PAGE, "404")),
    "a redirect": index((STAMP, PAGE, "302")),
    "a copy that points to another": index((STAMP, PAGE, "-")),
    "a copy of another year": index(("20191021101500", PAGE, "200")),
    "a copy of the future": index(("20991021101500", PAGE, "200")),
    "a stamp that is none": index(("2022102110150", PAGE, "200"), ("20221399101500", PAGE, "200"), ("x", PAGE, "200")),
    "lines that are none": Said([5, [], ["a"], [STAMP, PAGE], [STAMP, 5, "200"], None]),
    "an address that is none": index((STAMP, "javascript:alert(1)", "200"), (STAMP, "", "200")),
}


@each("said", NOT_TAKEN.values(), ids=NOT_TAKEN)
def test_what_is_no_copy_of_the_page(said: Said) -> None:
    with wayback() as known:
        known.index[PAGE], known.save[PAGE], known.status = [said], [TAKEN], [PENDING, PENDING, made(TOLD, PAGE)]
        assert answered(known, NOW) == FRESH
        assert known.heard == [f"index {PAGE}", f"save {PAGE}", "status", "status", "status"]


def location(address: str, name: str = "Location") -> Said:
    return Said("", 302 if name == "Location" else 200, ((name, address),))


GONE = "refused: The page leads to another, and that was copied: https://lantern.example/"
WATCH = f'<script>spn.watchJob("{JOB}", "/_static/")</script>'
SAVED = {
    "a job": ([TAKEN], [made(TOLD, PAGE)], FRESH),
    "a job in a page": ([Said(WATCH)], [made(TOLD, PAGE)], FRESH),
    "the copy at once": ([location(f"/web/{TOLD}/{PAGE}")], [], FRESH),
    "the copy at once, in full":
        ([location(f"https://web.archive.org/web/{TOLD}/{PAGE}", "Content-Location")], [], FRESH),
    "the home page instead": ([location(f"/web/{TOLD}/https://lantern.example/")], [], [GONE]),
    "the home page in the end": ([TAKEN], [made(TOLD, "https://lantern.example/")], [GONE]),
    "one of another year": ([TAKEN], [made("20210101000000", PAGE)],
                            [f"refused: The nearest copy is of 2021-01-01: BASE/web/20210101000000/{PAGE}"]),
    "an error page": ([TAKEN], [made(TOLD, PAGE, http_status=404)],
                      ["refused: The site gives archives no page (404)."]),
    "a stamp that is none": ([TAKEN], [made("soon", PAGE)], [ODD]),
    "blocked": ([failed("blocked-url")], [], ["refused: The Wayback Machine takes no copies of this site."]),
    "kept out": ([TAKEN], [failed("no-access")], ["refused: The site keeps archives out (403)."]),
    "gone": ([TAKEN], [PENDING, failed("not-found")], ["refused: The page is gone (404)."]),
    "no host": ([TAKEN], [failed("invalid-host-resolution")], ["refused: The Wayback Machine finds no such host."]),
    "a trouble of its own": ([TAKEN], [failed("celery", "Try\nagain\x07 later.")],
                             ["not now: 127.0.0.1 could not make the copy: Try again later."]),
    "a code that nobody knows": ([TAKEN], [failed("new-trouble", "x" * 500)],
                                 [f"not now: 127.0.0.1 could not make the copy: {'x' * 159}…."]),
    "the day's limit": ([Said({"message": "You cannot make more than 4 000 captures per day."}, 429)], [],
                        ["not now: 127.0.0.1 takes no more requests now (429)."]),
    "the limit of one": ([failed("user-session-limit", "Wait.")], [],
                         ["not now: 127.0.0.1 takes no more requests now: Wait."]),
    "accounts alone": ([Said({"message": "You need to be logged in to use Save Page Now."}, 401)], [],
                       ["not now: 127.0.0.1 makes copies for accounts alone."]),
    "a fault": ([Said("<html>", 520)], [], ["not now: 127.0.0.1 answers 520."]),
    "a fault while it waits": ([TAKEN], [PENDING, Said("", 502)], ["not now: 127.0.0.1 answers 502."]),
    "a page for people": ([Said("<html>Hello</html>")], [], [ODD]),
    "a status that is none": ([TAKEN], [Said({"status": "odd"})], [ODD]),
    "a list": ([TAKEN], [Said([1])], [ODD]),
}  # fmt: skip


@each(("save", "status", "wanted"), SAVED.values(), ids=SAVED)
def test_what_comes_of_a_copy_in_the_making(save: list[Said], status: list[Said], wanted: list[str]) -> None:
    with wayback() as known:
        known.save[PAGE], known.status = save, status
        assert answered(known, NOW) == wanted
        assert known.most_at_once == 1


def test_a_copy_that_is_not_made_in_time_is_asked_for_later(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MAKING", 0.05)
    with wayback() as known:
        known.save[PAGE], known.status = [TAKEN], [PENDING]
        assert answered(known, NOW) == ["not now: The copy is still in the making."]


def test_no_copy_of_today_is_made_of_what_was_read_long_ago() -> None:
    near, far = ("20210606000000", PAGE, "200"), ("20150505000000", PAGE, "200")
    with wayback() as known:
        known.index[PAGE] = [NOTHING, index(far, near)]
        said = f"refused: The nearest copy is of 2021-06-06: BASE/web/20210606000000/{PAGE}"
        assert answered(known, THEN) == [said]
        known.index[PAGE] = [NOTHING]
        said = "refused: The Wayback Machine has no copy, and one of today would be of another day."
        assert answered(known, THEN) == [said]
        assert {one.split()[0] for one in known.heard} == {"index"}


def test_places_that_cite_one_page_ask_once_and_each_gets_the_copy_of_its_days() -> None:
    copies = [("20200506000000", PAGE, "200"), ROW]
    with wayback() as known:
        known.index[PAGE] = [index(*copies)]
        found = [(page.near, answer.day) for page, answer in asking(known).ask([NOW, THEN]) if isinstance(answer, Copy)]
        assert found == [(READ, date(2022, 10, 21)), (LONG_AGO, date(2020, 5, 6))]
        assert known.heard == [f"index {PAGE}"]
        known.index[PAGE], known.save[PAGE], known.status = [NOTHING], [TAKEN], [made(TOLD, PAGE)]
        both = dict(asking(known).ask([THEN, NOW]))
        assert isinstance(both[THEN], Refused)
        assert both[NOW] == Copy(f"{BASE}/web/{TOLD}/{PAGE}", TODAY)


def test_a_page_that_was_published_and_read_far_apart_may_be_copied_on_either_day() -> None:
    days = days_of([date(2026, 11, 22)], (date(2022, 10, 18), date(2022, 10, 18)))
    assert [Wanted(PAGE, days, READ).takes(day) for day in (
        date(2022, 10, 16), date(2022, 10, 17), date(2022, 11, 18), date(2022, 11, 19), date(2024, 1, 1),
        date(2026, 10, 21), date(2026, 10, 22), date(2026, 12, 23),
    )] == [False, True, True, False, False, False, True, True]  # fmt: skip
    assert days_of([], (date(2022, 1, 1), date(2022, 12, 31))) == ()
    assert days_of([date.min, date.max], (date.min, date.max)) == ()


def test_a_service_in_trouble_is_left_alone() -> None:
    pages = [Wanted(f"{PAGE}/{number}", NOW.days, READ) for number in range(4)]
    with wayback() as known:
        known.index = {page.address: [Said("", 520)] for page in pages}
        trouble = "127.0.0.1 answers 520."
        assert answered(known, *pages)[:3] == [f"not now: {trouble}", f"not now: {trouble}", f"stop: {trouble}"]


def test_whoever_may_make_no_copies_still_gets_those_that_are_there() -> None:
    pages = [Wanted(f"{PAGE}/{number}", NOW.days, READ) for number in range(3)]
    with wayback() as known:
        known.save[pages[0].address] = [Said({"message": "You need to be logged in to use Save Page Now."}, 401)]
        known.index[pages[2].address] = [index((STAMP, pages[2].address, "200"))]
        alone = "not now: 127.0.0.1 makes copies for accounts alone."
        assert answered(known, *pages) == [alone, alone, f"BASE/web/{STAMP}/{pages[2].address}"]
        assert [one for one in known.heard if one.startswith("save")] == [f"save {pages[0].address}"]


def test_an_account_says_who_it_is_to_those_alone_who_ask() -> None:
    with wayback() as known:
        known.save[PAGE], known.status = [TAKEN], [made(TOLD, PAGE)]
        list(asking(known, keys="access:secret").ask([NOW]))
        assert [one.get("Authorization") for one in known.headers] == [None, "LOW access:secret", None]
        assert {one["User-Agent"] for one in known.headers} == {"newsdesk/1"}


def test_without_a_network_it_is_asked_once() -> None:
    def lost(host: str, port: int) -> list[str]:
        raise OSError

    service = Wayback(TODAY, "newsdesk/1", guard=Guard(look_up=lost, seconds=5.0))
    with pytest.raises(NotNow) as refusal:
        list(service.ask([NOW]))
    assert str(refusal.value) == "web.archive.org could not be asked: There is no host web.archive.org."
    assert refusal.value.stops
    inside = Wayback(TODAY, "newsdesk/1", guard=Guard(look_up=lambda host, port: ["10.0.0.1"], seconds=5.0))
    with pytest.raises(NotNow, match="not on the public internet"):
        list(inside.ask([NOW]))


def test_when_the_time_is_up_nothing_more_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    with wayback() as known:
        with pytest.raises(TimeUp):
            list(asking(known, until=time.monotonic()).ask([NOW]))
        assert known.heard == []
        monkeypatch.setattr(module, "LOOK", 30.0)
        known.save[PAGE], known.status = [TAKEN], [PENDING]
        begun = time.monotonic()
        with pytest.raises(TimeUp):
            list(asking(known, until=begun + 10).ask([NOW]))
        # It does not wait for what cannot come in time.
        assert known.heard == [f"index {PAGE}", f"save {PAGE}"]


HIDDEN = "It leads to a machine that is not on the public internet."
INSIDE = [
    "http://localhost/a", "http://127.0.0.1/a", "http://10.1.2.3:8080/a", "http://[::1]/", "http://192.168.1.1/",
    "http://wiki/a", "http://wiki.corp/a", "http://printer.local/a", "http://a.home.arpa/", "http://x.onion/",
    "http://2130706433/", "http://127.1/", "http://0x7f.0.0.1/", "https://intranet.lantern.example/a",
    "http://169.254.169.254/latest/",
]  # fmt: skip


@each("address", INSIDE)
def test_addresses_of_machines_of_one_s_own_are_told_nobody(address: str) -> None:
    guard = Guard(look_up=lambda host, port: ["10.0.0.7"] if host.startswith("intranet") else ["1.1.1.1"], seconds=1.0)
    assert hidden(address, guard) == HIDDEN


def test_a_public_address_may_be_told_also_where_nobody_knows_its_host_any_more() -> None:
    def lost(host: str, port: int) -> list[str]:
        raise OSError

    assert hidden(PAGE, Guard(look_up=lost, seconds=1.0)) == ""
    assert hidden("https://фонарь.example/лебеди", Guard(look_up=lambda host, port: ["1.1.1.1"], seconds=1.0)) == ""
    assert hidden("https://me:secret@lantern.example/", Guard(look_up=lost, seconds=1.0)).startswith("It is no address")
    slow = Guard(look_up=lambda host, port: time.sleep(3) or ["10.0.0.1"], seconds=0.05)
    assert hidden(PAGE, slow) == ""
