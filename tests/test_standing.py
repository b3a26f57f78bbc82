"""What of ours stands on a page: kinds of changes and of surroundings, one by one."""

import datetime
import json
import unicodedata

from tables import each

from newsdesk.evidence import Text, evidence_of
from newsdesk.evidence.claims import Claims, Said
from newsdesk.evidence.fingerprint import Recorded
from newsdesk.evidence.standing import Wanted, compare
from newsdesk.evidence.support import Names, tokens_of
from newsdesk.intake.watching.shown import shown
from newsdesk.model.looks import Thing

DAY = datetime.date(2026, 11, 29)
QUOTE = "the council will repair 1,500 metres of the northern pier"
PARTS = (
    "The harbour office of Wexmere sent two clerks to the quay on Monday, as it does each year in autumn.",
    f"Edith Marlowe told the assembly on Tuesday that {QUOTE} before the frost, if the weather holds.",
    "Some 41 families asked for a place beside the lighthouse, and the price of a berth stays as it was.",
    "Older residents remember a winter in which the whole bay froze and people walked to the islands.",
)
TITLE = "Pier of Wexmere to be repaired"
SCRIPT = json.dumps({"@type": "NewsArticle", "headline": TITLE, "articleBody": "\n".join(PARTS)})
BODY = "".join(f"<p>{part}</p>" for part in PARTS)


def page(*parts: str, title: str = f"<h1>{TITLE}</h1>", before: str = "", behind: str = "", head: str = "") -> str:
    body = "".join(f"<p>{part}</p>" for part in (parts or PARTS))
    return f"<html><head>{head}</head><body>{before}<article>{title}{body}</article>{behind}</body></html>"


def changed(old: str, new: str) -> str:
    assert any(old in part for part in PARTS)
    return page(*(part.replace(old, new) for part in PARTS))


def missing(html: str, *, has_tokens: bool = False) -> list[str]:
    said = Said(0, "Edith Marlowe", "Edith Marlowe", True, QUOTE)
    text = Text("\n\n".join([TITLE, *PARTS]))
    evidence = evidence_of(text, Claims("en", "full", "", (said,)), DAY)
    assert len(evidence.quotations) == len(evidence.names) == 1
    (token,) = (one for one in tokens_of("41 families", "en", Names.of(())) if one.kind == "figure")
    wanted = [
        Wanted("e", "title", Thing.TITLE, TITLE, "en", True),
        Wanted("e", "quote", Thing.QUOTATION, QUOTE, "en", True),
        Wanted("e", "name", Thing.NAME, "Edith Marlowe", "en", True),
        Wanted("e", "summary", Thing.FIGURE, "41", "en", has_tokens, token.key),
    ]
    seen = shown(html.encode(), "html", "utf-8", "https://wexmere.example/pier", DAY)
    found = compare(seen.blocks, seen.titles, wanted, Recorded.of(evidence))
    return [str(one.thing) for one, _ in found.missing]


