"""An invented press: articles in many scripts, set into pages by many layouts, and what happens to them later."""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any

from tables import data_in

CASES = Path(__file__).parent / "cases" / "watched"


@cache
def texts() -> dict[str, dict[str, Any]]:
    """What each language has to say."""
    found: dict[str, dict[str, Any]] = data_in(CASES / "texts.yaml")
    return found


@dataclass(frozen=True)
class Article:
    """An article, as it was or as it is now."""

    language: str
    title: str
    name: str
    other: str
    quotation: str
    paragraphs: tuple[str, ...]
    figure: str
    """One that stands outside of the quotation."""
    quoted: int
    """The number of the paragraph with the quotation."""

    @property
    def text(self) -> str:
        """As an editor would capture it."""
        return "\n\n".join([self.title, *self.paragraphs])


@dataclass(frozen=True)
class Around:
    """What stands on a page beside its article."""

    comments: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    ads: tuple[str, ...] = ()
    clock: str = "3"
    """How long ago it was updated, how often it was read."""
    order: int = 0
    """In which order the boxes stand."""
    layer: str = ""
    """What lies over the page."""
    typography: int = 0
    inside: bool = False
    """Whether advertisements stand between the paragraphs."""


Layout = Callable[[Article, Around], str]


def article(seed: int) -> Article:
    """One article; the same seed, the same article."""
    chance = random.Random(seed)
    language = sorted(texts())[seed % len(texts())]
    has = texts()[language]
    name, other = chance.sample(has["names"], 2)
    slots = {key: str(chance.randint(21, 960)) for key in "nmk"} | {"a": name, "b": other}
    quotation = chance.choice(has["quotes"])[0].format(q=chance.randint(31, 99) if "q" else 0)
    body = [each.format(**slots) for each in chance.sample(has["body"], len(has["body"]))]
    paragraphs = [
        " ".join(body[at : at + 2]) if language != "zh" else "".join(body[at : at + 2]) for at in range(0, len(body), 2)
    ]
    quoted = chance.randint(1, len(paragraphs))
    said = has["say"].format(quote=quotation, a=name)
    lone = chance.random() < 0.5
    if lone or quoted == len(paragraphs):
        paragraphs.insert(quoted, said)
    else:
        paragraphs[quoted] = f"{said} {paragraphs[quoted]}"
    title = chance.choice(has["titles"]).format(**slots)
    return Article(language, title, name, other, quotation, tuple(paragraphs), slots["m"], quoted)


def around(seed: int) -> Around:
    """What stood beside an article when it was captured."""
    chance = random.Random(seed * 7 + 1)
    noise = texts()[article(seed).language]["noise"]
    return Around(
        comments=tuple(chance.sample(noise, 2)), related=tuple(chance.sample(noise, 3)), ads=(chance.choice(noise),),
        clock=str(chance.randint(2, 50)), order=chance.randint(0, 3),
    )  # fmt: skip


# What happens to an article itself. Each yields it as it is now, and what should be found missing.
def altered(seed: int, kind: str) -> tuple[Article, str]:
    """An article of which something was changed, and what of ours that concerns."""
    was, chance = article(seed), random.Random(seed * 13 + 5)
    has = texts()[was.language]

    def with_quotation(now: str) -> Article:
        return replace(was, paragraphs=tuple(part.replace(was.quotation, now) for part in was.paragraphs))

    row = next(row for row in has["quotes"] for q in range(31, 100) if row[0].format(q=q) == was.quotation)
    q = next(q for q in range(31, 100) if row[0].format(q=q) == was.quotation)
    if kind == "word":
        return with_quotation(row[1].format(q=q)), "quotation"
    if kind == "not":
        return with_quotation(row[2].format(q=q)), "quotation"
    if kind == "figure":
        return with_quotation(row[0].format(q=q + chance.choice([-7, 1, 10]))), "quotation"
    if kind == "removed":
        left = tuple(part for part in was.paragraphs if was.quotation not in part)
        return replace(was, paragraphs=left), "quotation"
    if kind == "title":
        ends = [(title.split("{n}")[0], title.split("{n}")[-1]) for title in has["titles"]]
        own = next(n for n, (begin, end) in enumerate(ends) if was.title.startswith(begin) and was.title.endswith(end))
        others = [title for n, title in enumerate(has["titles"]) if n != own]
        return replace(was, title=chance.choice(others).format(n=chance.randint(21, 960))), "title"
    if kind == "name":
        now = chance.choice(has["others"])
        return replace(was, paragraphs=tuple(part.replace(was.name, now) for part in was.paragraphs)), "name"
    assert kind == "summary-figure"
    now = str(int(was.figure) + chance.choice([-9, 11, 100]))
    return replace(was, paragraphs=tuple(part.replace(was.figure, now) for part in was.paragraphs)), "figure"


