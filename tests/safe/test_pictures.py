"""Pictures: what their headers say, copies of odd ones, drawings that were made to do harm."""

from __future__ import annotations

import io
import random
import threading
from contextlib import suppress
from pathlib import Path

import pytest
from PIL import Image, ImageCms, PngImagePlugin

from moocfab.errors import Cancelled
from moocfab.safe import pictures
from moocfab.safe.pictures import NotAPicture, Recipe, clean, facts, made

NOISE = Image.effect_noise((400, 300), 80).convert("RGB")


def copied(path: Path, recipe: Recipe) -> Image.Image:
    copy = path.with_name("copy")
    made(path, copy, recipe)
    with Image.open(copy) as picture:
        picture.load()
        assert not picture.getexif()
        assert not {"exif", "xmp", "icc_profile", "comment"} & picture.info.keys()
        return picture


def photo(path: Path, *, orientation: int = 6, size: tuple[int, int] = (400, 300)) -> Path:
    exif = Image.Exif()
    exif[0x0112], exif[0x010F] = orientation, "Camera"
    exif.get_ifd(0x8825)[1] = "N"
    NOISE.resize(size).save(path, exif=exif, quality=90, comment=b"seen by me")
    return path


def test_a_photograph_is_upright_and_says_nothing_of_its_camera(tmp_path: Path) -> None:
    path = photo(tmp_path / "photo.jpg")
    found = facts(path)
    assert (found.width, found.height, found.turned, found.noted) == (300, 400, True, True)
    picture = copied(path, Recipe(150, 200, "JPEG"))
    assert (picture.size, picture.format) == ((150, 200), "JPEG")


def test_notes_alone_go_without_touching_the_picture(tmp_path: Path) -> None:
    path = photo(tmp_path / "photo.jpg", orientation=1)
    before = Image.open(path).tobytes()
    with path.open("ab") as file:
        file.write(path.read_bytes())  # as phones add a second picture, or a film
    assert copied(path, Recipe(400, 300, "JPEG", plain=True)).tobytes() == before
    assert path.with_name("copy").stat().st_size < path.stat().st_size / 2


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_notes_of_other_formats_go_too(tmp_path: Path, kind: str) -> None:
    path, exif = tmp_path / f"picture.{kind.lower()}", Image.Exif()
    exif[0x010F] = "Camera"
    text = PngImagePlugin.PngInfo()
    text.add_text("Author", "me")
    more = {"pnginfo": text} if kind == "PNG" else {"lossless": True}
    NOISE.save(path, kind, exif=exif, **more)
    assert facts(path).noted
    assert copied(path, Recipe(400, 300, kind, plain=True)).convert("RGB").tobytes() == NOISE.tobytes()


def test_a_copy_has_the_same_bytes_each_time(tmp_path: Path) -> None:
    path = photo(tmp_path / "photo.jpg")
    for kind in ("JPEG", "WEBP", "PNG"):
        one, other = tmp_path / "one", tmp_path / "other"
        made(path, one, Recipe(200, 266, kind))
        made(path, other, Recipe(200, 266, kind))
        assert one.read_bytes() == other.read_bytes()


def test_colours_of_a_printer_become_those_of_a_screen(tmp_path: Path) -> None:
    path = tmp_path / "print.jpg"
    Image.new("CMYK", (60, 40), (0, 255, 255, 0)).save(path)
    assert facts(path).foreign
    picture = copied(path, Recipe(60, 40, "JPEG"))
    red, green, blue = picture.getpixel((9, 9))  # type: ignore[misc]
    assert picture.mode == "RGB"
    assert red > 200 > 80 > max(green, blue)


def test_another_profile_is_turned_into_srgb_and_srgb_stays(tmp_path: Path) -> None:
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    for profile, foreign in ((lab, True), (srgb, False), (b"no profile", True)):
        path = tmp_path / "picture.png"
        NOISE.save(path, icc_profile=profile)
        assert facts(path).foreign is foreign
        assert copied(path, Recipe(400, 300, "PNG")).mode == "RGB"


