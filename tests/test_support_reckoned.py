"""What a page says in other words: reckoned figures, dates of last week, names partly translated."""

from datetime import date

from tables import each

from newsdesk.evidence.support import Names, Page, support

COUNTRY = Names.of([("kyrgyzstan", [("Kyrgyzstan", "en"), ("Кыргызстан", "ky"), ("Киргизия", "ru")])])


def states(sentence: str, page: str, language: str = "en", day: date | None = None, own: str = "en") -> dict[str, str]:
    found = support(None, sentence, own, [Page.of(page, language, day)], COUNTRY)
    return {one.token.shown: one.state for one in found}


# The sentence, its token, what becomes of it; the page and its language.
TABLE = [
    # parts of a whole
    ("Of all voters 75 per cent stayed.", "75 per cent", "unclear", "Three quarters of the voters stayed.", "en"),
    ("Of all voters 75 per cent stayed.", "75 per cent", "unclear", "Шайлоочулардын төрттөн үчү келген жок.", "ky"),
    ("Of all voters 70 per cent stayed.", "70 per cent", "unclear", "بقي سبعة من كل عشرة ناخبين في منازلهم.", "ar"),
    ("Of all voters 25 per cent stayed.", "25 per cent", "unclear", "Чоряки интихобкунандагон наомаданд.", "tg"),
    ("Of all voters 66 per cent stayed.", "66 per cent", "absent", "Three quarters of the voters stayed.", "en"),
    ("The mortality was 3.1 per cent.", "3.1 per cent", "unclear", "The mortality was 31 per mille.", "en"),
    # sums, differences, quotients
    ("The score fell by 15 points.", "15", "unclear", "The score fell from 341 to 326.", "en"),
    ("The score fell by 19 points.", "19", "absent", "The score fell from 341 to 326.", "en"),
    ("It cost 900,000, or 75,000 a month.", "75,000", "unclear", "The flat cost 900,000 for twelve months.", "en"),
    ("The fund lost 62 million.", "62 million", "unclear", "Of 203 million the fund got back 141 million.", "en"),
    ("The fund lost 71 million.", "71 million", "absent", "Of 203 million the fund got back 141 million.", "en"),
    # numbers of several words, and without their thousands
    ("It cost $3.7 billion.", "3.7 billion", "stands", "وبلغت الكلفة 3 مليارات و700 مليون دولار.", "ar"),
    ("It cost up to 45,000 dollars.", "45,000", "stands", "U 20 mingdan 45 ming dollargacha turadi.", "uz"),
    ("The plant yields 2,400 megawatts.", "2,400", "stands", "电站装机容量2,400兆瓦。", "zh"),
    ("Of 180,000 euros 40,000 came.", "40,000", "stands", "Обещал 180 тысяч евро, дал сорок.", "ru"),
    # per cent are not people
    ("They found 78 pictures.", "78", "absent", "The air was of 78 per cent humidity. They found 84 pictures.", "en"),
    # results of matches
    ("They lost 6:0 in Skopje.", "6:0", "absent", "They lost 3-1 in Skopje.", "en"),
    ("They lost 1:3 in Skopje.", "1:3", "stands", "They lost 3-1 in Skopje.", "en"),
    ("They lost 3:1 in Dakar.", "3:1", "stands", "خسر بثلاثة أهداف مقابل هدف واحد.", "ar"),
    # dates
    ("It happened on 3 April.", "3 April", "stands", "حدث ذلك في الثالث من نيسان.", "ar"),
    ("It was in 2021.", "2021", "unclear", "It was two years before 2023.", "en"),
    ("It began on 1 October 2022.", "1 October 2022", "absent", "2023-жылдын 30-сентябрынан 1-октябрына чейин.", "ky"),
    ("The coin is of 1443.", "1443", "absent", "The coin was struck in 1334.", "en"),
    ("He called at 11:30 p.m.", "11:30", "unclear", "He called at half past eleven in the night.", "en"),
    ("It began in 2024.", "2024", "stands", "BISHKEK, 4 May 2025. It began last year.", "en"),
    ("It began in 2024.", "2024", "stands", "2025-жылдын 4-майы. Иш былтыр башталган.", "ky"),
    ("It ends in April 2025.", "April 2025", "stands", "2025年5月4日电 活动上月结束。", "zh"),
    ("The norm for July is 31.", "July", "stands", "При июльской норме 31 миллиметр.", "ru"),
    ("It was on 17 November.", "17 November", "stands", "阿拉木图11月18日电 双方昨天签署协议。", "zh"),
    ("It was on 3 May.", "3 May", "stands", "Майдан кеңейди, 3-майда ачылды.", "ky"),
    # hours, units of time and sums
    ("It is open until 2 p.m.", "2", "stands", "Бозор аз соати 9 то 14 кор мекунад.", "tg"),
    ("The talks took 18 months.", "18", "unclear", "استغرقت المفاوضات عاما ونصف العام.", "ar"),
    ("She led it for 12 years.", "12", "unclear", "She led it from 1987 to 1999.", "en"),
    ("There are 51 people on board.", "51", "unclear", "On board are 34 seamen and 17 drivers.", "en"),
    ("There are 61 people on board.", "61", "absent", "On board are 34 seamen and 17 drivers.", "en"),
    ("More than 46,000 people signed.", "46,000", "absent", "More than 64,000 people signed.", "en"),
    ("Some 19 million yuan are missing.", "19 million", "stands", "发现1900万元去向不明。", "zh"),
    ("He is a driver of 53 years.", "53", "stands", "هو سائق في الثالثة والخمسين.", "ar"),
    # the next day, ranges, percentage points
    ("It was on 9 August.", "9 August", "stands", "Вечером 8 августа поднялась буря. Через сутки утихла.", "ru"),
    ("It was on 7 May.", "7 May", "absent", "The storm rose on 8 May. The next day it was over.", "en"),
    ("They asked from 2 April.", "2 April", "stands", "They asked between 2 and 19 April 2025.", "en"),
    ("The margin is 2.5 percentage points.", "2.5 percentage", "stands", "The margin is 2.5 points.", "en"),
    ("It is 80 minutes away.", "80", "unclear", "Это час двадцать на автобусе.", "ru"),
    ("The loss is 2.1 billion.", "2.1 billion", "absent", "It made 1.9 billion, with a fine of 210 million.", "en"),
    ("He is 42.", "42", "stands", "Сорокадвухлетний спасатель поднялся на вершину.", "ru"),
    ("More than 80 came.", "80", "absent", "Келгендердин саны 93.", "ky"),
    ("More than 80 came.", "80", "stands", "Келгендердин саны 86.", "ky"),
    ("About 13 million came.", "13 million", "absent", "It was 12 million.", "en"),
    # names
    ("Sweden owns it.", "Sweden", "stands", "A Swedish fund owns it.", "en"),
    ("So says Lena Sjöström.", "Lena Sjöström", "stands", "Так говорит Лена Шёстрём.", "ru"),
    ("The bail is EUR 20,000.", "20,000", "stands", "The bail is 20,000 euros.", "en"),
    ("A Pole was among the 11.", "11", "stands", "Он бир киши: үч кыргыз жана бир поляк.", "ky"),
    ("So says Jonas Hellqvist.", "Jonas Hellqvist", "stands", "Сказал Йонас Хелльквист.", "ru"),
    ("So says Samer al-Nawayseh.", "Samer al-Nawayseh", "stands", "قال المحامي سامر النوايسة.", "ar"),
    ("So says Abdel Nabi al-Sawi.", "Abdel Nabi al-Sawi", "stands", "قال عبد النبي الصاوي.", "ar"),
    ("So says Ma Changchun.", "Ma Changchun", "stands", "县委书记马长春说。", "zh"),
    ("So says Lyudmila Pak.", "Lyudmila Pak", "stands", "经济学家柳德米拉·朴认为。", "zh"),
    ("It was in Osh.", "Osh", "stands", "Оштогу ооруканада болду.", "ky"),
    ("It was in Khujand.", "Khujand", "stands", "他在苦盏市医院治疗。", "zh"),
    ("It was Shodmon Jalolov.", "Shodmon Jalolov", "absent", "It was Shodmon Qurbonbekov.", "en"),
    ("Uzbekistan has bought them.", "Uzbekistan", "unclear", "Hukumat ularni sotib oldi.", "uz"),
    ("Seven people of Samarqand were hurt, and 7 died.", "7", "stands", "Етти киши ҳалок бўлди.", "uz-Cyrl"),
    ("It was Li Zhenghua.", "Li Zhenghua", "stands", "Инро Ли Чжэнхуа гуфт.", "tg"),
    ("It happened in Upper Sharshara.", "Sharshara", "stands", "Дар ноҳияи Шаршараи Боло рӯй дод.", "tg"),
    ("Kyrgyzstan has freed them.", "Kyrgyzstan", "stands", "Төрт кыргызстандык бошотулду.", "ky"),
    ("The boss is Salim al-Kandarani.", "Salim al-Kandarani", "absent", "يرأسها عبد العزيز الكندراني.", "ar"),
    ("The boss is Abdulaziz al-Kandarani.", "Abdulaziz al-Kandarani", "stands", "يرأسها عبد العزيز الكندراني.", "ar"),
    ("It was Y. Meiramov.", "Y. Meiramov", "stands", "Сказал Ержан Мейрамов.", "ru"),
    ("So says Andrea Pellicani.", "Andrea Pellicani", "stands", "Андреа Пелликани гуфт.", "tg"),
]  # fmt: skip


