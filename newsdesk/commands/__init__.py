"""One module for each command that has more to it than a few lines; the command line registers them."""

FINE, PROBLEMS, USAGE = 0, 1, 2
"""Exit codes: fine, warnings too; problems or a refusal; wrong usage."""


def count(number: int, one: str, many: str) -> str:
    """A number with its noun, such as `1,200 entries`."""
    return f"{number:,} {one if number == 1 else many}"
