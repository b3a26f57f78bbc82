"""Small numbers in words that count something: seven bridges, three killed, on pages of nine languages."""

from tables import each

from newsdesk.evidence.support import Names, Page, support

NOBODY = Names.of(())
PAGES = {
    "en": "Seven bridges had not been tested since 2011. Five people were killed and three wounded. Tests are due every"
    " five years. The firm repaired four schools.",
    "ru": "Семь мостов не проверяли с 2011 года. Погибли пять человек, трое ранены. Испытания проводятся раз в пять"
    " лет. Фирма починила четыре школы.",
    "ky": "2011-жылдан бери жети көпүрө текшерилген эмес. Беш адам каза болду, үчөө жаракат алды. Сыноо беш жылда бир"
    " өтөт. Фирма төрт мектепти оңдоду.",
    "kk": "2011 жылдан бері жеті көпір тексерілмеген. Бес адам қаза тапты, үшеуі жараланды. Сынақ бес жылда бір өтеді."
    " Фирма төрт мектепті жөндеді.",
    "tr": "2011'den beri yedi köprü denetlenmedi. Beş kişi öldü, üç kişi yaralandı. Test beş yılda bir yapılır. Firma"
    " dört okulu onardı.",
    "uz": "2011-yildan beri yettita koʻprik tekshirilmagan. Besh kishi halok boʻldi, uch nafari yaralandi. Sinov besh"
    " yilda bir oʻtkaziladi. Firma toʻrtta maktabni tuzatdi.",
    "de": "Sieben Brücken wurden seit 2011 nicht geprüft. Fünf Menschen wurden getötet, drei verletzt. Prüfungen sind"
    " alle fünf Jahre fällig. Die Firma reparierte vier Schulen.",
    "ar": "لم تُفحص سبعة جسور منذ 2011. وقُتل خمسة أشخاص وجُرح ثلاثة."
    " وتُجرى الفحوص كل خمس سنوات. وأصلحت الشركة أربع مدارس.",
    "zh": "七座桥自2011年以来未经检测。五人死亡,三人受伤。每五年进行一次检测。公司修复了四所学校。",
}
WRONG = [
    "Eight bridges had not been tested since 2011.", "Eight people were killed.", "It speaks of nine killed.",
    "Tests are due every six years.", "The firm repaired six schools.", "Восемь мостов не проверяли с 2011 года.",
    "Погибли восемь человек.",
]  # fmt: skip
RIGHT = [
    "Seven bridges had not been tested since 2011.", "Five people were killed.", "It speaks of five killed.",
    "Tests are due every five years.", "The firm repaired four schools.", "Семь мостов не проверяли с 2011 года.",
    "Погибли пять человек.", "Of the two sides, one spoke of three wounded.", "One case in ten was mended.",
    "It asks nine times about the bridges.", "It was about five past two.", "The second of six says so.",
]  # fmt: skip


def told(sentence: str, language: str) -> list[tuple[str, str]]:
    own = "ru" if sentence[0] >= "\u0400" else "en"
    found = support(None, sentence, own, [Page.of(PAGES[language], language)], NOBODY)
    return [(one.token.shown, one.state) for one in found if one.token.kind == "figure" and one.state != "stands"]


@each(("sentence", "state"), [("It cites chapter 4.", "stands"), ("It cites chapter 6.", "absent")])
def test_roman_numerals_are_figures_of_a_page(sentence: str, state: str) -> None:
    page = Page.of("Глава IV кодекса требует испытаний.", "ru")
    assert [one.state for one in support(None, sentence, "en", [page], NOBODY)] == [state]


@each("language", PAGES)
def test_a_number_that_counts_stands_on_the_page(language: str) -> None:
    for sentence in WRONG:
        assert "absent" in dict(told(sentence, language)).values(), sentence
    for sentence in RIGHT:
        assert not {"absent", "elsewhere"} & {*dict(told(sentence, language)).values()}, sentence
