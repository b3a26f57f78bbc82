"""Lines have 62 to 70 characters in whatever font the reader has, in Latin and in Cyrillic letters."""

import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from chromium import launched, served

# The widest and the narrowest that readers of our site have, and what lies between: those that are installed are tried.
FAMILIES = (
    "DejaVu Serif", "Noto Serif", "PT Serif", "Gelasio", "Charis SIL", "FreeSerif", "Liberation Serif", "Tinos",
)  # fmt: skip
TEXTS = {
    "en": "The report says that the council counted 312 swans in one October morning. Its author quotes the warden Ada"
    " Quill, who does not expect more, and puts the rise down to a mild autumn. A survey by the university found 298"
    " swans on the same lake in the year before. Wardens and scholars count on different days.",
    "ru": "В статье говорится, что совет насчитал 312 лебедей за одно октябрьское утро. Автор приводит слова"
    " смотрительницы, которая не ждёт большего и объясняет рост мягкой осенью. Исследование университета годом раньше"
    " обнаружило на том же озере 298 лебедей. Смотрители и учёные считают в разные дни.",
}
# How many characters of a text a line of the summary holds, where the site is in its language.
CAPACITY = """([language, text]) => {
    document.documentElement.lang = language;
    const p = document.querySelector(".nd-summary"), s = document.createElement("span");
    s.style.whiteSpace = "pre";
    s.textContent = text;
    p.append(s);
    s.style.position = "absolute";
    const wide = s.getBoundingClientRect().width;
    s.remove();
    return p.clientWidth / (wide / text.length);
}"""
CONFIG = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>{}<cachedir>{}</cachedir><include ignore_missing="yes">/etc/fonts/conf.d</include></fontconfig>
"""


def files_of(family: str, language: str) -> list[Path]:
    """The files of the upright face of a family that has the letters of a language."""
    if not shutil.which("fc-list"):
        pytest.skip("needs fc-list: sudo apt-get install fontconfig")
    found = []
    for style in ("Regular", "Book", "Roman"):
        command = ["fc-list", f"{family}:style={style}:lang={language}", "file"]
        found += subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()
    return [Path(line.strip().rstrip(":")) for line in found]


@contextmanager
def lines(browser, built: Path) -> Iterator[dict[str, float]]:
    """How many characters lines have in the fonts of a browser, by language."""
    with served(built) as address:
        page = browser.new_page(viewport={"width": 1280, "height": 844})
        page.goto(f"{address}2022/w42/forty-voices/")
        yield {language: page.evaluate(CAPACITY, [language, text]) for language, text in TEXTS.items()}
        page.close()


def test_lines_have_about_seventy_characters_in_the_fonts_of_this_machine(chromium, built: Path) -> None:
    """A little less or more where its settings put each letter on a whole pixel."""
    with lines(chromium, built) as found:
        assert {language: count for language, count in found.items() if not 58 <= count <= 74} == {}


@pytest.mark.slow
@pytest.mark.parametrize("family", FAMILIES)
def test_lines_have_about_seventy_characters_in_any_font(playwright, built: Path, tmp_path: Path, family: str) -> None:
    """The only font that there is, as on a fresh machine: no other one can lend its letters."""
    files = {language: files_of(family, language) for language in TEXTS}
    if not files["en"]:
        pytest.skip(f"{family} is not installed")
    (tmp_path / "fonts").mkdir()
    for file in files["en"]:
        (tmp_path / "fonts" / file.name).symlink_to(file)
    config = tmp_path / "fonts.conf"
    config.write_text(CONFIG.format(f"<dir>{tmp_path / 'fonts'}</dir>", tmp_path / "cache"))
    browser = launched(playwright, {"FONTCONFIG_FILE": str(config)})
    with lines(browser, built) as found:
        own = {language: count for language, count in found.items() if files[language]}
        assert {language: count for language, count in own.items() if not 62 <= count <= 70} == {}
    browser.close()
