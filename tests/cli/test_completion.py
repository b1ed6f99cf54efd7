from __future__ import annotations

import shutil
import subprocess

import pytest

from moocfab.cli.completion import SHELLS
from tests.cli.conftest import Command


@pytest.mark.parametrize("shell", SHELLS)
def test_script_of_a_shell_calls_back(moocfab: Command, shell: str) -> None:
    ran = moocfab("completion", shell)
    assert ran.status == 0
    assert f"_MOOCFAB_COMPLETE={shell}_complete" in ran.out


@pytest.mark.skipif(shutil.which("bash") is None, reason="no bash here")
def test_bash_takes_the_script(moocfab: Command) -> None:
    bash = shutil.which("bash") or ""
    script = moocfab("completion", "bash").out
    done = subprocess.run([bash, "-c", f"{script}\ncomplete -p moocfab"], capture_output=True, text=True, check=True)
    assert "moocfab" in done.stdout


@pytest.mark.parametrize(
    ("words", "index", "offered"),
    [("moocfab ch", "1", "check"), ("moocfab explain MF301", "2", "MF3012"), ("moocfab check --for", "2", "--format")],
)
def test_words_are_completed(process: Command, words: str, index: str, offered: str) -> None:
    settings = {"_MOOCFAB_COMPLETE": "bash_complete", "COMP_WORDS": words, "COMP_CWORD": index}
    ran = process(code="import sys; sys.argv[0] = 'moocfab'", settings=settings)
    assert f"plain,{offered}" in ran.out.splitlines()
