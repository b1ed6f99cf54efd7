"""What the pictures of a course become: as pages show them, or as they are where nothing has to change."""

from __future__ import annotations

import io
import tarfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from PIL import Image

from moocfab import pipeline
from moocfab.course.pictures import Why, card, lost, treatment
from moocfab.safe.pictures import Facts
from moocfab.targets.model import PictureDelivery
from tests.media.conftest import COURSE, MODULE

Lesson = Callable[[str, Mapping[str, bytes]], Path]
NARROW = PictureDelivery(width=500, webp=False, card=(400, 200))
MODERN = PictureDelivery(width=500, webp=True, card=(400, 200))


def picture(kind: str, size: tuple[int, int], *, orientation: int = 0, noise: int = 60) -> bytes:
    made, exif = io.BytesIO(), Image.Exif()
    if orientation:
        exif[0x0112] = orientation
        exif.get_ifd(0x8825)[1] = "N"
    found = Image.effect_noise(size, noise).convert("RGB") if noise else Image.new("RGB", size, "navy")
    found.save(made, kind, **({"exif": exif} if orientation else {}))
    return made.getvalue()


@pytest.fixture
def lesson(tmp_path: Path) -> Lesson:
    """Make a course with a text and some files; return its folder."""

    def make(text: str, files: Mapping[str, bytes]) -> Path:
        folder = tmp_path / "course"
        (folder / "modules/1-debut").mkdir(parents=True, exist_ok=True)
        (folder / "course.yml").write_text(COURSE.format(targets="fun, openedx"), encoding="utf-8")
        (folder / "modules/1-debut/module.yml").write_text(MODULE, encoding="utf-8")
        (folder / "modules/1-debut/1-signal.md").write_text(f"---\ntitle: Le son\n---\n{text}\n", encoding="utf-8")
        for name, data in files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        return folder

    return make


def statics(course: Path, tmp_path: Path) -> dict[str, dict[str, bytes]]:
    """Build a course; return each target's files of `static/`."""
    built = pipeline.build(course, cache=tmp_path / "cache")
    assert [item.message() for item in built.report if item.rule.code.startswith(("MF305", "MF602"))] == []
    found: dict[str, dict[str, bytes]] = {}
    for archive in built.archives:
        with tarfile.open(archive.path) as packed:
            members = [member for member in packed.getmembers() if "/static/" in member.name]
            found[archive.target] = {
                member.name.rpartition("/")[2]: (packed.extractfile(member) or io.BytesIO()).read()
                for member in members
            }
    return found


def size(data: bytes) -> tuple[str | None, tuple[int, int], bool]:
    with Image.open(io.BytesIO(data)) as found:
        return found.format, found.size, bool(found.getexif())


def test_a_photograph_is_upright_small_and_says_no_place(lesson: Lesson, tmp_path: Path) -> None:
    course = lesson("![Un pont](/images/pont.jpg)", {"images/pont.jpg": picture("JPEG", (3000, 4000), orientation=6)})
    made = statics(course, tmp_path)
    (old,), (new,) = made["fun"].items(), made["openedx"].items()
    assert old[0] == "images_pont-1536.jpg"
    assert new[0] == "images_pont-2048.webp"
    assert size(old[1]) == ("JPEG", (1536, 1152), False)
    assert size(new[1]) == ("WEBP", (2048, 1536), False)
    pages = pipeline.check(course, cache=tmp_path / "cache").packages["openedx"].files.values()
    assert any(b'src="/static/images_pont-2048.webp"' in page for page in pages if isinstance(page, bytes))


def test_what_is_right_is_published_byte_by_byte(lesson: Lesson, tmp_path: Path) -> None:
    frames = io.BytesIO()
    stills = [Image.new("P", (2000, 20), value) for value in (0, 1)]
    stills[0].save(frames, "GIF", save_all=True, append_images=stills[1:])
    files = {
        "images/a.jpg": picture("JPEG", (800, 600)),
        "images/b.png": picture("PNG", (300, 200)),
        "images/c.gif": frames.getvalue(),
    }
    course = lesson("\n\n".join(f"![Image {name}](/{name})" for name in files), files)
    for made in statics(course, tmp_path).values():
        assert made == {name.replace("/", "_"): data for name, data in files.items()}


def test_who_downloads_a_picture_gets_it_as_it_is(lesson: Lesson, tmp_path: Path) -> None:
    data = picture("PNG", (2400, 300), noise=0)
    text = "![Une affiche](/images/affiche.png)\n\n:::{file} /images/affiche.png\n:title: L'affiche\n:::"
    made = statics(lesson(text, {"images/affiche.png": data}), tmp_path)["fun"]
    assert made["images_affiche.png"] == data
    assert set(made) == {"images_affiche.png", "images_affiche-1536.png"}


def test_webp_is_changed_for_who_does_not_serve_it(lesson: Lesson, tmp_path: Path) -> None:
    data = picture("WEBP", (300, 200))
    made = statics(lesson("![Un pont](/images/pont.webp)", {"images/pont.webp": data}), tmp_path)
    assert made["openedx"] == {"images_pont.webp": data}
    assert size(made["fun"]["images_pont-300.jpg"]) == ("JPEG", (300, 200), False)


