"""Rules that look at more than one sentence of a record: texts beside each other come in, findings go out."""

import re
from collections.abc import Iterator, Sequence

from newsdesk.check.prose import Sentence, marks_in, sentences, without_marks
from newsdesk.check.prose.scripts import have_script
from newsdesk.check.voice.fields import Field, Spoken, fields_of
from newsdesk.check.voice.forms import tokens
from newsdesk.check.voice.masks import masked, own_pieces
from newsdesk.check.voice.owners import owners
from newsdesk.check.voice.phrases import standing
from newsdesk.check.voice.reading import Found
from newsdesk.check.voice.rules import rule_of, tag_of, words_of
from newsdesk.evidence import Text
from newsdesk.evidence.copies import shared_runs
from newsdesk.evidence.fingerprint import Recorded
from newsdesk.model import Entry, Evidence, Story
from newsdesk.model.attribution import folded

Alternatives = Sequence[Sequence[Sequence[str]]]
"""For each question on which accounts differ: the words that answer it one way, those that answer it another way."""
Placed = tuple[Field, Found]
_NUMBERS = (
    "none nobody zero one two three four five six seven eight nine ten eleven twelve dozen dozens hundred hundreds"
    " thousand thousands half all many several никто ноль один одна одно два две три четыре пять шесть семь восемь"
    " девять десять десятки сотни тысячи половина все много несколько"
).split()
_FIGURE = re.compile(rf"\d|\b(?:{'|'.join(_NUMBERS)})\b", re.IGNORECASE)
_LONG = 4
"""Letters of a word that can tie a sentence to another; of longer ones so many are compared."""
_TIED = 5
_ASIDE = re.compile(r",\s(?:[^\s,;]+\s){0,3}$")
_ASIDE_ENDS = re.compile(r"\s*(?:[,;.]|$)")
# Where the marks of references stood.
_WIDE = re.compile(r" {2,}")
RUN = 7
"""Words in a row that an article and a text of ours may hardly share by chance."""
_FEW = 4
"""Words of a sentence that claims nothing."""
_PLAIN = 3
"""How many of them are longer and no names."""


def beside(record: Spoken, language: str, alternatives: Alternatives, article: str | None = None) -> Iterator[Placed]:
    """What the rules find that look at a record as a whole; `article` is its text, where that is at hand."""
    tag = tag_of(language)
    for field in fields_of(record):
        for found in _presupposed(field, tag, alternatives):
            yield field, found
    match record:
        case Entry():
            yield from _unowned(record, tag)
            yield from _beyond(record, tag)
            yield from _unanchored(record)
            yield from _copied(record, article)
        case Story():
            yield from _off_question(record, tag)
        case _:
            pass


def named(record: Spoken, language: str) -> Iterator[tuple[Field, int, str, int]]:
    """Which names our texts give to things that have several: field, offset, name, and which thing."""
    tag = tag_of(language)
    groups = words_of("two-names", tag).groups
    things = {name: number for number, names in enumerate(groups) for name in names}
    for field in fields_of(record):
        if things and not field.is_owned:
            yield from ((field, at, name, things[name]) for at, _, name in standing(things, masked(field.text), tag))


def _presupposed(field: Field, tag: str, alternatives: Alternatives) -> Iterator[Found]:
    if field.is_owned:
        return
    rule = rule_of("presupposes")
    for sentence in sentences(field.text) if alternatives else ():
        text = masked(sentence.text)
        for ways in alternatives:
            met = [list(standing(way, text, tag)) for way in ways]
            if sum(map(bool, met)) != 1:
                continue
            start, end, _ = min(next(filter(None, met)))
            words = list(tokens(text))
            told = [(words[one.start].start(), words[one.end - 1].end()) for one in owners((w[0] for w in words), tag)]
            if not any(last <= start or _is_aside(text, first, last) for first, last in told):
                yield _found(rule.id, sentence, start, end)
                break


def _is_aside(text: str, start: int, end: int) -> bool:
    """Whether words that attribute stand between two commas, or at the end behind one: `it is off, he says,`."""
    return bool(_ASIDE.search(text, 0, start) and _ASIDE_ENDS.match(text, end))


def _unowned(entry: Entry, tag: str) -> Iterator[Placed]:
    """Sentences of the summary in which nobody is named who says so."""
    field, own = Field(("summary",), "summary", entry.summary), words_of("unowned", tag).owned
    for sentence in sentences(entry.summary) if own else ():
        words = [word[0] for word in tokens(sentence.text)]
        if len(words) > _FEW and not owners(words, tag) and not any(standing(own, sentence.text, tag)):
            yield field, _found("unowned", sentence, 0, len(sentence.text))


