"""Feeds that are fetched: as bad as servers can be, the same as last time, and of outlets of the register."""

import argparse
import errno
import json
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from unittest.mock import patch

import pytest
from desk import desk
from inbox import ITEM, Answers, feed, guard, here, press_server, reply, saved

from newsdesk.build import Project
from newsdesk.build.inbox import surroundings
from newsdesk.build.inbox.gathering import Gathered, Gathering
from newsdesk.commands import inbox
from newsdesk.intake.inbox import MAX_FEED
from newsdesk.problems import Refusal
from newsdesk.store.inbox.journal import Journal

NOW = datetime(2022, 11, 8, 12, tzinfo=UTC)
DAY = "Mon, 07 Nov 2022 10:00:00 GMT"
SWANS = ITEM.format("Swans", "https://lantern.example/1", DAY, "x")
GULLS = ITEM.format("Gulls", "https://lantern.example/2", DAY, "x")
RUSSIAN = ITEM.format("Лебедей снова сосчитали на озере", "https://lantern.example/3", DAY, "x")
CHINESE = ITEM.format("湖上的天鹅又被清点了一遍", "https://lantern.example/4", DAY, "x")


@pytest.fixture(autouse=True)
def _in_this_process() -> Iterator[None]:
    with here():
        yield


@pytest.fixture(scope="module")
def press(tmp_path_factory: pytest.TempPathFactory) -> Project:
    root = desk(tmp_path_factory.mktemp("feeds") / "press")
    return Project(root, root / "digests", root / "site", root / ".cache")


def gathered(project: Project, journal: Journal, *sources: str) -> Gathered:
    with Gathering(journal, surroundings(project), NOW, date(2022, 11, 9), guard=guard()) as gathering:
        return gathering.add(sources)


FAULTS: Answers = {
    "/good": lambda _: reply(feed(SWANS, GULLS)),
    "/1251": lambda _: reply(feed(RUSSIAN, encoding="windows-1251")),
    "/gb": lambda _: reply(feed(CHINESE, encoding="gb18030"), "application/rss+xml; charset=gb18030"),
    "/broken": lambda _: reply(feed(SWANS)[:-60] + b"<item><title>cut"),
    "/future": lambda _: reply(feed(SWANS.replace("2022", "2031"))),
    "/page": lambda _: reply(
        saved("Geese", "Geese fly over the lake. " * 20, "https://x.example/g").encode(), "text/html"
    ),
    "/large": lambda _: reply(b"<rss>" + b" " * MAX_FEED),
    "/endless": lambda _: reply(b"<rss>", more="").replace(b"Content-Length: 5", b"X: 1") + b" " * (51 * 1024**2),
    "/inside": lambda _: reply(b"", status="302 Found", more="Location: http://inner.example/feed\r\n"),
    "/machine": lambda _: reply(b"", status="302 Found", more="Location: http://169.254.169.254/latest\r\n"),
    "/circle": lambda _: reply(b"", status="302 Found", more="Location: /circle\r\n"),
    "/picture": lambda _: reply(b"png", "image/png"),
    "/opml": lambda headers: reply(
        f'<opml><body><outline xmlUrl="http://{headers["host"]}/good"/><outline xmlUrl="http://{headers["host"]}/gone"/>'
        "</body></opml>".encode(),
        "text/x-opml",
    ),
    "/": lambda _: reply(
        b'<html><head><link rel="alternate" type="application/rss+xml" href="/good"></head>', "text/html"
    ),
    "/robots.txt": lambda _: reply(b"User-agent: *\nDisallow: /secret\n", "text/plain"),
}
SAID: list[tuple[str, int, list[str]]] = [
    ("/good", 2, []),
    ("/1251", 1, []),
    ("/gb", 1, []),
    ("/", 2, []),
    ("/opml", 2, ["HOST/gone: inbox-unreached: HOST/gone answers 404. Look at it in a browser,"]),
    ("/broken", 1, ["HOST/broken: inbox-damaged: It is damaged (", "HOST/broken: item 2: inbox-no-address:"]),
    ("/future", 1, ["HOST/future: item 1: inbox-future: It is dated 2031-11-07, which is to come"]),
    ("/page", 1, []),
    ("/large", 0, ["HOST/large: inbox-unreached: HOST/large is larger than 5 MB. Look at the feed in a browser"]),
    ("/endless", 0, ["HOST/endless: inbox-unreached: HOST/endless is larger than 5 MB."]),
    (
        "/inside",
        0,
        ["HOST/inside: inbox-unreached: inner.example leads to 10.0.0.7, which is not on the public internet"],
    ),
    ("/machine", 0, ["HOST/machine: inbox-unreached: 169.254.169.254 leads to 169.254.169.254, which is not on"]),
    ("/circle", 0, ["HOST/circle: inbox-unreached: HOST/circle redirects more than 3 times."]),
    ("/picture", 0, ["HOST/picture: inbox-unreached: HOST/picture is image/png."]),
    ("/gone", 0, ["HOST/gone: inbox-unreached: HOST/gone answers 404."]),
    ("/secret", 0, ["HOST/secret: inbox-unreached: HOST/robots.txt asks programs not to fetch HOST/secret."]),
]


