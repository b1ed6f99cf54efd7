"""Options of the test suite."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import hypothesis
import pytest

from moocfab import targets
from moocfab.course import load
from moocfab.course.edition import edition
from moocfab.course.model import Element
from moocfab.course.site import Site
from moocfab.course.surroundings import Surroundings, of_element
from moocfab.kinds.contract import Kind, Spec
from tests.browser.session import Browser

Around = Callable[[Kind, Spec, str, str], Surroundings]

# How long an example takes says how busy the machine is, not whether a law holds.
hypothesis.settings.register_profile("suite", deadline=None)
hypothesis.settings.load_profile("suite")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--regenerate", action="store_true", help="write what is expected again; read the diff")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print what tests recorded as `read` or `measured`; their properties reach the first process from every other."""
    for reports in terminalreporter.stats.values():
        for report in reports:
            if isinstance(report, pytest.TestReport) and report.when == "call":
                for name, value in report.user_properties:
                    if name in ("read", "measured"):
                        terminalreporter.write_line(f"{report.nodeid}: {value}")


@pytest.fixture(scope="session")
def regenerate(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--regenerate"))


@pytest.fixture(scope="session", autouse=True)
def _own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep the tests out of the cache of whoever runs them."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MOOCFAB_CACHE", str(tmp_path_factory.mktemp("cache")))
        yield


@pytest.fixture(scope="session")
def around() -> Around:
    """Return what gives an element the surroundings of the base course, for a target, in a language."""
    course, findings = load(Path(__file__).parent / "cases" / "base")
    assert course is not None
    assert findings == []

    def made(kind: Kind, spec: Spec, target: str, language: str) -> Surroundings:
        settings = course.settings.model_copy(update={"language": language})
        site = Site.of(edition(replace(course, settings=settings), targets.load(target)))
        return of_element(site, Element(kind, spec, spec.id or "exemple", "modules/1-premiers-pas/exemple.md"))

    return made


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A real browser, for all tests of a worker."""
    with Browser() as opened:
        yield opened
