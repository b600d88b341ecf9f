import pytest

from heritage.web.catalogue import help as how


def filled(site, address):
    return site.get(address).forms[0]


def test_what_is_filled_in_becomes_an_address_like_any_other(site):
    form = filled(site, "/search/advanced")
    form["all"], form["none"], form["begins"] = "temple", "bel museum", "palm"
    form["from"], form["certain"] = "2015", "1"
    form["near"], form["km"] = "34.55, 38.27", "50"
    form.set("kind", True, index=0)
    found = form.submit("go").follow()
    assert found.request.path == "/search"
    told = found.request.GET
    assert told["q"] == "temple -bel -museum palm*"
    assert (told["from"], told["certain"], told["near"]) == ("2015", "1", "34.55,38.27,50km")
    assert told.getall("kind") == ["site"]
    assert "all" not in told


def test_an_order_nobody_chose_is_left_to_the_search(site):
    form = filled(site, "/search/advanced")
    form["all"] = "temple bel"
    found = form.submit("go").follow()
    assert found.request.query_string == "q=temple+bel"
    assert found.html.select_one(".rlist a").get_text().startswith("Temple of Bel")
    assert filled(site, "/search/advanced").submit("go").follow().request.query_string == ""
    form = filled(site, "/search/advanced?q=temple&sort=latest")
    assert form["sort"].value == "latest"


def test_it_comes_back_filled_in_from_the_search(site):
    page = site.get("/search?q=temple+-bel+name:asaad&kind=site&from=2015&near=34.5,38.2,20km")
    form = page.click("Advanced search", index=0).forms[0]
    assert (form["all"].value, form["none"].value, form["name"].value) == ("temple", "bel", "asaad")
    assert form.get("kind", index=0).checked
    assert (form["from"].value, form["near"].value, form["km"].value) == (
        "2015",
        "34.5, 38.2",
        "20",
    )
    again = form.submit("go").follow()
    assert again.request.GET["q"] == "temple -bel name:asaad"


@pytest.mark.parametrize("key", ["grade", "cause", "effect", "is", "weight", "verdict", "country"])
def test_every_facet_has_its_control(site, key):
    form = filled(site, "/search/advanced")
    form.set(key, True, index=0)
    found = form.submit("go").follow()
    assert found.request.GET.getall(key)
    assert found.html.select(".chips b")


def test_a_bad_query_is_there_to_be_mended(site):
    form = filled(site, "/search/advanced?q=pa*&from=garbage")
    assert (form["rest"].value, form["from"].value) == ("pa*", "garbage")


def test_a_long_list_is_a_page_on_the_way(site):
    found = site.get("/search/advanced?all=temple&list=source").follow()
    assert found.request.path == "/search/facets/source"
    assert found.request.GET["q"] == "temple"


def test_a_source_is_asked_for_by_its_publisher(site):
    form = filled(site, "/search/advanced")
    form["cited_by"] = "The Test Paper"
    found = form.submit("go").follow()
    titles = {each.text for each in found.html.select(".rlist h3 a")}
    assert "Temple of Bel" in titles
    assert [each.text for each in found.html.select(".chips b")] == ["Rests on The Test Paper"]


@pytest.mark.parametrize("root", ["", "/ar"])
def test_every_example_of_the_help_can_be_followed(site, root):
    page = site.get(f"{root}/search/help")
    links = page.html.select("th[scope=row] a")
    assert len(links) == len(how.WORDS) + len(how.FIELDS) + len(how.TIME_AND_SPACE)
    for link in links:
        site.get(link["href"], status=200)
