"""What the public can learn: looked for in every byte and on every page."""

import shutil

import pytest
from whoosh.index import FileIndex

from heritage.app import create_app
from heritage.config import Settings
from heritage.edition.public import PATHS
from heritage.house import open_house
from heritage.search import analysis
from heritage.search.whoosh.storage import DurableStorage
from tests.support.leaks import at_rest, edition
from tests.support.leaks_crawling import addresses
from tests.support.leaks_planting import Garden, bare_columns, plant_in_tables, secrets_kept
from tests.support.leaks_world import World, build

pytestmark = pytest.mark.xdist_group("leaks")
POINT = (34.546789, 38.271234)


@pytest.fixture(scope="module")
def planted(furnished, tmp_path_factory):
    """Keep one archive with a planted word in every corner that is not public."""
    home = tmp_path_factory.mktemp("leaks") / "archive"
    shutil.copytree(furnished, home)
    house = open_house(Settings(home=home))
    with house.write() as session:
        world = World(house, session, Garden(), POINT)
        build(world)
        plant_in_tables(session, world.garden)
        world.settle()
        yield world
    house.close()


@pytest.fixture(scope="module")
def app(planted):
    """Put the whole application together over the planted archive."""
    return create_app(planted.house)


def test_every_text_that_is_not_public_holds_something_to_look_for(planted):
    assert len(planted.garden.words) > 300
    assert bare_columns(planted.session) == []


def test_the_public_sees_what_it_may(planted):
    told = {each.title() for each in planted.house.public.all()}
    assert told == {
        "Temple of Example", "The tomb of Example", "The grave of Example", "Open Keeper",
        "Blast of Example", "Report of Example",
    }  # fmt: skip
    assert at_rest(planted.house, "An open temple")


def test_no_byte_of_the_public_side_is_a_planted_word(planted):
    found = {
        where: files
        for word, where in planted.garden.words.items()
        for form in forms(word)
        if (files := at_rest(planted.house, form))
    }
    assert found == {}


def forms(word: str) -> set[str]:
    """Write a word as it may lie in an index."""
    return {word, *analysis.words(word), *analysis.stems_of([word], "en")}


def test_no_term_and_no_stored_line_of_the_public_index_is_a_planted_word(planted):
    search = planted.house.public_search
    reader = FileIndex(DurableStorage(str(search._shelf.current()))).reader()
    lexicon = b"\n".join(term for _, term in reader.all_terms())
    reader.close()
    with search._reading() as snapshot:
        stored = "".join(document.to_json() for document in snapshot.documents())
    told = lexicon.decode("utf-8", "replace") + stored
    assert "example" in told
    assert [where for word, where in planted.garden.words.items() if word in told] == []


def test_no_byte_of_the_public_side_is_a_value_kept_back(planted):
    kept = sorted(set(secrets_kept(planted.session)))
    assert len(kept) > 500
    assert [(where, at) for where, value in kept if (at := at_rest(planted.house, value))] == []


def test_no_page_holds_a_planted_word_or_a_value_kept_back(planted, app):
    secrets = {value: where for where, value in secrets_kept(planted.session)}
    secrets |= planted.garden.words | {str(each): "exact point" for each in POINT}
    client, seen = app.test_client(), 0
    asked = sorted(set(addresses(app, planted)))
    for address in (*asked, *(f"/ar{each}" for each in asked[::4])):
        told = fetched(client, address)
        seen += told.startswith("200")
        leaks = [where for word, where in secrets.items() if word in told and word not in address]
        assert leaks == [], address
        assert not told.startswith("5"), address
    assert seen > 200


def fetched(client, address: str) -> str:
    """Fetch a page as one text: its status, its headers, its body."""
    with client.get(address) as got:
        return f"{got.status}\n{got.headers}\n{got.get_data().decode('utf-8', 'replace')}"


def test_what_is_hidden_answers_as_what_does_not_exist(planted, app):
    client = app.test_client()
    public = {each.id for each in planted.house.public.all()}
    hidden = [each for each in planted.kept.values() if each.public_id not in public]
    assert len(hidden) > 12
    for each in hidden:
        assert answer(client, "/id/{}", each.public_id) == answer(client, "/id/{}", "0" * 32)
        if each.slug:
            shelf = f"/{PATHS[getattr(each, 'kind', 'source')]}/{{}}"
            for form in (shelf, f"{shelf}.json", f"{shelf}.jsonld", f"{shelf}.ris"):
                assert answer(client, form, each.slug) == answer(client, form, "no-such-page")


def answer(client, form: str, name: str) -> tuple[object, ...]:
    """Fetch a page, with its own name taken out of what it says."""
    told = client.get(form.format(name))
    length = len(told.data) - told.data.count(name.encode()) * len(name)
    headers = [(key, value) for key, value in told.headers if key != "Content-Length"]
    return told.status, headers, length, told.data.replace(name.encode(), b"")


def test_no_search_answers_to_a_planted_word(planted, app):
    client = app.test_client()
    words = sorted(planted.garden.words)
    for word in words[::2]:
        for asked in (word, word[:7] + "*", word[:-1] + "x"):
            told = client.get("/search.json", query_string={"q": asked}).json
            assert (told["total"], told["did_you_mean"]) == (0, None), planted.garden.words[word]
    said = client.get("/search.json?q=Example").json["total"]
    unknown = client.get("/search.json?q=Example+qqvvxxw").json["total"]
    for word in words[::20]:
        for asked in (f'"{word}"', f"name:{word}", f"{word} OR {word}"):
            told = client.get("/search.json", query_string={"q": asked})
            assert told.status_code == 400 or told.json["total"] == 0, asked
        # Beside a word that is found, it is passed over like a word nobody ever wrote.
        beside = client.get("/search.json", query_string={"q": f"Example {word}"})
        assert beside.status_code == 400 or beside.json["total"] == unknown
        assert (
            client.get("/search.json", query_string={"q": f"Example -{word}"}).json["total"] == said
        )


@pytest.mark.parametrize("degrees", [0.3, 0.1, 0.02, 0.001])
def test_a_box_finds_a_coarse_place_by_its_cell_alone(planted, app, degrees):
    client, (lat, lon) = app.test_client(), POINT
    box = f"{lon - degrees},{lat - degrees},{lon + degrees},{lat + degrees}"
    hits = client.get("/search.json", query_string={"bbox": box, "kind": "site"}).json["results"]
    cell = edition(planted.house, "The tomb of Example").rows("places")[0]
    inside = abs(cell["lat"] - lat) <= degrees and abs(cell["lon"] - lon) <= degrees
    assert ("The tomb of Example" in str(hits)) == inside
    assert "The grave of Example" not in str(hits)
