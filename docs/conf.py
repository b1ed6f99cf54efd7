"""Sphinx: the guide, and the reference that is made from the code's own pages."""

import sys
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))

import reference  # noqa: E402

from moocfab import __version__  # noqa: E402

project = "moocfab"
copyright = "the moocfab authors"
release = __version__
language = "fr"
extensions = ["myst_parser"]
myst_enable_extensions = ["deflist"]
myst_heading_anchors = 3
html_theme = "furo"
html_title = "moocfab"
html_static_path = ["screens"]
exclude_patterns = ["screens"]
linkcheck_ignore = [r"https?://"]  # what others serve may be away; what is here may not
suppress_warnings = ["misc.highlighting_failure"]  # examples that fail on purpose

reference.write(HERE / "reference")
