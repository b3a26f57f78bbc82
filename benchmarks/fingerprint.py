"""Measures fingerprints: what they refuse, what they cost, and how much of a text comes back from one.

    python benchmarks/fingerprint.py TEXTFILE [--model FILE ...] [--trials 1000]

TEXTFILE is an article of your own choice; nothing of it is printed or kept. The attack knows the
key, as everybody does, and one quotation of the text to begin with; it extends it word by word,
keeping the best guesses by a model of three-word sequences (a beam search). The word list and the
model come from the files named with --model; "own words" adds every word of the article to the
list, and "own pairs" every pair of words to the model as well, which nobody without the article has.
"""

import argparse
import itertools
import math
import random
import sys
import time
from collections import Counter, defaultdict
from dataclasses import replace
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))


from newsdesk.evidence import Claims, Text, evidence_of, judge
from newsdesk.evidence.claims import Said
from newsdesk.evidence.fingerprint import Filter, key_of, sequences
from newsdesk.evidence.words import digest, words

SEED, BEAM, REACH = 12, 10, 20


class Everything:
    """A filter that refuses nothing: what the model guesses alone."""

    text = ""

    def __contains__(self, sequence: str) -> bool:
        return True


class Model:
    """Probabilities of a word after two others, from counts of one, two and three words."""

    def __init__(self) -> None:
        self.one: Counter[str] = Counter()
        self.two: dict[str, Counter[str]] = defaultdict(Counter)
        self.three: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)

    def learn(self, found: list[str]) -> None:
        """Count the sequences of a text."""
        self.one.update(found)
        for a, b in itertools.pairwise(found):
            self.two[a][b] += 1
        for a, b, c in zip(found, found[1:], found[2:], strict=False):
            self.three[a, b][c] += 1

    def score(self, a: str, b: str, c: str) -> float:
        """The logarithm of the interpolated probability of `c` after `a b`."""
        size = sum(self.one.values()) or 1
        three, two = self.three.get((a, b), Counter()), self.two.get(b, Counter())
        chance = 0.01 / (len(self.one) + 1) + 0.19 * self.one[c] / size
        chance += 0.3 * two[c] / (two.total() or 1) + 0.5 * three[c] / (three.total() or 1)
        return math.log(chance)


def attack(
    found: list[str], shape: Filter | Everything, length: int, model: Model, starts: list[int]
) -> tuple[float, float]:
    """The share of the words behind a known quotation that come back, and the mean run that does."""
    vocabulary = [word for word, _ in model.one.most_common()]
    size = sum(model.one.values())
    base = {word: math.log(0.01 / (len(vocabulary) + 1) + 0.19 * n / size) for word, n in model.one.items()}
    right = runs = total = 0
    for start in starts:
        truth = found[start + SEED : start + SEED + REACH]
        beams = [(0.0, tuple(found[start : start + SEED]))]
        for _ in truth:
            grown = []
            for score, path in beams:
                tail = " ".join(path[-(length - 1) :])
                near = set(model.two.get(path[-1], ())) | set(model.three.get(path[-2:], ()))
                for word in vocabulary:
                    if f"{tail} {word}" in shape:
                        plus = model.score(path[-2], path[-1], word) if word in near else base[word]
                        grown.append((score + plus, (*path, word)))
            beams = sorted(grown, reverse=True)[:BEAM]
            if not beams:
                break
        guess = beams[0][1][SEED:] if beams else ()
        hits = [a == b for a, b in zip(guess, truth, strict=False)]
        right += sum(hits)
        total += len(truth)
        runs += next((n for n, hit in enumerate(hits) if not hit), len(hits))
    return right / total, runs / len(starts)


