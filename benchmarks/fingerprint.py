"""Measures fingerprints: what they refuse, what they cost, and how much of a text attackers read from one.

    python benchmarks/fingerprint.py TEXTFILE ... --model FILE ... [--hashes 0 1 2 3 4] [--starts 6] [--gaps 20]

TEXTFILE is an article of your own choice, the models texts from which the attackers learn the language; nothing of
them is printed or kept. Everybody knows the key. Each attacker has a model of four-word sequences (Witten-Bell) and
is measured with a filter of so many hashes for each sequence and with none, which is what it guesses by itself.

onward    knows 12 words, which the quotations of an entry give away, and extends them by 20 in a beam search
  model     with a model of the files
  own       the same, mixed with the article's own sequences of two and three words: a stand-in for a language model
            far better than ours, or for somebody who knows what the article is about
version   holds another version of the article, in which one word in eight is another, sees by the filter where it
          differs, and fills in each such word from its neighbours, with a model of the files
refused   without the text: altered quotations (one word changed) of those that were recorded, of those that are new
          by the filter alone, and wholly invented ones of ten words
"""

import argparse
import heapq
import math
import random
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import chain, islice
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from newsdesk.evidence import Claims, Text, evidence_of, judge
from newsdesk.evidence import fingerprint as shape
from newsdesk.evidence.claims import Said
from newsdesk.evidence.fingerprint import SEQUENCE, Filter, key_of, sequences
from newsdesk.evidence.words import digest, words

SEED, REACH, BEAM, EVERY = 12, 20, 10, 8
_NEAR = 200


class Everything:
    """A filter that refuses nothing: what a model guesses alone."""

    text = ""
    chance = 1.0

    def __contains__(self, sequence: str) -> bool:
        return True


class Model:
    """Chances of a word after up to three others, by Witten-Bell; words that it has never seen have hardly any."""

    def __init__(self, learned: Sequence[str], longest: int = 20_000) -> None:
        self.single = Counter(learned)
        self.behind: list[dict[tuple[str, ...], Counter[str]]] = [{}]
        for length in (1, 2, 3):
            found: dict[tuple[str, ...], Counter[str]] = defaultdict(Counter)
            for at in range(len(learned) - length):
                found[tuple(learned[at : at + length])][learned[at + length]] += 1
            self.behind.append(found)
        self.finish(longest)

    def finish(self, longest: int = 20_000) -> None:
        """Work out what follows from the counts."""
        total, kinds = self.single.total(), len(self.single)
        self.base = {word: (n + 0.5) / (total + 0.5 * kinds) for word, n in self.single.most_common(longest)}
        self.least = 0.5 / total

    def mixed(self, own: Sequence[str]) -> "Model":
        """The same model when it knows the words of a text and its sequences of two and three."""
        made = Model.__new__(Model)
        made.single = Counter(self.single)
        made.single.update(dict.fromkeys(own, 30))
        made.behind = [dict(found) for found in self.behind]
        for length in (1, 2):
            for at in range(len(own) - length):
                before = tuple(own[at : at + length])
                made.behind[length][before] = Counter(made.behind[length].get(before, Counter()))
                made.behind[length][before][own[at + length]] += 2
        made.finish()
        return made

    def chance(self, before: tuple[str, ...], word: str) -> float:
        """How likely a word is behind others."""
        found = self.base.get(word, self.least)
        for length in (1, 2, 3):
            if len(before) >= length and (seen := self.behind[length].get(before[-length:])):
                found = (seen[word] + len(seen) * found) / (seen.total() + len(seen))
        return found

    def guesses(self, before: tuple[str, ...]) -> Iterator[tuple[float, str]]:
        """Words that may follow, the likeliest first, with the logarithm of their chances."""
        near: set[str] = set()
        rest = 1.0
        for length in (1, 2, 3):
            if len(before) >= length and (seen := self.behind[length].get(before[-length:])):
                near.update(word for word, _ in seen.most_common(_NEAR))
                rest *= len(seen) / (seen.total() + len(seen))
        known = sorted(((math.log(self.chance(before, word)), word) for word in near), reverse=True)
        others = ((math.log(rest * chance), word) for word, chance in self.base.items() if word not in near)
        return heapq.merge(known, others, key=lambda guess: -guess[0])

    def bits(self, found: Sequence[str]) -> float:
        """How many bits a word of a text is worth to it."""
        values = [-math.log2(self.chance(tuple(found[max(0, at - 3) : at]), found[at])) for at in range(3, len(found))]
        return sum(values) / len(values)


def onward(found: Sequence[str], given: Filter | Everything, model: Model, starts: Sequence[int]) -> float:
    """The share of the words behind a known passage that come back."""
    right = total = 0
    for start in starts:
        truth = found[start + SEED : start + SEED + REACH]
        beams: list[tuple[float, tuple[str, ...]]] = [(0.0, tuple(found[start : start + SEED]))]
        for _ in truth:
            grown: dict[tuple[str, ...], float] = {}
            for score, path in beams:
                tail = " ".join(path[1 - SEQUENCE :])
                fits = ((plus, word) for plus, word in model.guesses(path[-3:]) if f"{tail} {word}" in given)
                for plus, word in islice(fits, BEAM):
                    grown[(*path, word)] = max(grown.get((*path, word), -math.inf), score + plus)
            beams = sorted(((score, path) for path, score in grown.items()), reverse=True)[:BEAM]
            if not beams:
                break
        guess = beams[0][1][SEED:] if beams else ()
        right += sum(a == b for a, b in zip(guess, truth, strict=False))
        total += len(truth)
    return right / total


