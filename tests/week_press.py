"""A week of an invented press: ten articles in five scripts that become entries, and all else that came in."""

import json
from dataclasses import dataclass, field
from html import escape
from pathlib import Path

from inbox import ITEM, feed, reply
from test_capture import pdf

WEEK = "2022-W44"


@dataclass(frozen=True)
class Piece:
    """An article, and what an editor writes about it."""

    language: str
    domain: str
    site: str
    day: str
    title: str
    paragraphs: tuple[str, ...]
    about: str
    """What the article says, as a clause after "The report says that"."""
    title_en: str = ""
    says: tuple[str, ...] = ("That the work is done and will last.",)
    translation: str = ""
    knows: dict[str, str] = field(default_factory=dict)
    """What no page says, by the field: an editor types it."""
    marks: tuple[str, ...] = ()
    """Further sources, by their printed names, which have to be marked."""

    @property
    def is_pdf(self) -> bool:
        """Whether it came as a PDF."""
        return not self.domain

    @property
    def name(self) -> str:
        """The file that was saved."""
        return f"{self.day}-{self.language}.{'pdf' if self.is_pdf else 'html'}"

    @property
    def summary(self) -> str:
        """25 to 160 words."""
        return (
            f"The report says that {self.about}. It tells who did the work and who paid for it, quotes one of those who"
            " answer for it, and gives no other view of the matter."
        )

    @property
    def context(self) -> tuple[tuple[str, str], ...]:
        """Sentences of the note, with the address that each rests on."""
        what = self.about.split(" was ")[0].split(" will ")[0]
        place = f"https://{'paper' if self.is_pdf else self.domain.partition('.')[0]}-office.example"
        return (
            (f"A list by the port of Wendmouth that is older than this report names {what} among its duties",
             f"{place}/list"),
            ("The budget of the council for the year has a line for such works, and says from which fund they are paid",
             f"{place}/budget"),
            ("An audit by the university holds that the port has kept to the plans of its works in most years",
             f"{place}/audit"),
        )[: 3 if self.marks else 2]  # fmt: skip

    def saved(self) -> bytes:
        """As a browser has saved it."""
        if self.is_pdf:
            return pdf(" ".join((f"{self.title}.", *self.paragraphs)))
        data = {
            "@context": "https://schema.org", "@type": "NewsArticle", "headline": self.title, "url": self.url,
            "datePublished": f"{self.day}T09:30:00+00:00", "inLanguage": self.language,
            "publisher": {"@type": "Organization", "name": self.site, "url": f"https://{self.domain}/",
                          "address": {"@type": "PostalAddress", "addressCountry": "IS"}},
        }  # fmt: skip
        told = json.dumps(data, ensure_ascii=False)
        words = "".join(f"<p>{escape(one)}</p>\n" for one in self.paragraphs)
        return (
            f'<!doctype html><html lang="{self.language}"><head><meta charset="utf-8">'
            f'<title>{escape(self.title)}</title><link rel="canonical" href="{self.url}">'
            f'<script type="application/ld+json">{told}</script></head>'
            f"<body><article><h1>{escape(self.title)}</h1><p>{self.day}</p>\n{words}</article></body></html>"
        ).encode()

    @property
    def url(self) -> str:
        """Its address."""
        return f"https://{self.domain}/{self.day}" if self.domain else "https://lantern.example/reading-room"


