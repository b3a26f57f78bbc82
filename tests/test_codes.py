"""Codes: languages, countries, addresses, domains, ids, weeks and days, good and bad side by side."""

import re
from collections.abc import Callable
from contextlib import suppress
from datetime import date, timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError
from pydantic_core import PydanticCustomError
from tables import each

from newsdesk.model.codes import (
    Day,
    check_address,
    check_country,
    check_domain,
    check_id,
    check_jurisdiction,
    check_language,
    countries,
    jurisdictions,
    languages,
    languages_of,
    week_days,
    week_of,
)

TAG = "Write a BCP 47 tag such as en, ar or sr-Latn."
COUNTRY = "Write an ISO 3166-1 code of two capitals such as AQ."
ID = "Use small Latin letters, digits and single hyphens, up to 100."
IN_FULL = "Write it in full, with http:// or https:// in front."
HOST = "Write the bare host in small letters, such as news.example.org."


def refusal(check, value: str) -> tuple[str, str, str]:
    with pytest.raises(PydanticCustomError) as caught:
        check(value)
    return caught.value.type, caught.value.message(), caught.value.context["hint"]


@each("tag", "en ru ky kk uz tg tk fa fa-AF ug ckb kg uz-Cyrl sr-Latn zh-Hans zh-Hant-TW en-GB en-001 mul und".split())
def test_good_languages(tag: str) -> None:
    assert check_language(tag) == tag


@each(
    ("tag", "hint"),
    [
        ("kz", 'Did you mean "kk"?'),
        ("tj", 'Did you mean "tg"?'),
        ("ua", 'Did you mean "uk"?'),
        ("cn", 'Did you mean "zh"?'),
        ("us", 'Did you mean "en"?'),
        ("Russian", 'Did you mean "ru"?'),
        ("russian", 'Did you mean "ru"?'),
        ("Kyrgyz", 'Did you mean "ky"?'),
        ("eng", TAG),
        ("en-UK", TAG),
        ("uz-Cyr", TAG),
        ("en-x-foo", TAG),
        ("zz", TAG),
        ("e", TAG),
        ("", TAG),
        ("en GB", TAG),
        ("русский", TAG),
    ],
)
def test_bad_languages(tag: str, hint: str) -> None:
    assert refusal(check_language, tag) == ("unknown-language", f'"{tag}" is not a language.', hint)


@each(
    ("tag", "canonical"),
    [
        ("UZ", "uz"),
        ("KG", "kg"),
        ("sr-latn", "sr-Latn"),
        ("uz_Cyrl", "uz-Cyrl"),
        ("uz_cyrl", "uz-Cyrl"),
        ("zh-hant-tw", "zh-Hant-TW"),
        ("en-gb", "en-GB"),
    ],
)
def test_languages_in_another_spelling(tag: str, canonical: str) -> None:
    message = f'Language "{tag}" is not written as BCP 47 writes it.'
    assert refusal(check_language, tag) == ("unknown-language", message, f'Write "{canonical}".')
    assert check_language(canonical)


@given(st.text() | st.text("abkzKG-_", max_size=9))
def test_any_text_is_a_language_or_refused(text: str) -> None:
    try:
        found = check_language(text)
    except PydanticCustomError:
        return
    assert found == text


@each(("territory", "spoken"), [("KG", "ky"), ("KZ", "kk"), ("UZ", "uz"), ("TJ", "tg"), ("TM", "tk"), ("AF", "ps")])
def test_the_language_at_home_comes_first(territory: str, spoken: str) -> None:
    assert languages_of(territory)[0] == spoken


def test_no_language_is_known_of_no_country() -> None:
    assert languages_of("XX") == ()


@each("code", "KG KZ UZ TJ TM AF RU GB US XK KY TG AQ".split())
def test_good_countries(code: str) -> None:
    assert check_country(code) == code


