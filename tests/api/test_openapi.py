import re

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openapi_spec_validator import validate
from schemathesis import checks

CHECKS = [
    checks.not_a_server_error,
    checks.content_type_conformance,
    checks.status_code_conformance,
    checks.response_schema_conformance,
]


@pytest.fixture(scope="module")
def described(app):
    return app.test_client().get("/api/openapi.json").get_json()


def test_the_description_is_valid(described):
    validate(described)
    assert described["openapi"].startswith("3.1")
    assert described["servers"] == [{"url": "https://archive.example"}]


def test_every_address_of_this_door_is_described_and_no_other(app, described):
    kinds = ("sites", "people", "events", "things", "groups", "sources")
    rules = set()
    for rule in app.url_map.iter_rules():
        if rule.endpoint.startswith("api."):
            plain = re.sub(r"<(?:int:)?(slug|number)>", r"{\1}", rule.rule)
            rules |= {re.sub(r"<any\(.*\):path>", kind, plain) for kind in kinds}
    elsewhere = {
        "/search.json",
        "/robots.txt",
        "/healthz",
        *(f"/{each}/{{slug}}.json" for each in kinds),
    }
    assert set(described["paths"]) == rules | elsewhere


def test_operations_are_named_once(described):
    names = [each["get"]["operationId"] for each in described["paths"].values()]
    assert len(names) == len(set(names))


@pytest.mark.slow
def test_no_question_the_description_allows_brings_the_archive_down(app, store):
    schema = schemathesis.openapi.from_wsgi("/api/openapi.json", app)
    kept = schema.exclude(path_regex="^/(sitemap|healthz|robots|api)")
    slugs = {each.kind: each.slug for each in store.all()}
    asked = [_ask(result.ok(), slugs) for result in kept.get_all_operations()]
    assert len(asked) > 40


def _ask(operation, slugs):
    """Ask one address a few ways, of records there are and of records there are not."""
    kind = operation.definition.raw["operationId"].split("_")[0]

    @settings(max_examples=12, suppress_health_check=list(HealthCheck), database=None)
    @given(case=operation.as_strategy(), real=st.booleans())
    def ask(case, real):
        if real and "slug" in case.path_parameters:
            case.path_parameters["slug"] = slugs[kind]
        case.call_and_validate(checks=CHECKS, headers={"Accept-Encoding": "identity"})

    ask()
    return kind
