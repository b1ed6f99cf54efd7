from __future__ import annotations

import pytest

from moocfab.quantity import number, size


@pytest.mark.parametrize(
    ("value", "how", "texts"),
    [
        (2.0, {}, ("2", "2")),
        (2.04, {}, ("2", "2")),
        (1234.56, {}, ("1234,6", "1234.6")),
        (100.0, {"digits": 0}, ("100", "100")),
        (0.28, {"digits": 2}, ("0,28", "0.28")),
        (-16.0, {"zeros": True}, ("−16,0", "-16.0")),
        (1.5, {"sign": True}, ("+1,5", "+1.5")),
    ],
)
def test_a_number_is_written_as_its_language_does(value: float, how: dict[str, int], texts: tuple[str, str]) -> None:
    assert number(value, **how) == texts  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("count", "texts"),
    [
        (0, ("0 octets", "0 bytes")),
        (999, ("999 octets", "999 bytes")),
        (9_960, ("10 ko", "10 kB")),
        (700_000, ("700 ko", "700 kB")),
        (999_600, ("1 Mo", "1 MB")),
        (1_240_000, ("1,2 Mo", "1.2 MB")),
        (5_000_000_000, ("5 Go", "5 GB")),
        (4 * 10**15, ("4000 To", "4000 TB")),
    ],
)
def test_a_size_takes_the_largest_unit_that_leaves_a_whole_one(count: int, texts: tuple[str, str]) -> None:
    assert size(count) == texts