def test_what_did_not_change_is_not_made_again(lesson: Lesson, tmp_path: Path) -> None:
    course = lesson("![Un pont](/images/pont.jpg)", {"images/pont.jpg": picture("JPEG", (2000, 900), orientation=1)})
    first = statics(course, tmp_path)
    planned = pipeline.plan(course, cache=tmp_path / "cache").forecast
    assert {(item.job.label, item.state.value) for item in planned.items} == {("pont.jpg", "cached")}
    assert statics(course, tmp_path) == first


def test_damage_inside_is_told_where_the_picture_is_named(lesson: Lesson, tmp_path: Path) -> None:
    data = bytearray(picture("PNG", (3000, 900)))
    data[50_000:90_000] = bytes(40_000)
    course = lesson("Voici :\n\n![Un pont](/images/pont.png)", {"images/pont.png": bytes(data)})
    built = pipeline.build(course, cache=tmp_path / "cache")
    found = [(item.rule.code, item.location.line) for item in built.report if item.severity.rank == 0]
    assert found == [("MF6021", 6)]
    assert built.archives == ()


def test_two_pictures_that_would_be_one_copy_are_told(lesson: Lesson, tmp_path: Path) -> None:
    data = picture("PNG", (1600, 100))
    files = {"images/a.png": data, "images/a-1536.png": picture("PNG", (90, 90))}
    course = lesson("![Une](/images/a.png)\n\n![Deux](/images/a-1536.png)", files)
    report = pipeline.check(course, only=["fun"], cache=tmp_path / "cache").report
    assert "MF3052" in {item.rule.code for item in report}


@pytest.mark.parametrize(
    ("facts", "target", "recipe", "why"),
    [
        (Facts("JPEG", 3000, 2000), NARROW, (1000, 667, "JPEG"), {Why.WIDE}),
        (Facts("JPEG", 3000, 2000), MODERN, (1000, 667, "WEBP"), {Why.WIDE}),
        (Facts("JPEG", 800, 600, turned=True, noted=True), MODERN, (800, 600, "WEBP"), {Why.TURNED, Why.NOTED}),
        (Facts("JPEG", 800, 600, noted=True), MODERN, (800, 600, "JPEG"), {Why.NOTED}),
        (Facts("PNG", 3000, 2), NARROW, (1000, 1, "PNG"), {Why.WIDE}),
        (Facts("PNG", 30, 20, deep=True), MODERN, (30, 20, "PNG"), {Why.COLOURS}),
        (Facts("WEBP", 30, 20, clear=True), NARROW, (30, 20, "PNG"), {Why.FORMAT}),
        (Facts("WEBP", 30, 20), NARROW, (30, 20, "JPEG"), {Why.FORMAT}),
        (Facts("WEBP", 30, 20, exact=True), NARROW, (30, 20, "PNG"), {Why.FORMAT}),
    ],
)
def test_what_becomes_of_a_picture(
    facts: Facts, target: PictureDelivery, recipe: tuple[int, int, str], why: set[Why]
) -> None:
    found = treatment(facts, target)
    assert found is not None
    assert (found.recipe.width, found.recipe.height, found.recipe.format) == recipe
    assert set(found.why) == why
    assert found.recipe.plain == (why == {Why.NOTED})


def test_a_lossless_webp_stays_lossless() -> None:
    found = treatment(Facts("WEBP", 3000, 20, exact=True), MODERN)
    assert found is not None
    assert found.recipe.exact


def test_a_name_that_says_another_format_is_mended(lesson: Lesson, tmp_path: Path) -> None:
    data = picture("JPEG", (30, 20))
    made = statics(lesson("![Un pont](/images/pont.png)", {"images/pont.png": data}), tmp_path)
    assert made["fun"] == made["openedx"] == {"images_pont-30.jpg": data}


@pytest.mark.parametrize(
    "facts", [Facts("JPEG", 1000, 9000), Facts("GIF", 9000, 9, moving=True), Facts("PNG", 9000, 9, moving=True)]
)
def test_what_stays_as_it_is(facts: Facts) -> None:
    assert treatment(facts, NARROW) is None


@pytest.mark.parametrize(
    ("shape", "made", "share"),
    [((800, 400), None, 0), ((800, 404), None, 0.0099), ((1600, 808), (800, 404), 0.0099),
     ((1600, 800), (800, 400), 0), ((900, 900), (800, 400), 0.5), ((300, 150), None, 0),
     ((500, 200), (400, 200), 0.2)],
)  # fmt: skip
def test_the_card_has_the_shape_of_the_targets(
    shape: tuple[int, int], made: tuple[int, int] | None, share: float
) -> None:
    facts = Facts("JPEG", *shape)
    found = card(facts, NARROW)
    assert (found and (found.recipe.width, found.recipe.height)) == made
    assert lost(facts, NARROW) == pytest.approx(share, abs=0.001)
