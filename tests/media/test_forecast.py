"""What a build will do is said from plans alone."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from jsonschema import Draft202012Validator

from moocfab import pipeline
from moocfab.cli.app import app
from moocfab.media.forecast import ACTIONS, CHOSEN, REASONS, STATES, State, forecast
from moocfab.media.jobs import Action, Chosen, Reason
from moocfab.media.plan import MediaPlan, Output, Role, video_job
from moocfab.media.plan_document import PlanDocument, document, schema
from tests.media.conftest import Course
from tests.media.test_plan import CAMERA, FUN, OPENEDX, master


def plans(**values: object) -> dict[str, MediaPlan]:
    jobs = {name: video_job(master(**values), CAMERA, video) for name, video in (("fun", FUN), ("openedx", OPENEDX))}  # type: ignore[arg-type]
    return {
        name: MediaPlan(jobs=(job,), outputs=tuple(Output("v", Role.VIDEO, f.name, job.key, f.name) for f in job.files))
        for name, job in jobs.items()
    }


def test_a_conforming_master_is_copied_and_a_large_one_encoded_with_its_reasons() -> None:
    fun, openedx = forecast(plans(), kept=(), before=(), processors=2).items
    assert (fun.job.action, fun.job.reasons, fun.state) == (Action.REMUX, (Reason.CONFORMS,), State.NEW)
    assert (openedx.job.action, openedx.job.reasons) == (Action.ENCODE, (Reason.LADDER,))
    large, _ = forecast(plans(width=3840, height=2160, codec="hevc"), kept=(), before=(), processors=2).items
    assert large.job.reasons == (Reason.CODEC, Reason.SIZE)


def test_what_is_kept_costs_nothing_and_what_was_built_before_has_changed() -> None:
    own = plans()
    kept = {own["fun"].jobs[0].key}
    found = forecast(own, kept=kept, before={("openedx", "v")}, processors=2)
    assert [item.state for item in found.items] == [State.CACHED, State.CHANGED]
    assert found.processor == own["openedx"].jobs[0].cost
    everything = {job.key for plan in own.values() for job in plan.jobs}
    assert forecast(own, kept=everything, before=(), processors=2).seconds == 0.0


def test_more_processors_take_less_time_but_never_less_than_the_longest_film() -> None:
    one, two, many = (forecast(plans(), kept=(), before=(), processors=count) for count in (1, 2, 64))
    assert one.seconds == one.processor == many.processor
    assert one.seconds > two.seconds >= many.seconds > one.seconds / 64


def test_a_ladder_weighs_about_what_its_rates_say() -> None:
    *_, openedx = forecast(plans(), kept=(), before=(), processors=2).items
    assert 30e6 < openedx.bytes < 60e6  # a minute at 5.5 Mbit/s
    assert openedx.job.encoding is not None
    most = sum(film.maxrate for film in openedx.job.encoding.films)
    assert openedx.bytes < most * 1000 / 8 * 60


def test_everything_has_words() -> None:
    assert set(ACTIONS) == set(Action)
    assert set(REASONS) == set(Reason)
    assert set(STATES) == set(State)
    assert set(CHOSEN) == set(Chosen)


def test_plan_makes_nothing_and_says_the_same_as_the_build_does(clip: Path, course: Course, tmp_path: Path) -> None:
    course(clip, targets="fun")
    folder, cache = tmp_path / "course", tmp_path / "cache"
    first = pipeline.plan(folder, cache=cache).forecast
    assert {item.state for item in first.items} == {State.NEW}
    assert not (folder / "build").exists()
    pipeline.build(folder, cache=cache)
    again = pipeline.plan(folder, cache=cache).forecast
    assert {item.state for item in again.items} == {State.CACHED}
    (course_plan,) = document({"course": again}).root
    (video,) = (item for item in course_plan.media if item.action is Action.REMUX)
    assert (folder / "build/session01/fun/media" / video.files[0]).stat().st_size / video.bytes < 1.5


def test_plan_is_printed_as_a_table_and_as_json(clip: Path, course: Course, tmp_path: Path) -> None:
    course(clip, targets="fun, openedx")
    environment = {"MOOCFAB_CACHE": str(tmp_path / "cache")}
    shown = CliRunner().invoke(app("fr"), ["build", str(tmp_path / "course"), "--plan"], env=environment)
    assert "recopier mezzanine" in shown.stdout
    assert "conforme, profil « camera » mesuré sur l'image" in shown.stdout
    assert "En tout : environ" in shown.stdout
    told = CliRunner().invoke(
        app("en"), ["build", str(tmp_path / "course"), "--plan", "--format", "json"], env=environment
    )
    (found,) = json.loads(told.stdout)
    Draft202012Validator(json.loads(schema())).validate([found])
    assert [item["action"] for item in found["media"]][:2] == ["remux", "poster"]
    assert (found["media"][0]["profile"], found["media"][0]["chosen"]) == ("camera", "measured")
    assert found["total"]["bytes"] > 0


def test_published_schema_is_the_one_of_the_document() -> None:
    published = json.loads(schema())
    assert published.pop("$schema") == "https://json-schema.org/draft/2020-12/schema"
    assert published.pop("$id") == "urn:moocfab:plan:1"
    assert published == PlanDocument.model_json_schema()


@pytest.mark.parametrize(
    ("options", "setting", "chosen"),
    [
        (":profile: slides\n", "", ("slides", Chosen.ELEMENT)),
        ("", ", profile: audio", ("audio", Chosen.COURSE)),
        (":profile: slides\n", ", profile: audio", ("slides", Chosen.ELEMENT)),
        ("", "", ("camera", Chosen.MEASURED)),
    ],
)
def test_plan_says_who_chose_the_profile(
    options: str, setting: str, chosen: tuple[str, Chosen], clip: Path, course: Course, tmp_path: Path
) -> None:
    course(clip, options=options)
    settings = tmp_path / "course/course.yml"
    settings.write_text(settings.read_text("utf-8").replace("bases/}", f"bases/{setting}}}"), encoding="utf-8")
    found = pipeline.plan(tmp_path / "course", cache=tmp_path / "cache").forecast
    assert [(item.job.profile, item.job.chosen) for item in found.items if item.job.chosen] == [chosen]
