"""Open edX's own grader: what it says, what hostile scripts cannot do there, and that ours says the same."""

from __future__ import annotations

import io
import zipfile
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from moocfab import targets
from moocfab.diagnostics import Location
from moocfab.grading import fast, real, rules
from moocfab.grading.model import Answer
from moocfab.grading.play import Played, play
from moocfab.grading.problems import Problem
from moocfab.media.cache import Cache
from moocfab.safe.xml import parse

pytestmark = pytest.mark.grader

SCRIPTS = targets.load("openedx").scripts
Record = Callable[[str, object], None]


def shown(script: str, *plays: Sequence[Answer] | str | None, seeds: tuple[int, ...] = (1,)) -> tuple[real.Run, ...]:
    olx = (
        f"<problem><script type='loncapa/python'><![CDATA[{script}]]></script>"
        '<customresponse cfn="check" expect="4"><textline correct_answer="4"/></customresponse></problem>'
    )
    return real.play([real.Job("p", olx, seeds, plays)], scripts=SCRIPTS)["p"]


def problem(olx: str, name: str = "p") -> Problem:
    return Problem(name, parse(f"<problem>{olx}</problem>"), Location("a.md", 3))


def played(olx: str, target: str = "openedx") -> Played:
    (one,) = play([problem(olx)], targets.load(target))
    return one


CHECK = "\ndef check(expect, given):\n    return given == expect\n"


def test_script_grades() -> None:
    (run,) = shown(CHECK, None, ["4"], ["5"], "x")
    assert run.trouble is None
    assert [outcome.earned for outcome in run.outcomes if outcome] == [1, 1, 0, 0]


def test_answers_leave_nothing_for_the_next() -> None:
    script = (
        "seen = []\n"
        "def check(expect, given):\n"
        "    seen.append(given)\n"
        "    if len(seen) > 1: return True\n"
        "    return {'ok': 'partial', 'grade_decimal': 0.5} if given == '3' else given == '4'\n"
    )
    (run,) = shown(script, ["3"], ["5"], ["4"])
    assert [outcome.earned for outcome in run.outcomes if outcome] == [0.5, 0, 1]


def test_scripts_import_from_the_library_of_the_course() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("ours.py", "def check(expect, given):\n    return given == expect\n")
    olx = (
        "<problem><script>from ours import check</script>"
        '<customresponse cfn="check" expect="4"><textline/></customresponse></problem>'
    )
    job = real.Job("p", olx, (1,), (["4"], ["5"]), packed.getvalue())
    (run,) = real.play([job], scripts=SCRIPTS)["p"]
    assert run.trouble is None
    assert [outcome.earned for outcome in run.outcomes if outcome] == [1, 0]
    (without,) = real.play([replace(job, library=b"")], scripts=SCRIPTS)["p"]
    assert without.trouble is not None
    assert "No module named 'ours'" in without.trouble.en


def test_hundred_learners_get_numbers_of_their_own() -> None:
    olx = (
        "<script>import random\na = random.randint(1, 10 ** 6)</script>"
        '<numericalresponse answer="$a"><textline/></numericalresponse>'
    )
    one = played(olx)
    assert one.findings == []
    assert len({tuple(shot.answers) for shot in one.shots}) > 90
    assert {shot.outcome.earned for shot in one.shots} == {1}


@pytest.mark.parametrize(
    "script",
    [
        "while True: pass",
        "while True:\n    try:\n        while True: pass\n    except Exception: pass",
        "import time\ntime.sleep(60)",
        "x = 'a' * (8 << 30)",
        "raise ValueError",
        "import no_such_module",
        "import os\nos._exit(3)",
        "import os, signal\nos.kill(os.getpid(), signal.SIGKILL)",
        "raise SystemExit",
        "import ctypes\nctypes.string_at(0)",
        "import os\nwhile True: os.fork()",
        "import os\nfor number in range(3, 20):\n"
        "    try: os.write(number, b'\\xff\\n[]\\n{\"plays\": 3}\\n')\n    except OSError: pass",
    ],
)
def test_script_that_does_not_end_well_is_an_error_of_its_problem(script: str) -> None:
    jobs = [
        real.Job("bad", f"<problem><script><![CDATA[{script}]]></script></problem>", (1,), ()),
        real.Job("good", '<problem><stringresponse answer="a"><textline/></stringresponse></problem>', (1,), (["a"],)),
    ]
    found = real.play(jobs, scripts=SCRIPTS)
    assert found["bad"][-1].trouble is not None
    (run,) = found["good"]
    assert run.outcomes[0] is not None
    assert run.outcomes[0].earned == 1


