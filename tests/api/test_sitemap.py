from tests.support.reading import xml

MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def test_the_map_leads_to_every_public_page_in_both_languages(get, store):
    answer = get("/sitemap.xml")
    assert answer.headers["Content-Type"] == "application/xml; charset=utf-8"
    told = [each.text for each in xml(answer.body).iter(f"{MAP}loc")]
    base = "https://archive.example"
    pages = {each.path for each in store.all()} | {"/", "/about"}
    assert sorted(told) == sorted(
        address for path in pages for address in (f"{base}{path}", f"{base}/ar{path}")
    )


def test_what_the_map_names_is_there(get):
    told = [each.text for each in xml(get("/sitemap.xml").body).iter(f"{MAP}loc")]
    for address in told[:: len(told) // 12]:
        assert get(address.removeprefix("https://archive.example")).status_code == 200


def test_a_file_of_the_map_that_is_not_there_is_not_found(get):
    assert get("/sitemap-1.xml").body == get("/sitemap.xml").body
    assert get("/sitemap-2.xml").json["error"]["code"] == "not_found"
    assert get("/sitemap-0.xml").status_code == 404


def test_crawlers_are_kept_from_the_desk_and_shown_the_map(get):
    told = get("/robots.txt").text
    for path in ("/desk", "/admin", "/login"):
        assert f"Disallow: {path}" in told
    assert "Sitemap: https://archive.example/sitemap.xml" in told
