"""Measures how much of a cited page attackers read from what is published of it, and how long guessing takes them.

    python benchmarks/cited.py FOLDER --model FILE ... [--language en] [--starts 2] [--gaps 6] [--names 100000]

FOLDER holds an invented press such as tests/cases/support: pages, and sentences of ours that cite them. MODEL is
text from which attackers learn the language. Nothing is fetched, and nothing of MODEL is printed or kept. For each page
evidence is made as `fingerprint --reference` makes it, with the sentences that cite it; some passages of
25 words stand at references. All of that is published, and everybody has the key.

onward    begins with the last 12 words of a passage and reads on for 20, in a beam search (benchmarks/fingerprint.py)
  model     with a model of four-word sequences of the files
  ours      the same, which has read our sentences and passages as well
  tokens    the same, which knows for sure which figures, dates and names of ours stand in the page
  own       the model mixed with the page's own sequences of two and three words: a stand-in for a far better one
copy      holds another version of the page and fills in single words in which it differs, from their neighbours, with
          the same models; and figures of 0 to 100,000: how many are the only one that fits, by the filter alone, and
          where one is taken for right whose hash says that it stands in the page
guessing  every figure of 0 to 100,000, every date of ten years, every name of a list: how many hashes that takes, what
          is found, and what of it does not stand in our sentences
"""

import argparse
import random
import sys
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import chain
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from fingerprint import REACH, SEED, Everything, Model, filled, onward
from support import cases_in, names_of

from newsdesk.evidence import fingerprint as shape
from newsdesk.evidence.cited import page_evidence, passage_hash
from newsdesk.evidence.cited.sentences import Hashed, looked, token_hash
from newsdesk.evidence.fingerprint import SEQUENCE, Filter, key_of, sequences
from newsdesk.evidence.passages import Text
from newsdesk.evidence.support import Names, Page, Token, tokens_of
from newsdesk.evidence.words import digest, words
from newsdesk.model.evidence import PageEvidence

PASSAGE, FIGURES, YEARS = 25, 100_000, 10
DAY = date(2022, 1, 1)
_SURE, _READ = 200, 40
_SYLLABLES = [f"{one}{two}" for one in "bdfgklmnprstvz" for two in ("a", "e", "i", "o", "u", "an", "er", "ov")]


@dataclass(frozen=True)
class Published:
    """A page as its reader knows it, and what is published of it."""

    words: list[str]
    evidence: PageEvidence
    passages: list[int]
    """Where its passages begin; the first is what stands at a reference."""
    sentences: list[str]
    ours: frozenset[str]
    """The keys of all tokens of these sentences."""
    theirs: frozenset[str]
    """The keys of all tokens of the page."""

    @property
    def shown(self) -> set[int]:
        """Which of its words stand in passages, and are no secret."""
        return {at + step for at in self.passages for step in range(PASSAGE)}

    @property
    def key(self) -> bytes:
        """The key of all hashes, which is public."""
        return key_of(self.evidence.sha256)


