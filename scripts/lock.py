"""Resolve the pins anew: requirements.txt, one file for each extra, for dev and for benchmarks, build_digest.py."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
COMPILE = (
    "uv pip compile -q --universal --python-version 3.11 --generate-hashes"
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
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    extras = sorted(project.get("optional-dependencies", {}))
    # Tests try the extras as well; all files agree with the first.
    agreed = ["-c", "requirements.txt"]
    dev = [*agreed, "--group", "dev", *(f"--extra={extra}" for extra in extras)]
    wanted: dict[str, list[str]] = {"requirements.txt": []}
    wanted |= {f"requirements-{extra}.txt": [*agreed, f"--extra={extra}"] for extra in extras}
    for name, options in {**wanted, "requirements-dev.txt": dev}.items():
        subprocess.run([*COMPILE, "pyproject.toml", *sys.argv[1:], *options, "-o", name], cwd=ROOT, check=True)
    for name in ("peers", "engines"):
        source = Path("benchmarks", f"requirements-{name}.in")
        pinned = source.with_suffix(".txt")
        subprocess.run([*COMPILE, source, *sys.argv[1:], *agreed, "-o", pinned], cwd=ROOT, check=True)
    script = ROOT / "build_digest.py"
    fresh = header((ROOT / "requirements.txt").read_text("utf-8"))
    script.write_text(HEADER.sub(lambda _: fresh, script.read_text("utf-8"), count=1), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
