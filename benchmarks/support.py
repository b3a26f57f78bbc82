"""How well cited pages are compared: planted faults that are reported with the right token, true sentences that pass.

`python benchmarks/support.py FOLDER` reads every YAML file of a folder such as tests/cases/support/, prints figures
for each language and kind of fault, and then every miss, but for those of a folder called sealed.
"""

import argparse
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from newsdesk.evidence.support import Finding, Names, Page, support
from newsdesk.evidence.support.quoting import compared

SEALED = "sealed"
"""The press of which nobody who makes rules may see a sentence: of its misses only the numbers are printed."""


def cases_in(folder: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each file of the folder with its language."""
    for path in sorted(folder.glob("*.yaml")):
        data = yaml.load(path.read_text("utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
        yield data["language"], data


def names_of(data: dict[str, Any]) -> Names:
    """The register of a file."""
    return Names.of((one, [(told["text"], told["language"]) for told in said]) for one, said in data["names"].items())


def pages_of(data: dict[str, Any]) -> dict[str, Page]:
    """The pages of a file."""
    return {one: Page.of(page["text"], page.get("language", data["language"])) for one, page in data["pages"].items()}


def reported(case: dict[str, Any], pages: list[Page], names: Names) -> list[tuple[str, str, Finding | None]]:
    """What is found wrong: kind, the words, and the finding."""
    told = [
        (one.token.kind, one.token.shown, one)
        for one in support(None, case["sentence"], case["language"], pages, names)
        if one.state in ("absent", "elsewhere")
    ]
    if case.get("quotation"):
        found = [compared(case["quotation"], page) for page in pages]
        if all(one is not None for one in found):
            told.append(("quotation", case["quotation"], None))
    return told


def is_right(case: dict[str, Any], told: list[tuple[str, str, Finding | None]]) -> bool:
    """Whether just what was to be expected was reported."""
    expected = case["expect"]
    if not expected:
        return not told
    wanted = expected[0]
    return any(kind == wanted["kind"] and _overlap(shown, wanted["token"], case["sentence"]) for kind, shown, _ in told)


def _overlap(shown: str, wanted: str, sentence: str) -> bool:
    return shown in wanted or wanted in shown


def measure(folder: Path) -> tuple[Counter[str], Counter[str], list[str], float, int]:
    """How many of each sort there are, how many were right, every miss, the seconds and the number of sentences."""
    every, right, misses = Counter[str](), Counter[str](), []
    spent, count = 0.0, 0
    for language, data in cases_in(folder):
        names, pages = names_of(data), pages_of(data)
        for case in data["cases"]:
            began = time.process_time()
            told = reported(case, [pages[one] for one in case["cites"]], names)
            spent += time.process_time() - began
            count += 1
            sort = "fault" if case["expect"] else "true"
            good = is_right(case, told)
            for key in {sort, f"{language} {sort}", f"{case['fault']} {case['elsewhere']}" if case["expect"] else sort}:
                every[key] += 1
                right[key] += good
            if not good and sort == "true":
                for kind, state in {(kind, found.state if found else "changed") for kind, _, found in told}:
                    every[f"false alarm: {kind} {state}"] += 1
            if not good:
                what = "; ".join(f"{k} {s!r} {f.state if f else ''}" for k, s, f in told) or "nothing"
                wanted = (
                    f"{case['fault']} {case['expect'][0]['token']!r} ({case['elsewhere']})"
                    if case["expect"]
                    else "true"
                )
                misses.append(f"{language} {wanted}: {what}\n    {case['sentence']}")
            elif case["expect"] and len(told) > 1:
                every["more reported than planted"] += 1
    return every, right, misses, spent, count


def main() -> None:
    """Prints what was measured."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args().folder.resolve()
    every, right, misses, spent, count = measure(folder)
    for key in sorted(every):
        if key not in right:
            print(f"{key:40} {every[key]:4}")
            continue
        print(f"{key:40} {right[key]:4} of {every[key]:4}  {100 * right[key] / every[key]:5.1f} %")
    print(f"{1000 * spent / max(1, count):.1f} CPU ms a sentence, pages taken apart included\n")
    if folder.name != SEALED:
        print("\n".join(misses))


if __name__ == "__main__":
    main()