def published_of(data: dict[str, Any], names: Names, starts: int) -> list[Published]:
    """Each page of a file with its evidence."""
    made = []
    for name, page in data["pages"].items():
        raw, language = page["text"], page.get("language", data["language"])
        text = Text(raw)
        key, opened, hashed = key_of(digest(text.words)), Page.of(raw, language), Hashed()
        ours: set[str] = set()
        cases = [case for case in data["cases"] if case["cites"] == [name] and not case["expect"]]
        # Of wrong sentences, too, something is kept: what is absent.
        cases += [case for case in data["cases"] if case["cites"] == [name] and case["expect"]][:3]
        for case in cases:
            found, (told,) = looked(case["sentence"], 0, case["language"], [opened], [False], names)
            hashed.add(key, told)
            ours |= {one.token.key for one in found}
        last = len(text.words) - PASSAGE - REACH
        places = [last * number // starts for number in range(starts)]
        made_of = [passage_hash(key, " ".join(text.words[at : at + PASSAGE])) for at in places]
        evidence = page_evidence(name, text, DAY, language=language, passages=made_of, **hashed.fields)
        theirs = frozenset(token.key for token in tokens_of(raw, language, names))
        said = [case["sentence"] for case in cases]
        made.append(Published(text.words, evidence, places, said, frozenset(ours), theirs))
    return made


def taught(model: Model, read: Iterable[Sequence[str]], sure: Iterable[str] = ()) -> Model:
    """The same model when it has read some texts often, and knows of some words that they stand in the page."""
    made = Model.__new__(Model)
    made.single = model.single.copy()
    made.behind = [dict(found) for found in model.behind]
    for found in read:
        made.single.update(dict.fromkeys(found, _READ))
        for length in (1, 2, 3):
            for at in range(len(found) - length):
                before = tuple(found[at : at + length])
                counts = made.behind[length].get(before, type(model.single)()).copy()
                counts[found[at + length]] += 2
                made.behind[length][before] = counts
    made.single.update(dict.fromkeys(sure, _SURE))
    made.finish()
    return made


def known_words(page: Published, names: Names, language: str) -> list[str]:
    """The words of those tokens of our sentences of which the hashes say that the page has them."""
    found = []
    for sentence in page.sentences:
        for token in tokens_of(sentence, language, names):
            if token_hash(page.key, token.key) in page.evidence.tokens:
                found += words(token.shown)
    return found


def figures_in(page: Published) -> list[int]:
    """Where figures stand, outside the passages, that a guesser of 0 to 100,000 has in the list."""
    return [
        at
        for at in range(SEQUENCE, len(page.words) - SEQUENCE)
        if (word := page.words[at]).isdecimal() and word.isascii() and int(word) <= FIGURES and at not in page.shown
    ]


def figure_back(page: Published, at: int, given: Filter) -> tuple[bool, bool, int]:
    """Whether somebody who has the words around a figure finds it by the filter, or by hashes too, and how many fit."""
    left = []
    for number in range(FIGURES + 1):
        around = [*page.words[at - SEQUENCE + 1 : at], str(number), *page.words[at + 1 : at + SEQUENCE]]
        if all(sequence in given for sequence in sequences(around)):
            left.append(number)
    # One that is known to stand in the page is the likelier; where there is none, hashes say nothing.
    there = [one for one in left if token_hash(page.key, f"n:{one}") in page.evidence.tokens] or left
    right = [int(page.words[at])]
    return left == right, there == right, len(left)


def guessed(page: Published, guesses: Iterable[str]) -> tuple[int, set[str], set[str], float]:
    """How many guesses were hashed, which stand in `tokens`, which in `absent`, and the CPU seconds."""
    began, count = time.process_time(), 0
    there, absent = set[str](), set[str]()
    tokens, missing = set(page.evidence.tokens), set(page.evidence.absent)
    for guess in guesses:
        count += 1
        one = token_hash(page.key, guess)
        if one in tokens:
            there.add(guess)
        elif one in missing:
            absent.add(guess)
    return count, there, absent, time.process_time() - began


def dates_of(first: int) -> Iterable[str]:
    """Every day, month and year of ten years, and every day of a year without its year, as keys."""
    day, last = date(first, 1, 1), date(first + YEARS, 1, 1)
    found: dict[str, None] = {}
    while day < last:
        found |= dict.fromkeys((f"d:{day}", f"d:{day:%Y-%m}", f"d:{day:%Y}", f"d:{day:%m-%d}", f"n:{day.year}"))
        day += timedelta(days=1)
    return found


def list_of_names(count: int, real: Iterable[str], rng: random.Random) -> list[str]:
    """Invented names, among them those of the press: the list of somebody who looks for people."""
    made = set(real)
    while len(made) < count:
        first, last = ("".join(rng.choices(_SYLLABLES, k=rng.choice((2, 3)))) for _ in range(2))
        made.add(f"{first.title()} {last.title()}")
    return sorted(made)


def _names_in(sentence: str, names: Names, options: argparse.Namespace) -> list[Token]:
    return [token for token in tokens_of(sentence, options.language, names) if token.kind == "name"]


def main() -> int:
    """Print the tables, of all pages of a language together."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--model", type=Path, nargs="+", required=True)
    parser.add_argument("--language", default="en")
    parser.add_argument("--hashes", type=int, nargs="*", default=[0, 2], help="none: leave the words out")
    parser.add_argument("--gaps", type=int, default=6)
    parser.add_argument("--figures", type=int, default=8)
    parser.add_argument("--starts", type=int, default=2)
    parser.add_argument("--names", type=int, default=100_000)
    parser.add_argument("--first-year", type=int, default=2016)
    options = parser.parse_args()
    data = dict(cases_in(options.folder))[options.language]
    names, rng = names_of(data), random.Random(4)
    model = Model(list(chain.from_iterable(words(path.read_text("utf-8")) for path in options.model)))
    pages = published_of(data, names, options.starts)
    total = sum(len(page.words) for page in pages)
    kept = sum(len(page.evidence.tokens) + len(page.evidence.absent) for page in pages)
    said = sum(len(page.sentences) for page in pages)
    print(f"{len(pages)} pages of {total} words, {said} sentences of ours, {kept} hashes of tokens")
    print(f"learned {model.single.total():,} words")
    if options.hashes:
        print_words(pages, model, names, options, rng)
    print_figures(pages, options)
    print_guesses(pages, names, options, rng)
    return 0


def print_words(
    pages: Sequence[Published], model: Model, names: Names, options: argparse.Namespace, rng: random.Random
) -> None:
    """How many words come back onward from a passage, and of single ones to whoever holds a copy."""
    rows = {hashes: [0.0] * 7 for hashes in options.hashes}
    bits = [0.0, 0.0]
    for page in pages:
        shown = page.shown
        hidden = [at for at in range(SEQUENCE, len(page.words) - SEQUENCE - 1) if at not in shown]
        gaps = sorted(rng.sample(hidden, min(options.gaps, len(hidden))))
        starts = [at + PASSAGE - SEED for at in page.passages]
        read = [*map(words, page.sentences), *(page.words[at : at + PASSAGE] for at in page.passages)]
        models = [
            model, taught(model, read), taught(model, read, known_words(page, names, options.language)),
            model.mixed(page.words),
        ]  # fmt: skip
        bits = [bits[0] + model.bits(page.words), bits[1] + models[3].bits(page.words)]
        for hashes, row in rows.items():
            shape.BITS = hashes
            given = Filter.of(page.words, page.key) if hashes else Everything()
            for column, one in enumerate(models):
                row[column] += onward(page.words, given, one, starts)
            for column, one in enumerate(models[:3], 4):
                row[column] += filled(page.words, given, one, gaps)
        shape.BITS = 2
    shown = ", ".join(f"{one / len(pages):.1f}" for one in bits)
    print(f"bits a word to the model, and to the one mixed with the page: {shown}")
    print("hashes | onward: model ours tokens own | copy, words: model ours tokens")
    for hashes, row in rows.items():
        line = [f"{share / len(pages):.0%}" for share in row]
        print(f"{hashes:>6} | {' '.join(line[:4])} | {' '.join(line[4:])}", flush=True)


def print_figures(pages: Sequence[Published], options: argparse.Namespace) -> None:
    """How many figures come back to whoever holds a copy that has others in their places."""
    print("figures of a copy | number, back by the filter, back by hashes too, left by the filter on average")
    for what in ("our sentences have", "our sentences do not have"):
        count = alone = both = left = 0
        for page in pages:
            given = Filter.of(page.words, page.key)
            for at in figures_in(page)[: options.figures]:
                if (f"n:{int(page.words[at])}" in page.ours) != (what == "our sentences have"):
                    continue
                count += 1
                is_back, is_back_too, many = figure_back(page, at, given)
                alone, both, left = alone + is_back, both + is_back_too, left + many
        print(f"{what} | {count} {alone} {both} {left / max(1, count):.0f}")


def print_guesses(pages: Sequence[Published], names: Names, options: argparse.Namespace, rng: random.Random) -> None:
    """What guessing finds, and what of it does not stand in our sentences."""
    said = [sentence for page in pages for sentence in page.sentences]
    real = [one.shown for sentence in said for one in _names_in(sentence, names, options)]
    listed = list_of_names(options.names, real, rng)
    keys = {one.key for name in listed for one in _names_in(f"They saw {name}.", names, options)}
    print(f"{len(listed):,} names are {len(keys):,} keys: names that sound alike are one")
    lists = {
        f"figures 0 to {FIGURES:,}": [f"{kind}:{number}" for number in range(FIGURES + 1) for kind in "np"],
        f"dates of {YEARS} years": list(dates_of(options.first_year)),
        f"{len(listed):,} names": sorted(keys),
    }
    print("guessing | guesses, CPU s a page, in tokens, in absent, not in our sentences, of the page and never found")
    for what, guesses in lists.items():
        count, spent, there, absent, beyond, unseen = 0, 0.0, 0, 0, 0, 0
        for page in pages:
            count, found, missing, took = guessed(page, guesses)
            spent += took
            there, absent = there + len(found), absent + len(missing)
            beyond += len((found | missing) - page.ours)
            unseen += len((page.theirs & set(guesses)) - found)
        print(f"{what} | {count:,} {spent / len(pages):.2f} {there} {absent} {beyond} {unseen}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
