import json
import shutil
import subprocess
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from heritage.media.confined import Limits, ask
from heritage.sources import extraction
from heritage.sources.extraction import extract
from heritage.sources.pdf import joined
from heritage.sources.says import day, language_tag, people
from tests.support.absent import absent

NEWS = Path(__file__).parent.parent / "data/extraction/own-news"
GOLD = json.loads((NEWS / "gold.json").read_text(encoding="utf-8"))
STORY = [
    "The north tower of the old fort fell on Monday night, the heritage office said.",
    "Two shells struck its foot shortly before ten, according to a guard who was there.",
    "Pictures taken from above on 4 March 2014 show rubble where the tower stood on 1 March.",
]


def page(head="", body="", lang="en"):
    story = "".join(f"<p>{paragraph}</p>" for paragraph in STORY)
    return (
        f"<!doctype html><html lang={lang}><head>{head}</head><body>{body}<article>{story}".encode()
    )


@pytest.fixture(scope="module")
def read():
    """Read every page of the own-news set once."""
    with ThreadPoolExecutor(2) as pool:
        pages = [(NEWS / each["file"]).read_bytes() for each in GOLD]
        urls = [each["url"] for each in GOLD]
        found = pool.map(lambda data, url: extract(data, "text/html", url), pages, urls)
        return dict(zip([each["file"] for each in GOLD], found, strict=True))


@pytest.mark.parametrize("gold", GOLD, ids=lambda gold: gold["file"])
def test_a_news_page_gives_its_story_and_what_it_says_of_itself(read, gold):
    found = read[gold["file"]]

    assert found.title == gold["title"]
    assert found.authors == (gold["author"],)
    assert found.publisher == gold["publisher"]
    assert found.published == gold["published"][:10]
    assert found.language == gold["language"]
    paragraphs = found.text.split("\n\n")
    assert [line for line in gold["text"] if line not in paragraphs] == []
    assert found.raw


def test_little_that_is_not_the_story_comes_along(read):
    leaks = sum(
        boilerplate in read[gold["file"]].text
        for gold in GOLD
        for boilerplate in gold["must_not_contain"]
    )

    assert leaks <= 20  # trafilatura's own figure on these pages


def test_the_same_page_gives_the_same_text_again(read):
    gold = GOLD[0]

    again = extract((NEWS / gold["file"]).read_bytes(), "text/html", gold["url"])

    assert again == read[gold["file"]]
    assert again.extractor == "trafilatura 2.3.1 default"


def test_authors_in_every_form_json_ld_allows():
    graph = {
        "@graph": [
            {
                "@type": "NewsArticle",
                "headline": "Tower falls",
                "author": [{"@id": "#a"}, "B. Roe"],
            },
            {"@type": "Person", "@id": "#a", "name": "Ana Doe"},
        ]
    }
    head = f'<script type="application/ld+json">{json.dumps(graph)}</script>'

    assert extract(page(head), "text/html").authors == ("Ana Doe", "B. Roe")


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By Ana Doe and Carl Roe", ("Ana Doe", "Carl Roe")),
        ("Ana Doe, Carl Roe, Eve Poe", ("Ana Doe", "Carl Roe", "Eve Poe")),
        ("Assad, Khaled", ("Assad, Khaled",)),
        ("بقلم: ليان مسعود", ("ليان مسعود",)),
        ("P. O’Dell", ("P. O’Dell",)),
        ("https://www.facebook.com/quay", ()),
        ("desk@quay.example", ()),
        ("Byron Lane", ("Byron Lane",)),
    ],
)
def test_a_byline_is_taken_apart_into_names(line, names):
    assert people([line]) == names


@pytest.mark.parametrize(
    ("written", "edtf"),
    [
        ("2014-03-04T23:50:00-08:00", "2014-03-04"),
        ("2014/03/04", "2014-03-04"),
        ("2014-03", "2014-03"),
        ("March 4, 2014", "2014-03-04"),
        ("٤ آذار ٢٠١٤", "2014-03-04"),
        ("2014-13-40", None),
        ("3/4/2014", None),
        ("", None),
    ],
)
def test_a_publication_day_is_kept_as_printed_and_never_guessed(written, edtf):
    assert day(written) == edtf