def filled(found: Sequence[str], given: Filter | Everything, model: Model, gaps: Sequence[int]) -> float:
    """The share of single words that come back to somebody who has all the others."""
    right = 0
    for gap in gaps:
        left, behind = tuple(found[gap - 3 : gap]), tuple(found[gap + 1 : gap + 4])
        best, chosen = -math.inf, ""
        for plus, word in model.guesses(left):
            if plus <= best:
                break
            around = [*found[gap - SEQUENCE + 1 : gap], word, *found[gap + 1 : gap + SEQUENCE]]
            if not all(sequence in given for sequence in sequences(around)):
                continue
            before = (*left, word)
            score = plus + sum(
                math.log(model.chance((*before, *behind[:at])[-3:], then)) for at, then in enumerate(behind)
            )
            if score > best:
                best, chosen = score, word
        right += chosen == found[gap]
    return right / len(gaps)


def refused(text: str, hashes: int, others: Sequence[str], trials: int) -> tuple[float, float, float]:
    """The shares of altered recorded, altered new and invented quotations that are refused without the text."""
    rng, article = random.Random(3), Text(text)
    bare = evidence_of(article, Claims("und", "full", "", ()), date(2022, 11, 1))
    recorded = new = invented = counted = 0
    for _ in range(trials):
        length = rng.randint(6, 20)
        at = rng.randrange(len(article.words) - length)
        said = article.words[at : at + length]
        claims = Claims("und", "full", "", (Said(0, "A", "", False, " ".join(said)),))
        evidence = evidence_of(article, claims, date(2022, 11, 1))
        if not evidence.quotations:  # it begins or ends inside a figure
            continue
        counted += 1
        where = rng.randrange(length)
        said[where] = rng.choice([word for word in rng.sample(others, 5) if word != said[where]])
        changed = replace(claims, said=(replace(claims.said[0], quotation=" ".join(said)),))
        made_up = replace(claims, said=(replace(claims.said[0], quotation=" ".join(rng.sample(others, 10))),))
        recorded += _is_refused(changed, evidence)
        new += _is_refused(changed, bare)
        invented += _is_refused(made_up, bare)
    return recorded / counted, new / counted, invented / counted


def _is_refused(claims: Claims, evidence: object) -> bool:
    return any(
        verdict.kind.name in ("QUOTATION_MISSING", "QUOTATION_ALTERED") for verdict in judge(claims, evidence, None)
    )


def main() -> int:
    """Print a line for each number of hashes, of all texts together."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("texts", type=Path, nargs="+")
    parser.add_argument("--model", type=Path, nargs="+", required=True)
    parser.add_argument("--hashes", type=int, nargs="+", default=[0, 1, 2, 3, 4])
    parser.add_argument("--starts", type=int, default=6)
    parser.add_argument("--gaps", type=int, default=20)
    parser.add_argument("--trials", type=int, default=400)
    options = parser.parse_args()
    texts = [path.read_text("utf-8") for path in options.texts]
    model = Model(list(chain.from_iterable(words(path.read_text("utf-8")) for path in options.model)))
    others = list(islice(model.base, 5000))
    rng = random.Random(2)
    found = [words(text) for text in texts]
    own = [model.mixed(one) for one in found]
    bits = [(f"{model.bits(one):.1f}", f"{mixed.bits(one):.1f}") for one, mixed in zip(found, own, strict=True)]
    starts = [[rng.randrange(len(one) - SEED - REACH) for _ in range(options.starts)] for one in found]
    gaps = [sorted(rng.sample(range(4, len(one) - 5), options.gaps)) for one in found]
    print(f"learned {model.single.total():,} words; bits a word of each text to the model and the mixed one: {bits}")
    print("hashes bytes/1000w chance | onward model own | version | refused: recorded new invented")
    for hashes in options.hashes:
        shape.BITS = hashes
        made = [Filter.of(one, key_of(digest(one))) if hashes else Everything() for one in found]
        parts = list(zip(found, made, own, starts, gaps, strict=True))
        shares = [
            sum(onward(one, given, model, some) for one, given, _, some, _ in parts),
            sum(onward(one, given, mixed, some) for one, given, mixed, some, _ in parts),
            sum(filled(one, given, model, some) for one, given, _, _, some in parts),
        ]
        line = f"{hashes:>6} {sum(len(one.text) for one in made) / sum(map(len, found)) * 1000:>11.0f}"
        line += f" {made[0].chance:>6.3f} | " + " ".join(f"{share / len(found):.0%}" for share in shares)
        if hashes:
            line += " | " + " ".join(f"{share:.1%}" for share in refused(texts[0], hashes, others, options.trials))
        print(line, flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
