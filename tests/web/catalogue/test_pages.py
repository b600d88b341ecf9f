import shutil
from io import BytesIO

from PIL import Image
from webtest import TestApp

from tests.web.catalogue.conftest import catalogue_over


def test_the_archive_says_how_it_works_in_both_languages(site):
    ids = {"verify", "cite", "place", "report", "missing"}
    for path in ("/about", "/ar/about"):
        assert ids <= {each["id"] for each in site.get(path).html.select("h2[id]")}


def test_health_tells_how_far_store_and_index_have_come(site, written):
    told = site.get("/healthz").json
    assert told["status"] == "ok"
    assert told["editions"] == told["indexed"] == sum(written.public.counts().values())
    assert set(told) == {"status", "editions", "indexed"}


def test_without_an_index_the_archive_is_well_enough_to_be_read_and_says_what_is_missing(house):
    house.catch_up()
    house.public_search.close()
    shutil.rmtree(house.settings.public_index)
    house.settings.public_index.mkdir()
    visit = TestApp(catalogue_over(house))

    assert visit.get("/healthz").json == {"status": "no index", "editions": 0}
    assert visit.get("/about").status_code == 200


def test_without_its_store_the_archive_is_not_well(house):
    house.public.engine.dispose()
    store = house.settings.home / "public.db"
    store.unlink()
    store.mkdir()

    told = TestApp(catalogue_over(house)).get("/healthz", status=503).json
    assert told == {"status": "no store"}


def test_crawlers_are_welcome_everywhere_but_at_the_desk(site):
    told = site.get("/robots.txt").text
    assert "Disallow: /desk/" in told
    assert "Sitemap:" in told


def test_a_picture_is_given_by_its_hash_and_kept_for_ever(house):
    picture = BytesIO()
    Image.new("RGB", (4, 3)).save(picture, "JPEG")
    kept = house.public_files.keep(picture.getvalue())
    visit = TestApp(catalogue_over(house))
    answer = visit.get(f"/files/{kept.sha256}.jpg")
    assert (answer.content_type, answer.body) == ("image/jpeg", picture.getvalue())
    assert "immutable" in answer.headers["Cache-Control"]
    visit.get(f"/files/{'0' * 64}.jpg", status=404)
    visit.get("/files/secret.jpg", status=404)


def test_a_file_of_the_archive_is_no_public_picture(house):
    kept = house.files.keep(b"a captured page")
    TestApp(catalogue_over(house)).get(f"/files/{kept.sha256}.jpg", status=404)
