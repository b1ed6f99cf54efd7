"""Media: what they are, what is made of them, and where it is kept."""

from moocfab.media.cache import Cache, folder
from moocfab.media.delivery import deliver, prune
from moocfab.media.plan import TEASER, MediaPlan, Output, Role
from moocfab.media.progress import Event
from moocfab.media.shared import Address, Shared
from moocfab.media.store import Store
from moocfab.media.survey import Survey, survey
from moocfab.media.usage import using
from moocfab.media.work import Results, Stored, carry_out, kept

__all__ = [
    "TEASER",
    "Address",
    "Cache",
    "Event",
    "MediaPlan",
    "Output",
    "Results",
    "Role",
    "Shared",
    "Store",
    "Stored",
    "Survey",
    "carry_out",
    "deliver",
    "folder",
    "kept",
    "prune",
    "survey",
    "using",
]
