"""Posters of given pictures: upright, flat, small, without what a camera notes."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from moocfab.media import images


def test_a_poster_is_upright_small_and_says_nothing_of_its_camera(tmp_path: Path) -> None:
    photo, made = tmp_path / "photo.jpg", tmp_path / "poster.jpg"
    exif = Image.Exif()
    exif[274], exif[271] = 6, "Camera"
    Image.new("RGB", (2000, 1000), "red").save(photo, exif=exif)
    images.poster(photo, made, short_side=720)
    with Image.open(made) as picture:
        assert picture.size == (720, 1440)
        assert dict(picture.getexif()) == {}


def test_a_poster_is_never_enlarged_and_what_is_clear_becomes_white(tmp_path: Path) -> None:
    drawing, made = tmp_path / "drawing.png", tmp_path / "poster.jpg"
    Image.new("RGBA", (64, 48), (0, 0, 0, 0)).save(drawing)
    images.poster(drawing, made, short_side=720)
    with Image.open(made) as picture:
        assert picture.size == (64, 48)
        assert picture.getpixel((5, 5)) == (255, 255, 255)


def test_pixels_are_counted_before_they_are_decoded(tmp_path: Path) -> None:
    bomb = tmp_path / "bomb.png"
    Image.new("1", (9000, 9000)).save(bomb)
    with pytest.raises(images.NotAPicture, match="9000 × 9000"):
        images.check(bomb)


@pytest.mark.parametrize("data", [b"", b"%PDF-1.4", b"GIF89a", b"\x89PNG\r\n\x1a\n", b"<svg/>"])
def test_what_is_no_picture_is_refused(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "picture.png"
    path.write_bytes(data)
    with pytest.raises(images.NotAPicture):
        images.check(path)


def test_a_picture_that_was_cut_is_refused(tmp_path: Path) -> None:
    whole, cut = tmp_path / "whole.png", tmp_path / "cut.png"
    Image.effect_noise((400, 300), 50).save(whole)
    cut.write_bytes(whole.read_bytes()[:20_000])
    with pytest.raises(images.NotAPicture):
        images.poster(cut, tmp_path / "poster.jpg", short_side=720)