def _beyond(entry: Entry, tag: str) -> Iterator[Placed]:
    """Sentences that are surer than the passages on which they rest."""
    field, hedges = Field(("context",), "context", entry.context), words_of("beyond-reference", tag).hedges
    rests = any(reference.passages for reference in entry.references.values())
    for sentence in sentences(entry.context) if hedges and rests else ():
        cited = [entry.references[mark.id] for mark in marks_in(sentence.text) if mark.id in entry.references]
        passages = [one for reference in cited for one in reference.passages if one.text and one.language]
        if not passages or not all(_is_open(one.text or "", one.language or "") for one in passages):
            continue
        words = [word[0] for word in tokens(sentence.text)]
        if not any(standing(hedges, sentence.text, tag)) and not owners(words, tag):
            yield field, _found("beyond-reference", sentence, 0, len(without_marks(sentence.text).rstrip(" .")))


def _is_open(text: str, language: str) -> bool:
    tag = tag_of(language)
    return any(standing(words_of("beyond-reference", tag).hedges, text, tag))


def _unanchored(entry: Entry) -> Iterator[Placed]:
    """Sentences of the context that share no name, no figure and no longer word with what they are to explain."""
    said = [entry.title, entry.summary, entry.outlet.replace("-", " "), entry.byline or "", entry.section or ""]
    said += [
        text or ""
        for one in entry.sources
        for text in (one.name, one.says, one.role, one.who and one.who.replace("-", " "))
    ]
    said += [entry.title_en.text] if entry.title_en else []
    ties, before = {*map(_tie, _long(" ".join(said))), *map(_tie, _ARTICLE)}, set[str]()
    for sentence in sentences(entry.context):
        own = set(map(_tie, _long(without_marks(sentence.text))))
        # A sentence may take up the one before it, which has its tie.
        if own & (ties | before):
            before = own
        else:
            yield Field(("context",), "context", entry.context), _found("no-anchor", sentence, 0, len(sentence.text))


def _copied(entry: Entry, article: str | None) -> Iterator[Placed]:
    """Runs of the article's words that are shorter than what is forbidden, and more than names.

    The text decides where it is at hand; else the fingerprint, where it can tell more than chance.
    """
    known: Text | Recorded | None = Text(article) if article is not None else None
    if known is None and isinstance(entry.evidence, Evidence):
        known = Recorded.of(entry.evidence)
    if known is None:
        return
    pieces = [
        (name, text, start, piece)
        for name, text in (("summary", entry.summary), ("context", entry.context))
        for start, piece in own_pieces(text)
        if article is not None or have_script(piece, entry.language, entry.title)
    ]
    for at, start, end in shared_runs([piece for *_, piece in pieces], known, RUN):
        name, text, begin, piece = pieces[at]
        plain = [word for word in tokens(piece[start:end]) if word[0].islower() and len(word[0]) >= _LONG]
        if len(plain) >= _PLAIN:
            yield Field((name,), name, text), _found("own-words", Sentence(piece, begin), start, end)


def _off_question(story: Story, tag: str) -> Iterator[Placed]:
    """Accounts that hold no figure or no day where their question asks for one."""
    words = words_of("off-question", tag)
    for at, dispute in enumerate(story.disputed):
        opening = folded(dispute.question)
        asks = next((k for k in ("figure", "day") for begins in getattr(words, k) if opening.startswith(begins)), None)
        for number, account in enumerate(dispute.accounts):
            if asks and not _FIGURE.search(account.says) and not (asks == "day" and account.date):
                field = Field(("disputed", at, "accounts", number, "says"), "account", account.says, is_owned=True)
                yield field, _found("off-question", Sentence(account.says, 0), 0, len(account.says))


def _long(text: str) -> Iterator[str]:
    """Words that can tie one sentence to another: longer ones, names and figures."""
    yield from (folded(word[0]) for word in tokens(text) if len(word[0]) >= _LONG and word[0].lower() not in _COMMON)
    yield from re.findall(r"\d[\d.,]*", text)


def _tie(word: str) -> str:
    return word[:_TIED]


# Who speaks of these speaks of the article.
_ARTICLE = (
    "article original text piece item interview commentary version translation author headline статья оригинал".split()
)
_COMMON = frozenset(
    "that this with from have were been their there which whose would about after before when where what will than then"
    " also into over under more most some such only other others between during against within without since until"
    " said says saying told reported reports according published called"
    " year years month months week weeks day days".split()
)


def _found(rule: str, sentence: Sentence, start: int, end: int) -> Found:
    text = _WIDE.sub(" ", sentence.text[start:end])
    shown = text if len(text) <= 60 else f"{text[:57]}…"
    known = rule_of(rule)
    return Found(known, known.severity, sentence.start + start, sentence.start + end, shown)
