"""Whether a line with a date says when an article was published, or that the day is another one."""

import re
from functools import lru_cache
from pathlib import Path
from typing import Any

import regex
import yaml

from newsdesk.intake.capture.characters import NO_BLANKS, STAND_INS, one_line, text_of
from newsdesk.intake.capture.said.datewords import days_in, plain, start_of_day, weekdays, without_dates
from newsdesk.intake.capture.tree import Page

_DATA = Path(__file__).parents[3] / "data" / "datelines.yaml"
_MODIFIED = (
    r"updat|modif|edited|correct|review|revis|verified|last seen|обновл|измен|дополн|правк|жаңыр|жаңар|өзгөр"
    r"|янгила|yangila|o.zgar|навсоз"
    r"|таҷдид|тағйир|жанар|өзгер|güncel|değiş|تحديث|عدل|تعديل|به‌روز|بروز|ویرایش|copyright|©|all rights|архив"
)
_PUBLISHED = frozenset(
    "published publication posted post date dated on at the of am pm a m p utc gmt by опубликовано опубликована"
    " публикация публикации дата размещено добавлено создано в г года год жарыяланган жарыяланды жарыялоо датасы күнү"
    " нашр нашршуда санаи рӯзи соли санаси эълон чоп этилган қилинган йил e'lon qilingan chop etilgan sana sanasi vaqti"
    " yil nashr жарияланған күні yayın tarihi yayınlanma نشر النشر تاريخ بتاريخ في م الساعة انتشار تاریخ".split()
)
# "By Ada Quill, 18 October"; but "By 18 October" says until when.
_BY = re.compile(
    r"^(?:(?:submitted |posted |published |written )?by|par|von|por|pise|piše|autor(?:e|a)?|auteur|автор|авторы|муаллиф"
    r"|muallif|жазган|بقلم|كتب)(?!\w)(?!\s*\d)",
    re.IGNORECASE,
)
_LINE_OF_DATE = re.compile(r"date|time|publish|posted|submitted|created|byline|author|дата|sana", re.IGNORECASE)
_LINE_OF_EVENT = re.compile(r"event|deadline|birth|born|died|caption|print-|printed", re.IGNORECASE)
_LABELS, _LABEL = 7, 5
_WORD = regex.compile(r"[\p{L}\p{M}]+(?:['’][\p{L}\p{M}]+)*")
# As many words are the headline of another article, and no name or rubric.
_HEADLINE = 4
_ITEMS = frozenset({"a", "li", "tr", "dd"})


@lru_cache(maxsize=1)
def _words() -> tuple[regex.Pattern[str], frozenset[str]]:
    """What says that a day is not that of publication, and the words of lines that say that it is."""
    data = yaml.safe_load(_DATA.read_text("utf-8"))
    stems = sorted({str(one) for words in data["not_published"].values() for one in words})
    apart = [rf"(?<![\p{{L}}\p{{M}}]){regex.escape(one)}" for one in stems if not NO_BLANKS.search(one)]
    anywhere = [regex.escape(one) for one in stems if NO_BLANKS.search(one)]
    # A joiner inside a word is another letter while its page is read, and often left out.
    joiner = rf"[\u200c\u200d{STAND_INS}]?"
    stems = [re.sub("[\u200c\u200d]", lambda _: joiner, one) for one in (_MODIFIED, *apart, *anywhere)]
    published = frozenset(plain(str(one)) for words in data["published"].values() for one in words)
    published |= {plain(one) for one in _PUBLISHED}
    return regex.compile("|".join(stems), regex.IGNORECASE), published


def is_label(text: str, element: Any, language: str | None) -> bool:
    """Whether a line says when, by whom and no more, or its class says that this is what it is for."""
    if any(one.tag in ("figure", "figcaption") for one in [element, *element.iterancestors()]):
        return False
    published = _words()[1]
    rest = re.sub("[\u064b-\u0652\u0670]", "", without_dates(text, language))  # Arabic vowel marks
    words = [word for word in _WORD.findall(rest) if word not in weekdays(language)]
    parent = element.getparent()
    marks = " ".join(
        filter(None, (element.get("class"), element.get("id"), parent.get("class") if parent is not None else ""))
    )
    if len(words) > _LABELS or _LINE_OF_EVENT.search(f"{marks} {text}"):
        return False
    for label in re.findall(r"([^:：|•·]*[^\W\d_])\s*[:：]", rest):
        # "Trial date:" says what the day is of, whatever the class of the line.
        if not _BY.match(label.strip()) and any(word not in published for word in _WORD.findall(plain(label))):
            return False
    if all(word in published for word in words) or _BY.match(text.strip()):
        return True
    # "Ada Quill 18 October" names somebody; "First aired 18 October" says what happened then.
    start = start_of_day(text, language)
    last = regex.search(r"([\p{L}\p{M}]+)[^\p{L}\p{M},;|/()–—-]*$", text[:start])
    if last and last[1][0].islower() and plain(last[1]) not in published | weekdays(language):
        return False
    return bool(_LINE_OF_DATE.search(marks))


def is_of_another_day(marks: str, element: Any) -> bool:
    """Whether a label beside a date, or right before it, speaks of a change, or of today."""
    before = element.getprevious()
    if before is not None and isinstance(before.tag, str) and before.tag not in ("h1", "time"):
        # Only a label that ends before this date: an earlier date has its own label.
        label = one_line(text_of(before), 60)
        marks += " " + (label if len(label.split()) <= _LABEL and not any(c.isdigit() for c in label) else "")
    if "entry-date" in marks.split():
        # Usual themes mark the day of publication with both, as an older microformat asks.
        marks = " ".join(word for word in marks.split() if word != "updated")
    return bool(_words()[0].search(marks))


def without_changes(line: str, language: str | None) -> str:
    """A line up to the words that speak of a change, where the day of publication stands before them."""
    change = _words()[0].search(line)
    if change and days_in(line[: change.start()], language):
        # "2022年10月18日更新" is one day and its label; "18 October 2022, updated 20 October" begins anew.
        apart = re.search(r"[,;(/–—-]\s*$", line[: change.start()])
        if apart or days_in(line[change.end() :], language):
            return line[: change.start()]
    return line


def is_of_another_article(element: Any, page: Page) -> bool:
    """Whether a date stands with a link that reads like a headline: in a list of other articles."""
    around = set(page.headline.iterancestors())
    for one in [element, *element.iterancestors()]:
        if one in around:
            return False
        if one.tag in ("section", "li") and next(one.iter("h2", "h3", "h4"), None) is not None:
            return True
        if one.tag in _ITEMS:
            links = [one] if one.tag == "a" else list(one.iter("a"))[:20]
            words = (one_line(text_of(link)).split() for link in links if "author" not in (link.get("rel") or ""))
            if any(len(few) >= _HEADLINE for few in words):
                return True
    return False
