from webtest import TestApp

from heritage.search.backend import SearchUnavailable
from tests.web.catalogue.conftest import catalogue_over


def offered(site, typed, path="/suggest"):
    return site.get(path, {"q": typed}).json["suggestions"]


def test_a_name_goes_on_as_typed_in_either_script(site):
    for typed in ("Khal", "خال"):
        assert any(each["url"] == "/people/khaled-al-asaad" for each in offered(site, typed))


def test_an_offer_says_what_it_is_in_the_language_of_the_page(site):
    told = next(each for each in offered(site, "Palm", "/ar/suggest") if each["kind"] == "site")
    assert (told["name"], told["title"]) == ("Palmyra", "تدمر")
    assert told["kind_label"] == "موقع"
    site.get(told["url"], status=200)


def test_a_single_letter_and_nothing_offer_nothing(site):
    assert offered(site, "P") == offered(site, "  ") == []


def test_what_is_not_published_is_not_offered(site):
    assert offered(site, "Unpublished") == []


def test_the_box_asks_the_door_of_its_own_language(site):
    assert site.get("/ar/search").html.select_one("#q")["data-suggest"] == "/ar/suggest"
    assert site.get("/").html.select_one("#q")["data-suggest"] == "/suggest"


def test_without_an_index_nothing_is_offered(house):
    class Away:
        def suggest(self, _typed, _limit):
            raise SearchUnavailable("The index is missing.")

        def close(self):
            """Hold nothing."""

    whole, house.public_search = house.public_search, Away()
    try:
        assert offered(TestApp(catalogue_over(house)), "palm") == []
    finally:
        house.public_search = whole
