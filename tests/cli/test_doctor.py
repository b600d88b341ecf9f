import json


def findings(shown):
    return {each["about"]: each for each in json.loads(shown.stdout)}


def test_a_healthy_archive_has_nothing_bad(call, seeded_copy):
    seeded_copy.chmod(0o700)
    shown = call("doctor", "--json", home=seeded_copy)
    assert shown.exit_code == 0, shown.output
    found = findings(shown)
    assert found["archive"]["state"] == "good"
    assert found["sqlite"]["state"] in {"good", "warning"}
    assert found["public store"]["said"] == found["outbox"]["said"]


def test_an_old_sqlite_is_warned_of(call, seeded_copy, monkeypatch):
    monkeypatch.setattr("heritage.cli.doctor.SOUND_SQLITE", (99, 0, 0))
    found = findings(call("doctor", "--json", home=seeded_copy))
    assert found["sqlite"]["state"] == "warning"
    assert "99.0.0" in found["sqlite"]["said"]


def test_a_folder_others_may_change_is_bad(call, seeded_copy):
    seeded_copy.chmod(0o777)
    shown = call("doctor", home=seeded_copy)
    assert shown.exit_code == 1
    assert f"chmod go-rwx {seeded_copy}" in shown.stdout


def test_no_archive_is_bad_and_says_how_to_make_one(call, tmp_path):
    shown = call("doctor", home=tmp_path / "nowhere")
    assert shown.exit_code == 1
    assert "heritage init" in shown.stdout


def test_an_index_that_others_can_write_is_bad_and_the_rest_is_still_told(call, seeded_copy):
    index = seeded_copy / "index-public"
    index.chmod(0o777)
    shown = call("doctor", "--json", home=seeded_copy)
    assert shown.exit_code == 1
    found = findings(shown)
    assert found["public search"]["state"] == "bad"
    assert f"chmod 700 {index}" in found["public search"]["said"]
    assert found["archive"]["state"] == found["desk search"]["state"] == "good"

    told = call("index", "verify", home=seeded_copy)
    assert told.exit_code == 1
    rebuilt = call("index", "rebuild", home=seeded_copy)
    assert rebuilt.exit_code == 1
    assert f"chmod 700 {index}" in rebuilt.output
