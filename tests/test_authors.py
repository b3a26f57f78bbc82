"""Bylines: people one by one where a byline certainly lists them, and nothing taken apart where it may not."""

from tables import each

from newsdesk.views.data.authors import people_of, undivided

PEOPLE = [
    ("Ana Specimena, Ivo Maketo", ("Ana Specimena", "Ivo Maketo")),
    ("Ana Specimena and Ivo Maketo", ("Ana Specimena", "Ivo Maketo")),
    ("By Ana Specimena, Ivo Maketo and Ona Primer", ("Ana Specimena", "Ivo Maketo", "Ona Primer")),
    ("Ana Specimena & Ivo van der Maketo", ("Ana Specimena", "Ivo van der Maketo")),
    ("Ana M. Specimena; Ivo O’Maketo-Primer", ("Ana M. Specimena", "Ivo O’Maketo-Primer")),
    ("Анна Примерова, Иво Макетов", ("Анна Примерова", "Иво Макетов")),
    ("Анна Примерова и Иво Макетов", ("Анна Примерова", "Иво Макетов")),
    ("Айгүл Үлгү жана Бакыт Мисал", ("Айгүл Үлгү", "Бакыт Мисал")),
    ("Ana Specimena y Ivo Maketo", ("Ana Specimena", "Ivo Maketo")),
    ("Ana Specimena  /\n Ivo Maketo", ("Ana Specimena", "Ivo Maketo")),
]
LITERAL = [
    "Ana Specimena",
    "Specimena, Ana",
    "Specimena, A., Maketo, I.",
    "Ana Specimena, Example News Agency",
    "AFP, Reuters",
    "Ana Specimena, AFP",
    "Ana Specimena, editor",
    "Ana Specimena, Примерск",
    "Ana Specimena, 12 October",
    "Our correspondent",
    "Редакция, Анна Примерова",
    "Wire and staff",
    "هيئة التحرير",
    "آنا مثالی، ایوو نمونه",
    "样例，模型",
    "Press Service, Harbour Board",
    "Ana Specimena, for the Gazette",
    "Alandia",
    "Land and Sea Institute",
]


@each(("byline", "people"), PEOPLE)
def test_people_are_written_one_by_one(byline: str, people: tuple[str, ...]) -> None:
    assert people_of(byline) == people


@each("byline", LITERAL)
def test_what_may_be_anything_else_stays_as_printed(byline: str) -> None:
    assert people_of(byline) == (byline,)
    assert not {",", "،", "、"} & set(undivided(byline))
