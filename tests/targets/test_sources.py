"""Where each target's blocks were read: code at a tag or a commit, and why that is not always the platform's own."""

from __future__ import annotations

import re

import pytest

from moocfab import targets

COMMIT = r"[0-9a-f]{40}"
RELEASE = r"(?:named|open)-release/[a-z]+\.\d+"
TAG = r"[a-z-]*\d+(?:\.\d+)+"
ADDRESS = re.compile(rf"https://github\.com/[\w-]+/[\w-]+/blob/(?:{COMMIT}|{RELEASE}|{TAG})/[\w/]+\.py")
PACKAGE = re.compile(r"[\w-]+==\d+(?:\.\d+)+, [\w/]+\.py")

# The platform has another version, of which no stored code was found: the source says which, in brackets.
OF_ANOTHER_VERSION = {
    ("fun", "ipython"): "0.2.0",
    ("fun", "proctoru"): "1.2.0",
}

SOURCES = {(name, tag): block.source for name in targets.names() for tag, block in targets.load(name).blocks.items()}


@pytest.mark.parametrize(("name", "tag"), SOURCES)
def test_block_was_read_at_a_tag_or_a_commit(name: str, tag: str) -> None:
    source = SOURCES[name, tag]
    assert ADDRESS.match(source) or PACKAGE.match(source), source


def test_another_version_than_the_platforms_is_named_with_its_reason() -> None:
    remarks = {key: remark for key, source in SOURCES.items() if (remark := source.partition(" (")[2])}
    assert set(remarks) == set(OF_ANOTHER_VERSION)
    assert all(version in remarks[key] for key, version in OF_ANOTHER_VERSION.items())


@pytest.mark.parametrize("branch", ["master", "main", "fun/dogwood", "release", "open-release/teak.master"])
def test_branch_is_no_version(branch: str) -> None:
    assert not ADDRESS.match(f"https://github.com/openfun/edx-gea/blob/{branch}/edx_gea/gea.py")
