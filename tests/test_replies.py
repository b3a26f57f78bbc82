"""Replies beside an entry, and who drafted what: what they may be, where they stand, and what follows from them."""

import json
import re
from dataclasses import replace
from datetime import date
from email import message_from_string
from email.policy import default
from pathlib import Path

import pytest
from edition_edits import FILES, NEXT, SWANS, WEEK, press, swap, why
from invented import changed, collection, saying, words_of
from makers import ENTRY, problems_of
from makers import collection as files
from tables import each

from newsdesk.collection import Collection
from newsdesk.commands.week import publish, publish_due
from newsdesk.model import Author, Read, Reply, Review
from newsdesk.problems import Refusal
from newsdesk.views.data.published import entry_json, outlet_json
from newsdesk.views.data.told_story import story_json
from newsdesk.views.editions import email, markdown, plain
from newsdesk.views.feeds.items import digest_item, entry_item
from newsdesk.views.pages.digests import digests, home
from newsdesk.views.pages.entry import entries
from newsdesk.views.pages.stories import stories
from newsdesk.views.setting.page import Page, Part
from newsdesk.views.shared.made import made_of, standing_of

NAME = "strike-ends"
HOSTILE = "<b>No</b> & *no*.\n\nIt was <script>alert(1)</script> later."


def reply(day: str = "2022-10-27", words: str = "It was not so.", more: str = "") -> str:
    return f"{{by: Bo Lind, date: {day}, language: en, text: {words!r}{more}}}"


@each(
    ("replies", "found"),
    [
        ("[]", []),
        (f"[{reply()}, {reply()}]", []),
        (f"[{reply(words='word ' * 200)}]", []),
        (
            f"[{reply(words='word ' * 201)}]",
            [("reply-length", "The reply has 201 words.",
              "Have it shortened by whoever wrote it to 200 or fewer; url leads to all of it.")],
        ),
        (
            f"[{reply('2022-10-01')}]",
            [("date-order", "The reply is of 2022-10-01, before the article was published.",
              "Correct the date. Replies stand in order, oldest first.")],
        ),
        (
            f"[{reply('2022-10-28')}, {reply('2022-10-27')}]",
            [("date-order", "The reply is of 2022-10-27, before the one that it follows.",
              "Correct the date. Replies stand in order, oldest first.")],
        ),
        (
            f"[{reply('2022-12-31')}]",
            [("future-date", "2022-12-31 lies in the future.", "Write the day on which it was done.")],
        ),
        ("[{date: 2022-10-27, language: en, text: No.}]",
         [("missing-field", '"by" is missing.',
           'Add "by: …": Who replies: the name, and the office where a reader needs it.')]),
        ("[{by: '', date: 2022-10-27, language: en, text: No.}]",
         [("empty-field", '"by" is empty.', "Write at least one.")]),
        (f"[{reply(more=', url: javascript:x')}]",
         [("unsafe-address", '"javascript:x" is not an address that a page may link to.',
           "Write it in full, with http:// or https:// in front.")]),
        (f"[{reply(more=', txet: x')}]",
         [("unknown-field", '"txet" is not a field here.', 'Did you mean "text"?')]),
    ],
)  # fmt: skip
def test_what_a_reply_may_be(replies: str, found: list[tuple[str, str, str]]) -> None:
    problems = problems_of(files(replies=replies), date(2022, 11, 30))
    assert [(p.rule, p.message, p.hint) for p in problems] == found
    assert {p.path for p in problems} <= {f"digests/{ENTRY}"}


def replied(**more: object) -> Collection:
    one = Reply(by="Ada <i>Quill</i>", date=date(2022, 11, 2), language="en", text=HOSTILE, url="https://quill.zz/a")
    return changed(NAME, replies=(one,), **more)


def page_of(known: Collection, name: str = NAME) -> Page:
    for part in entries(known):
        if part.given == (name,):
            return next(made for made in part.make(known, *part.given) if isinstance(made, Page))
    raise AssertionError(name)


