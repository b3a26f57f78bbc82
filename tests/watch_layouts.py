"""Layouts of pages: the same article and what stands beside it, as different makers of sites would set them."""

from collections.abc import Iterable
from html import escape

from watch_press import Around, Article

SOFT = "\u00ad"


def typed(text: str, mode: int) -> str:
    """A text in other typography: quotation marks, blanks, dashes, hints for breaking lines, entities."""
    text = escape(text, quote=False)
    if mode == 1:
        text = (
            text.replace("“", '"')
            .replace("”", '"')
            .replace("«", "“")
            .replace("»", "”")
            .replace("’", "'")
            .replace("‘", "'")
        )
    elif mode == 2:
        text = " ".join(
            word[:4] + SOFT + word[4:] if len(word) > 7 and word.isalpha() else word for word in text.split(" ")
        )
        text = text.replace(" ", "&nbsp;", 3)
    elif mode == 3:
        text = text.replace(" — ", " – ").replace(", ", ",\u2009").replace("“", "&ldquo;").replace("”", "&rdquo;")
    elif mode == 4:
        text = "\n  ".join(text.split(" "))
    return text


def paragraphs(article: Article, around: Around, between: str = "") -> Iterable[str]:
    """The paragraphs as HTML; with advertisements between them where there are any."""
    for number, part in enumerate(article.paragraphs):
        yield typed(part, around.typography)
        if around.inside and between and number % 2 == 0:
            yield "\0" + between.format(ad=escape(around.ads[number % len(around.ads)]))


def _layer(around: Around) -> str:
    if around.layer == "consent":
        return (
            '<div id="onetrust-consent-sdk" role="dialog"><p>We and our 214 partners store information on a device.</p>'
            "<button>Accept all</button></div>"
        )
    if around.layer:
        return (
            '<div class="modal is-open"><h2>Our letter</h2><p>Every Friday in your box.</p><input type="email"></div>'
        )
    return ""


def _list(items: Iterable[str], tag: str = "li") -> str:
    return "".join(f"<{tag}><a href='/x'>{escape(one)}</a></{tag}>" for one in items)


def _body(parts: Iterable[str], tag: str = "p") -> str:
    return "".join(part[1:] if part.startswith("\0") else f"<{tag}>{part}</{tag}>" for part in parts)


def _boxes(order: int, *boxes: str) -> str:
    turn = order % len(boxes)
    return "".join((*boxes[turn:], *boxes[:turn]))


def semantic(a: Article, r: Around) -> str:
    """As the standard would have it."""
    boxes = _boxes(
        r.order,
        f"<aside class=related><h2>More</h2><ul>{_list(r.related)}</ul></aside>",
        f"<section id=comments>{''.join(f'<article class=comment><p>{escape(c)}</p></article>' for c in r.comments)}</section>",
        f"<aside class=ad>{escape(r.ads[0])}</aside>",
    )
    ad = "<aside class='ad'><p>{ad}</p></aside>"
    return (
        f"<!doctype html><html lang={a.language}><head><meta charset=utf-8><title>{escape(a.title)} | The Wexmere Post</title>"
        f'<meta property=og:title content="{escape(a.title)}"></head><body>{_layer(r)}<header><nav>{_list(["Home", "Boats"])}</nav></header>'
        f"<main><article><h1>{typed(a.title, r.typography)}</h1><p class=meta>Updated {r.clock} minutes ago</p>"
        f"{_body(paragraphs(a, r, ad))}</article>{boxes}</main><footer>Imprint</footer></body></html>"
    )


