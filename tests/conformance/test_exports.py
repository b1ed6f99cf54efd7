"""Real exports of real courses: what a platform wrote, it reads again whole."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from moocfab import targets
from moocfab.olx.predict import predict_archive

STRANGERS = {"oxa-kitchen-sink": "azure_media_services"}
"""Course to the tag of a block that Open edX has not."""


def test_exports_arrive_whole_on_open_edx(shared: Path, record_property: Callable[[str, object], None]) -> None:
    archives = sorted((shared / "data" / "olx").glob("*.tar.gz"))
    record_property("read", f"{len(archives)} archives")
    assert archives
    for archive in archives:
        found = predict_archive(archive, targets.load("openedx"))
        assert found.refused is None, archive.name
        assert len(found.arrived) > 10
        assert not (found.vanished or found.empty or found.renamed or found.colliding), archive.name
        strangers = {tag for tag, _ in found.hidden}
        assert strangers == {tag for name, tag in STRANGERS.items() if archive.name.startswith(name)}
