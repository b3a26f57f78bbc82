"""What a build wrote."""

from dataclasses import dataclass


@dataclass(slots=True)
class Report:
    """What one build changed: counts of files."""

    files: int = 0
    written: int = 0
    removed: int = 0