@each(("sentence", "token", "state", "page", "language"), TABLE)
def test_other_words_for_the_same(sentence: str, token: str, state: str, page: str, language: str) -> None:
    assert states(sentence, page, language).get(token) == state


def test_weekdays_are_reckoned_from_the_day_of_print() -> None:
    sentence = "Late on 19 September a protocol on the border was signed."
    page = "The two sides agreed on the border under the deal signed late Monday."
    assert states(sentence, page, day=date(2022, 9, 20)) == {"19 September": "stands"}
    assert states(sentence, page) == {"19 September": "absent"}
    assert states(sentence, page, day=date(2022, 9, 28)) == {"19 September": "absent"}
    # Last Tuesday, said on a Tuesday.
    assert states("It was on 8 July.", "气象局上周二发布了报告。", "zh", date(2025, 7, 15)) == {"8 July": "stands"}


def test_whoever_the_page_gives_the_words_to_is_told_from_another() -> None:
    page = (
        "The vet Saule Tlepova tells another story. “We had seven doses for four villages,” she says.\n\n"
        "The deputy minister, Asel Zhumadilova, called this a rumour. By her count 88 per cent of herds are inoculated."
    )
    assert states("Tlepova says that 88 per cent of herds are inoculated.", page)["88 per cent"] == "stands"
    said = "The vet Saule Tlepova says that 88 per cent of herds are inoculated."
    assert states(said, page)["Saule Tlepova"] == "elsewhere"
    assert states(said.replace("vet Saule Tlepova", "deputy Asel Zhumadilova"), page)["Asel Zhumadilova"] == "stands"


