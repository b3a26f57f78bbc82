"""Pages that were looked at again: what entries, references, gaps, the feed and the data say of them."""

import json
from dataclasses import replace
from datetime import date

from makers import collection as files_of
from makers import draft_of
from tables import each

from newsdesk.collection import Collection
from newsdesk.collection.cited import cited_pages
from newsdesk.collection.measures.gaps import gaps_of
from newsdesk.collection.watched import Watched
from newsdesk.evidence import Text
from newsdesk.evidence.cited import page_evidence
from newsdesk.evidence.cited.sentences import token_hash
from newsdesk.evidence.fingerprint import key_of
from newsdesk.evidence.standing import Block, compare
from newsdesk.evidence.words import digest
from newsdesk.interface import words_of
from newsdesk.model.gaps import GapKind
from newsdesk.model.looks import Look, LookReason, LookState, Missing, Thing, words_hash
from newsdesk.model.settings import Settings
from newsdesk.store.looks import as_text
from newsdesk.views.data.published import entry_json
from newsdesk.views.data.sqlite.entries import of_entry
from newsdesk.views.feeds import feeds
from newsdesk.views.gaps.said import detail_of, place_of
from newsdesk.views.pages.entry import entries
from newsdesk.views.setting.page import File, Page

SEEN, DAY = date(2026, 3, 3), date(2026, 11, 29)
ARTICLE, SURVEY, NOTICE = "lantern.example/swans", "survey.example/2021", "council.example/notice"
QUOTE = "We counted three hundred and twelve swans before the fog came in"
COPY = "https://web.archive.org/web/20221020000000/https://lantern.example/swans"
PATH = "2022-W42/swans-counted.yaml"


def lack(what: Thing, at: str, words: str, record: str = "swans-counted", seen: date | None = SEEN) -> Missing:
    return Missing(record=record, at=at, what=what, words=words_hash(what, words), since=DAY, seen=seen)


GONE_QUOTE = lack(Thing.QUOTATION, "sources.0.quote.text", QUOTE)
GONE_TITLE = lack(Thing.TITLE, "title", "Swans counted")
GONE_FIGURE = lack(Thing.FIGURE, "summary", "312")


def changed(*missing: Missing) -> Look:
    return Look(looked=DAY, state=LookState.CHANGED, since=DAY, seen=SEEN, missing=missing)


def found(state: LookState, why: LookReason | None = None, **more: object) -> Look:
    return Look.model_validate({"looked": DAY, "state": state, "why": why, "since": DAY, **more})


def known(looks: dict[str, Look], *edits: tuple[str, str]) -> Collection:
    text = files_of()[PATH]
    text = text.replace("cited: quoted,", f"cited: quoted, quote: {{text: '{QUOTE}', language: en}},", 1)
    text = text.replace("language: en\n", f"language: en\narchive_url: {COPY}\n", 1)
    for old, new in edits:
        assert old in text
        text = text.replace(old, new)
    files = {**files_of(), PATH: text, "watch.yaml": as_text(looks)}
    return Collection.of(draft_of(files), Settings(site_name="Sample", site_url="https://swans.zz/"))


def page_of(held: Collection) -> str:
    (page,) = (one for part in entries(held) for one in part.make(held, *part.given) if isinstance(one, Page))
    return " ".join(page.content.split())


SAID = [
    (changed(GONE_QUOTE), "Changed since 3 March 2026: the quoted sentence no longer stands there.", True),
    (changed(GONE_QUOTE, GONE_TITLE, GONE_FIGURE), "Changed since 3 March 2026: the quoted sentence, the title and a"
     " figure no longer stand there.", True),
    (changed(GONE_QUOTE.model_copy(update={"seen": None})), "Looked at on 29 November 2026, and not found there any"
     " more: the quoted sentence.", True),
    (found(LookState.GONE, LookReason.NOT_FOUND), "Not there any more when last looked, 29 November 2026.", True),
    (found(LookState.GONE, LookReason.OTHER_PAGE), "29 November 2026: another page stood in its place.", True),
    (found(LookState.GONE, LookReason.FRONT_PAGE), "29 November 2026: its address led to the front page.", True),
    (found(LookState.WALLED, LookReason.PAYMENT), "Shown only to those who pay when last looked, 29 November", False),
    (found(LookState.WALLED, LookReason.BOT_CHECK), "Not shown to programs when last looked, 29 November", False),
    (found(LookState.REFUSED, LookReason.ROBOTS), "Its site asked programs to stay away on 29 November 2026.", False),
    (found(LookState.UNREACHABLE, LookReason.SERVER), "It could not be read on 29 November 2026.", False),
    (found(LookState.SAME, seen=DAY), "Seen unchanged on 29 November 2026.", False),
    (found(LookState.SAME), "Still there on 29 November 2026.", False),
]  # fmt: skip


@each(("look", "said", "is_loud"), SAID)
def test_the_page_of_an_entry_says_it(look: Look, said: str, is_loud: bool) -> None:
    html = page_of(known({ARTICLE: look}))
    assert said in html
    assert (f'<a href="{COPY}" rel="nofollow noreferrer">The archived copy</a>' in html) is is_loud
    beside = '<strong class="nd-changed">Not there any more when looked at on 29 November 2026</strong>'
    assert (beside in html) is (GONE_QUOTE.words in {one.words for one in look.missing} and "quoted" in said)


def test_a_reference_says_it() -> None:
    html = page_of(known({SURVEY: found(LookState.GONE, LookReason.NOT_FOUND, records=["swans-counted"])}))
    first, second = html.partition('id="ref-1"')[2].split('id="ref-2"')
    assert "Not there any more when last looked, 29 November 2026." in first
    assert "last looked" not in second


