"""REST: every address answers as its own description says, whatever is asked of it."""

import json
from typing import Any

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from firsthand.archive import Archive
from firsthand.web import app, rights
from firsthand.web.openapi import OPERATIONS, ROOT, document

DOCUMENT = document()


@pytest.fixture(scope="module")
def desk(small: Any, browse: Any) -> Any:
    """Return a browser of the desk of the small archive."""
    return browse(app(small.path))


def fits(answer: Any, path: str, method: str = "get") -> None:
    """Check an answer against the description."""
    described = DOCUMENT["paths"][path][method]["responses"]
    assert str(answer.status_code) in described, (answer.status_code, answer.text)
    if answer.status_code == 304:
        return
    content = described[str(answer.status_code)]["content"]
    (kind,) = content
    assert answer.headers["content-type"] == kind
    schema = {**content[kind]["schema"], "components": DOCUMENT["components"]}
    jsonschema.validate(answer.json(), schema, cls=jsonschema.Draft202012Validator)


def inside(path: str, small: Any) -> dict[str, str]:
    """Return ids for an address."""
    kind = path.split("/")[1]
    key = {"stories": small.story, "pages": small.wire, "networks": small.network, "claims": small.claim}.get(kind, "")
    return {"id": key, "one": small.client, "other": small.wire}


@pytest.mark.parametrize("path", [each.path for each in OPERATIONS])
def test_every_address_answers_as_described(desk: Any, small: Any, path: str) -> None:
    answer = desk.get(ROOT + path.format(**inside(path, small)))
    assert answer.status_code == 200
    fits(answer, path)


@pytest.mark.parametrize("path", [each.path for each in OPERATIONS if "{" in each.path])
def test_what_is_not_there_is_a_problem_document(desk: Any, path: str) -> None:
    answer = desk.get(ROOT + path.format(id="page_none", one="page_x", other="page_y"))
    assert answer.status_code == 404
    fits(answer, path)


def test_addresses_that_are_none_are_problems_too(desk: Any) -> None:
    answer = desk.get(f"{ROOT}/nowhere")
    assert (answer.status_code, answer.headers["content-type"]) == (404, "application/problem+json")


def test_the_description_is_served_and_sound(desk: Any) -> None:
    served = desk.get(f"{ROOT}/openapi.json").json()
    assert served == json.loads(json.dumps(DOCUMENT))
    assert served["openapi"].startswith("3.1")
    for schema in served["components"]["schemas"].values():
        jsonschema.Draft202012Validator.check_schema(schema)
    names = [each[method]["operationId"] for each in served["paths"].values() for method in each]
    assert len(names) == len(set(names))


_VALUE = st.one_of(st.text(max_size=30), st.integers(-5, 500).map(str), st.sampled_from(
    ["", "off", "high", "contradicted", "2031-02-30", "2031-03-03", "pass", '"', "\u0000", "WyJhIl0", "WyIxIl0", "WyJhIiwiYiJd"]))  # fmt: skip


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda each: each.name)
def test_whatever_is_asked_is_answered_as_described(desk: Any, small: Any, operation: Any, data: Any) -> None:
    named = [each["name"] for each in DOCUMENT["paths"][operation.path]["get"]["parameters"] if each["in"] == "query"]
    asked = {name: data.draw(_VALUE, name) for name in named if data.draw(st.booleans(), f"{name}?")}
    fits(desk.get(ROOT + operation.path.format(**inside(operation.path, small)), params=asked), operation.path)


@pytest.mark.parametrize(
    ("path", "whole"), [("/stories", 2), ("/pages", 4), ("/refusals", 2), ("/search?q=pass", 3), ("/parties", 1)]
)
def test_cursors_lead_through_a_list_once(desk: Any, path: str, whole: int) -> None:
    mark = "&" if "?" in path else "?"
    seen, address = [], f"{ROOT}{path}{mark}limit=1"
    for _ in range(9):
        page = desk.get(address)
        seen += [json.dumps(item) for item in page.json()["items"]]
        if page.json()["next"] is None:
            assert "link" not in page.headers
            break
        assert f"cursor={page.json()['next']}" in page.headers["link"].replace("%3D", "=")
        address = f"{ROOT}{path}{mark}limit=1&cursor={page.json()['next']}"
    assert len(seen) == len(set(seen)) == whole


def test_an_answer_that_has_not_changed_is_not_sent_again(desk: Any, small: Any) -> None:
    first = desk.get(f"{ROOT}/stories/{small.story}")
    again = desk.get(f"{ROOT}/stories/{small.story}", headers={"if-none-match": f'"other", {first.headers["etag"]}'})
    assert (again.status_code, again.content) == (304, b"")
    assert desk.get(f"{ROOT}/stories/{small.story}", headers={"if-none-match": '"other"'}).status_code == 200


NEW = {"decision": "not copy", "left": "page_a", "right": "page_b", "who": "ann", "reason": "own interview"}


def test_programs_decide_with_the_token_only(small: Any, browse: Any, tmp_path: Any) -> None:
    path = str(tmp_path / "own.fh")
    Archive(path, write=True).close()
    token = {"authorization": "Bearer s3cret"}
    desk = browse(app(path, rights=rights("127.0.0.1", "s3cret")))
    without = browse(app(path, rights=rights("127.0.0.1", None)))
    for answer, status in (
        (without.request("POST", f"{ROOT}/judgements", json=NEW, headers=token), 403),
        (desk.request("POST", f"{ROOT}/judgements", json=NEW), 401),
        (desk.request("POST", f"{ROOT}/judgements", json=NEW, headers={"authorization": "Bearer wrong"}), 401),
        (desk.request("POST", f"{ROOT}/judgements", data=NEW, headers=token), 415),
        (desk.request("POST", f"{ROOT}/judgements", json=NEW, headers=token), 201),
    ):
        assert answer.status_code == status
        fits(answer, "/judgements", "post")
    assert [row["reason"] for row in desk.get(f"{ROOT}/judgements").json()["items"]] == ["own interview"]


@pytest.mark.parametrize(
    "sent",
    ["[]", "nonsense", "{}", '{"decision":"burn","left":"a","who":"b"}', '{"decision":"pin","left":7,"who":"b"}',
     '{"decision":"pin","left":"a","who":"b","more":1}', '{"decision":"copy","left":"a","who":"b"}', "[" * 5000,
     '{"decision":"date","left":"a","who":"b","value":"soon"}', '{"decision":"pin","left":"","who":"b"}'],
)  # fmt: skip
def test_a_decision_that_is_none_is_refused_in_words(tmp_path: Any, browse: Any, sent: str) -> None:
    path = str(tmp_path / "own.fh")
    Archive(path, write=True).close()
    desk = browse(app(path, rights=rights("127.0.0.1", "s3cret")))
    headers = {"authorization": "Bearer s3cret", "content-type": "application/json"}
    answer = desk.request("POST", f"{ROOT}/judgements", content=sent.encode(), headers=headers)
    assert answer.status_code == 400
    fits(answer, "/judgements", "post")