@pytest.mark.parametrize(
    "act",
    [
        "import socket; socket.create_connection(('127.0.0.1', 9))",
        "import socket; socket.socket(socket.AF_UNIX)",
        "open({outside!r}, 'w').write('x')",
        "import os; os.remove({kept!r})",
        "import os; os.rename({kept!r}, {outside!r})",
        "import os; os.truncate({kept!r}, 0)",
        "import subprocess, sys; subprocess.run([sys.executable, '-c', 'open({outside!r}, \"w\")'], check=True)",
        "open('here', 'w').write('x' * (8 << 20))",
    ],
)
def test_script_reaches_neither_network_nor_files(act: str, tmp_path: Path) -> None:
    kept, outside = tmp_path / "kept", tmp_path / "outside"
    kept.write_text("mine", encoding="utf-8")
    (run,) = shown(act.format(kept=str(kept), outside=str(outside)) + CHECK, None)
    assert run.trouble is not None
    assert kept.read_text("utf-8") == "mine"
    assert not outside.exists()


def test_script_that_overwrites_the_answer_is_found() -> None:
    olx = (
        "<script>ans = 4\ndef check(expect, ans):\n    return True</script>"
        '<customresponse cfn="check" expect="4"><textline/></customresponse>'
    )
    assert [finding.rule for finding in played(olx).findings] == [rules.ANYTHING_RIGHT]


def test_script_that_tells_no_answer_cannot_be_verified() -> None:
    olx = "<script>def check(e, g): return g == '4'</script><customresponse cfn='check'><textline/></customresponse>"
    assert [finding.rule for finding in played(olx).findings] == [rules.UNVERIFIABLE]


def test_what_was_played_is_remembered_by_content(tmp_path: Path) -> None:
    cache, script = Cache(tmp_path), CHECK
    job = real.Job("p", f"<problem><script>{script}</script></problem>", (1,), ())
    first = real.play([job], scripts=SCRIPTS, cache=cache)
    files = sorted(path.stat().st_mtime_ns for path in tmp_path.rglob("*.json"))
    assert real.play([job], scripts=SCRIPTS, cache=cache) == first
    assert sorted(path.stat().st_mtime_ns for path in tmp_path.rglob("*.json")) == files


def test_both_graders_agree_on_the_corpus(corpus, record_property: Record) -> None:  # type: ignore[no-untyped-def]
    """500 questions of every kind, each answer that their author means something of, and our own plays."""
    target = targets.load("openedx")
    made = corpus(500, "openedx")
    jobs = [real.Job(p.name, _olx(p), (1,), tuple(given for given, _ in question.expected)) for question, p in made]
    runs = real.play(jobs, scripts=target.scripts)
    answers, both = 0, 0
    for question, one in made:
        (run,) = runs[one.name]
        assert run.trouble is None, question
        for (given, share), outcome in zip(question.expected, run.outcomes, strict=True):
            assert outcome is not None
            assert (outcome.trouble, outcome.refused) == (None, False), (question, given)
            assert outcome.earned / outcome.possible == pytest.approx(share, abs=0.006), (question, given)
            answers += 1
            if question.kind != "python":
                ours = fast.grade(one.element, given, "openedx")
                assert outcome.earned == pytest.approx(ours.earned), (question, given)
                both += 1
    own = play([one for _, one in made], target)
    assert Counter(finding.message("en") for one in own for finding in one.findings) == {}
    compared = (one for one in own if not fast.needs_script(one.problem.element))
    shots = sum(shot.grader == "openedx" for one in compared for shot in one.shots)
    said = f"{answers} answers earn what their author means, both graders agree on {both} of them and on {shots} plays"
    record_property("read", f"{len(made)} questions: {said}")


def _olx(one: Problem) -> str:
    from lxml import etree

    return etree.tostring(one.element, encoding="unicode")