def test_the_european_union_acts_like_a_country() -> None:
    assert [check_jurisdiction(code) for code in ("EU", "BE", "QU")] == ["EU", "BE", "QU"]
    assert jurisdictions()["EU"] == "European Union"
    assert "EU" not in countries()
    for code in ("eu", "UN", "EZ"):
        assert refusal(check_jurisdiction, code)[1] == f'"{code}" is not a country.'


@each(
    ("code", "hint"),
    [
        ("kg", 'Did you mean "KG"?'),
        ("UK", 'Did you mean "GB"?'),
        ("uk", 'Did you mean "GB"?'),
        ("EN", 'Did you mean "GB"?'),
        ("KK", 'Did you mean "KZ"?'),
        ("Kyrgyzstan", 'Did you mean "KG"?'),
        ("United States", 'Did you mean "US"?'),
        ("KGZ", COUNTRY),
        ("EU", "EU can stand where an authority acts: in designations and proceedings."),
        ("SU", COUNTRY),
        ("ZZ", COUNTRY),
        ("001", COUNTRY),
        ("", COUNTRY),
    ],
)
def test_bad_countries(code: str, hint: str) -> None:
    assert refusal(check_country, code) == ("unknown-country", f'"{code}" is not a country.', hint)


def test_the_lists_are_whole() -> None:
    assert len(countries()) >= 249
    assert len(languages()) > 500


def test_what_is_taken_at_a_glance_is_what_cldr_names() -> None:
    pairs = list(map("".join, product("abcdefghijklmnopqrstuvwxyz", repeat=2)))
    own = re.compile("AA|Q[M-Z]|X[A-Z]")
    assert {code for code in map(str.upper, pairs) if taken(check_country, code) and not own.fullmatch(code)} == {
        code for code in countries() if not own.fullmatch(code)
    }
    assert {tag for tag in pairs if taken(check_language, tag)} == {tag for tag in languages() if len(tag) == 2}


def taken(check: Callable[[str], str], code: str) -> bool:
    with suppress(PydanticCustomError):
        return check(code) == code
    return False


@each(
    "address",
    [
        "https://lantern.example/",
        "http://lantern.example",
        "HTTPS://Lantern.Example/A",
        "https://lantern.example:8080/a?b=c&d=e#f",
        "https://пример.рф/путь",
        "https://xn--e1afmkfd.xn--p1ai/",
        "https://a_b.lantern.example/it's/[x]/(y)",
        "https://lantern.example/%D0%B0",
        "https://24.kg/",
        "https://lantern.example./",
    ],
)
def test_good_addresses(address: str) -> None:
    assert check_address(address) == address


@each(
    "address",
    [
        "javascript:alert(1)", "JavaScript:alert(1)", "data:text/html,x", "mailto:a@lantern.example",
        "ftp://lantern.example", "//lantern.example", "lantern.example", "https:lantern.example", "https:///a",
        "https://", "https://localhost/", "https://.", "https://.example/", "https://a..example/",
        "https://example./", "https://user@lantern.example", "https://u:p@lantern.example/",
        "https://@lantern.example/", "https://lantern.example\\@evil.example", "https://lantern.example/ a",
        " https://lantern.example", "https://lantern.example\n", "https://lantern.example/\u00a0",
        "https://lantern.example/\u200b", "https://lantern.example/\u202e", 'https://lantern.example/"x',
        "https://lantern.example/<b>", "https://lantern.example/{a}", "https://lantern.example:0/",
        "https://lantern.example:99999/", "https://lantern.example:x/", "https://[::1]/", "https://[::1",
        "https://[::ffff:10.0.0.1]/", "https://127.0.0.1/", "https://0x7f.1/", "https://lant%65rn.example/",
        "https://ｌantern.example/", "https://lantern。example/", "",
    ],
)  # fmt: skip
def test_bad_addresses(address: str) -> None:
    message = f'"{address}" is not an address that a page may link to.'
    assert refusal(check_address, address) == ("unsafe-address", message, IN_FULL)


def test_a_long_bad_address_is_cut_in_the_message() -> None:
    _, message, _ = refusal(check_address, "x" * 5000)
    assert message == f'"{"x" * 80}" is not an address that a page may link to.'


