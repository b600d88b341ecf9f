import json
import re

from heritage.accounts.actions import accept, invited
from heritage.accounts.queries import by_name
from heritage.config import Settings
from heritage.house import open_house
from tests.making import PASSWORD


def accounts(call, home):
    return {
        each["name"]: each for each in json.loads(call("user", "list", "--json", home=home).stdout)
    }


def test_an_account_is_made_and_opened_by_its_link(call, seeded_copy):
    shown = call("user", "add", "Lina", "--role", "reviewer", home=seeded_copy)
    assert shown.exit_code == 0, shown.output
    assert accounts(call, seeded_copy)["lina"]["state"] == "invited"
    token = re.search(r"/invitation/(\S+)", shown.output).group(1)
    house = open_house(Settings(home=seeded_copy))
    with house.write() as session:
        accept(session, invited(session, token), PASSWORD)
        session.commit()
    house.close()
    told = accounts(call, seeded_copy)["lina"]
    assert (told["role"], told["state"]) == ("reviewer", "open")


def test_a_name_in_use_is_refused_in_words(call, seeded_copy):
    shown = call("user", "add", "archivist", home=seeded_copy)
    assert shown.exit_code == 1
    assert "already an account" in shown.stderr


def test_an_account_is_shut(call, seeded_copy):
    assert call("user", "disable", "archivist", home=seeded_copy).exit_code == 0
    house = open_house(Settings(home=seeded_copy))
    with house.read() as session:
        assert not by_name(session, "archivist").active
    house.close()


def test_nobody_is_said_to_be_nobody(call, seeded_copy):
    for deed in ("invite", "disable"):
        shown = call("user", deed, "nobody", home=seeded_copy)
        assert shown.exit_code == 1
        assert "no account named “nobody”" in shown.stderr
