"""Candidates from a cluster: folders of JSON Lines and Parquet as engines write them, whole and damaged."""

import gzip
import json
from collections.abc import Mapping
from pathlib import Path

import pytest
from desk import desk
from inbox import here
from tables import each
from test_inbox_feeds import gathered
from test_inbox_readers import TODAY, table

from newsdesk.build import Project
from newsdesk.intake.inbox import Listed, Reading
from newsdesk.intake.inbox.reading.kinds import kind
from newsdesk.intake.inbox.reading.partitions import columns_of, fill
from newsdesk.store.inbox.journal import Journal

pytest.importorskip("arro3.io")
PART = "part-00000-a34c5e4d-527e-4647-99cb-ed5cdfdf5e21"


def rows(*numbers: int, **more: str) -> bytes:
    """A part in JSON Lines."""
    told = [{"url": f"https://lantern.example/{n}", "title": f"Swans of {n}", **more} for n in numbers]
    return b"".join(json.dumps(row).encode() + b"\n" for row in told)


def parquet(*numbers: int) -> bytes:
    return table({"url": [f"https://beacon.example/{n}" for n in numbers], "title": [f"Lamps of {n}" for n in numbers]})


FOLDER: Mapping[str, bytes] = {
    "_SUCCESS": b"",
    "._SUCCESS.crc": b"crc\0\0",
    f"language=ru/outlet=The Lantern%3A a%2Fb/{PART}.c000.json": rows(1, 2),
    f"language=ru/outlet=The Lantern%3A a%2Fb/.{PART}.c000.json.crc": b"crc\0\0",
    f"language=en/outlet=__HIVE_DEFAULT_PARTITION__/{PART}.c000.json": rows(3, date="2022-11-07"),
    f"language=en/date=2022-11-06/{PART}.c000.json.gz": gzip.compress(rows(4, 5)),
    f"date=2022-11-08/Language=uz_cyrl/{PART}.c000.snappy.parquet": parquet(6, 7),
    f"date=2031-01-01/{PART}.c000.parquet": parquet(8),
    f"_temporary/0/_temporary/attempt_1/{PART}.json": rows(9),
    f"_delta_log/{1:020}.json": b'{"add": {"path": "x"}}\n',
    f"language=en/cut/{PART}.json": rows(10, 11)[:-30],
    f"language=en/cut/{PART}.parquet": parquet(12, 13)[:-9],
    f"language=en/empty/{PART}.json": b"",
    f"language=nonsense and more/{PART}.json": rows(14, language="ky"),
}
SAID = [
    ("https://lantern.example/1", "", "ru", "The Lantern: a/b"),
    ("https://lantern.example/2", "", "ru", "The Lantern: a/b"),
    ("https://lantern.example/3", "2022-11-07", "en", ""),
    ("https://lantern.example/4", "2022-11-06", "en", ""),
    ("https://lantern.example/5", "2022-11-06", "en", ""),
    ("https://beacon.example/6", "2022-11-08", "uz-Cyrl", ""),
    ("https://beacon.example/7", "2022-11-08", "uz-Cyrl", ""),
    ("https://beacon.example/8", "", "", ""),
    ("https://lantern.example/10", "", "en", ""),
    ("https://lantern.example/14", "", "ky", ""),
]


TOLD = [
    "date=2031-01-01/PART.c000.parquet: inbox-future: Its folder is dated 2031-01-01, which is to come: the date is"
    " left out.",
    "language=en/cut/PART.json:2: inbox-damaged: The line holds no object of JSON, and is passed over.",
    "language=en/cut/PART.parquet: inbox-damaged: It cannot be read to its end (PanicException). Export it anew.",
    "language=en/empty/PART.json: inbox-empty: The file is empty. Save it anew.",
]


@pytest.fixture(scope="module")
def crawl(tmp_path_factory: pytest.TempPathFactory) -> Path:
    top = tmp_path_factory.mktemp("cluster") / "crawl"
    for name, content in FOLDER.items():
        (top / name).parent.mkdir(parents=True, exist_ok=True)
        (top / name).write_bytes(content)
    return top


def test_parts_are_read_with_what_their_folders_say(crawl: Path, tmp_path: Path) -> None:
    root = desk(tmp_path / "press")
    with here():
        done = gathered(Project(root, root / "digests", root / "site", root / ".cache"), Journal(root), str(crawl))
    found = [one.item for one in Journal(root).read().candidates.values()]
    assert sorted((one.url, one.date, one.language, one.outlet) for one in found) == sorted(SAID)
    assert done.added == len(SAID)
    told = [str(one).removeprefix(f"{crawl}/").replace(PART, "PART") for one in done.told]
    assert sorted(told) == TOLD


@each(
    ("name", "raw", "wanted"),
    [
        ("a.json", b'{"url": "https://a.example/1"}\n{"url": "https://a.example/2"}\n', "lines"),
        ("a.json", b'\xef\xbb\xbf{"url": "x"}\r\n{"url": "y"}', "lines"),
        ("a.json", b'{"url": \n{"url": "https://a.example/2"}', "lines"),
        ("a.json", b'{"url": "https://a.example/1"}\n', "json"),
        ("a.json", b'{\n  "items": [\n{"url": "https://a.example/1"}\n]}', "json"),
        ("a.json", b'[{"url": "https://a.example/1"},\n{"url": "https://a.example/2"}]', "json"),
        ("a.json.gz", b'{"a": 1}\n{"a": 2}', "lines"),
        ("nameless", b'{\n  "items": [\n{"url": "https://a.example/1"}\n]}', "json"),
    ],
)
def test_lines_of_json_are_known_whatever_they_are_called(name: str, raw: bytes, wanted: str) -> None:
    assert kind(raw, name) == wanted


@each(
    ("path", "columns"),
    [
        ("crawl/language=ru/part.parquet", {"language": "ru"}),
        ("/data/ISO-Language=ru/publish_date=2022-11-07/p", {"iso language": "ru", "publish date": "2022-11-07"}),
        ("crawl/language=__HIVE_DEFAULT_PARTITION__/p", {}),
        ("crawl/language=/=x/p", {}),
        ("crawl/source=a%3Db=c/p", {"source": "a=b=c"}),
        ("crawl/language=ru.json", {}),
    ],
)
def test_folders_name_columns(path: str, columns: dict[str, str]) -> None:
    assert columns_of(Path(path)) == columns


def test_a_row_knows_better_than_its_folder() -> None:
    row = Listed("x", "T", "https://a.example/", "2022-11-07", "ru", "", "The Lantern")
    reading = Reading([row, Listed("y", "U")])
    fill(reading, {"date": "2021", "language": "en", "outlet": "Tower", "views": "7"}, TODAY, "x")
    assert reading.listed == [row, Listed("y", "U", "", "2021", "en", "", "Tower")]
    odd = Reading([Listed("x", "T")])
    fill(odd, {"date": "yesterday", "language": "x-klingon"}, TODAY, "x")
    assert (odd.listed, odd.told) == ([Listed("x", "T")], [])