@given(st.text() | st.text("htps:/.a@[]\\%0").map(lambda rest: "https://a.b" + rest))
def test_any_text_is_an_address_or_refused(text: str) -> None:
    try:
        found = check_address(text)
    except PydanticCustomError:
        return
    assert found == text
    assert text.lower().startswith(("http://", "https://"))
    assert not any(char.isspace() or char in '<>"\\' for char in text)


@each("domain", ["24.kg", "lantern.example", "www.a-b.example", "пример.рф", "xn--e1afmkfd.xn--p1ai"])
def test_good_domains(domain: str) -> None:
    assert check_domain(domain) == domain


@each(
    "domain",
    [
        "Lantern.example", "https://lantern.example", "lantern.example/", "lantern.example:80", "lantern",
        "lantern.example.", "a..example", "*.example", "a b.example", "10.0.0.10", "",
    ],
)  # fmt: skip
def test_bad_domains(domain: str) -> None:
    assert refusal(check_domain, domain) == ("bad-domain", f'"{domain}" is not a domain.', HOST)


@each("text", ["a", "24-kg", "a-b-c", "2022", "x" * 100])
def test_good_ids(text: str) -> None:
    assert check_id(text) == text


@each("text", ["", "A", "a_b", "a b", "a--b", "-a", "a-", "a.b", "ä", "a/b", "..", "१", "a\n", "x" * 101])
def test_bad_ids(text: str) -> None:
    assert refusal(check_id, text) == ("bad-id", f'"{text}" cannot be an id.', ID)


@pytest.mark.parametrize(
    ("week", "monday", "sunday"),
    [
        ("2022-W42", "2022-10-17", "2022-10-23"),
        ("2022-W01", "2022-01-03", "2022-01-09"),
        ("2020-W53", "2020-12-28", "2021-01-03"),
        ("2021-W52", "2021-12-27", "2022-01-02"),
    ],
)
def test_good_weeks(week: str, monday: str, sunday: str) -> None:
    assert week_days(week) == (date.fromisoformat(monday), date.fromisoformat(sunday))


@each(
    ("week", "message"),
    [
        ("2020-W54", "Invalid week: 54"),
        ("2021-W53", "Invalid week: 53"),
        ("2022-W00", "Invalid week: 0"),
        ("2022-w42", '"2022-w42" is not an ISO 8601 week.'),
        ("2022-W4", '"2022-W4" is not an ISO 8601 week.'),
        ("2022-42", '"2022-42" is not an ISO 8601 week.'),
        ("2022-W42-1", '"2022-W42-1" is not an ISO 8601 week.'),
        ("٢٠٢٢-W42", '"٢٠٢٢-W42" is not an ISO 8601 week.'),
        ("", '"" is not an ISO 8601 week.'),
        ("9999-W52", '"9999-W52" ends after the last year there is.'),
    ],
)
def test_bad_weeks(week: str, message: str) -> None:
    with pytest.raises(ValueError) as caught:  # noqa: PT011 - the whole message is compared
        week_days(week)
    assert str(caught.value) == message


@given(st.dates(max_value=date(9999, 12, 26)))
def test_every_day_lies_in_its_week(day: date) -> None:
    monday, sunday = week_days(week_of(day))
    assert monday <= day <= sunday
    assert sunday - monday == timedelta(days=6)
    assert monday.isoweekday() == 1


def test_days() -> None:
    adapter = TypeAdapter(Day)
    assert adapter.validate_python("2024-02-29") == date(2024, 2, 29)
    for bad in ("2023-02-29", "2022-10", "20221022", "2022-1-2", "2022-W42-1", "22.10.2022", "٢٠٢٢-10-22", 2022):
        with pytest.raises(ValidationError) as caught:
            adapter.validate_python(bad)
        [detail] = caught.value.errors()
        assert (detail["type"], detail["msg"]) == ("bad-date", f'"{bad}" is not a day.')
        assert detail["ctx"]["hint"] == "Write year, month and day, such as 2026-11-21."
