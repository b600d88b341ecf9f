import json

from heritage.config import Settings
from heritage.house import open_house
from heritage.search.query import parse
from heritage.search.request import Request

LINE = "1\t163809\t\tTadmora of the Desert\t\t\t\t\t\t\n"


def test_names_are_taken_in_from_a_file(call, seeded_copy, tmp_path):
    file = tmp_path / "names.txt"
    file.write_text(LINE, "utf-8")

    told = call("names", str(file), "--by", "archivist", "--json", home=seeded_copy)

    assert told.exit_code == 0, told.output
    assert json.loads(told.stdout) == {"records": 1, "names": 1}
    house = open_house(Settings(home=seeded_copy))
    found = house.desk_search.search(Request(parse("Tadmora of the Desert")))
    assert found.hits[0].title == "Palmyra"
    house.close()


def test_who_takes_them_in_must_have_an_account(call, seeded_copy, tmp_path):
    (tmp_path / "names.txt").write_text(LINE, "utf-8")

    told = call("names", str(tmp_path / "names.txt"), "--by", "nobody", home=seeded_copy)

    assert told.exit_code == 1
    assert "no open account named “nobody”" in told.stderr


def test_another_file_is_refused_in_a_sentence(call, seeded_copy, tmp_path):
    (tmp_path / "names.txt").write_text("what is this\n", "utf-8")

    told = call("names", str(tmp_path / "names.txt"), "--by", "archivist", home=seeded_copy)

    assert told.exit_code == 1
    assert "Line 1 has 1 columns" in told.stderr