def test_language_tags_are_written_as_the_standard_has_them():
    assert [language_tag(tag) for tag in ("EN_us", "ar", "zh-hant", "english", "")] == [
        "en-US", "ar", "zh-Hant", None, None,
    ]  # fmt: skip


def test_a_page_that_names_the_wrong_language_is_not_believed():
    words = "<p>" + "سقط برج القلعة القديمة مساء الاثنين بعد ساعات من القصف، وقال مكتب التراث. " * 4
    found = extract(f"<html lang=en><body><article>{words}".encode(), "text/html")

    assert found.language == "ar"
    assert extraction.OTHER_LANGUAGE in found.warnings


def test_old_arabic_encodings_are_read():
    story = "سقط برج القلعة القديمة مساء الاثنين، وقال مكتب التراث إن قذيفتين أصابتا البرج."

    plain = extract(story.encode("windows-1256"), "text/plain")
    told = f"<meta charset=windows-1256><title>برج</title><p>{story}".encode("windows-1256")

    assert plain.text == story
    assert (plain.language, plain.warnings) == ("ar", (extraction.GUESSED,))
    assert story in extract(told, "text/html").text
    assert extract(story.encode("utf-16"), "text/plain").text == story


def test_plain_text_keeps_its_paragraphs_and_offers_its_first_lines():
    text = "Tower falls\r\n\r\nBy Ana Doe\r\n\r\nMarch 4, 2014\r\n\r\n" + "\r\n\r\n".join(STORY)

    found = extract(text.encode("utf-8-sig"), "text/plain")

    assert found.title == "Tower falls"
    assert (found.authors, found.published, found.language) == (("Ana Doe",), "2014-03-04", "en")
    assert found.text.split("\n\n") == ["Tower falls", "By Ana Doe", "March 4, 2014", *STORY]
    assert found.extractor == "plain text 1"


def test_plain_text_of_lines_alone_becomes_paragraphs():
    assert extract("\n".join(STORY).encode(), "text/plain").text == "\n\n".join(STORY)


@given(st.text())
def test_any_text_is_read_and_reads_the_same_when_read_again(text):
    once = extract(text.encode("utf-8", "ignore"), "text/plain").text

    assert extract(once.encode(), "text/plain").text == once
    assert "\r" not in once


@settings(max_examples=200)
@given(st.binary(max_size=300))
def test_no_bytes_make_plain_text_fail(data):
    assert isinstance(extract(data, "text/plain").text, str)


@pytest.mark.slow
def test_a_page_made_to_hang_is_stopped_and_still_gives_its_words():
    attributes = " ".join(f'a{number}="{number}"' for number in range(200_000))
    head = '<title>Tower falls</title><meta name="author" content="Ana Doe">'
    hostile = page(head, f"<p {attributes}>The first words.</p>")
    hostile = hostile[:2_900_000] + b"'>" + page()

    found = extract(hostile, "text/html", limits=Limits(seconds=3))

    assert extraction.STOPPED in found.warnings
    assert "The north tower of the old fort fell" in found.text
    assert (found.title, found.authors) == ("Tower falls", ("Ana Doe",))


def test_a_page_that_needs_more_memory_than_allowed_is_stopped():
    greedy = page("<title>Tower</title>", "<script>var x = 1</script>") + b"<p>a" * 200_000

    found = extract(greedy, "text/html", limits=Limits(memory=140 << 20, seconds=30))

    assert extraction.STOPPED in found.warnings
    assert STORY[0] in found.text
    assert "var x" not in found.text


def test_only_the_first_three_megabytes_of_a_page_are_read():
    found = extract(page() + b" " * 3_000_000, "text/html")

    assert extraction.TOO_LONG in found.warnings
    assert STORY[2] in found.text


@pytest.mark.parametrize(
    "hostile",
    [
        b"<div>" * 5_000,
        b"<table><tr><td colspan=9000000000000000>x" * 100,
        b"<![CDATA[" * 20_000,
        b"<!--" * 20_000,
        b"<a href='" * 20_000,
        b'<script type="application/ld+json">' + b"[" * 100_000,
        b"&#xD800;&#0;&#x110000;<p>\xff\xfe\x00",
        b"",
    ],
    ids=lambda page: repr(page[:12]),
)
def test_broken_pages_end_in_words_and_a_warning(hostile):
    found = extract(hostile, "text/html", limits=Limits(seconds=4))

    assert found.warnings
    found.text.encode()


