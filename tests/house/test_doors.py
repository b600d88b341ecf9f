"""Rules that every door keeps, asked of every view there is."""

import re
from pathlib import Path

import pytest
from flask import Flask

from heritage.access.permissions import ROLES, Permission
from heritage.accounts.actions import add
from heritage.gate import EVERYONE, Undeclared, check_declared
from heritage.web.shell import HEADERS
from tests.making import PASSWORD
from tests.support.visiting import application, visitor

HERE = Path(__file__).parent.parent.parent
NOWHERE = "f" * 32


@pytest.fixture
def app(house):
    with house.write() as session:
        for role in ("reader", "auditor"):
            add(session, role, role.title(), role=role, password=PASSWORD)
        session.commit()
    house.catch_up()
    return application(house)


def rules(app):
    for rule in app.url_map.iter_rules():
        if rule.endpoint != "static":
            values = {key: _value(rule, key) for key in rule.arguments}
            yield rule, app.view_functions[rule.endpoint], values


def _value(rule, key):
    converter = rule._converters[key]
    options = getattr(converter, "items", None) or getattr(converter, "choices", None)
    if options:
        return sorted(options)[0]
    if re.search(r"Integer|Number", type(converter).__name__):
        return 1
    name = type(converter).__name__
    return "sites" if "Kind" in name or ("Path" in name and "path" in key) else NOWHERE


def address(app, rule, values):
    with app.test_request_context():
        return rule.build(values)[1]


def test_every_view_says_who_may_use_it(app):
    for _rule, view, _values in rules(app):
        assert view.needs == EVERYONE or view.needs in Permission


def test_a_view_that_says_nothing_stops_the_start():
    bare = Flask("bare")
    bare.add_url_rule("/open", "open", lambda: "hello")
    with pytest.raises(Undeclared, match="open"):
        check_declared(bare)


@pytest.mark.parametrize("role", ["reader", "archivist", "reviewer", "steward", "auditor"])
def test_a_view_is_closed_to_roles_without_its_permission(app, role):
    browser = visitor(app, role)
    for rule, view, values in rules(app):
        if "GET" not in rule.methods or view.needs == EVERYONE:
            continue
        status = browser.get(address(app, rule, values), status="*").status_code
        allowed = Permission(view.needs) in ROLES[role]
        assert (status == 403) == (not allowed), (rule.rule, role, status)


def test_a_stranger_is_sent_to_the_door_and_learns_nothing(app):
    browser = visitor(app)
    for rule, view, values in rules(app):
        if "GET" in rule.methods and view.needs != EVERYONE:
            answer = browser.get(address(app, rule, values), status="*")
            assert answer.status_code == 302, rule.rule
            assert "/login" in answer.location


def test_no_form_is_taken_without_its_token(app):
    browser = visitor(app, "steward")
    for rule, _view, values in rules(app):
        if "POST" in rule.methods:
            answer = browser.post(address(app, rule, values), {}, status="*")
            assert answer.status_code == 400, rule.rule


def test_no_form_from_another_site_is_taken(app):
    browser = visitor(app, "steward")
    for rule, _view, values in rules(app):
        if "POST" in rule.methods:
            path = address(app, rule, values)
            for header in ({"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://evil.example"}):
                assert browser.post(path, {}, headers=header, status="*").status_code == 403, path


def test_every_answer_carries_every_header(app):
    for browser in (visitor(app), visitor(app, "steward")):
        for rule, _view, values in rules(app):
            if "GET" in rule.methods:
                answer = browser.get(address(app, rule, values), status="*")
                assert answer.status_code < 500, (rule.rule, answer.status_code)
                for name, value in HEADERS.items():
                    told = answer.headers.get(name)
                    assert told == value or name == "Referrer-Policy", (rule.rule, name)


def test_what_the_desk_says_is_never_kept_by_a_browser(app):
    browser = visitor(app, "steward")
    for rule, view, values in rules(app):
        if "GET" in rule.methods and view.needs != EVERYONE:
            answer = browser.get(address(app, rule, values), status="*")
            assert answer.headers["Cache-Control"] == "no-store", rule.rule


def test_public_pages_do_not_look_at_who_is_asking(app):
    public = visitor(app).get("/")
    assert "Set-Cookie" not in public.headers
    assert visitor(app, "steward").get("/").text == public.text


def test_no_template_is_an_orphan():
    code = "\n".join(
        path.read_text(encoding="utf-8")
        for folder in ("heritage", "templates")
        for path in (HERE / folder).rglob("*")
        if path.suffix in {".py", ".html", ".xml"}
    )
    for path in (HERE / "templates").rglob("*.*"):
        name = path.relative_to(HERE / "templates").as_posix()
        assert name in code or path.stem in code, f"nothing draws {name}"
