"""robots.txt by RFC 9309: what each form asks of the program `newsdesk`."""

import random

from tables import each

from newsdesk.intake.robots import Wishes

# Name, the file, a path, whether it may be fetched.
FORMS = [
    ("no rule", "", "/ok", True),
    ("everything", "User-agent: *\nDisallow: /", "/ok", False),
    ("nothing", "User-agent: *\nDisallow:", "/ok", True),
    ("by name", "User-agent: newsdesk\nDisallow: /ok", "/ok", False),
    ("by name in other letters", "User-agent: NewsDesk\nDisallow: /ok", "/ok", False),
    ("by name and version", "User-agent: newsdesk/2.0\nDisallow: /ok", "/ok", False),
    ("somebody with a shorter name", "User-agent: news\nDisallow: /", "/ok", True),
    ("somebody with a longer name", "User-agent: newsdesk-images\nDisallow: /", "/ok", True),
    ("somebody whose name ends so", "User-agent: my-newsdesk\nDisallow: /", "/ok", True),
    ("our group outweighs the general one", "User-agent: *\nDisallow: /\n\nUser-agent: newsdesk\nDisallow: /x", "/ok",
     True),
    ("our empty group, too", "User-agent: newsdesk\nDisallow:\n\nUser-agent: *\nDisallow: /", "/ok", True),
    ("two general groups", "User-agent: *\nDisallow: /a\n\nUser-agent: *\nDisallow: /ok", "/ok", False),
    ("two groups of ours", "User-agent: newsdesk\nDisallow: /a\n\nUser-agent: b\nAllow: /\n\nUser-agent: newsdesk\n"
     "Disallow: /ok", "/ok", False),
    ("several names for one group", "User-agent: a\nUser-agent: newsdesk\nDisallow: /ok", "/ok", False),
    ("another line among the names", "User-agent: newsdesk\nSitemap: https://page.example/s.xml\nUser-agent: b\n"
     "Disallow: /ok", "/ok", False),
    ("another line among the rules", "User-agent: *\nCrawl-delay: 10\nDisallow: /ok", "/ok", False),
    ("the longer rule forbids", "User-agent: *\nAllow: /\nDisallow: /ok", "/ok", False),
    ("the longer rule allows", "User-agent: *\nDisallow: /a\nAllow: /a/b", "/a/b/c", True),
    ("of two equal rules the kinder", "User-agent: *\nDisallow: /ok\nAllow: /ok", "/ok", True),
    ("a wildcard", "User-agent: *\nDisallow: /*k$", "/ok", False),
    ("a wildcard and an end", "User-agent: *\nDisallow: /*k$", "/ok/1", True),
    ("a wildcard in the middle", "User-agent: *\nDisallow: /a*/c", "/a/b/c", False),
    ("a wildcard at the end", "User-agent: *\nDisallow: /ok*", "/ok", False),
    ("only the home page", "User-agent: *\nAllow: /$\nDisallow: /", "/", True),
    ("all but the home page", "User-agent: *\nDisallow: /$", "/ok", True),
    ("a query", "User-agent: *\nDisallow: /*?id=", "/page?id=3", False),
    ("a query behind an end", "User-agent: *\nDisallow: /ok$", "/ok?a", True),
    ("letters in the rule", "User-agent: *\nDisallow: /я", "/%D1%8F", False),
    ("letters in the address", "User-agent: *\nDisallow: /%D1%8F", "/я", False),
    ("a code in small letters", "User-agent: *\nDisallow: /a%3cd", "/a%3Cd", False),
    ("a code for a plain letter", "User-agent: *\nDisallow: /%6fk", "/ok", False),
    ("a code for a slash is none", "User-agent: *\nDisallow: /a%2Fb", "/a/b", True),
    ("two slashes are not one", "User-agent: *\nDisallow: /a/b", "/a//b", True),
    ("letters count in a path", "User-agent: *\nDisallow: /OK", "/ok", True),
    ("a point is a point", "User-agent: *\nDisallow: /a.b", "/axb", True),
    ("comments", "User-agent: * # all\nDisallow: /ok # no", "/ok", False),
    ("blanks and tabs", "  User-agent :\t*  \n Disallow :  /ok ", "/ok", False),
    ("no blanks", "User-agent:newsdesk\nDisallow:/ok", "/ok", False),
    ("an empty line in a group", "User-agent: *\n\nDisallow: /ok", "/ok", False),
    ("line ends of an old Mac", "User-agent: *\rDisallow: /ok", "/ok", False),
    ("line ends of Windows", "User-agent: *\r\nDisallow: /ok\r\n", "/ok", False),
    ("a mark of byte order", "\ufeffUser-agent: *\nDisallow: /ok", "/ok", False),
    ("rules before any name", "Disallow: /ok", "/ok", True),
    ("a page instead", "<!DOCTYPE html><title>Not found</title>", "/ok", True),
]  # fmt: skip


@each(("text", "path", "allowed"), [form[1:] for form in FORMS], ids=[form[0] for form in FORMS])
def test_what_a_site_asks_for(text: str, path: str, allowed: bool) -> None:
    assert Wishes(text.encode(), "newsdesk").allow(f"https://page.example{path}") is allowed


def test_no_file_breaks_the_reader() -> None:
    pieces = ["User-agent: ", "User-agent:*\n", "Disallow: ", "Allow:", "/", "*", "$", "%", "%zz", "я", "\n", "\r", "#",
              ":", "newsdesk", "news", " ", "\0", "\ufffd", "Sitemap: x\n", "Crawl-delay: x\n", "/ok"]  # fmt: skip
    choice = random.Random(9).choice
    for length in range(400):
        text = "".join(choice(pieces) for _ in range(length % 60))
        assert Wishes(text.encode(), "newsdesk").allow("https://page.example/ok") in (True, False)