def refusals(
    found: list[str], shape: Filter | Everything, length: int, others: list[str], trials: int
) -> dict[str, float]:
    """The share of quotations of 6 to 20 words with one changed word that the filter alone refuses, by place."""
    rng = random.Random(1)
    refused: Counter[str] = Counter()
    for place in ("first", "any", "last"):
        for _ in range(trials):
            size = rng.randint(6, 20)
            at = rng.randrange(len(found) - size)
            said = found[at : at + size]
            where = {"first": 0, "last": size - 1, "any": rng.randrange(size)}[place]
            said[where] = rng.choice([word for word in rng.sample(others, 5) if word != said[where]])
            refused[place] += any(sequence not in shape for sequence in sequences(said, length))
    return {place: number / trials for place, number in refused.items()}


def refused_entries(text: str, others: list[str], trials: int) -> float:
    """The share of entries that the whole arrangement refuses, after one word of their quotation was changed."""
    rng = random.Random(3)
    article = Text(text)
    refused = 0
    for _ in range(trials):
        size = rng.randint(1, 20)
        at = rng.randrange(len(article.words) - size)
        said = article.words[at : at + size]
        claims = Claims("und", "full", "", (Said(0, "A", "", False, " ".join(said)),))
        evidence = evidence_of(article, claims, date(2022, 11, 1))
        where = rng.choice([0, size - 1, rng.randrange(size)])
        said[where] = rng.choice([word for word in rng.sample(others, 5) if word != said[where]])
        changed = replace(claims, said=(replace(claims.said[0], quotation=" ".join(said)),))
        assert not list(judge(claims, evidence, None))
        refused += bool(list(judge(changed, evidence, None)))
    return refused / trials


def main() -> int:
    """Print a table, a line for each length and number of hashes."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("text", type=Path)
    parser.add_argument("--model", type=Path, nargs="*", default=[])
    parser.add_argument("--trials", type=int, default=1000)
    parser.add_argument("--shapes", nargs="+", default=["4:0", "4:2", "4:3", "4:4", "4:5", "4:7", "4:10", "4:12"])
    parser.add_argument("--starts", type=int, default=6)
    parser.add_argument("--words", type=int, default=20_000, help="how long the attacker's word list is")
    options = parser.parse_args()
    found = words(options.text.read_text("utf-8"))
    plain, vocabulary, pairs = Model(), Model(), Model()
    for path in options.model:
        learned = words(path.read_text("utf-8"))
        for model in (plain, vocabulary, pairs):
            model.learn(learned)
    vocabulary.one.update(found)
    pairs.one.update(found)
    for a, b in itertools.pairwise(found):
        pairs.two[a][b] += 1
    for model in (plain, vocabulary, pairs):
        model.one = Counter(dict(model.one.most_common(options.words)))
    rng = random.Random(2)
    starts = [rng.randrange(len(found) - SEED - REACH) for _ in range(options.starts)]
    print(f"{len(found)} words, {len(set(found))} different; list of {len(plain.one)} words")
    share = refused_entries(options.text.read_text("utf-8"), list(plain.one), options.trials)
    print(f"entries refused after one word of their quotation was changed, without the text: {share:.4f}")
    print("length hashes  bytes/1000w  false  refused first/any/last      comes back: list, own words, own pairs")
    for shape in options.shapes:
        length, hashes = map(int, shape.split(":"))
        key = key_of(digest(found))
        made = Filter.of(sequences(found, length), key, hashes) if hashes else Everything()
        real = set(sequences(found, length))
        tried = [" ".join(rng.choices(found, k=length)) for _ in range(20_000)]
        wrong = [sequence for sequence in tried if sequence not in real]
        false = sum(sequence in made for sequence in wrong) / len(wrong)
        refused = refusals(found, made, length, list(plain.one), options.trials)
        clock = time.perf_counter()
        back = [attack(found, made, length, model, starts) for model in (plain, vocabulary, pairs)]
        print(
            f"{length:>6} {hashes:>6} {len(made.text) / len(found) * 1000:>11.0f} {false:>7.4f}"
            f"  {refused['first']:.4f} {refused['any']:.4f} {refused['last']:.4f}"
            + "".join(f"  {share:.0%} (run {run:.1f})" for share, run in back)
            + f"  {time.perf_counter() - clock:.0f} s",
            flush=True,
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