def test_who_speaks_is_told_where_the_page_does_not_name_him() -> None:
    page = (
        "Five workers were hurt in the blast. This was reported by Talant Orozov.\n\n"
        "The blogger Nurlan Sabyrov doubts it. The judge Aida Bekova opened the case.\n\n"
        "The blogger counted seven broken windows in the school.\n\n"
        "“We are not to blame for the gas,” Aida Bekova said. She and the expert Oleg Zimin had measured the pressure."
    )
    assert states("Talant Orozov said five workers were hurt.", page)["Talant Orozov"] == "stands"
    assert states("Nurlan Sabyrov counted seven broken windows in the school.", page)["Nurlan Sabyrov"] == "stands"
    assert states("Aida Bekova measured the pressure.", page)["Aida Bekova"] == "stands"


def test_a_body_speaks_through_its_head_and_an_interview_is_one_voice() -> None:
    page = "«Open Road» named the verdict harsh. Its director, Ilya Dubov, said that 28 drivers were tried in 2023."
    assert states("According to «Open Road», 28 drivers were tried in 2023.", page)["Open Road"] == "stands"
    talk = (
        "Interview with Dilshod Nurmatov, head of the rescuers.\n\nWe have one helicopter. Our men carry 214 people."
        "\n\nAnvar Holikov broke a leg. We asked the ministry for 120 ropes and got 35. I hope we never send a bill."
    )
    assert states("Dilshod Nurmatov asked for 120 ropes and got 35.", talk)["Dilshod Nurmatov"] == "stands"