ALTERED = ("word", "not", "figure", "removed", "title", "name", "summary-figure")


def surrounded(seed: int, kind: str) -> tuple[Article, Around]:
    """An article that is what it was, and all that is new beside it."""
    was, beside, chance = article(seed), around(seed), random.Random(seed * 17 + 3)
    noise = texts()[was.language]["noise"]
    if kind == "ads":
        return was, replace(beside, ads=tuple(chance.sample(noise, 3)), inside=True)
    if kind == "related":
        return was, replace(beside, related=tuple(chance.sample(noise, 4)), order=chance.randint(0, 3))
    if kind == "typography":
        return was, replace(beside, typography=chance.randint(1, 4))
    if kind == "counters":
        return was, replace(beside, clock=str(chance.randint(1000, 90_000)))
    if kind == "order":
        return was, replace(beside, order=(beside.order + 1) % 4)
    if kind == "comments":
        said = f"{chance.choice(noise)} “{was.quotation}” {chance.choice(noise)} {chance.randint(2, 999)}"
        return was, replace(beside, comments=(*chance.sample(noise, 3), said))
    if kind == "consent":
        return was, replace(beside, layer=chance.choice(("consent", "newsletter")))
    if kind == "updated":
        more = " ".join(chance.sample(noise, 2))
        return replace(was, paragraphs=(*was.paragraphs, more)), beside
    assert kind == "template"
    return was, beside


SURROUNDED = ("ads", "related", "typography", "counters", "order", "comments", "consent", "updated", "template")


@dataclass
class Press:
    """Pages by their paths: as they were captured, and as they are now."""

    articles: dict[str, Article] = field(default_factory=dict)
    now: dict[str, tuple[int, str]] = field(default_factory=dict)
    """The status and the page, or where it leads."""
    wanted: dict[str, str] = field(default_factory=dict)
    """What should be found: a thing of ours, a state, or "same"."""


# What stands where an article was. The text between is the page's own.
WALLS = ("404", "410", "soft", "front", "other", "paywall", "login", "consent-page", "bot")


def walled(seed: int, kind: str, layout: Layout) -> tuple[int, str, str]:
    """Status, page or target, and the state that should be found."""
    was, beside = article(seed), around(seed)
    has = texts()[was.language]
    label = LABELS[was.language]
    if kind in ("404", "410"):
        return int(kind), layout(replace(was, title=label["gone"], paragraphs=()), beside), "gone"
    if kind == "soft":
        return 200, layout(replace(was, title=label["gone"], paragraphs=(has["noise"][3],)), beside), "gone"
    if kind == "front":
        return 302, "/", "gone"
    if kind == "other":
        # What another article has in common with this one is the language.
        return 200, layout(_another(was), beside), "gone"
    if kind == "paywall":
        page = layout(replace(was, paragraphs=(was.paragraphs[0][:60] + "…",)), beside)
        return 200, page.replace("</body>", f'<div class="paywall"><p>{label["pay"]}</p></div></body>'), "walled"
    if kind == "login":
        form = f'<h1>{label["login"]}</h1><form><input name="user"><input type="password"></form>'
        return (
            200,
            f"<html lang={was.language}><head><title>{label['login']}</title></head><body>{form}</body></html>",
            "walled",
        )
    if kind == "consent-page":
        text = f"<h1>{label['consent']}</h1><p>{label['consent']}</p><button>OK</button>"
        return (
            200,
            f"<html lang={was.language}><head><title>{label['consent']}</title></head><body>{text}</body></html>",
            "walled",
        )
    assert kind == "bot"
    page = '<html><head><title>Just a moment...</title></head><body><div id="cf-chl-widget"></div></body></html>'
    return 403, page, "walled"


