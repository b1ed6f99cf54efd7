"""PDF files: what is known of good ones, and of those that were made to do harm."""

from __future__ import annotations

import random
import time
from pathlib import Path

import pypdf
import pytest
from pypdf.generic import (
    ArrayObject,
    BooleanObject,
    DecodedStreamObject,
    DictionaryObject,
    NameObject,
    NumberObject,
    TextStringObject,
)

from moocfab.safe import pdf

GOOD = Path(__file__).parents[2] / "courses/bases-reseaux/files/exercices-binaire.pdf"


def written(path: Path, writer: pypdf.PdfWriter) -> Path:
    with path.open("wb") as file:
        writer.write(file)
    return path


def blank(pages: int = 1) -> pypdf.PdfWriter:
    writer = pypdf.PdfWriter()
    for _ in range(pages):
        writer.add_blank_page(200, 200)
    return writer


def test_what_a_good_one_says(tmp_path: Path) -> None:
    (found,) = pdf.read([GOOD])
    assert found is not None
    assert (found.pages, found.language, found.tagged, found.text, found.locked) == (2, "fr", True, True, False)
    assert found.title.startswith("Exercices")


def test_what_is_missing(tmp_path: Path) -> None:
    writer = blank(3)
    writer.root_object[NameObject("/MarkInfo")] = DictionaryObject({NameObject("/Marked"): BooleanObject(True)})
    (found,) = pdf.read([written(tmp_path / "a.pdf", writer)])
    assert found == pdf.Facts(pages=3, text=False)


def test_what_a_protected_one_says(tmp_path: Path) -> None:
    for password in ("", "secret"):
        writer = blank()
        writer.encrypt(password, owner_password="owner", algorithm="RC4-128")
        (found,) = pdf.read([written(tmp_path / "a.pdf", writer)])
        assert found == pdf.Facts(locked=True)


def test_what_an_active_one_does(tmp_path: Path) -> None:
    writer = blank()
    script = {NameObject("/S"): NameObject("/JavaScript"), NameObject("/JS"): TextStringObject("app.alert(1)")}
    writer.root_object[NameObject("/AA")] = DictionaryObject({NameObject("/WC"): DictionaryObject(script)})
    writer.add_attachment("virus.exe", b"MZ")
    launch = {NameObject("/S"): NameObject("/Launch"), NameObject("/F"): TextStringObject("calc.exe")}
    writer.root_object[NameObject("/OpenAction")] = DictionaryObject(launch)
    (found,) = pdf.read([written(tmp_path / "a.pdf", writer)])
    assert found is not None
    assert found.active == ("files", "javascript", "launch")


def bomb(path: Path) -> Path:
    """A page whose contents unpack to 2 GB, with an image that says to be as large as a wall."""
    writer, stream = blank(), DecodedStreamObject()
    stream.set_data(b"\0" * 40_000_000)
    writer.pages[0][NameObject("/Contents")] = writer._add_object(stream.flate_encode().flate_encode())
    return written(path, writer)


def circle(path: Path) -> Path:
    """Forms that draw each other, pages that hold each other, a catalogue of names that never ends."""
    writer = blank()
    form = DecodedStreamObject()
    draws = DictionaryObject({NameObject("/XObject"): DictionaryObject({NameObject("/a"): writer._add_object(form)})})
    form[NameObject("/Resources")] = draws
    writer.pages[0][NameObject("/Resources")] = draws
    names = DictionaryObject()
    names[NameObject("/Kids")] = ArrayObject([writer._add_object(names)])
    writer.root_object[NameObject("/Names")] = names
    return written(path, writer)


def looping_pages(path: Path) -> Path:
    writer = blank()
    pages = writer.root_object.raw_get("/Pages")
    tree = pages.get_object()
    assert isinstance(tree, DictionaryObject)
    tree[NameObject("/Kids")] = ArrayObject([pages, pages])
    tree[NameObject("/Count")] = NumberObject(2**31)
    return written(path, writer)


@pytest.mark.parametrize("make", [bomb, circle, looping_pages])
def test_hostile_ones_end_soon_and_cost_only_themselves(make: object, tmp_path: Path) -> None:
    assert callable(make)
    begin = time.monotonic()
    _, good = pdf.read([make(tmp_path / "a.pdf"), GOOD])
    assert good is not None
    assert time.monotonic() - begin < 60


def test_what_is_no_pdf_is_none(tmp_path: Path) -> None:
    paths = []
    nested = b"%PDF-1.4\n1 0 obj\n" + b"[" * 100_000 + b"\ntrailer<</Root 1 0 R>>"
    for number, data in enumerate((b"", b"%PDF-1.7", b"<html>", GOOD.read_bytes()[:4000], nested)):
        paths.append(tmp_path / f"{number}.pdf")
        paths[-1].write_bytes(data)
    assert pdf.read([*paths, tmp_path / "nowhere.pdf"]) == [None] * 6


def test_mutations_crash_nothing(tmp_path: Path) -> None:
    draw, whole, paths = random.Random(5), GOOD.read_bytes(), []
    for number in range(60):
        data = bytearray(whole)
        for _ in range(draw.randint(1, 40)):
            data[draw.randrange(len(data))] = draw.randrange(256)
        paths.append(tmp_path / f"{number}.pdf")
        paths[-1].write_bytes(bytes(data[: draw.randint(len(data) // 2, len(data))]))
    assert len(pdf.read(paths)) == len(paths)


@pytest.mark.parametrize("encoding", ["utf-8", "foo", "utf-7", "base64", "idna"])
def test_broken_xmp_is_as_none(encoding: str, tmp_path: Path) -> None:
    writer, xmp = blank(), DecodedStreamObject()
    xmp.set_data(f"<?xml version='1.0' encoding='{encoding}'?><a>".encode())
    writer.root_object[NameObject("/Metadata")] = xmp
    writer.add_metadata({"/Title": "Exercices"})
    (found,) = pdf.read([written(tmp_path / "a.pdf", writer)])
    assert found is not None
    assert found.title == "Exercices"
