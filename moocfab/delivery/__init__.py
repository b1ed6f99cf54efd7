"""What a build hands on: an archive for each target, and beside it what `source-format.md` lists."""

from moocfab.delivery.archives import Archive, Clock, archive, gather, gathered_name, hand_on
from moocfab.delivery.documents import FOLDER, MANIFEST, elements

__all__ = ["FOLDER", "MANIFEST", "Archive", "Clock", "archive", "elements", "gather", "gathered_name", "hand_on"]
