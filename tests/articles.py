"""The invented articles in tests/data/articles, and what entries may say that they say."""

from dataclasses import dataclass
from pathlib import Path

from newsdesk.evidence.claims import Claims, Said

FOLDER = Path(__file__).parent / "data" / "articles"


@dataclass(frozen=True)
class Article:
    """What stands in an article, and what does not: a negation dropped, a translation of the first quotation."""

    language: str
    speakers: tuple[tuple[str, str], ...]
    """Names as printed and their words, the second being somebody else's than the first."""
    names: tuple[str, ...]
    affirmed: str
    translated: str
    variants: tuple[str, ...]
    """The first quotation in other type."""

    @property
    def text(self) -> str:
        """The article."""
        return (FOLDER / f"{self.language}.txt").read_text("utf-8")


ARTICLES = (
    Article(
        "en",
        (
            ("Ada Quill", "We have not finished the load test, and without it no car will cross"),
            ("Bob Marsh-Hale", "Nobody told us about any cracks before the council met in October"),
        ),
        ("Ona O'Primer", "Sample Wire", "Transport Agency of Primersk"),
        "We have finished the load test, and without it no car will cross",
        "Мы ещё не завершили испытание нагрузкой",
        (
            "we have not\u00a0finished the load test, and without it no car will cross",
            "“We have not finished the load\u00ad test, and\nwithout it no car will cross.”",
            "WE HAVE NOT FINISHED … without it no car will cross",
            "We have not finished the load test [...] no car will cross",
        ),
    ),
    Article(
        "ru",
        (
            ("Ада Квиллова", "Мы ещё не завершили испытание нагрузкой, а без него ни одна машина не проедет"),
            ("Борис Маршальский", "Никто не говорил нам о трещинах до заседания совета в октябре"),
        ),
        ("Эльдар Байсалов", "Верховный совет", "Транспортное агентство Примерска", "Пример-Информ"),
        "Мы ещё завершили испытание нагрузкой, а без него ни одна машина не проедет",
        "We have not finished the load test",
        (
            "Мы еще не завершили испытание нагрузкой, а без него ни одна машина не проедет",
            "„Мы ещё не завершили испы\u00adтание нагрузкой, а без него ни одна маши\u0301на не проедет“",
            "Мы еще не завершили испытание нагрузкой … ни одна машина не проедет",
        ),
    ),
    Article(
        "ky",
        (
            ("Ада Квиллова", "Биз жүк сыноосун бүтүрө элекпиз, ансыз бир дагы унаа өтпөйт"),
            ("Болот Маршалов", "Октябрдагы кеңешке чейин бизге эч ким жаракалар жөнүндө айткан эмес"),
        ),
        ("Садыр Байсалов", "Коргоо министрлиги", "Үлгү кабар"),
        "Биз жүк сыноосун бүтүрдүк, ансыз бир дагы унаа өтпөйт",
        "Мы ещё не завершили испытание нагрузкой",
        (
            "биз жүк сыноосун бүтүрө\u00a0элекпиз — ансыз бир дагы унаа өтпөйт!",
            "«Биз жүк сыноосун бүтүрө элекпиз […] өтпөйт»",
        ),
    ),
    Article(
        "tg",
        (
            ("Адолат Квиллова", "Мо санҷиши бориро ба охир нарасондаем ва бе он ягон мошин намегузарад"),
            ("Баҳром Маршалӣ", "То маҷлиси шӯро дар моҳи октябр ҳеҷ кас ба мо дар бораи тарқишҳо нагуфт"),
        ),
        ("Эмомалӣ Раҳмонзода", "Вазорати мудофиа", "Агентии нақлиёти Примерск"),
        "Мо санҷиши бориро ба охир расондаем ва бе он ягон мошин намегузарад",
        "We have not finished the load test",
        (
            "мо санҷиши бориро ба охир нарасондаем, ва бе он ягон мошин намегузарад",
            "Мо санҷиши бориро ба охир нарасондаем … ягон мошин намегузарад",
            "Мо санҷиши бориро ба охир нарасондаем ва бе он ягон мошин намегузарад".replace("ҷ", "ҷ\u200d"),
        ),
    ),
    Article(
        "ar",
        (
            ("آدا كويلوفا", "لم نُنهِ اختبار الحمولة بعد، ومن دونه لن تعبر أيّ سيارة"),
            ("برهان مارشالي", "لم يخبرنا أحد عن أيّ تشققات قبل أن يجتمع المجلس في تشرين الأول"),
        ),
        ("أحمد الساحلي", "المثال", "وكالة النقل"),
        "لم نُنهِ اختبار الحمولة بعد، ومن دونه تعبر أيّ سيارة",
        "We have not finished the load test",
        (
            "لم ننه اختبار الحمولة بعد ومن دونه لن تعبر أي سيارة",
            "لـم نـنـه اختـبار الحمـولة بعد، ومن دونه لن تعبر اي سيارة",
            "\u2067لم ننه اختبار الحمولة بعد … لن تعبر أي سيارة\u2069",
        ),
    ),
    Article(
        "uz",
        (
            ("Ada Kvillova", "Biz yuk sinovini hali tugatmadik, usiz bironta mashina o‘tmaydi"),
            ("Botir Marshalov", "Oktabrdagi kengashgacha hech kim bizga yoriqlar haqida aytmagan"),
        ),
        ("Shavkat G‘aniyev", "Mudofaa vazirligi", "Namuna xabar"),
        "Biz yuk sinovini hali tugatdik, usiz bironta mashina o‘tmaydi",
        "We have not finished the load test",
        (
            "Biz yuk sinovini hali tugatmadik, usiz bironta mashina o'tmaydi",
            "Biz yuk sinovini hali tugatmadik; usiz bironta mashina oʻtmaydi",
            "Biz yuk sinovini … bironta mashina o’tmaydi",
        ),
    ),
)

OWN_SUMMARY = "The report puts the opening into spring and lets agency and builder give their accounts."


def claims(
    article: Article, *quotations: str, names: tuple[str, ...] | None = None, summary: str = OWN_SUMMARY
) -> Claims:
    """Claims on an article: quotations by its speakers in order, and names beside them."""
    said = [
        Said(at, name, name, True, quotation)
        for at, ((name, _), quotation) in enumerate(zip(article.speakers, quotations, strict=False))
    ]
    for name in article.names if names is None else names:
        said.append(Said(len(said), name, name, True, ""))
    return Claims(article.language, "full", summary, tuple(said))