def test_a_reply_stands_beside_its_entry_as_text() -> None:
    page = page_of(replied())
    assert '<h2 id="replies">Replies</h2>' in page.content
    assert "<p>&lt;b&gt;No&lt;/b&gt; &amp; *no*.</p><p>It was &lt;script&gt;" in page.content
    assert "Ada &lt;i&gt;Quill&lt;/i&gt; replied on 2 November 2022." in page.content
    assert 'href="https://quill.zz/a"' in page.content
    assert ("replies", "Replies") in page.toc
    assert page.updated == "2022-11-02"
    assert '"@type":"Comment"' in page.head
    assert "<script>alert" not in page.head + page.content
    silent = page_of(collection())
    assert "replies" not in silent.content
    assert all(name != "replies" for name, _ in silent.toc)


def test_a_reply_goes_out_with_feeds_editions_and_data() -> None:
    known = replied()
    item = entry_item(known, known.by_id[NAME], "https://example.org/press/")
    assert item.updated == "2022-11-02T00:00:00Z"
    assert "&lt;script&gt;alert(1)" in item.html
    assert "replied on 2 November 2022" in item.summary
    week = known.by_id[NAME].week
    assert "replied on 2 November 2022:" in markdown(known, week)
    assert "<script>" not in markdown(known, week)
    assert "It was <script>alert(1)</script> later." in " ".join(plain(known, week).split())
    published = json.loads(entry_json(known, known.by_id[NAME]))
    assert published["replies"][0]["text"] == HOSTILE
    assert published["updated"] == "2022-11-02"


def test_replies_keep_their_paragraphs_and_lead_to_the_whole_wherever_they_go_out() -> None:
    first = Reply(by="Bo Lind", date=date(2022, 11, 2), language="en", text="No.\n\nNever.", url="https://quill.zz/a")
    second = Reply(
        by="Ferry Union", date=date(2022, 11, 3), language="ru", text="Нет.", url="https://lamp.example.net/a"
    )
    known = changed(NAME, replies=(first, second))
    week, entry = known.by_id[NAME].week, known.by_id[NAME]
    said = "Bo Lind and Ferry Union replied; the newest reply is of 3 November 2022."
    text, marked = plain(known, week), markdown(known, week)
    assert f"Notice: {said}".split() == text[text.index("Notice: Bo") :].split()[:15]
    assert "\n> No.\n\n> Never.\n\nAll of it: https://quill.zz/a\n" in text
    # The policy keeps addresses of this publisher as text.
    assert re.search(r"\n> .?Нет\..?\n\nAll of it: \W*lamp\W+example\W+net/a", text)
    assert "https://lamp.example.net/a" not in text + marked
    assert "> No.\n\n> Never.\n\nAll of it: <https://quill.zz/a>\n" in marked
    assert "All of it: `lamp.example.net/a`" in marked
    html = message_from_string(email(known, week), policy=default).get_body(("html",)).get_content()
    item = entry_item(known, entry, "https://example.org/press/").html
    for page in (html, item, page_of(known).content):
        shown = re.sub(r"\s*\n\s*", "", re.sub(r' style="[^"]*"', "", page))
        assert "<p>No.</p><p>Never.</p></blockquote>" in shown
        assert 'href="https://quill.zz/a"' in shown
        assert 'href="https://lamp.example.net/a"' not in shown
    assert said in page_of(known).content


def test_a_reply_makes_the_next_edition_due_and_needs_no_correction(tmp_path: Path) -> None:
    project = press(tmp_path, _with_replies(), WEEK)
    swap(project, SWANS, ("replies: []", f"replies: [{reply('2022-11-03')}]"))
    said = publish_due(project, NEXT)
    assert f"Published {WEEK}, edition 2" in said
    assert why(project) == "Replies to: swans-counted."


def test_a_published_reply_is_not_changed_silently(tmp_path: Path) -> None:
    project = press(tmp_path, _with_replies(reply("2022-10-28")), WEEK)
    swap(project, SWANS, ("It was not so.", "It was so."))
    with pytest.raises(Refusal) as found:
        publish(project, WEEK, NEXT)
    assert "silent-change" in str(found.value)
    assert "kind: material" in str(found.value)


def _with_replies(*replies: str) -> dict[str, str]:
    return {**FILES, SWANS: FILES[SWANS].rstrip("\n") + f"\nreplies: [{', '.join(replies)}]\n"}