def test_sixteen_bits_become_eight(tmp_path: Path) -> None:
    path = tmp_path / "deep.png"
    deep = Image.new("I;16", (40, 30))
    deep.putdata([value * 54 for value in range(1200)])
    deep.save(path)
    assert facts(path).deep
    picture = copied(path, Recipe(40, 30, "PNG"))
    assert picture.mode == "L"
    assert picture.getpixel((39, 29)) == 1199 * 54 // 256


def test_a_palette_stays_one_and_is_kept_where_a_smaller_copy_would_be_heavier(tmp_path: Path) -> None:
    path = tmp_path / "diagram.png"
    diagram = Image.new("P", (3000, 2000))
    diagram.putpalette([0, 0, 0, 255, 255, 255, 200, 0, 0])
    for at in range(0, 3000, 7):
        diagram.paste(at % 3, (at, 0, at + 3, 2000))
    diagram.save(path, optimize=True)
    assert copied(path, Recipe(3000, 2000, "PNG")).mode == "P"
    picture = copied(path, Recipe(1536, 1024, "PNG", lighter=True))
    assert path.with_name("copy").read_bytes() == path.read_bytes()
    assert picture.size == (3000, 2000)


def test_what_is_clear_stays_clear_and_is_white_on_a_poster(tmp_path: Path) -> None:
    path = tmp_path / "clear.png"
    Image.new("RGBA", (64, 48), (0, 0, 0, 0)).save(path)
    assert facts(path).clear
    assert copied(path, Recipe(32, 24, "PNG")).mode == "RGBA"
    assert copied(path, Recipe(32, 24, "WEBP")).mode == "RGBA"
    assert copied(path, Recipe(32, 24, "JPEG", flat=True)).getpixel((5, 5)) == (255, 255, 255)


def test_a_picture_is_cut_in_its_middle_and_never_enlarged(tmp_path: Path) -> None:
    path = tmp_path / "wide.png"
    wide = Image.new("RGB", (400, 100), "red")
    wide.paste("blue", (150, 0, 250, 100))
    wide.save(path)
    assert copied(path, Recipe(50, 50, "PNG", cut=True)).getcolors() == [(2500, (0, 0, 255))]
    assert copied(path, Recipe(4000, 1000, "PNG")).size == (400, 100)


def test_moving_pictures_are_known(tmp_path: Path) -> None:
    frames = [Image.new("L", (20, 20), value) for value in (0, 90, 200)]
    for kind in ("gif", "png", "webp"):
        path = tmp_path / f"moving.{kind}"
        frames[0].save(path, save_all=True, append_images=frames[1:])
        assert facts(path).moving


def test_pixels_are_counted_before_they_are_decoded(tmp_path: Path) -> None:
    bomb = tmp_path / "bomb.png"
    Image.new("1", (9000, 9000)).save(bomb)
    with pytest.raises(NotAPicture, match="9000 × 9000"):
        facts(bomb)
    with pytest.raises(NotAPicture):
        made(bomb, tmp_path / "copy", Recipe(100, 100, "PNG"))


