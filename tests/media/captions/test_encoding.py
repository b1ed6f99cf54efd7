"""Encodings: told where there is one reading, left alone where there are two."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from moocfab.media.captions.encoding import decoded, mended, spoilt

FR = "1\n00:00:01,000 --> 00:00:03,000\nÉté comme hiver, l'élève étudie « à la française » : ça va où ?\n"
DE = "1\n00:00:01,000 --> 00:00:03,000\nÜber die Größe der Straße fällt täglich Schnee.\n"
ES = "1\n00:00:01,000 --> 00:00:03,000\n¿Qué tal mañana? La lección será fácil.\n"


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
@pytest.mark.parametrize("text", [FR, DE, ES, "1\n00:00:01,000 --> 00:00:02,000\nשלום, 世界\n"])
def test_unicode_is_read_in_every_form(text: str, codec: str) -> None:
    found = decoded(text.encode(codec))
    assert found is not None
    assert found.text == text


@pytest.mark.parametrize("codec", ["cp1252", "latin-1", "iso8859-15", "mac-roman", "cp850"])
@pytest.mark.parametrize(("text", "language"), [(FR, "fr"), (DE, "de"), (ES, "es")])
def test_encodings_of_one_byte_are_told_by_their_accents(text: str, language: str, codec: str) -> None:
    found = decoded(text.encode(codec), language)
    assert found is not None
    assert found.text == text


@pytest.mark.parametrize("data", ["École".encode("cp1252"), "voilà".encode("cp850"), b"\xff\xfe\x00", b"\x81\x8d\x8f"])
def test_what_can_be_read_in_two_ways_or_none_is_left_alone(data: bytes) -> None:
    assert decoded(data, "fr") is None


@pytest.mark.parametrize(("word", "codec"), [("Réseaux", "cp1252"), ("Réseaux", "mac-roman"), ("voilà", "cp1252")])
def test_one_accent_is_enough_where_it_is_nonsense_otherwise(word: str, codec: str) -> None:
    found = decoded(word.encode(codec), "fr")
    assert found is not None
    assert found.text == word


@given(st.binary(max_size=60))
def test_any_bytes_are_answered(data: bytes) -> None:
    found = decoded(data)
    assert found is None or found.text.encode("utf-8") is not None


@given(st.text(st.sampled_from("éèàçùœ’…« abc\n"), min_size=1))
def test_text_that_was_saved_in_the_wrong_encoding_is_brought_back(text: str) -> None:
    data = text.encode("utf-8")
    wrong = "".join(
        bytes([byte]).decode("cp1252") if byte not in b"\x81\x8d\x8f\x90\x9d" else chr(byte) for byte in data
    )
    if not text.isascii():
        assert spoilt(wrong)
        assert mended(wrong) == text
    assert not spoilt(text)


@pytest.mark.parametrize("text", ["Ã©t\ufffd", "déjà Ã©tÃ©", "déjà vu", "abc"])
def test_text_that_does_not_come_back_whole_is_left_alone(text: str) -> None:
    assert mended(text) is None
