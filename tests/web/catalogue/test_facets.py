import pytest

from heritage.kit.folding import fold


def labels(page, fieldset=-1):
    found = page.html.select("form.facets fieldset")[fieldset]
    return [each.text for each in found.select("bdi")]


def test_a_long_list_has_a_page_that_lists_all_of_it(site):
    page = site.get("/search/facets/source?q=temple")
    told = site.get("/search.json?q=temple").json["facets"]["source"]
    assert sorted(labels(page)) == sorted(each["label"] for each in told)
    numbers = [int(each.text) for each in page.html.select("form.facets .n")]
    assert numbers == sorted(numbers, reverse=True)


def test_it_is_filtered_by_letters_in_any_case(site):
    assert labels(site.get("/search/facets/source?find=AGEN")) == ["Agency"]
    assert "Nothing in this list" in site.get("/search/facets/source?find=zzz").text


def test_it_is_ordered_by_name(site):
    told = labels(site.get("/search/facets/source?order=name"))
    assert told == sorted(told, key=fold)


def test_what_is_chosen_there_is_in_the_search_and_the_rest_of_it_stays(site):
    page = site.get("/search/facets/source?q=temple&kind=event&source=Agency&find=paper")
    form = page.forms[0]
    assert labels(page, 0) == ["Agency"]
    form.set("source", True, index=1)
    back = form.submit("apply").follow()
    assert back.request.path == "/search"
    assert back.request.GET.getall("source") == ["Agency", "The Test Paper"]
    assert (back.request.GET["q"], back.request.GET["kind"]) == ("temple", "event")
    assert "find" not in back.request.GET


def test_a_place_holds_more_than_itself(site):
    assert labels(site.get("/search/facets/place")) == ["Palmyra", "Temple of Bel"]
    assert labels(site.get("/ar/search/facets/place")) == ["تدمر", "معبد بل"]


@pytest.mark.parametrize("key", ["nothing", "status", "cited_by", "place_name"])
def test_there_are_only_lists_of_what_is_counted(site, key):
    site.get(f"/search/facets/{key}", status=404)


def test_a_bad_question_leads_back_to_where_it_is_explained(site):
    page = site.get("/search/facets/source?from=garbage").follow(status=400)
    assert "garbage" in page.text


@pytest.mark.parametrize("at", ["0", "-1", "x", "99999999999", "٢"])
def test_any_page_number_shows_a_page(site, at):
    assert labels(site.get("/search/facets/source", {"at": at}))