@pytest.mark.parametrize(
    "data", [b"", b"%PDF-1.4", b"GIF89a", b"\x89PNG\r\n\x1a\n", b"<svg/>", b"\xff\xd8\xff", b"RIFF"]
)
def test_what_is_no_picture_is_refused(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "picture.png"
    path.write_bytes(data)
    with pytest.raises(NotAPicture):
        facts(path)
    with pytest.raises(NotAPicture):
        made(path, tmp_path / "copy", Recipe(10, 10, "PNG"))


@pytest.mark.parametrize("kind", ["png", "jpg", "webp", "gif"])
def test_a_picture_that_was_cut_is_seen_without_decoding_it(kind: str, tmp_path: Path) -> None:
    whole, cut = tmp_path / f"whole.{kind}", tmp_path / f"cut.{kind}"
    NOISE.save(whole)
    cut.write_bytes(whole.read_bytes()[:-2000])
    facts(whole)
    with pytest.raises(NotAPicture):
        facts(cut)


def test_damage_inside_is_seen_when_it_is_copied(tmp_path: Path) -> None:
    path = tmp_path / "damaged.png"
    NOISE.save(path)
    data = bytearray(path.read_bytes())
    data[5000:9000] = bytes(4000)
    path.write_bytes(bytes(data))
    facts(path)
    with pytest.raises(NotAPicture):
        made(path, tmp_path / "copy", Recipe(100, 75, "PNG"))


def test_a_thousand_mutations_crash_nothing(tmp_path: Path) -> None:
    draw, seeds = random.Random(7), []
    for kind in ("JPEG", "PNG", "WEBP", "GIF"):
        data = io.BytesIO()
        NOISE.resize((60, 40)).save(data, kind)
        seeds.append(data.getvalue())
    path = tmp_path / "mutated.jpg"
    for _ in range(1000):
        data_ = bytearray(draw.choice(seeds))
        for _ in range(draw.randint(1, 8)):
            data_[draw.randrange(len(data_))] = draw.randrange(256)
        path.write_bytes(bytes(data_[: draw.randint(1, len(data_))]))
        with suppress(NotAPicture):
            assert facts(path).width >= 0


def test_a_copy_is_stopped_when_it_is_cancelled(tmp_path: Path) -> None:
    stop = threading.Event()
    stop.set()
    with pytest.raises(Cancelled):
        made(photo(tmp_path / "photo.jpg"), tmp_path / "copy", Recipe(10, 10, "JPEG"), cancelled=stop)


SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 9 9">{}</svg>'
KEPT = '<rect width="9" height="9"/>'


def drawing(tmp_path: Path, inside: str) -> tuple[str, list[str]]:
    path = tmp_path / "drawing.svg"
    path.write_text(inside if inside.startswith("<?") or "<svg" in inside else SVG.format(inside), encoding="utf-8")
    data, taken = clean(path)
    return (path.read_bytes() if data is None else data).decode(), taken


@pytest.mark.parametrize(
    ("hostile", "taken"),
    [
        ("<script>alert(1)</script>", ["<script>"]),
        ('<script xlink:href="https://mal.example/x.js"/>', ["<script>"]),
        ('<rect onclick="alert(1)"/>', ["onclick"]),
        ('<g ONLOAD="alert(1)"/>', ["ONLOAD"]),
        ('<a xlink:href="javascript:alert(1)"><text>x</text></a>', ["href=javascript:alert(1)"]),
        ('<a href=" java&#10;script:alert(1)"><text>x</text></a>', ["href= java\nscript:alert(1)"]),
        ('<a href="data:text/html,mal"><text>x</text></a>', ["href=data:text/html,mal"]),
        ('<foreignObject><body xmlns="http://www.w3.org/1999/xhtml"><iframe/></body></foreignObject>',
         ["<foreignObject>"]),
        ('<html:script xmlns:html="http://www.w3.org/1999/xhtml">alert(1)</html:script>', ["<script>"]),
        ('<image href="https://mal.example/a.png"/>', ["href=https://mal.example/a.png"]),
        ('<image href="data:image/svg+xml;base64,PHN2Zz4="/>', ["href=data:image/svg+xml;base64,PHN2Zz4="]),
        ('<use href="other.svg#a"/>', ["href=other.svg#a"]),
        ('<use xlink:href="data:image/svg+xml,mal#x"/>', ["href=data:image/svg+xml,mal#x"]),
        ('<feImage href="//mal.example/a.png"/>', ["href=//mal.example/a.png"]),
        ('<rect fill="url(https://mal.example/a.svg#b)"/>', ["fill=url(https://mal.example/a.svg#b)"]),
        ('<rect style="fill: u\\72l(//mal.example/a)"/>', ["style=fill: u\\72l(//mal.example/a)"]),
        ('<rect style="fill: url(/**/&quot;//mal.example&quot;)"/>', ['style=fill: url(/**/"//mal.example")']),
        ("<style>@import url('//mal.example/a.css');</style>", ["<style>"]),
        ("<style>@font-face{font-family:x;src:url(//mal.example/x.woff)}</style>", ["<style>"]),
        ("<style>.a{fill:url(//mal.example/a)}</style>", ["<style>"]),
        ('<animate attributeName="href" to="javascript:alert(1)"/>', ["<animate href>"]),
        ('<set attributeName="xlink:href" to="javascript:alert(1)"/>', ["<set href>"]),
        ('<set attributeName="onclick" to="alert(1)"/>', ["<set onclick>"]),
        ('<handler xmlns="http://www.w3.org/2001/xml-events">alert(1)</handler>', []),
        ("<iframe/>", ["<iframe>"]),
        ("<audio src='a'/>", ["<audio>"]),
    ],
)  # fmt: skip
def test_what_does_harm_is_taken_from_a_drawing_and_told(hostile: str, taken: list[str], tmp_path: Path) -> None:
    text, found = drawing(tmp_path, hostile + KEPT)
    assert found == taken
    assert KEPT in text
    for word in ("mal.", "alert", "script", "iframe", "other.svg", "audio"):
        assert word not in text


@pytest.mark.parametrize(
    "harmless",
    [
        '<style>.a{fill:url(#b);font:bold 9px sans-serif}</style><g class="a" style="stroke:#f00"/>',
        '<defs><linearGradient id="b" xlink:href="#c"/></defs><rect fill="url(#b)"/><use xlink:href="#b"/>',
        '<image href="data:image/png;base64,iVBORw0KGgo=" width="3" height="3"/>',
        '<a href="https://www.imt.fr"><text x="1" y="2" xml:space="preserve">a  b</text></a>',
        '<animate attributeName="x" from="0" to="9" dur="1s"/><title>Un réseau</title><desc>x</desc>',
        "<text>un &lt;script&gt; montré</text>",
        '<style>@font-face{font-family:x;src:url("data:font/woff2;base64,d09GMg==")}</style>',
        '<g clip-path="url(#c)" filter="url(&quot;#f&quot;)" mask="url(\'#m\')"/>',
    ],
)
def test_what_draws_is_kept_byte_by_byte(harmless: str, tmp_path: Path) -> None:
    text, taken = drawing(tmp_path, harmless)
    assert taken == []
    assert text == SVG.format(harmless)


def test_notes_of_the_program_go_without_a_word(tmp_path: Path) -> None:
    noted = (
        '<?xml version="1.0"?><?xml-stylesheet href="//mal.example/a.css"?><svg xmlns="http://www.w3.org/2000/svg" '
        'xmlns:i="http://www.inkscape.org/namespaces/inkscape" i:export-filename="/home/claire/a.png" width="9" '
        f'height="9"><metadata>Claire</metadata><i:grid/>{KEPT}<!-- Claire --></svg>'
    )
    text, taken = drawing(tmp_path, noted)
    assert taken == ["<?xml-stylesheet?>"]
    assert text == f'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">{KEPT}</svg>\n'


def test_entities_are_neither_expanded_nor_kept(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("secret", encoding="utf-8")
    declared = '<!ENTITY ns "http://www.w3.org/2000/svg"><!ENTITY f SYSTEM "secret">'
    text, taken = drawing(
        tmp_path, f'<?xml version="1.0"?><!DOCTYPE svg [{declared}]><svg xmlns="&ns;" viewBox="0 0 9 9">&f;{KEPT}</svg>'
    )
    assert taken == ["&f;"]
    assert text == f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">{KEPT}</svg>\n'


@pytest.mark.parametrize(
    "data", [b"", b"<html/>", b"<svg><g></svg>", b"\x1f\x8bpacked", b"<svg xmlns='x'/>", b"\xff\xfe<", b"<svg>" * 400]
)
def test_what_is_no_drawing_is_refused(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "drawing.svg"
    path.write_bytes(data)
    with pytest.raises(NotAPicture):
        clean(path)


def test_a_drawing_says_the_size_it_is_wanted_in(tmp_path: Path) -> None:
    path = tmp_path / "drawing.svg"
    path.write_text(f'<svg xmlns="http://www.w3.org/2000/svg" width="90" height="60">{KEPT}</svg>', encoding="utf-8")
    data, taken = clean(path, (45, 30))
    path.write_bytes(data or b"")
    assert taken == []
    assert b'viewBox="0 0 90 60"' in path.read_bytes()
    assert pictures.size(path) == (45, 30)
