"""A table of cases is tried whole, and each row that fails is told with its own message."""

import pytest
from tables import each

pytest_plugins = "pytester"


def test_each_row_is_tried_and_each_that_fails_is_told(pytester: pytest.Pytester) -> None:
    pytester.makepyfile(
        """
        import pytest
        from tables import each

        @pytest.fixture(scope="module")
        def two():
            return 2

        @each(("number", "word"), [(2, "a"), (3, "b"), pytest.param(4, "c", id="the third"), (2, "d")])
        def test_numbers(two, number, word):
            assert number == two, word
            assert word != "d"

        @each("even", [True, False])
        @each("number", {1: "one", 2: "two"}, ids=["first", "second"])
        def test_pairs(number, even):
            assert (number % 2 == 0) is even

        @each("number", [1, 2], ids=lambda number: f"number {number}")
        def test_good(number):
            assert number
        """
    )
    result = pytester.runpytest_inprocess("-p", "no:xdist", "-p", "no:randomly")
    result.assert_outcomes(passed=1, failed=2)
    result.stdout.fnmatch_lines(
        [
            "3 of 4 rows fail.",
            "3, 'b': AssertionError: b",
            "assert 3 == 2",
            "  *test_each_row_is_tried_and_each_that_fails_is_told.py:10",
            "the third: AssertionError: c",
            "assert 4 == 2",
            "2, 'd': AssertionError: assert 'd' != 'd'",
            "  *_told.py:11",
            "2 of 2 rows fail.",
            "True: Failed: 1 of 2 rows fail.",
            "first: AssertionError: assert ((1 % 2) == 0) is True",
            "False: Failed: 1 of 2 rows fail.",
            "second: AssertionError: assert ((2 % 2) == 0) is False",
        ]
    )


def test_a_table_that_proves_nothing_is_refused() -> None:
    with pytest.raises(AssertionError, match="a table without rows proves nothing"):
        each("number", [])
    with pytest.raises(AssertionError, match="a table without rows proves nothing"):
        each("number", list)(lambda number: None)()
    with pytest.raises(AssertionError, match="a row that is marked is a test of its own"):
        each("number", [pytest.param(1, marks=pytest.mark.slow)])


def test_what_a_row_may_change_is_not_shared() -> None:
    def changing(tmp_path: object, number: int) -> None:
        raise NotImplementedError

    with pytest.raises(AssertionError, match="changing: each row needs its own"):
        each("number", [1])(changing)
