"""The founding job once more, in Arabic and by keyboard alone; and what works without scripts."""

import re

import pytest

from tests.journeys.keys import Keys
from tests.journeys.people import at_a_browser, indexed
from tests.making import PASSWORD

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("browser")]

TITLE = "وحدات من الجيش عند مشارف تدمر"
ARTICLE = f"""{TITLE}

قال التلفزيون الرسمي يوم الخميس إن وحدات من الجيش بلغت مشارف تدمر وتقاتل في أحيائها الغربية.

منذ أيار 2015 يسيطر التنظيم على تدمر، مدينة الأعمدة في البادية، وخشي الناس على آثارها.

وتحقق ما خشوه: دمّر التنظيم معبدين قديمين وقطع رأس حارس الآثار خالد الأسعد. ثم نُشرت صور قتل في \
المسرح الروماني في تدمر أمام الجمهور.

ووقعت إصابات في الجانبين لم تتأكد بعد. كتب هذا النص لتجربة الأرشيف.
"""
PUBLISHER = "بريد الرحلة"
PALMYRA, THEATRE, KEEPER = "تدمر", "المسرح الروماني في تدمر", "خالد الأسعد"
CITED = (
    (PALMYRA, "منذ أيار 2015 يسيطر التنظيم على تدمر", "state"),
    (THEATRE, "نُشرت صور قتل في المسرح الروماني في تدمر", "summary"),
    (KEEPER, "وقطع رأس حارس الآثار خالد الأسعد", "manner"),
)
RECORD = r"<loc>http://[^/]+(/(?:sites|people|events|things|groups|sources)/[^<]+)</loc>"
HREFS = "all => all.map((each) => each.getAttribute('href'))"
NO_MOUSE = """for (const kind of ["pointerdown", "mousemove"]) {
  addEventListener(kind, (event) => {
    if (event.isTrusted && event.detail + event.buttons) throw new Error("a mouse was used");
  }, true);
}"""


def take_in(keys):
    keys.reach("details.menu > summary")
    keys.press("Enter")
    keys.go("details.menu a[href$='/desk/sources/new']")
    keys.write("[name=pasted]", ARTICLE)
    keys.go("main button.btn-primary")
    assert keys.page.locator("[name=title]").input_value() == TITLE
    assert keys.page.locator("[name=language]").input_value() == "ar"
    keys.write("#publisher", PUBLISHER)
    keys.write("[name=comment]", "وُصف من الصفحة")
    keys.go(".savebar button[name=save]")


def cite(keys, record, words, field):
    """Find a passage by most of its words, move its end by one, and cite it."""
    keys.reach("#find")
    keys.press("Control+a")
    keys.page.keyboard.insert_text(words.rpartition(" ")[0])
    with keys.page.expect_navigation():
        keys.press("Enter")
    keys.go(".matches li a")
    keys.go("button[value=end-on]")
    assert keys.page.locator("[data-chosen]").inner_text() == words
    keys.go("#cite button.btn-primary")
    keys.choose_radio("record", f"{record} ·")
    offered = f"#field:not(:has(optgroup)) option[value={field}]"
    keys.page.locator(offered).wait_for(state="attached")
    keys.choose_option("#field", field)
    keys.write("[name=value]", words)
    keys.go(".savebar button[name=save]")


def test_the_same_is_done_in_arabic_by_keyboard_alone(chromium, served):
    with at_a_browser(chromium, served) as page:
        page.add_init_script(NO_MOUSE)
        archivist = Keys(page)
        archivist.sign_in("archivist", PASSWORD, "/ar")
        assert page.locator("html[lang=ar][dir=rtl]").count()
        take_in(archivist)
        marked = page.locator("#captured mark.found").evaluate_all("all => all.map(m => m.title)")
        for record in (PALMYRA, THEATRE, KEEPER):
            assert any(title.startswith(f"{record} (") for title in marked), (record, marked)
        for record, words, field in CITED:
            cite(archivist, record, words, field)
        archivist.go(".desk-title .bar a")
        archivist.write("#send-comment", "ثلاثة مقاطع")
        archivist.go("form[action$='/send'] button")
        archivist.sign_out()

    with at_a_browser(chromium, served) as page:
        page.add_init_script(NO_MOUSE)
        reviewer = Keys(page)
        reviewer.sign_in("reviewer", PASSWORD, "/ar")
        reviewer.go(".nav a[href$='/desk/review']")
        reviewer.go(".steps a", TITLE)
        reviewer.go("form[action$='/publish'] button")
        reviewer.sign_out()

    with at_a_browser(chromium, served) as page:
        page.add_init_script(NO_MOUSE)
        visitor = Keys(page)
        for record, words, _field in CITED:
            indexed(page, f'"{words}"', record, "/ar")
            page.goto("/ar/")
            visitor.write("#q", f'"{words}"')
            with page.expect_navigation():
                visitor.press("Enter")
            visitor.go(".rlist h3 a", record)
            assert page.locator("main h1").inner_text().startswith(record)
            assert page.locator("main blockquote", has_text=words).count()
            assert page.locator("main").get_by_text(PUBLISHER).count()


def test_without_scripts_every_record_is_reached_from_the_front_page(chromium, served_once):
    with at_a_browser(chromium, served_once, java_script_enabled=False) as page:
        wanted = {*re.findall(RECORD, page.request.get("/sitemap.xml").text())}
        page.goto("/")
        kinds = page.locator(".counts a").evaluate_all(HREFS)
        reached = set()
        for kind in kinds:
            page.goto(kind)
            while True:
                links = page.locator(".rlist h3 a")
                reached |= {*links.evaluate_all(HREFS)}
                more = page.locator("nav.pager a[rel=next]")
                if not more.count():
                    break
                more.first.click()
        assert len(wanted) > 100
        assert wanted - reached == set()


def test_without_scripts_an_archivist_adds_a_name_and_saves(chromium, served):
    with at_a_browser(chromium, served, java_script_enabled=False) as page:
        keys = Keys(page)
        keys.page.goto("/login")
        page.get_by_label("Name").fill("archivist")
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("main").get_by_role("button", name="Sign in").click()
        page.goto("/desk/sites/")
        page.get_by_role("main").get_by_role("link", name="Palmyra", exact=True).click()
        page.get_by_role("link", name="Edit").click()
        rows = page.locator("#names > .row")
        before = rows.count()
        page.locator("button[name=add][value=names]").click()
        assert rows.count() == before + 1
        page.locator(f"[name=names-{before}-text]").fill("Palmira")
        page.locator(f"[name=names-{before}-lang]").select_option("en")
        page.get_by_label("What did you do, and why?").fill("one more spelling")
        page.get_by_role("button", name="Save draft").click()
        assert page.get_by_role("main").get_by_text("Palmira").count()
        assert "is saved" in page.locator(".flash").inner_text()