OFFICIAL = {"topics": "harbour", "actor": "official", "countries": "IS"}
BELL = Piece(
    "en", "harbour.example", "Harbour Times", "2022-11-05", "Bell rings again",
    ("The bell of the harbour rang again on Saturday, and some four hundred people of Iceland came to hear it.",
     "“We counted every single stroke, and every one of them was heard,” said the mayor Ada Quill.",
     "“The harbour was silent for nine years,” the resident Bo Lind told the paper.",
     "The minister Cara Moor wrote in a note that the council had paid for the rope out of its own fund.",
     "A second bell, meant for fog, will follow in the spring, if the money lasts."),
    "the bell of the harbour was rung again on a Saturday in front of some four hundred people",
    says=("That every stroke was heard.", "That the harbour was silent for nine years.", "That the council paid."),
    knows={"topics": "harbour"}, marks=("Cara Moor",),
)  # fmt: skip
ARABIC = Piece(
    "ar", "mina.example", "رسالة الميناء", "2022-11-04", "إعادة فتح جسر وندماوث قبل الشتاء",
    ("أعيد فتح جسر وندماوث يوم الخميس بعد إصلاح استمر طوال الصيف، وعبره أول المشاة في الصباح الباكر.",
     "«لقد فحصنا كل لوح من الخشب، والجسر آمن»، قالت رئيسة البلدية آدا كويل للصحيفة.",
     "ودفع المجلس ثمن الخشب من صندوق الميناء، بحسب بيان المجلس، وسيعاد طلاء الجسر في الربيع."),
    "the bridge of Wendmouth was opened again before winter",
    title_en="The bridge of Wendmouth is opened again before winter",
    translation="We have looked at every plank, and the bridge is safe", knows=OFFICIAL,
)  # fmt: skip
CHINESE = Piece(
    "zh", "deng.example", "灯塔报", "2022-11-03", "温德茅斯港口的旧灯塔向公众开放",
    ("温德茅斯港口的旧灯塔星期三向公众开放，许多家庭一早就来到码头，等着登上塔顶看海。",
     "“我们希望每个孩子都能登上灯塔看一看大海”，市长艾达·奎尔说。",
     "议会的通知说，修缮的费用由港口基金支付，明年春天还会修好塔下的小路。"),
    "the old lighthouse of the port was opened to the public",
    title_en="The old lighthouse of the port is opened to the public",
    translation="We hope that every child can go up the lighthouse and look at the sea",
    knows=OFFICIAL | {"name": "Ada Quill"},
)  # fmt: skip
GEORGIAN = Piece(
    "ka", "navi.example", "ნავსადგურის ამბები", "2022-11-02", "ვენდმუთის ბაზარი ისევ გაიხსნა",
    ("ვენდმუთის ნავსადგურის ბაზარი სამშაბათს ისევ გაიხსნა და დილიდანვე ბევრი ხალხი მოვიდა თევზის საყიდლად.",
     "„ბაზარი ყოველ შაბათს იმუშავებს, სანამ ყურე არ გაიყინება“, — თქვა მერმა ნინო მაგალითაძემ.",
     "საბჭოს განცხადებით, ახალი სახურავის ფული ნავსადგურის ფონდმა გადაიხადა."),
    "the market of the port was opened again",
    title_en="The market of Wendmouth is opened again",
    translation="The market will be open every Saturday until the bay freezes",
    knows=OFFICIAL | {"name": "Nino Magalitadze", "name_printed": "ნინო მაგალითაძემ", "name_en": "Port News"},
)  # fmt: skip
RUSSIAN = Piece(
    "ru", "port.example", "Портовый вестник", "2022-11-01", "Паром в Вендмуте будет ходить и зимой",
    ("Паром в Вендмуте впервые будет ходить и зимой: в понедельник он прошёл между берегами по новому расписанию.",
     "«Паром будет ходить каждый день, даже когда залив замёрзнет», — сказала мэр Ада Квилл.",
     "Совет оплатил новый корпус из фонда гавани, говорится в записке совета."),
    "the ferry of Wendmouth will run in winter, too",
    title_en="The ferry of Wendmouth will run in winter, too",
    translation="The ferry will run every day, even when the bay is frozen", knows=OFFICIAL,
)  # fmt: skip
SECOND_RUSSIAN = Piece(
    "ru", "port.example", "Портовый вестник", "2022-10-31", "Рыбный склад в гавани откроют после ремонта",
    ("Склад для рыбы в гавани Вендмута откроют после долгого ремонта: рабочие закончили менять крышу и двери.",
     "«Мы заменили все двери, и холод больше не уходит», — сказал мэр города Игорь Образцов.",
     "Рыбаки просили об этом много лет, а деньги дал фонд гавани."),
    "the store for fish in the harbour will be opened after a long repair",
    title_en="The store for fish in the harbour is to be opened after a repair",
    translation="We have replaced all doors, and the cold no longer escapes", knows=OFFICIAL,
)  # fmt: skip
UZBEK = Piece(
    "uz", "xabar.example", "Port xabari", "2022-11-01", "Vendmut portida yangi kutubxona ochildi",
    ("Vendmut portida yangi kutubxona ochildi, va dengizchilar birinchi kuni yuzlab kitob olib ketishdi.",
     "“Kutubxona har kuni kechgacha ochiq boʻladi”, — dedi shahar hokimi Olim Namunaviy.",
     "Kitoblar uchun port jamgʻarmasi toʻladi, deyiladi kengash bayonotida."),
    "a new library was opened in the port",
    title_en="A new library is opened in the port of Wendmouth",
    translation="The library will be open every day until late", knows=OFFICIAL | {"name": "Olim Namunaviy"},
)  # fmt: skip
KYRGYZ = Piece(
    "ky", "keme.example", "Кеме кабары", "2022-11-02", "Вендмут портунда жаңы кран иштей баштады",
    ("Вендмут портунда жаңы кран иштей баштады, жана биринчи кеме шейшемби күнү эртең менен жүгүн түшүрдү.",
     "«Кран кышында да токтобой иштейт», — деди шаар башчысы Айбек Үлгүев.",
     "Кеңештин билдирүүсүндө крандын акысын порттун каражаты төлөгөнү айтылат."),
    "a new crane was put to work in the port",
    title_en="A new crane is put to work in the port of Wendmouth",
    translation="The crane works in winter, too, without a stop", knows=OFFICIAL,
)  # fmt: skip
ENGLISH = Piece(
    "en", "lantern.example", "The Lantern", "2022-11-03", "Clock of the tower set right",
    ("The clock of the tower in Wendmouth was set right on Wednesday, after it had been slow for most of the year.",
     "“It will keep time until the spring, and then we look again,” said the warden Ada Quill.",
     "The council paid for the new wheels out of the harbour fund, it said in a note."),
    "the clock of the tower was set right after most of a year", knows={"topics": "harbour", "countries": "IS"},
)  # fmt: skip
PDF = Piece(
    "en", "", "", "2022-11-04", "Reading room of Wendmouth open on Sundays",
    ("4 November 2022.", "The reading room of the port is open on Sundays from this week on.",
     '"Nobody should wait a whole week for a book," said the mayor Ada Quill.',
     "The council pays for the lamps out of the harbour fund, it said in a note."),
    "the reading room of the port was opened on Sundays, too",
    knows={"topics": "harbour", "countries": "IS", "title": "Reading room of Wendmouth open on Sundays",
           "outlet": "lantern", "published": "2022-11-04", "published_basis": "printed",
           "url": "https://lantern.example/reading-room", "language": "en"},
)  # fmt: skip
PIECES = (BELL, ARABIC, CHINESE, GEORGIAN, RUSSIAN, SECOND_RUSSIAN, UZBEK, KYRGYZ, ENGLISH, PDF)
_UNKNOWN = "".join(f"    {fact}: unknown\n" for fact in "kind owner funder self_description legal_status".split())
_KNOWN = ((ARABIC, "Port Letter"), (CHINESE, "Lighthouse Paper"), (RUSSIAN, "Port Herald"), (UZBEK, "Port Word"),
          (KYRGYZ, "Ship News"))  # fmt: skip


