#!/usr/bin/env python3
# /// script
# requires-python = ">=3.11"
# dependencies = []
# ///
"""The front door: `python build_digest.py` checks the entries and builds the site."""

import importlib.util
import os
import sys
from pathlib import Path

HOME = Path(__file__).resolve().parent
NEEDED = ("babel", "courlan", "jinja2", "markdown", "material", "mkdocs", "pydantic", "yaml")


def main() -> int:
    """Hand over to newsdesk, or say what to install; returns the exit code."""
    if sys.version_info < (3, 11):
        print(f"Python 3.11 or newer is needed; this is {sys.version.split()[0]}.", file=sys.stderr)
        return 2
    sys.path.insert(0, str(HOME))
    missing = [name for name in NEEDED if importlib.util.find_spec(name) is None]
    if missing:
        print(how_to_install(missing), file=sys.stderr)
        return 2
    from newsdesk.cli import main as run

    return run(sys.argv[1:], HOME)


def how_to_install(missing: list[str]) -> str:
    """The exact lines to run where packages are missing."""
    here = os.path.relpath(HOME)
    prefix = "" if here == "." else f"cd {here} && "
    python = HOME / ".venv" / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    lines = [f"Packages are missing: {', '.join(missing)}.", ""]
    if python.is_file():
        lines += ["They may be in the environment that stands ready:", f"    {prefix}{python.relative_to(HOME)} build_digest.py", ""]
    lines += [
        "Set everything up and build, with make:",
        f"    {prefix}make site",
        "or with uv, which needs nothing else:",
        f"    {prefix}uv run build_digest.py",
        "or by hand:",
        f"    {prefix}python3 -m venv .venv",
        f"    {prefix}{python.relative_to(HOME)} -m pip install --require-hashes -r requirements.txt",
        f"    {prefix}{python.relative_to(HOME)} build_digest.py",
    ]
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