def soup(a: Article, r: Around) -> str:
    """Nothing but divisions."""
    ad = "<div class='adv-slot'>{ad}</div>"
    comments = "".join(f'<div class="comment-item"><div>{escape(c)}</div></div>' for c in r.comments)
    right = _boxes(
        r.order,
        f'<div class="popular">{_list(r.related, "div")}</div>',
        f'<div class="banner">{escape(r.ads[0])}</div>',
    )
    return (
        f"<html><head><title>{escape(a.title)}</title></head><body><div id=top>Wexmere <div class=counter>{r.clock}</div></div>"
        f"<div class=wrap><div class=col1><div class=hd><h1>{typed(a.title, r.typography)}</h1></div><div class=txt>"
        f"{_body(paragraphs(a, r, ad), 'div')}</div><div class=comments>{comments}</div></div><div class=col2>{right}</div></div>"
        f"{_layer(r)}</body></html>"
    )


def tables(a: Article, r: Around) -> str:
    """As sites were made long ago."""
    text = "<br><br>".join(
        part[1:] if part.startswith("\0") else part
        for part in paragraphs(a, r, "<br><br><table class=ads><tr><td>{ad}</td></tr></table>")
    )
    side = _boxes(
        r.order,
        f"<tr><td class=menu>{_list(r.related, 'p')}</td></tr>",
        f"<tr><td>{escape(r.ads[0])}</td></tr>",
        f"<tr><td>Visitors: {r.clock}</td></tr>",
    )
    return (
        f"<HTML><HEAD><TITLE>Wexmere Bote: {escape(a.title)}</TITLE></HEAD><BODY><TABLE><TR><TD WIDTH=150><TABLE>{side}</TABLE></TD>"
        f"<TD><H1>{typed(a.title, r.typography)}</H1><FONT SIZE=2>{text}</FONT><HR>"
        f"<DIV class=guestbook-comments>{'<HR>'.join(escape(c) for c in r.comments)}</DIV></TD></TR></TABLE></BODY></HTML>"
    )


def blog(a: Article, r: Around) -> str:
    """Like the best known program for blogs."""
    ad = '<div class="wp-block-group advert"><p>{ad}</p></div>'
    comments = "".join(
        f'<li class="comment even"><div class="comment-content"><p>{escape(c)}</p></div></li>' for c in r.comments
    )
    widgets = _boxes(
        r.order,
        f'<section class="widget widget_recent_entries"><h2>Recent</h2><ul>{_list(r.related)}</ul></section>',
        f'<section class="widget">{escape(r.ads[0])}</section>',
    )
    return (
        f"<!DOCTYPE html><html lang={a.language}><head><title>{escape(a.title)} – Wexmere Notes</title></head><body class='post-template single'>"
        f"<div id=page><header id=masthead><p class=site-title>Wexmere Notes</p></header><div id=primary><main id=main><article class='post type-post'>"
        f"<header class=entry-header><h1 class=entry-title>{typed(a.title, r.typography)}</h1><span class=posted-on>{r.clock} views</span></header>"
        f"<div class=entry-content>{_body(paragraphs(a, r, ad))}<div class=sharedaddy>Share this</div></div></article>"
        f"<div id=comments class=comments-area><ol class=comment-list>{comments}</ol></div></main></div><aside id=secondary>{widgets}</aside></div>{_layer(r)}</body></html>"
    )


def blocks(a: Article, r: Around) -> str:
    """Names of blocks, elements and modifiers; lines divided by breaks."""
    text = "<br/><br/>".join(
        part[1:] if part.startswith("\0") else part
        for part in paragraphs(a, r, '<span class="news-detail__ad-banner">{ad}</span>')
    )
    return (
        f"<!doctype html><html><head><meta charset=utf-8><title>{escape(a.title)}</title></head><body>{_layer(r)}<div class=page__wrapper>"
        f"<div class=news-detail><div class=news-detail__head><h1 class=news-detail__title>{typed(a.title, r.typography)}</h1>"
        f"<div class=news-detail__views>{r.clock}</div></div><div class=news-detail__text>{text}</div></div>"
        f"<div class=page__related>{_list(r.related, 'div')}</div><div class=page__comments>{_list(r.comments, 'div')}</div></div></body></html>"
    )


