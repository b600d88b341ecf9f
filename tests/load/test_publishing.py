import json
import re

from tests.load.filling import fill
from tests.load.publishing import publish_quickly
from tests.making import new_house

ID = re.compile(r"\b[0-9a-f]{32}\b")
SEEN_ANEW = re.compile(r'"Seen anew \d times\."')
SIZE = 60


def told(house):
    """Give every edition by its address, with addresses in the place of random ids."""
    paths = {record.id: record.path for record in house.public.all()}
    return {
        record.path: ID.sub(
            lambda found: paths.get(found[0], "an id"),
            json.dumps(record.body, sort_keys=True, ensure_ascii=False),
        )
        for record in house.public.all()
    }


def test_what_is_published_quickly_is_what_the_desk_would_have_published(tmp_path):
    slowly, quickly = new_house(tmp_path / "desk"), new_house(tmp_path / "quick")
    fill(slowly, SIZE)
    count = publish_quickly(quickly, SIZE)

    reviewed, printed = told(slowly), told(quickly)

    unchanged = {path for path, body in reviewed.items() if not SEEN_ANEW.search(body)}
    assert len(printed) == count == len(reviewed)
    assert len(unchanged) > SIZE * 0.8
    assert {path: printed[path] for path in unchanged} == {
        path: reviewed[path] for path in unchanged
    }
