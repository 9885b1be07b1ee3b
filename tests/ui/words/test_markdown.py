"""The limited Markdown of an SDK text."""

import pytest

from sdk_desktop.ui.words.markdown import to_html, with_line_breaks

MEANS_SOMETHING = [
    ("# Ett", "<h1>Ett</h1>\n"),
    ("###### Sex", "<h6>Sex</h6>\n"),
    ("**stark** __stark__", "<p><strong>stark</strong> <strong>stark</strong></p>\n"),
    ("*vikt* _vikt_", "<p><em>vikt</em> <em>vikt</em></p>\n"),
    ("* a\n* å", "<ul>\n<li>a</li>\n<li>å</li>\n</ul>\n"),
    ("1. a\n2. ö", "<ol>\n<li>a</li>\n<li>ö</li>\n</ol>\n"),
    ("ett\n---\ntvå", "<p>ett</p>\n<hr>\n<p>två</p>\n"),
    ("ett  \ntvå", "<p>ett<br>\ntvå</p>\n"),
    ("ett\ntvå", "<p>ett<br>\ntvå</p>\n"),
    ("ett\n\n\n\ntvå", "<p>ett</p>\n<p>två</p>\n"),
]
STAYS_AS_WRITTEN = [
    ("<b>fet</b>", "&lt;b&gt;fet&lt;/b&gt;"),
    ("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"),
    ('<img src="http://spion.example/x.png">', "&lt;img src=&quot;http://spion.example/x.png"),
    ("[länk](https://example.se)", "[länk](https://example.se)"),
    ("![bild](https://example.se/x.png)", "![bild](https://example.se/x.png)"),
    ("<https://example.se>", "&lt;https://example.se&gt;"),
    ("[a]: https://example.se", "[a]: https://example.se"),
    ("`kod`", "`kod`"),
    ("> citat", "&gt; citat"),
    ("- streck", "- streck"),
    ("+ plus", "+ plus"),
    ("1) parentes", "1) parentes"),
    ("***", "***"),
    ("&lt;b&gt;", "&amp;lt;b&amp;gt;"),
    ("| a | b |\n| - | - |", "| a | b |"),
    ("~~struket~~", "~~struket~~"),
    (r"\*inte\*", r"\<em>inte\</em>"),
]


@pytest.mark.parametrize(("text", "html"), MEANS_SOMETHING)
def test_what_the_specification_names_is_rendered(text: str, html: str) -> None:
    assert to_html(text) == html


@pytest.mark.parametrize(("text", "html"), STAYS_AS_WRITTEN)
def test_everything_else_is_shown_as_written(text: str, html: str) -> None:
    rendered = to_html(text)

    assert html in rendered
    assert "<a" not in rendered
    assert "<img" not in rendered
    assert "<script" not in rendered


def test_single_line_ends_are_marked_so_that_every_reader_keeps_them() -> None:
    written = "Gata 1\nOrt\n\n# Rubrik\nText\n* punkt\n* punkt\nslut"

    sent = with_line_breaks(written)

    assert sent == "Gata 1  \nOrt\n\n# Rubrik  \nText\n* punkt\n* punkt  \nslut"
    assert to_html(sent) == to_html(written)


def test_marking_line_ends_twice_is_the_same_as_once() -> None:
    once = with_line_breaks("ett\ntvå\n\ntre")

    assert with_line_breaks(once) == once