def _another(was: Article) -> Article:
    noise = texts()[was.language]["noise"]
    text = (" ".join(noise), " ".join(reversed(noise)), " ".join(noise[2:]), " ".join(noise[:3]))
    return replace(was, title=noise[1], paragraphs=text)


LABELS = {
    "en": {"gone": "Page not found", "pay": "Subscribe to continue reading", "login": "Log in to your account", "consent": "Before you continue: we and our partners use cookies"},
    "ru": {"gone": "Страница не найдена", "pay": "Оформите подписку, чтобы читать дальше", "login": "Войдите в личный кабинет", "consent": "Мы используем файлы cookie: дайте согласие"},
    "ky": {"gone": "Барак табылган жок", "pay": "Окуу үчүн жазылыңыз", "login": "Системага кириңиз", "consent": "Биз cookie файлдарын колдонобуз"},
    "tg": {"gone": "Саҳифа ёфт нашуд", "pay": "Барои хондан обуна шавед", "login": "Ба система ворид шавед", "consent": "Розигӣ ба кукиҳо"},
    "uz": {"gone": "Sahifa topilmadi", "pay": "O‘qish uchun obuna bo‘ling", "login": "Tizimga kiring", "consent": "Biz cookie fayllardan foydalanamiz"},
    "ar": {"gone": "الصفحة غير موجودة", "pay": "هذا المقال للمشتركين فقط", "login": "تسجيل الدخول", "consent": "نستخدم ملفات تعريف الارتباط"},
    "zh": {"gone": "页面不存在", "pay": "订阅后阅读全文", "login": "请登录", "consent": "本网站使用cookie，请同意并继续"},
    "ka": {"gone": "გვერდი ვერ მოიძებნა", "pay": "Subscribe to read", "login": "Sign in to continue", "consent": "We value your privacy: accept all cookies"},
    "hi": {"gone": "पृष्ठ नहीं मिला", "pay": "Subscribe to read", "login": "Sign in to continue", "consent": "We value your privacy: accept all cookies"},
}  # fmt: skip


def press(count: int, layouts: Sequence[Layout], first: int = 0) -> Press:
    """So many articles, of which half have changed, and half have new surroundings."""
    made = Press()
    kinds = [*ALTERED, *WALLS]
    for number in range(count):
        seed = first + number
        layout, path = layouts[seed % len(layouts)], f"/news/{seed}"
        made.articles[path] = article(seed)
        if number % 2:
            kind = kinds[(number // 2) % len(kinds)]
            if kind in WALLS:
                status, page, state = walled(seed, kind, layout)
                made.now[path], made.wanted[path] = (status, page), state
                continue
            now, what = altered(seed, kind)
            beside = around(seed)
            if seed % 3 == 0:  # somebody repeats what was said, before or after it was changed
                was = article(seed)
                beside = replace(beside, comments=(*beside.comments, f"{was.quotation}!", was.title, f"{was.name}?"))
            made.now[path], made.wanted[path] = (200, layout(now, beside)), what
        else:
            kind = SURROUNDED[(number // 2) % len(SURROUNDED)]
            now, beside = surrounded(seed, kind)
            layout = layouts[(seed + 3) % len(layouts)] if kind == "template" else layout
            made.now[path], made.wanted[path] = (200, layout(now, beside)), "same"
    return made