COMMENT = f'<section id="comments"><p>They said that {QUOTE}!</p></section>'
UNMARKED = f"<div><p>guest</p><p>They said that {QUOTE}, and I laughed.</p></div>"
CHANGED = [
    (changed("will repair", "may repair"), "quotation"),
    (changed("will repair", "will not repair"), "quotation"),
    (changed("1,500", "1,600"), "quotation"),
    (changed("northern pier", "northern piers"), "quotation"),
    (changed("1,500 metres", "1,500 feet"), "quotation"),
    (changed("1,500 metres", "1.5 metres"), "quotation"),
    (changed("metres of", "metres or so of"), "quotation"),
    (changed("will repair", "<del>will repair</del> may repair"), "quotation"),
    (page(PARTS[0], f"<s>{PARTS[1]}</s>", *PARTS[2:]), "quotation name"),
    (page(PARTS[0], *PARTS[2:], behind=f"<ul><li>{PARTS[1]}</li></ul>"), ""),
    (page(PARTS[0], *PARTS[2:], behind=f"<ul id=talk><li>{PARTS[1]}</li></ul>"), "quotation name"),
    (page(PARTS[0], *PARTS[2:], behind=f"<noscript>{PARTS[1]}</noscript>"), "quotation name"),
    (page(PARTS[0], *PARTS[2:], behind=f"<div hidden>{PARTS[1]}</div>"), "quotation name"),
    (page(PARTS[0], *PARTS[2:], head=f"<meta name=description content='{PARTS[1]}'>"), "quotation name"),
    # The "not" stands right outside of what is quoted.
    (changed("that the council", "that never ever the council"), "quotation"),
    (page(PARTS[0], *PARTS[2:]), "quotation name"),
    (page(PARTS[0], *PARTS[2:], behind=COMMENT), "quotation name"),
    (page(*(p.replace("will repair", "may repair") for p in PARTS), behind=COMMENT), "quotation"),
    (page(*(p.replace("will repair", "may repair") for p in PARTS), behind=UNMARKED), "quotation"),
    (changed("Edith Marlowe", "Mabel Thorne"), "name"),
    (changed("Edith Marlowe", "Ms Marlowe"), "name"),
    # The name still stands elsewhere, and somebody else says it now.
    (page(PARTS[0], PARTS[1].replace("Edith Marlowe", "Mabel Thorne"), *PARTS[2:], "Edith Marlowe sold him a boat."),
     "name"),
    (changed("41", "63"), "figure"),
    (page(PARTS[0], PARTS[1], PARTS[2].replace("41", "63"), PARTS[3] + " In all 41 of them came home."), "figure"),
    (page(title="<h1>Pier of Wexmere is closed for good</h1>"), "title"),
    (page(title="<h1>Pier of Wexmere is closed for good</h1>", behind=f'<div class="related">{TITLE}</div>'), "title"),
    (page(title="<h1>Pier of Wexmere is closed for good</h1>", head=f"<title>{TITLE}</title>"), "title"),
]  # fmt: skip
SAME = [
    page(),
    page(title=f"<div>{TITLE}</div>"),
    page(title=f"<h1>Updated: {TITLE}</h1>"),
    page(title="", head=f"<title>{TITLE} | The Post</title>"),
    page(behind=COMMENT),
    page(behind=UNMARKED),
    page(*PARTS, "Update: the assembly has added a line, and 12 more members came."),
    changed("1,500", "1 500"),
    changed("41 families", "forty-one families"),
    changed("on Tuesday", "on Tuesday [1]"),
    changed("repair 1,500", "repair <sup>3</sup>1,500"),
    changed("the council will", "<b>t</b>he <a href='/c'>council</a> <span class='ad-inline'>Buy socks</span> will"),
    changed("pier before", "pi&shy;er&nbsp;before"),
    # The article stands in what the page calls an advertisement, or is shown when a script says so.
    f"<html><body><h1>{TITLE}</h1><div class='promo-box'>{BODY}</div></body></html>",
    f"<html><body><h1>{TITLE}</h1><div style='display: none'>{BODY}</div></body></html>",
    # An advertisement in the middle of a sentence that is quoted.
    page(PARTS[0], PARTS[1].replace("1,500", "</p><div class='ads'>Socks at half the price today</div><p>1,500"),
         *PARTS[2:]),
    page(before="<nav>41 63 41</nav>", behind="<div class='counter'>63 readers</div>"),
    page("".join(PARTS)),
    unicodedata.normalize("NFD", page()),
    page(title=f"<h1>{TITLE.upper()}</h1>"),
    changed("northern pier", 'northern <span class="tooltip">A long wooden thing</span>pier'),
    f"<html><body><div class='layout-with-comments'><h1>{TITLE}</h1><div class='content-comments'>{BODY}</div></div>",
    f"<html><body><h1>{TITLE}</h1><div>{'<br>'.join(PARTS)}</div></body></html>",
    f"<html><body><h1>{TITLE}</h1>{' '.join(PARTS)}</body></html>",
    page(PARTS[0], *[f"Picture {number}: boats, 63" for number in range(30)], *PARTS[1:]),
    page(*PARTS[:2], "<q>the council will not repair the northern pier</q>, says my uncle", *PARTS[2:]),
    page(behind="<div><p>The council will not repair 1,500 metres of the northern pier!</p></div>"),
    page(*PARTS[:3], PARTS[3].replace("whole bay", "entire bay")),
    page(PARTS[0].replace("two clerks", "3 clerks"), *PARTS[1:]),
    f"<html><head><title>{TITLE}</title><script type='application/ld+json'>{SCRIPT}</script></head></html>",
    page(*(" ".join(PARTS).split(". "))),
]  # fmt: skip


@each(("number", "html", "wanted"), [(at, *row) for at, row in enumerate(CHANGED)])
def test_what_was_changed_is_missing(number: int, html: str, wanted: str) -> None:
    assert missing(html) == wanted.split()


@each(("number", "html"), list(enumerate(SAME)))
def test_what_was_not_is_not(number: int, html: str) -> None:
    assert missing(html) == []


def test_a_figure_of_a_paragraph_that_is_gone() -> None:
    html = page(*PARTS[:2], PARTS[3])
    assert missing(html) == []
    assert missing(html, has_tokens=True) == ["figure"]
    assert missing(changed("Some 41", "Dozens of"), has_tokens=True) == ["figure"]
    assert missing(changed("41 families", "forty-one families"), has_tokens=True) == []