def framework(a: Article, r: Around) -> str:
    """Classes that a program has made up, and a box between all paragraphs."""
    parts = list(paragraphs(a, r, '<div class="sc-ad-1x9 advertisement"><span>{ad}</span></div>'))
    text = "".join(
        part[1:]
        if part.startswith("\0")
        else f'<section class="sc-1f2"><p class="sc-9aa"><span>{part}</span></p></section>'
        for part in parts
    )
    boxes = _boxes(
        r.order,
        f'<div class="css-related-list">{_list(r.related, "div")}</div>',
        f'<div class="css-comments">{_list(r.comments, "div")}</div>',
    )
    return (
        f"<!DOCTYPE html><html lang={a.language}><head><title>{escape(a.title)}</title><script>window.__D={{}}</script></head><body><div id=__next>{_layer(r)}"
        f"<div class=sc-a1><div class=sc-b2><h1 class=sc-h1>{typed(a.title, r.typography)}</h1><time>{r.clock} min</time></div>{text}</div>{boxes}</div></body></html>"
    )


def plain_main(a: Article, r: Around) -> str:
    """A main element, the headline in the header, figures with captions."""
    middle = list(paragraphs(a, r, "<div class='promo'><h3>Offer</h3><p>{ad}</p></div>"))
    middle.insert(1, f"\0<figure><img src=a.jpg><figcaption>{escape(r.ads[0])}</figcaption></figure>")
    return (
        f"<!doctype html><html lang={a.language}><head><meta charset=utf-8><title>{escape(a.title)} :: Port</title></head><body>{_layer(r)}"
        f"<header><div class=logo>Port</div><h1>{typed(a.title, r.typography)}</h1></header><main>{_body(middle)}"
        f"<div class=related-news>{_list(r.related, 'p')}</div></main><div id=disqus_thread>{_list(r.comments, 'p')}</div><footer>{r.clock}</footer></body></html>"
    )


def notes(a: Article, r: Around) -> str:
    """Drop capitals, marks of notes, words that are set apart."""
    parts = []
    for number, part in enumerate(paragraphs(a, r, "<div class=ads><p>{ad}</p></div>")):
        if part.startswith("\0"):
            parts.append(part[1:])
        elif part[:1].isalpha():
            parts.append(
                f"<p><span class=dropcap>{part[0]}</span>{part[1:]}<sup><a href=#n{number}>{number + 1}</a></sup></p>"
            )
        else:
            parts.append(f"<p>{part}<sup>[{number + 1}]</sup></p>")
    boxes = _boxes(
        r.order,
        f"<div class=sidebar>{_list(r.related, 'p')}</div>",
        f"<div class=reader-comments>{_list(r.comments, 'p')}</div>",
    )
    return (
        f"<!doctype html><html><head><title>{escape(a.title)}</title></head><body><div class=article-wrap itemscope itemtype=http://schema.org/NewsArticle>"
        f"<h1 itemprop=headline>{typed(a.title, r.typography)}</h1><div class=stats>{r.clock} / {r.clock}</div><div itemprop=articleBody>{''.join(parts)}</div></div>{boxes}{_layer(r)}</body></html>"
    )


def forum(a: Article, r: Around) -> str:
    """Comments and article in boxes of one kind, told apart by an id."""
    posts = "".join(
        f"<div class=msg><div class=who>guest{n}</div><div class=body>{escape(c)}</div></div>"
        for n, c in enumerate(r.comments)
    )
    return (
        f"<html><head><title>{escape(a.title)} - Wexmere</title></head><body><div class=nav>{_list(['Start', 'News'], 'span')}</div><h2>{typed(a.title, r.typography)}</h2>"
        f"<div id=story>{_body(paragraphs(a, r, '<p class=ads>{ad}</p>'))}</div><h3>Talk ({r.clock})</h3><div id=talk>{posts}</div>"
        f"<div class=teasers>{_list(r.related, 'h3')}</div>{_layer(r)}</body></html>"
    )


LAYOUTS = (semantic, soup, tables, blog, blocks, framework, plain_main, notes, forum)
