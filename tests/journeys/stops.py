"""Every page there is, and how to come to the states a page can be brought into."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import expect

from heritage.house import House
from tests.journeys.prepared import meanwhile

Deed = Callable[[Any, dict[str, str], House], None]


@dataclass(frozen=True)
class Stop:
    """A page to look at, perhaps signed in, perhaps after a deed that brings it to a state."""

    path: str
    who: str = ""
    deed: Deed | None = None

    @property
    def name(self) -> str:
        """Call it by its address and what is done there."""
        return self.path + (f" ({self.deed.__name__})" if self.deed else "")


def opened_proof(page, _keys, _house):
    page.locator("button.cite:visible").first.click()
    page.locator(".pop:popover-open").wait_for()


def unfold(page, folds):
    """Open every fold: each time the first still closed, as opened ones drop out of the count."""
    closed = page.locator(f"{folds}:not([open]) > summary:visible")
    assert closed.count(), f"nothing to open among {folds}"
    for _ in range(page.locator(folds).count()):
        if closed.count():
            closed.first.click()
    expect(closed).to_have_count(0)


def opened_folds(page, _keys, _house):
    unfold(page, "main details")


def opened_filters(page, _keys, _house):
    summary = page.locator(".facets > details > summary")
    if summary.is_visible():
        summary.click()


def opened_groups(page, keys, house):
    opened_filters(page, keys, house)
    unfold(page, ".facets .group")


def offered_names(page, _keys, _house):
    page.locator("#q").fill("")
    page.locator("#q").press_sequentially("palm")
    page.locator("[role=option]").first.wait_for()
    page.keyboard.press("ArrowDown")


def drawn_map(page, _keys, _house):
    pane = page.locator("#map[data-ready] .leaflet-map-pane:not(.leaflet-zoom-anim)")
    pane.wait_for(state="attached")
    page.locator("#map .mk[role=button]").first.wait_for()


def opened_marker(page, _keys, _house):
    drawn_map(page, _keys, _house)
    page.locator("#map .mk:not(.cl)").first.press("Enter")
    page.locator(".leaflet-popup").wait_for()


def opened_menu(page, _keys, _house):
    page.locator("details.menu > summary").click()


def opened_shortcuts(page, _keys, _house):
    page.locator("[data-open=shortcuts]").click()
    page.locator("dialog[open]").wait_for()


def sent_empty(page, _keys, _house):
    page.locator("main form button.btn-primary").last.click()
    page.locator(".problems").wait_for()


def opened_picker(page, _keys, _house):
    picker = page.locator("[data-picker] input[role=combobox]:visible").first
    picker.fill("")
    picker.press_sequentially("palm")
    page.locator("[role=option]").first.wait_for()


def read_dates(page, _keys, _house):
    field = page.locator("input[hx-get*='/read/date']:visible").first
    field.press_sequentially("late August 2015")
    page.locator(".reading-as .stored").first.wait_for()


def added_rows(page, _keys, _house):
    for name in page.locator("button[name=add]").evaluate_all("all => all.map(b => b.value)"):
        page.locator(f"button[name=add][value={name}]").click()
        page.locator(f"#{name} [data-fresh]").wait_for()


def hinted_alike(page, _keys, _house):
    page.locator("#names-0-text").press_sequentially("Temple of Bel")
    page.locator("#alike .note").wait_for()


def overtaken_record(page, keys, house):
    meanwhile(house, keys["palmyra"])
    page.locator("[name=summary_en]").fill("Mine.")
    page.locator("[name=comment]").fill("mine")
    page.locator(".savebar button[name=save]").click()
    page.locator(".sides").first.wait_for()


def overtaken_source(page, keys, house):
    meanwhile(house, keys["source"])
    page.locator("[name=note_en]").fill("Mine.")
    page.locator("[name=comment]").fill("mine")
    page.locator(".savebar button[name=save]").click()
    page.locator(".sides").first.wait_for()


def chosen_passage(page, _keys, _house):
    page.locator(".named-list a[href*='start=']").first.click()
    page.locator("#cite:not([hidden])").wait_for()


def chosen_to_cite(page, keys, house):
    chosen_passage(page, keys, house)
    page.locator("#cite button.btn-primary").click()
    page.locator("[data-citing]").wait_for()


def invited_somebody(page, _keys, _house):
    page.locator("form[action$='/invite'] button").last.click()
    page.wait_for_load_state()


def kept_on_a_list(page, _keys, _house):
    for button in page.locator("[data-list]").all()[:3]:
        if button.get_attribute("aria-pressed") == "false":
            button.click()
    page.locator("a[data-my-list]").first.click()
    page.locator("#my-list [data-when=own]:visible").first.wait_for()


def cleared_list(page, keys, house):
    kept_on_a_list(page, keys, house)
    page.locator("[data-clear]").click()
    page.locator("[data-undo]:visible").wait_for()


def saved_in_the_browser(page, _keys, _house):
    page.locator("[data-save]").click()
    page.goto(page.url.replace("q=palmyra", "q=bel"))
    page.locator(".recent > summary").click()
    page.locator("[data-saved-link]").click()
    page.locator("[data-look]").click()
    page.locator("[data-part=news]:not(:empty)").wait_for()
    page.locator(".kept-list summary").click()


def saved_search(page, _keys, _house):
    page.locator(".save-search > summary").click()
    page.locator(".save-search button").click()
    page.locator(".saved-line").first.wait_for()
    page.locator(".saved-line summary").first.click()


PUBLIC = (
    Stop("/"),
    Stop("/search?q=palmyra"),
    Stop("/search?q=palmyra", deed=opened_filters),
    Stop("/search?q=palmyra", deed=kept_on_a_list),
    Stop("/search?q=palmyra", deed=cleared_list),
    Stop("/my-list"),
    Stop("/saved"),
    Stop("/search?q=palmyra", deed=saved_in_the_browser),
    Stop("/search?q=palmyra", deed=opened_groups),
    Stop("/search?q=palmyra", deed=offered_names),
    Stop("/search?q=sanctuery"),
    Stop("/search?q=zzzqqq"),
    Stop("/search?q=temple+weather:dry&near=34.55,38.27,20km"),
    Stop("/search?q=temple&near=34.55,38.27,20km&from=2015&to=2015&certain=1&by=month"),
    Stop("/search/facets/source?find=news&source=ASOR+CHI"),
    Stop("/search/advanced?q=temple+-bel&kind=site&cited_by=ASOR+CHI"),
    Stop("/search/help"),
    Stop("/search?q=temple&from=nonsense&colour=red"),
    Stop("/search?kind=event&from=2015-08&to=2015-08"),
    Stop("/map?q=palmyra", deed=drawn_map),
    Stop("/map?q=museum", deed=opened_marker),
    Stop("/timeline"),
    Stop("/sites/temple-of-bel"),
    Stop("/sites/temple-of-bel", deed=opened_proof),
    Stop("/sites/palmyra"),
    Stop("/people/khaled-al-asaad", deed=opened_folds),
    Stop("/events/captives-shot-in-the-theatre", deed=opened_folds),
    Stop("/events/temple-of-bel-blown-up"),
    Stop("/things/lion-of-al-lat"),
    Stop("/groups/unitar-unosat"),
    Stop("/sources/inquisitr-troops-enter-palmyra-in-what-could-be-historic-battle"),
    Stop("/sources?url=https://nowhere.example/page"),
    Stop("/terms"),
    Stop("/terms/damage-grade"),
    Stop("/terms/damage-grade/destroyed"),
    Stop("/about"),
    Stop("/no/such/page"),
    Stop("/login"),
    Stop("/login", deed=sent_empty),
    Stop("/invitation/{invitation}"),
    Stop("/invitation/{invitation}", deed=sent_empty),
)

RECORDS = (
    Stop("/desk/sites/", "archivist"),
    *(Stop(f"/desk/{path}/new", "archivist") for path in ("people", "things", "groups")),
    Stop("/desk/sites/new", "archivist", added_rows),
    Stop("/desk/sites/new", "archivist", hinted_alike),
    Stop("/desk/events/new", "archivist", sent_empty),
    Stop("/desk/events/new", "archivist", read_dates),
    Stop("/desk/sites/{palmyra}/", "archivist"),
    Stop("/desk/sites/{palmyra}/edit", "archivist"),
    Stop("/desk/sites/{palmyra}/edit", "archivist", opened_picker),
    Stop("/desk/events/{temple-of-bel-blown-up}/edit", "archivist"),
    Stop("/desk/sites/{palmyra}/edit", "archivist", overtaken_record),
    Stop("/desk/people/{khaled-al-asaad}/history/", "archivist"),
    Stop("/desk/people/{khaled-al-asaad}/history/compare?from=1&to=2", "archivist"),
    Stop("/desk/people/{khaled-al-asaad}/readings/born/", "archivist"),
    Stop("/desk/events/{temple-of-bel-blown-up}/", "archivist", opened_folds),
)

SOURCES = (
    Stop("/desk/sources/", "archivist"),
    Stop("/desk/sources/new", "archivist"),
    Stop("/desk/sources/new", "archivist", sent_empty),
    Stop("/desk/sources/{source}", "archivist", opened_folds),
    Stop("/desk/sources/{source}/edit", "archivist"),
    Stop("/desk/sources/{source}/edit", "archivist", overtaken_source),
    Stop("/desk/sources/{source}/captures/new", "archivist"),
    Stop("/desk/sources/{source}/history", "archivist"),
    Stop("/desk/sources/{source}/history/compare?from=1&to=2", "archivist"),
    Stop("/desk/sources/{source}/text", "archivist"),
    Stop("/desk/sources/{source}/text?find=temples", "archivist"),
    Stop("/desk/sources/{source}/text", "archivist", chosen_passage),
    Stop("/desk/sources/{source}/text", "archivist", chosen_to_cite),
    Stop("/desk/sources/{source}/cite", "archivist", sent_empty),
    Stop("/desk/sources/{textless}/text", "archivist"),
    Stop("/desk/claims/{claim}", "archivist"),
    Stop("/desk/claims/{taken-back}", "archivist"),
)

OTHERS = (
    Stop("/desk/", "archivist"),
    Stop("/desk/", "archivist", opened_menu),
    Stop("/desk/", "archivist", opened_shortcuts),
    Stop("/desk/search?q=palmyra", "archivist"),
    Stop("/desk/search?q=palmyra+nofield:x&from=never", "archivist"),
    Stop("/desk/search?q=palmyra&kind=site&country=SY", "archivist", saved_search),
    Stop("/desk/saved/", "archivist"),
    Stop("/desk/review", "reviewer"),
    Stop("/desk/review/sites/{temple-of-bel}", "reviewer"),
    Stop("/desk/sources/{waiting}", "reviewer"),
    Stop("/admin/", "archivist"),
    Stop("/admin/", "steward"),
    Stop("/admin/", "steward", invited_somebody),
    Stop("/admin/ledger/", "steward"),
    Stop("/admin/jobs/", "steward"),
)

STOPS = (*PUBLIC, *RECORDS, *SOURCES, *OTHERS)