@each(
    ("drafted_by", "review", "default", "said"),
    [
        (None, None, None, "Who drafted this text is not recorded, nor that anybody reviewed it."),
        (None, None, Author.MACHINE, "Drafted by a machine; no person has reviewed it yet."),
        (Author.HUMAN, None, Author.MACHINE, "Drafted by a person; nobody else has reviewed it yet."),
        (Author.MACHINE, "Bo", None, "Drafted by a machine; reviewed by Bo on 1 November 2022."),
        (None, "Bo", None, "Reviewed by Bo on 1 November 2022."),
    ],
)
def test_a_record_says_who_drafted_it(
    drafted_by: Author | None, review: str | None, default: Author | None, said: str
) -> None:
    known = with_default(default)
    reviewed = Review(by=review, on=date(2022, 11, 1)) if review else None
    story = next(iter(known.stories.values())).model_copy(update={"drafted_by": drafted_by, "reviewed": reviewed})
    assert made_of(known, story) == said


def with_default(author: Author | None) -> Collection:
    known = collection()
    publishing = known.settings.extra.publishing.model_copy(update={"drafted_by": author})
    extra = known.settings.extra.model_copy(update={"publishing": publishing})
    return replace(known, settings=known.settings.model_copy(update={"extra": extra}), memo={})


def test_pages_and_data_carry_it() -> None:
    known = with_default(Author.MACHINE)
    name = next(iter(known.stories))
    part = next(part for part in stories(known) if part.given[:1] == (name,))
    (page,) = (made for made in part.make(known, *part.given) if isinstance(made, Page))
    said = "Drafted by a machine; no person has reviewed it yet."
    assert page.content.count(said) == 1
    assert f'"creditText":"{said}"' in page.head
    assert json.loads(story_json(known, known.stories[name]))["drafted_by"] == "machine"
    outlet = next(iter(known.outlets.values()))
    assert json.loads(outlet_json(known, outlet))["drafted_by"] == "machine"
    assert json.loads(outlet_json(collection(), outlet))["drafted_by"] is None


def test_a_page_of_many_says_how_many_are_raw() -> None:
    known = collection()
    one = next(iter(known.entries)).model_copy(
        update={"drafted_by": Author.MACHINE, "reviewed": None, "read": Read.FULL}
    )
    read = one.model_copy(update={"reviewed": Review(by="Bo", on=date(2022, 11, 1))})
    part = read.model_copy(update={"read": Read.EXCERPT})
    assert standing_of(known, [one, one]) == "All 2 entries drafted by a machine, not reviewed."
    assert standing_of(known, [one, part, part]) == (
        "1 of 3 entries drafted by a machine, not reviewed. 2 articles read in part."
    )
    assert standing_of(known, [one]) == "Drafted by a machine, not reviewed."
    assert standing_of(known, [part]) == "Read in part."
    assert standing_of(known, [part], with_parts=False) == standing_of(known, [read]) == standing_of(known, []) == ""
    russian = saying(known, words_of("ru"))
    assert standing_of(russian, [one] * 5) == "Все 5\N{NO-BREAK SPACE}записей составлены программой и не проверены."


def test_home_digest_cards_and_feeds_open_with_it() -> None:
    known = collection()
    (page,) = home(known)
    week = next(week for week in known.digests if known.by_week[week])
    line = standing_of(known, known.by_week[week])
    assert (f'<p class="nd-aside">{line}</p>' in page.content) is bool(line)
    raw = changed(NAME, drafted_by=Author.MACHINE, reviewed=None, read=Read.EXCERPT)
    week = raw.by_id[NAME].week
    part = next(
        part for part in digests(raw) if isinstance(part, Part) and part.given[:1] == (week,) and len(part.given) == 3
    )
    (page,) = (made for made in part.make(raw, *part.given) if isinstance(made, Page))
    assert standing_of(raw, raw.by_week[week]) in page.content
    assert "<span>machine draft, not reviewed</span> <span>read in part</span>" in page.content
    assert standing_of(raw, raw.by_week[week]) in digest_item(raw, week, "https://example.org/press/").summary
