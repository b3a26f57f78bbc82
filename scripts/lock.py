"""Resolve the pins anew: requirements.txt, requirements-dev.txt and the header of build_digest.py."""

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
COMPILE = (
    "uv pip compile -q pyproject.toml --universal --python-version 3.11 --generate-hashes"
    " --no-emit-index-url --no-header --no-annotate"
).split()
HEADER = re.compile(r"# dependencies = \[\n(?:#.*\n)*?# \]\n")


def pins(requirements: str) -> list[str]:
    """The pinned requirements of a requirements file, without their hashes."""
    return [
        line.removesuffix("\\").strip().replace('"', "'")
        for line in requirements.splitlines()
        if re.match(r"[a-z0-9]", line)
    ]


def header(requirements: str) -> str:
    """The dependency lines of the inline script metadata (PEP 723)."""
    lines = [f'#     "{pin}",' for pin in pins(requirements)]
    return "\n".join(["# dependencies = [", *lines, "# ]", ""])


def main() -> int:
    """Needs uv; upgrades everything with --upgrade."""
    extra = sys.argv[1:]
    dev = ["--group", "dev", "-c", "requirements.txt"]
    for command in (
        [*COMPILE, *extra, "-o", "requirements.txt"],
        [*COMPILE, *extra, *dev, "-o", "requirements-dev.txt"],
    ):
        subprocess.run(command, cwd=ROOT, check=True)
    script = ROOT / "build_digest.py"
    fresh = header((ROOT / "requirements.txt").read_text("utf-8"))
    script.write_text(HEADER.sub(lambda _: fresh, script.read_text("utf-8"), count=1), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
