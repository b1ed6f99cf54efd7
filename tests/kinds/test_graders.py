"""Which Python a grader needs."""

from __future__ import annotations

import pytest

from moocfab.kinds.graders import overwriting, trouble


@pytest.mark.parametrize(
    ("script", "place"),
    [
        ('x = 1\ny = f"{x}"', (2, 5)), ('print(1, end="")', (1, 1)), ("def f(x: int): pass", (1, 1)),
        ("def f(*, x): pass", (1, 1)), ("x: int = 1", (1, 1)), ("raise A from B", (1, 1)), ("a, *b = c", (1, 1)),
        ("d = {**a}", (1, 5)), ("if (n := 1): pass", (1, 5)), ("class A(metaclass=B): pass", (1, 1)),
        ("def f():\n    def g():\n        nonlocal x", (3, 9)), ("async def f(): pass", (1, 1)),
        ("f(*a, *b)", (1, 1)), ("x = 1\ny = 1_000", (2, 5)), ("x = rb'a'", (1, 5)), ("super().f()", (1, 1)),
        ("try:\n    a\nexcept FileNotFoundError:\n    pass", (3, 8)), ("open(a, encoding='utf-8')", (1, 1)),
        ("import urllib.request", (1, 1)), ("from collections.abc import Mapping", (1, 1)),
        ("given.casefold()", (1, 1)), ("import numpy as np\nnp.isclose(1, 1)", (2, 1)),
        ("max(a, default=0)", (1, 1)), ("import math\nmath.log2(4)", (2, 1)),
    ],
)  # fmt: skip
def test_python_3_alone_is_found_for_python_2(script: str, place: tuple[int, int]) -> None:
    found = trouble(script, "2.7")
    assert found is not None
    assert found[:2] == place
    assert trouble(script, "3.11") is None


@pytest.mark.parametrize(
    "script",
    [
        "print 'a'", "print('a')", "from __future__ import print_function\nprint(1, end='')", "raise A, 'b'",
        "try:\n    import statistics\nexcept ImportError:\n    statistics = None", "math = a\nmath.log2(4)",
        "def casefold(a): return a\nb.casefold()", "import collections\nx = 1000", "f(a, *b, **c)",
        "import numpy\nx = numpy.mean([1, 2])", "def f(a, b=1, *c, **d): return a(*c, **d)", "exec 'a'", "x = `1`", "",
    ],
)  # fmt: skip
def test_what_both_know_or_python_2_alone_is_none_for_python_2(script: str) -> None:
    assert trouble(script, "2.7") is None


@pytest.mark.parametrize(
    "script",
    [
        "try:\n    unicode\nexcept NameError:\n    unicode = str", "string = a\nstring.split()",
        "def reduce(f): pass\nreduce(a)",
        "from functools import reduce\nreduce(a, b)", "from numpy import *\nlong(1)", "import string\nstring.digits",
        "range(3)\nprint(1)\nsorted(a, key=b)", "def f(file, cmp): return cmp(file)",
    ],
)  # fmt: skip
def test_what_both_know_is_none_for_python_3(script: str) -> None:
    assert trouble(script, "3.11") is None


@pytest.mark.parametrize(
    "script",
    [
        "x = 1\nfor n in xrange(3): pass", "x = 1\nunicode(x)", "x = 1\nd.has_key(x)", "x = 1\nimport urllib2",
        "import string\nstring.letters", "x = 1\nprint >>f, x", "x = 1\nsorted(x, cmp=f)",
        "import itertools\nitertools.izip(a)",
        "x = 1\nfrom itertools import izip",
    ],
)  # fmt: skip
def test_what_python_3_does_not_find_is_found_on_its_line(script: str) -> None:
    found = trouble(script, "3.11")
    assert found is not None
    assert found.line == 2
    assert trouble(script, "2.7") is None


@pytest.mark.parametrize(("script", "line"), [("x = 1\nprint x", 2), ("raise A, 'b'", 1), ("def f(:", 1), ("\0", 1)])
def test_python_2_alone_and_nonsense_are_found_for_python_3(script: str, line: int) -> None:
    found = trouble(script, "3.11")
    assert found is not None
    assert found.line == line


@pytest.mark.parametrize(
    ("script", "names"),
    [
        ("ans = 1", ["ans"]), ("x, expect = 1, 2", ["expect"]), ("for ans in (1, 2): pass", ["ans"]), ("print x", []),
        ("def check(expect, ans):\n    ans = ans.strip()\n    return ans == expect", []), ("answer = ans_2 = 1", []),
    ],
)  # fmt: skip
def test_variables_that_take_the_place_of_the_answer_are_found(script: str, names: list[str]) -> None:
    assert overwriting(script) == names