def test_a_page_is_read_without_the_network():
    import_and_call = ask("tests.sources.calls_out", b"", Limits())

    assert import_and_call.said == b"refused refused refused"


def test_a_picture_has_no_text():
    assert extract(b"\xff\xd8\xff", "image/jpeg").text == ""


PDF = b"""%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R 6 0 R]/Count 2>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 400 99]/Contents 4 0 R/Resources 8 0 R>>endobj
4 0 obj<</Length 46>>stream
BT /F 12 Tf 9 50 Td (The first page.) Tj ET   \nendstream endobj
5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj
6 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 400 99]/Contents 7 0 R/Resources 8 0 R>>endobj
7 0 obj<</Length 46>>stream
BT /F 12 Tf 9 50 Td (The second page.) Tj ET  \nendstream endobj
8 0 obj<</Font<</F 5 0 R>>>>endobj
9 0 obj<</Title(A report on two pages)/Author(Ana Doe)>>endobj
trailer<</Root 1 0 R/Info 9 0 R>>
"""


def test_a_pdf_gives_its_text_and_where_each_page_begins():
    found = extract(PDF, "application/pdf")

    assert found.text == "The first page.\n\nThe second page."
    assert [found.text[start:][:9] for start in found.pages] == ["The first", "The secon"]
    assert (found.title, found.authors) == ("A report on two pages", ("Ana Doe",))
    assert found.extractor.startswith("pypdfium2 ")


def test_a_pdf_of_pictures_says_so():
    found = extract(PDF.replace(b"The first page.", b" ").replace(b"The second page.", b""),
                    "application/pdf")  # fmt: skip

    assert found.warnings == (extraction.NO_TEXT,)


def test_a_broken_pdf_says_so():
    assert extract(b"%PDF-1.4 and no more", "application/pdf").warnings == (extraction.UNREAD_PDF,)


@given(st.lists(st.text(alphabet="a \n\r.é", max_size=8), min_size=1, max_size=6))
def test_each_page_of_a_pdf_begins_where_it_says(pages):
    text, starts = joined(pages)

    assert len(starts) == len(pages)
    assert list(starts) == sorted(starts)
    ends = [*starts[1:], len(text)]
    parts = [text[start:end].strip() for start, end in zip(starts, ends, strict=True)]
    assert "".join("".join(parts).split()) == "".join("".join(pages).split())


@pytest.mark.browser
def test_an_arabic_pdf_is_read_in_the_order_of_its_readers(tmp_path):
    for program in ("chromium", "pdftotext"):
        if not shutil.which(program):
            absent(f"{program} is not here, so no Arabic PDF is made and read.")
    (tmp_path / "page.html").write_text(
        "<html dir=rtl lang=ar><meta charset=utf-8><h1>تدمير معبد بل</h1>"
        "<p>شارك في العمل خالد الأسعد</p><p style='page-break-before:always'>سقط القوس</p>",
        encoding="utf-8",
    )
    subprocess.run(
        ["chromium", "--headless", "--no-sandbox", "--disable-gpu",
         "--disable-background-networking", "--no-pdf-header-footer",
         f"--print-to-pdf={tmp_path}/page.pdf", f"{tmp_path}/page.html"],
        check=True, capture_output=True, timeout=60,
    )  # fmt: skip

    found = extract((tmp_path / "page.pdf").read_bytes(), "application/pdf")

    assert "تدمير معبد بل" in found.text
    assert "خالد الأسعد" in found.text
    assert found.text[found.pages[1] :] == "سقط القوس"
    assert (found.language, found.extractor[:9]) == ("ar", "pdftotext")


def test_the_founding_article_is_read(shared):
    article = shared / "data/article/inquisitr-palmyra-2016.txt"

    found = extract(article.read_bytes(), "text/plain")

    assert found.title == "Troops Enter Palmyra In What Could Be Historic Battle"
    assert found.language == "en"
    assert len(found.text.split("\n\n")) > 12
