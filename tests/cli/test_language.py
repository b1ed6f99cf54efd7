from __future__ import annotations

import pytest

from moocfab.cli.language import chosen


@pytest.mark.parametrize(
    ("arguments", "environment", "language"),
    [
        ([], {}, "fr"),
        ([], {"LANG": "en_US.UTF-8"}, "en"),
        ([], {"LANG": "en"}, "en"),
        ([], {"LANG": "fr_FR.UTF-8"}, "fr"),
        ([], {"LANG": "C.UTF-8"}, "fr"),
        ([], {"LANG": "POSIX"}, "fr"),
        ([], {"LANG": "eno"}, "fr"),
        ([], {"LC_MESSAGES": "fr_FR", "LANG": "en_US"}, "fr"),
        ([], {"LC_MESSAGES": "en_GB", "LANG": "fr_FR"}, "en"),
        ([], {"LC_ALL": "fr_FR", "LC_MESSAGES": "en_GB"}, "fr"),
        ([], {"LC_ALL": "", "LC_MESSAGES": "en_GB"}, "en"),
        ([], {"MOOCFAB_LANG": "en", "LC_ALL": "fr_FR"}, "en"),
        (["--lang", "fr"], {"MOOCFAB_LANG": "en"}, "fr"),
        (["check", "x", "--lang=en"], {}, "en"),
        (["--lang", "fr", "check", "--lang", "en"], {}, "en"),
        (["check", "--", "--lang", "en"], {}, "fr"),
        (["check", "--lang"], {}, "fr"),
    ],
)
def test_option_then_variables_then_french(arguments: list[str], environment: dict[str, str], language: str) -> None:
    assert chosen(arguments, environment) == language