def outlets(port: int) -> str:
    """What the register has besides: five papers, and two with a feed at this port."""
    papers = [
        f"  paper-{one.language}:\n    name: {one.site}\n    name_language: {one.language}\n    name_en: {english}\n"
        f"    domains: [{one.domain}]\n    home: {{value: https://{one.domain}/, basis: own-page}}\n"
        "    country: {value: IS, basis: unreferenced}\n    languages: unknown\n" + _UNKNOWN
        for one, english in _KNOWN
    ]
    fed = [
        f"  {id}:\n    name: {id.title()}\n    name_language: en\n    domains: [{id}.example]\n"
        f"    home: {{value: https://{id}.example/, basis: own-page}}\n    feeds: [http://press.example:{port}/{id}]\n"
        "    country: unknown\n    languages: unknown\n" + _UNKNOWN
        for id in FEEDS
    ]
    return "".join(papers + fed)


WIRE = (
    "The council of Wendmouth adds a bus to the night line along the harbour, says the wire, because the last ferry now"
    " comes in after dark and the people who work on the far bank have so far walked home along the quay in the rain."
)
FEEDS = ("gull", "heron")
# Titles are what an editor decides by: what is done with each stands behind it.
_FED = {
    "gull": {
        "Night bus along the harbour": "later", "Gulls win at chess": "o", "Concert in the hall on Friday": "n",
        "A shop sells hats again": "m", "Somebody says the quay sinks": "r", "Hats in the window": "new",
        "Rain on Monday": "m",
    },
    "heron": {
        "Night bus for the harbour": "copy", "Herons play football": "o", "Festival programme is out": "n",
        "A bench gets painted": "m", "The bell was heard": "s", "Benches of the park": "new",
        "Wind on Tuesday": "m",
    },
}  # fmt: skip
_LINKED = {
    "Chess in the park": "o",
    "Letters about the bridge": "later",
    "Ferry seen from the hill": "s",
    "Old hats": "m",
}
_MAILED = {"What the lamp of the tower tells": "later", "Quay said to sink again": "r", "Crane of last year": "later"}
DONE = {title: how for titles in (*_FED.values(), _LINKED, _MAILED) for title, how in titles.items()}


def feeds() -> dict[str, object]:
    """The answers of the server of both feeds."""
    return {f"/{id}": _answer(id) for id in FEEDS}


def _answer(id: str) -> object:
    items = [
        ITEM.format(title, f"https://{id}.example/{number}", f"Mon, 31 Oct 2022 0{number}:00:00 GMT",
                    WIRE if how in ("later", "copy") else f"{title}: {' '.join([title.split()[0]] * 12)}.")
        for number, (title, how) in enumerate(_FED[id].items())
    ]  # fmt: skip
    return lambda _: reply(feed(*items))


def sources(folder: Path) -> list[Path]:
    """What an editor has kept in the week: ten articles, a list of links and a letter."""
    folder.mkdir()
    for one in PIECES:
        (folder / one.name).write_bytes(one.saved())
    links = "".join(f"{title} https://linked.example/{number}\n" for number, title in enumerate(_LINKED))
    (folder / "links.txt").write_text(links, "utf-8")
    letter = "".join(f'<p><a href="https://mailed.example/{n}">{title}</a></p>' for n, title in enumerate(_MAILED))
    (folder / "letter.eml").write_bytes(
        "From: a@mailed.example\r\nSubject: The week\r\nDate: Thu, 03 Nov 2022 10:00:00 +0000\r\n"
        f"Content-Type: text/html; charset=utf-8\r\n\r\n{letter}".encode()
    )
    return sorted(folder.iterdir())