def test_what_was_corrected_since_is_missing_no_more() -> None:
    held = known(
        {ARTICLE: changed(GONE_QUOTE, GONE_FIGURE)}, ("We counted three", "They counted three"), ("312", "298")
    )
    assert "nd-changed" not in page_of(held)
    assert list(gaps_of(held, GapKind.CHANGED_PAGE)) == []


def test_whoever_never_looks_has_the_page_as_it_was() -> None:
    held = known({})
    assert "looked" not in page_of(held)
    assert json.loads(entry_json(held, held.by_id["swans-counted"]))["looks"] is None


LOOKS = {
    ARTICLE: changed(GONE_QUOTE, GONE_TITLE),
    SURVEY: found(LookState.GONE, LookReason.NOT_FOUND, records=["swans-counted"]),
    NOTICE: found(LookState.WALLED, LookReason.LOGIN, records=["stories/swan-count"]),
    "beacon.example/counts": found(LookState.REFUSED, LookReason.ROBOTS, records=["swans-counted", "nobody"]),
}  # fmt: skip


def test_gaps() -> None:
    held = known(LOOKS)
    told = {
        kind.value: [f"{place_of(held, gap)}: {detail_of(held, words_of('en'), gap)}" for gap in gaps_of(held, kind)]
        for kind in (GapKind.CHANGED_PAGE, GapKind.GONE_PAGE, GapKind.WALLED_PAGE)
    }
    assert told == {
        "changed-page": [f"{PATH}: {ARTICLE}"], "gone-page": [f"{PATH}: {SURVEY}"],
        "walled-page": [f"{PATH}: beacon.example/counts", f"stories.yaml: swan-count: {NOTICE}"],
    }  # fmt: skip


def test_the_feed() -> None:
    held = known(LOOKS)
    files = {
        file.path: file.text for part in feeds(held) for file in part.make(held, *part.given) if isinstance(file, File)
    }
    items = json.loads(files["feeds/changes.json"])["items"]
    assert [(item["id"], item["url"], item["title"]) for item in items] == [
        (f"tag:swans.zz,2026-11-29:changes/entries/swans-counted/{digest}", "https://swans.zz/2022/w42/swans-counted/",
         "Swans counted: a page has changed")
        for digest in (items[0]["id"].rpartition("/")[2], items[1]["id"].rpartition("/")[2])
    ]  # fmt: skip
    assert "the quoted sentence and the title no longer stand there" in items[0]["summary"]
    assert f'<span dir="ltr">{ARTICLE}</span>' in items[0]["content_html"]
    # A page of others is named, and the reader follows the link to the entry.
    assert 'lantern.example/swans"' not in items[0]["content_html"]
    assert files["feeds/changes.atom"].count("<entry>") == 2


def test_the_data() -> None:
    held = known(LOOKS)
    looks = json.loads(entry_json(held, held.by_id["swans-counted"]))["looks"]
    assert looks["references"]["survey-2021"]["why"] == "not-found"
    assert looks["article"] == {
        "looked": "2026-11-29", "state": "changed", "why": None, "since": "2026-11-29", "seen": "2026-03-03",
        "missing": [
            {"at": at, "what": what, "since": "2026-11-29", "seen": "2026-03-03"}
            for at, what in (("sources.0.quote.text", "quotation"), ("title", "title"))
        ],
    }  # fmt: skip


def test_one_page_changed_concerns_those_who_cite_it() -> None:
    held = known({ARTICLE: changed(GONE_QUOTE)})
    watched = Watched.over(held)
    with watched.watch.part() as read:
        page_of(watched)
    keys = {key.split("\0")[2] for key in read if key.startswith("record\0looks\0")}
    assert keys == {ARTICLE, SURVEY, "beacon.example/counts"}
    bare = Watched.over(replace(held, looks={}))
    with bare.watch.part() as read:
        page_of(bare)
    assert [key for key in read if "looks" in key] == ["some\0looks"]


def test_a_figure_of_our_context_on_the_page_that_it_cites() -> None:
    text = Text("The university found 298 swans on the lake, and says that the autumn was as wet as any before it.")
    hashes = [token_hash(key_of(digest(text.words)), "n:298")]
    evidence = page_evidence(SURVEY, text, SEEN, language="en", tokens=hashes)
    page = cited_pages(replace(known({}), captured={SURVEY: evidence})).pages[SURVEY]
    assert [(one.at, one.text, one.key, one.has_stood) for one in page.wanted] == [("context", "298", "n:298", True)]
    now = compare([Block(text.text.replace("298", "312"))], (), page.wanted, page.recorded)
    assert [one.text for one, _ in now.missing] == ["298"]
    gone = lack(Thing.FIGURE, "context", "298")
    html = page_of(known({SURVEY: changed(gone), ARTICLE: changed(gone)}))
    said = "Changed since 3 March 2026: a figure no longer stands there."
    assert html.count(said) == 1
    assert said in html.partition('id="ref-1"')[2].partition('id="ref-2"')[0]


def test_the_database() -> None:
    held = known(LOOKS)
    rows = of_entry(held, held.by_id["swans-counted"])
    seen = [
        value
        for value in rows["entries"][0]
        if value in ("changed", "2026-11-29", "quotation sources.0.quote.text\ntitle title")
    ]
    assert seen == ["2026-11-29", "changed", "quotation sources.0.quote.text\ntitle title"]
    states = [
        [value for value in row if value in ("gone", "refused", "not-found", "robots")] for row in rows["references"]
    ]
    assert states == [["gone", "not-found"], ["refused", "robots"]]