def test_feeds_as_bad_as_they_come(tmp_path: Path, press: Project) -> None:
    with press_server(FAULTS) as (port, _):
        host = f"http://press.example:{port}"
        for path, number, said in SAID:
            journal = Journal(tmp_path / path.strip("/"))
            journal.root.mkdir(exist_ok=True)
            done = gathered(press, journal, host + path)
            assert (done.added + done.copies, len(done.told)) == (number, len(said)), (path, done.told)
            for one, beginning in zip(done.told, said, strict=True):
                assert str(one).startswith(beginning.replace("HOST", host)), path
        titles = {
            one.item.title for path in ("1251", "gb") for one in Journal(tmp_path / path).read().candidates.values()
        }
        assert titles == {"Лебедей снова сосчитали на озере", "湖上的天鹅又被清点了一遍"}


def test_a_feed_that_has_not_changed_is_not_sent_again(tmp_path: Path, press: Project) -> None:
    tag = '"seven"'

    def once(headers: dict[str, str]) -> bytes:
        if headers.get("if-none-match") == tag and headers.get("if-modified-since") == DAY:
            return reply(b"", status="304 Not Modified")
        return reply(feed(SWANS), more=f"ETag: {tag}\r\nLast-Modified: {DAY}\r\n")

    def robots(headers: dict[str, str]) -> bytes:
        assert "if-none-match" not in headers, "what is known of a feed says nothing of the wishes of its site"
        return reply(b"", "text/plain")

    with press_server({"/feed": once, "/robots.txt": robots}) as (port, asked):
        address = f"http://press.example:{port}/feed"
        journal = Journal(tmp_path)
        assert gathered(press, journal, address).added == 1
        again = gathered(press, journal, address)
        assert (again.added, again.again, again.told) == (0, 0, [])
        known = json.loads((journal.folder / "feeds.json").read_text("utf-8"))
        assert known == {address: {"If-None-Match": tag, "If-Modified-Since": DAY}}
        # What nobody can read is forgotten, and the whole feed is asked for.
        (journal.folder / "feeds.json").write_text("nonsense", "utf-8")
        assert gathered(press, journal, address).again == 1
        assert asked.count("/feed") == 3


def test_feeds_of_the_register_and_of_home_pages(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("newsdesk.intake.watching.rounds.time.sleep", lambda _: None)
    root = desk(tmp_path / "press")
    with press_server(FAULTS) as (port, asked):
        host = f"http://press.example:{port}"
        outlets = root / "digests" / "outlets.yaml"
        text = outlets.read_text("utf-8")
        before, after = text.split("    home:", 1)
        outlets.write_text(f"{before}    feeds: [{host}/good]\n    home:{after}", "utf-8")
        project = Project(root, root / "digests", root / "site", root / ".cache")
        options = argparse.Namespace(action="feeds", outlet=[], find=False)
        assert inbox.run(project, options, guard()) == 0
        assert capsys.readouterr().out.startswith("2 articles are new.\n")
        assert asked == ["/robots.txt", "/good"]
        outlets.write_text(text.replace("https://lantern.example/", f"{host}/"), "utf-8")
        options = argparse.Namespace(action="feeds", outlet=["lantern"], find=True)
        assert inbox.run(project, options, guard()) == 0
        assert capsys.readouterr().out == (
            f"Found: {host}/good. To follow it, write it into feeds: of its outlet in outlets.yaml.\n"
            "0 articles are new, 2 were there already.\n"
        )


def test_what_could_not_be_written_is_asked_for_again(tmp_path: Path, press: Project) -> None:
    def full(file: int, raw: bytes) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    answers: Answers = {"/feed": lambda _: reply(feed(SWANS), more='ETag: "1"\r\n')}
    journal = Journal(tmp_path)
    with press_server(answers) as (port, _):
        with (
            patch("newsdesk.store.inbox.journal.os.write", full),
            pytest.raises(Refusal, match=r"cannot be written: No space left on device\. Nothing was lost"),
        ):
            gathered(press, journal, f"http://press.example:{port}/feed")
        assert not (journal.folder / "feeds.json").exists()
        assert gathered(press, Journal(tmp_path), f"http://press.example:{port}/feed").added == 1
    (tmp_path / "page.html").write_text(
        saved("Geese", "Geese fly over the lake. " * 20, "https://x.example/g"), "utf-8"
    )
    (tmp_path / "links.txt").write_text("https://a.example/1\n", "utf-8")
    fault = OSError(errno.ENOSPC, "No space left on device")
    with patch("newsdesk.build.inbox.gathering.put", side_effect=fault):
        done = gathered(press, Journal(tmp_path), str(tmp_path / "page.html"), str(tmp_path / "links.txt"))
    assert (done.added, [one.rule for one in done.told]) == (1, ["inbox-unwritten"])
