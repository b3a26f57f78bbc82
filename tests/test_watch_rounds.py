"""How pages are asked for again: whose turn it is, hosts that want to be left alone, and what an answer means."""

import threading
import time
from typing import Any

import pytest
from tables import each

from newsdesk.intake.fetched import Fetched, Unfetched
from newsdesk.intake.robots import Wishes
from newsdesk.intake.watching.rounds import Answered, Pace, ask_all
from newsdesk.intake.watching.shown import Shown
from newsdesk.intake.watching.verdicts import Found, found_instead, found_on
from newsdesk.model.looks import LookReason, LookState

PAGE = Shown((), (), frozenset())


def asked(answers: dict[str, list[Answered[str]]], *pages: tuple[str, str]) -> tuple[list[tuple[str, str]], list[str]]:
    """What came, and what was asked for, in order."""
    visits: list[str] = []

    def visit(page: str) -> Answered[str]:
        visits.append(page)
        known = answers.get(page) or [Answered("fine")]
        return known.pop(0) if len(known) > 1 else known[0]

    return list(ask_all(pages, visit, 0.0, threading.Event())), visits


def test_a_host_that_asks_to_wait_is_asked_again() -> None:
    busy = Answered("busy", True, 0.0)
    found, visits = asked({"a1": [busy, Answered("fine")]}, ("a.example", "a1"), ("www.a.example", "a2"))
    assert found == [("a1", "fine"), ("a2", "fine")]
    assert visits == ["a1", "a1", "a2"]


def test_one_that_goes_on_asking_is_left_alone_and_others_are_not() -> None:
    found, visits = asked({"a1": [Answered("busy", True, 0.0)]}, ("a.example", "a1"), ("a.example", "a2"), ("b", "b1"))
    assert sorted(found) == [("a1", "busy"), ("b1", "fine")]
    assert sorted(visits) == ["a1", "a1", "a1", "b1"]
    # Who asks to wait for an hour is not waited for.
    found, visits = asked({"a1": [Answered("busy", True, 3600.0)]}, ("a.example", "a1"), ("a.example", "a2"))
    assert (found, visits) == ([("a1", "busy")], ["a1"])


def test_a_host_that_fails_again_and_again_is_left_alone() -> None:
    down = [Answered("down", True)]
    pages = [("a.example", f"a{number}") for number in range(9)]
    found, visits = asked({page: list(down) for _, page in pages}, *pages)
    assert visits == ["a0", "a1", "a2"]
    assert len(found) == 3


def test_a_fault_of_ours_is_not_swallowed() -> None:
    def visit(page: str) -> Answered[str]:
        raise ZeroDivisionError(page)

    with pytest.raises(ZeroDivisionError):
        list(ask_all([("a.example", "a1")], visit, 0.0, threading.Event()))


def test_turns_wait_for_one_another_and_as_long_as_a_site_asks() -> None:
    pace = Pace(0.0, {"https://www.slow.example": Wishes(b"User-agent: *\nCrawl-delay: 0.1\n", "newsdesk")})
    times: list[tuple[str, float, float]] = []

    def ask(host: str) -> None:
        with pace.turn(host):
            begun = time.monotonic()
            time.sleep(0.01)
            times.append((host.removeprefix("www."), begun, time.monotonic()))

    threads = [threading.Thread(target=ask, args=(host,)) for host in ("slow.example", "www.slow.example", "b", "b")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for host, least in (("slow.example", 0.1), ("b", 0.0)):
        first, second = sorted((begun, ended) for name, begun, ended in times if name == host)
        assert second[0] - first[1] >= least


def answer(status: int, **headers: str) -> Fetched:
    return Fetched("https://a.example/1", status, [(k.replace("_", "-"), v) for k, v in headers.items()], b"", b"")


def guarded(*marks: str) -> Shown:
    return Shown((), (), frozenset(marks))


INSTEAD: list[tuple[Any, Shown | None, LookState, LookReason]] = [
    (answer(404), PAGE, LookState.GONE, LookReason.NOT_FOUND),
    (answer(410), None, LookState.GONE, LookReason.NOT_FOUND),
    (answer(401), None, LookState.WALLED, LookReason.LOGIN),
    (answer(402), None, LookState.WALLED, LookReason.PAYMENT),
    (answer(403), None, LookState.WALLED, LookReason.FORBIDDEN),
    (answer(403), guarded("guard"), LookState.WALLED, LookReason.BOT_CHECK),
    (answer(403), guarded("payment"), LookState.WALLED, LookReason.PAYMENT),
    (answer(503), guarded("guard"), LookState.WALLED, LookReason.BOT_CHECK),
    (answer(503), PAGE, LookState.UNREACHABLE, LookReason.BUSY),
    (answer(429), None, LookState.UNREACHABLE, LookReason.BUSY),
    (answer(403, cf_mitigated="challenge"), None, LookState.WALLED, LookReason.BOT_CHECK),
    (answer(451), None, LookState.WALLED, LookReason.LEGAL),
    (answer(418), None, LookState.WALLED, LookReason.FORBIDDEN),
    (answer(500), None, LookState.UNREACHABLE, LookReason.SERVER),
    (answer(200), None, LookState.UNREACHABLE, LookReason.UNREADABLE),
    (None, None, LookState.UNREACHABLE, LookReason.NETWORK),
]  # fmt: skip


@each(("came", "shown", "state", "why"), INSTEAD)
def test_what_an_answer_means(came: Fetched | None, shown: Shown | None, state: LookState, why: LookReason) -> None:
    assert found_instead(Unfetched("No.", answer=came), shown) == Found(state, why)


def test_robots() -> None:
    assert found_instead(Unfetched("No.", by_robots=True)) == Found(LookState.REFUSED, LookReason.ROBOTS)


FRONTS = [
    ("/news/1", "/", True), ("/news/1", "/ru/", True), ("/news/1", "/index.php", True), ("/", "/en", False),
    ("/news/1", "/?id=1", False), ("/1", "/2", False),
]  # fmt: skip


@each(("asked_for", "came_from", "is_front"), FRONTS)
def test_an_address_that_leads_to_the_front_page(asked_for: str, came_from: str, is_front: bool) -> None:
    site = "https://a.example"
    got = Fetched(site + came_from, 200, [], b"", b"", [site + asked_for])
    found = found_on(site + asked_for, got, PAGE, [], None, frozenset())
    assert found == (Found(LookState.GONE, LookReason.FRONT_PAGE) if is_front else Found(LookState.SAME))
