"""Letters as HTML, read by the standard library's parser; browsers print it as its rules say."""

import re
from html.parser import HTMLParser
from typing import Any

import pytest

from correspondence import NOTE, OCCASION, saying, to
from followup.delivery.letter import ENVELOPES, PAPERS, Stationery, letter_html
from hostile import HOSTILE


class Page(HTMLParser):
    """What a browser would see: the tags, with their attributes, and the text of the body."""

    def __init__(self, content: bytes) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: set[str] = set()
        self.classes: list[str] = []
        self.text = ""
        self.feed(content.decode())
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes |= {name for name, _ in attrs}
        self.classes += [value or "" for name, value in attrs if name == "class"]

    def handle_data(self, data: str) -> None:
        if "body" in self.tags:
            self.text += data + " "


def page(stationery: Stationery = Stationery(), **contact: Any) -> Page:  # noqa: B008 - frozen
    return Page(letter_html(NOTE, to(**contact), stationery).content)


def test_a_letter_and_its_envelope_have_their_parts_in_their_order() -> None:
    address = "Priya Shah Head of Data Acme Corp 1200 Market Street San Francisco, CA 94102"
    assert " ".join(page().text.split()) == (
        "Alex Morgan 48 Elm Street · Flat 2 · Portland, OR 97205 · +1 555 0100 · alex@example.org "
        f"22 November 2026 {address} "
        "Dear Priya, Thank you for your time. I would be glad to join you. "
        f"Best regards, Alex Morgan Alex Morgan 48 Elm Street Flat 2 Portland, OR 97205 {address}"
    )


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("envelope", ENVELOPES)
def test_each_page_has_its_size(paper: str, envelope: str) -> None:
    text = letter_html(NOTE, OCCASION, Stationery(paper, envelope)).content.decode()
    found = re.findall(r"@page (\w+) \{ size: ([\d.]+)mm ([\d.]+)mm;", text)
    assert {name: (float(width), float(height)) for name, width, height in found} == {
        "letter": PAPERS[paper],
        "envelope": ENVELOPES[envelope],
    }


def test_without_an_envelope_there_is_only_the_letter() -> None:
    content = letter_html(NOTE, OCCASION, Stationery(envelope="")).content
    assert "envelope" not in Page(content).classes
    assert b"@page envelope" not in content


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_text_is_no_markup_and_loads_nothing(text: str) -> None:
    note = saying(f"Dear {text},\n\n{text}", text)
    found = Page(letter_html(note, to(name=text, address=text), Stationery()).content)
    known = {"html", "head", "meta", "title", "style", "body", "section", "p", "br"}
    assert set(found.tags) == known
    assert found.attributes == {"lang", "charset", "http-equiv", "content", "class", "dir"}
    assert found.tags.count("section") == 2
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]", found.text)


@pytest.mark.parametrize(
    ("language", "expected"), [("", "en"), ("de", "de"), ("DE-ch", "de"), ('"><', "en")]
)
def test_the_language_is_named(language: str, expected: str) -> None:
    content = letter_html(NOTE, to(language=language), Stationery()).content
    assert content.startswith(f'<!doctype html>\n<html lang="{expected}">\n'.encode())


def test_the_page_forbids_itself_scripts_and_the_network() -> None:
    policy = b"content=\"default-src 'none'; style-src 'unsafe-inline'\""
    assert policy in letter_html(NOTE, OCCASION, Stationery()).content
