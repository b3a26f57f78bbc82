"""How hard tests look for the input that nobody thought of.

The same commit gets the same verdict: what is tried follows from the test alone. Chance is for `make test-random`,
which tries other inputs each time, and says how to try again the one that failed.
"""

from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, settings

# A busy machine is no fault of the code: no test asserts a time.
_PATIENT = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)
# Before a commit a few find what is plainly wrong; what is rare is for eight and for eighty times as many.
settings.register_profile("patient", _PATIENT, max_examples=25)
settings.register_profile("thorough", _PATIENT, max_examples=200)
settings.register_profile("random", _PATIENT, max_examples=2000, derandomize=False, print_blob=True)
settings.load_profile("patient")


def examples(times: float) -> settings:
    """So many times as many examples as other tests get: 25 as a rule, 200 in `make test-slow`."""
    return settings(max_examples=round(times * settings().max_examples))


def seeds(often: int, slow: int, first: int = 0) -> list:
    """Where edits at random begin: so many each time, so many in all with `make test-slow`.

    With `make test-random` they are four times as many, and others each day: all workers know the same.
    """
    if settings.get_current_profile_name() != "random":
        rare = (pytest.param(first + seed, marks=pytest.mark.slow) for seed in range(often, slow))
        return [*range(first, first + often), *rare]
    day = int(f"{datetime.now(UTC):%Y%m%d}") * 1000
    return [pytest.param(day + number, marks=pytest.mark.seeded) for number in range(4 * slow)]
