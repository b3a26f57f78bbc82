"""Shares with their intervals, and how likely chance alone is to make a difference as large as the one found.

Intervals of shares are Wilson's (E. B. Wilson, Journal of the American Statistical Association 22, 1927), which hold
for few cases too. Two shares are compared by Fisher's exact test, and two counts by the exact binomial test. Where
many are compared, some differ by chance: so all of one report are corrected together by Holm's method (S. Holm,
Scandinavian Journal of Statistics 6, 1979).
"""

from collections.abc import Sequence
from functools import lru_cache
from math import exp, lgamma, log, sqrt
from statistics import NormalDist

CONFIDENCE = 0.95
LEAST = 5
"""Of fewer cases nothing is drawn and nothing is compared."""
# Of two probabilities that are equal but for rounding, neither is the smaller one.
_SAME = 1 + 1e-7
# What is so seldom beside another adds nothing to it, and what is less likely than that (a logarithm) is nothing.
_NOTHING, _LEAST_LOG = 1e-18, -690.0


@lru_cache(maxsize=1024)  # nearly all are of a few cases
def interval(count: int, whole: int) -> tuple[float, float]:
    """Where a share lies by Wilson's interval, from 0 to 1; of nothing it may lie anywhere."""
    if not whole:
        return 0.0, 1.0
    z = NormalDist().inv_cdf((1 + CONFIDENCE) / 2)
    share, spread = count / whole, z * z / whole
    middle = (share + spread / 2) / (1 + spread)
    half = z * sqrt(share * (1 - share) / whole + spread / (4 * whole)) / (1 + spread)
    return max(0.0, middle - half), min(1.0, middle + half)


def of_shares(count: int, whole: int, other: int, other_whole: int) -> float:
    """How likely two shares would differ as much by chance, by Fisher's exact test of both sides."""
    both = count + other
    least, most = max(0, both - other_whole), min(both, whole)
    here = _log_comb(whole, count) + _log_comb(other_whole, other) - _log_comb(whole + other_whole, both)
    if here < _LEAST_LOG:
        return 0.0
    # All others by how often they come for once that this one comes, each from the one beside it.
    rates = 1.0
    rate, n = 1.0, count
    while n < most and not (rate < _NOTHING and n > both * whole / (whole + other_whole)):
        rate *= (whole - n) * (both - n) / ((n + 1) * (other_whole - both + n + 1))
        n += 1
        rates += rate if rate <= _SAME else 0
    rate, n = 1.0, count
    while n > least and not (rate < _NOTHING and n < both * whole / (whole + other_whole)):
        rate *= n * (other_whole - both + n) / ((whole - n + 1) * (both - n + 1))
        n -= 1
        rates += rate if rate <= _SAME else 0
    return min(1.0, rates * exp(here))


def of_counts(count: int, other: int) -> float:
    """How likely two counts would differ as much if both were equally likely, by the exact binomial test."""
    whole, n = count + other, min(count, other)
    here = _log_comb(whole, n) - whole * log(2)
    if here < _LEAST_LOG:
        return 0.0
    # All that are further from the middle, as above: to count the ways of tens of thousands of cases takes minutes.
    rates = rate = 1.0
    while n and rate >= _NOTHING:
        rate *= n / (whole - n + 1)
        n -= 1
        rates += rate
    return min(1.0, 2 * rates * exp(here))


def corrected(chances: Sequence[float]) -> list[float]:
    """The chances of one report, corrected for their number by Holm's method, in the order given."""
    order = sorted(range(len(chances)), key=chances.__getitem__)
    found, highest = [1.0] * len(chances), 0.0
    for rank, at in enumerate(order):
        highest = max(highest, min(1.0, (len(chances) - rank) * chances[at]))
        found[at] = highest
    return found


def _log_comb(whole: int, part: int) -> float:
    return lgamma(whole + 1) - lgamma(part + 1) - lgamma(whole - part + 1)
