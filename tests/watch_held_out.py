"""Layouts that nobody looked at while the comparison was written: what it makes of other people's pages."""

from html import escape

from watch_layouts import _boxes, _layer, _list, paragraphs, typed
from watch_press import Around, Article


def _plain(a: Article, r: Around, ad: str) -> list[str]:
    return [part[1:] if part.startswith("\0") else f"<p>{part}</p>" for part in paragraphs(a, r, ad)]


def magazine(a: Article, r: Around) -> str:
    """A cover, sections with headings between the paragraphs, pull boxes, authors and tags."""
    parts = _plain(a, r, '<div class="m-sponsor"><a href="/s">{ad}</a></div>')
    for at in range(len(parts) - 1, 0, -2):
        parts.insert(
            at, f"<h3 class=m-crosshead>* * *</h3><div class=m-box><strong>{escape(r.related[0])}</strong></div>"
        )
    foot = _boxes(
        r.order,
        f"<div class=m-more>{_list(r.related, 'div')}</div>",
        f"<div class=m-voices>{_list(r.comments, 'div')}</div>",
        f"<div class=m-tags>{r.clock}</div>",
    )
    return (
        f"<!doctype html><html lang={a.language}><head><meta charset=utf-8><title>{escape(a.title)} » Wexmere Monthly</title></head><body class=m-page>{_layer(r)}"
        f"<section class=m-cover><span class=m-kicker>Harbour</span><h1 class=m-title>{typed(a.title, r.typography)}</h1><p class=m-deck>{r.clock} min</p></section>"
        f"<section class=m-text>{''.join(parts)}</section>{foot}</body></html>"
    )


def agency(a: Article, r: Around) -> str:
    """Preformatted text as agencies send it, in one block."""
    lines = list(paragraphs(a, r, "[{ad}]"))
    text = "\n\n".join(part.lstrip("\0") for part in lines)
    return (
        f"<html><head><title>{escape(a.title)}</title></head><body><div id=hdr>WEXMERE NEWS AGENCY {r.clock}</div><h1>{typed(a.title, r.typography)}</h1>"
        f"<div id=tx><pre>{text}</pre></div><div id=lst>{_list(_turned(r), 'p')}</div><div id=vox>{_list(r.comments, 'p')}</div>{_layer(r)}</body></html>"
    )


def _turned(r: Around) -> list[str]:
    turn = r.order % max(1, len(r.related))
    return [*r.related[turn:], *r.related[:turn]]


def application(a: Article, r: Around) -> str:
    """Elements of its own making, slots, and an aside that says so by its role alone."""
    parts = "".join(
        f"<x-para>{part[1:] if part[:1] == chr(0) else f'<span>{part}</span>'}</x-para>"
        for part in paragraphs(a, r, "<x-promo>{ad}</x-promo>")
    )
    return (
        f'<!DOCTYPE html><html lang={a.language}><head><title>{escape(a.title)}</title><script type=\'application/ld+json\'>{{"@type":"NewsArticle","headline":"x"}}</script></head>'
        f"<body>{_layer(r)}<x-app><x-bar>{r.clock}</x-bar><div role=main><div role=heading aria-level=1>{typed(a.title, r.typography)}</div>{parts}</div>"
        f"<div role=complementary>{_list(_turned(r), 'div')}</div><div role=feed>{_list(r.comments, 'div')}</div></x-app></body></html>"
    )


def liveblog(a: Article, r: Around) -> str:
    """Each paragraph an entry of its own with a time, newest talk in between."""
    items = "".join(
        f'<li class="lb-ad">{part[1:]}</li>'
        if part[:1] == "\0"
        else f'<li class="lb-item"><time>1{n}:0{n}</time><div class="lb-text">{part}</div><a class="lb-share">Share</a></li>'
        for n, part in enumerate(paragraphs(a, r, "<i>{ad}</i>"))
    )
    return (
        f"<!doctype html><html><head><title>{escape(a.title)} - live</title></head><body><header><h2>{typed(a.title, r.typography)}</h2><p>{r.clock} reading</p></header>"
        f"<ul class=lb>{items}</ul><ul class=lb-talk>{_list(r.comments)}</ul><ul class=lb-next>{_list(_turned(r))}</ul>{_layer(r)}</body></html>"
    )


def definition(a: Article, r: Around) -> str:
    """A gazette in lists of definitions, in the encoding and manner of a ministry."""
    rows = "".join(f"<dd>{part.lstrip(chr(0))}</dd>" for part in paragraphs(a, r, "<small>{ad}</small>"))
    return (
        f"<html><head><title>Gazette</title><meta property='og:title' content='{escape(a.title, quote=True)}'></head><body><center><img src=a.gif><b>GAZETTE No {r.clock}</b></center>"
        f"<dl><dt><font size=5>{typed(a.title, r.typography)}</font></dt>{rows}</dl><hr><ul>{_list(_turned(r))}</ul><ol>{_list(r.comments)}</ol>{_layer(r)}</body></html>"
    )


def portal(a: Article, r: Around) -> str:
    """A portal with three columns, the article in the middle one, boxes with words before it."""
    parts = "".join(_plain(a, r, "<div class=col-ad>{ad}</div>"))
    left = _boxes(
        r.order,
        f"<div class=tops>{_list(r.related, 'div')}</div>",
        f"<div class=quotes>{escape(r.ads[0])}</div>",
        f"<div class=online>{r.clock}</div>",
    )
    return (
        f"<!doctype html><html><head><title>{escape(a.title)} | Portal</title></head><body>{_layer(r)}<div class=grid><div class=c1>{left}</div>"
        f"<div class=c2><div class=crumbs>Portal / News</div><h1>{typed(a.title, r.typography)}</h1><div class=body-copy>{parts}</div>"
        f"<div class=opinions><h4>Opinions</h4>{_list(r.comments, 'p')}</div></div><div class=c3>{escape(r.ads[0])}</div></div></body></html>"
    )


LAYOUTS = (magazine, agency, application, liveblog, definition, portal)
