"""Studio's own notation of problems (its "simple editor"), read with positions and written again.

What the notation means was read in the converters of both platforms:
https://github.com/openedx/edx-platform/blob/master/xmodule/js/src/problem/edit.js and
https://github.com/openedx/edx-platform/blob/named-release/dogwood.3/common/lib/xmodule/xmodule/js/src/problem/edit.coffee
"""

from moocfab.source.studio.model import Notation, Place
from moocfab.source.studio.parse import parse
from moocfab.source.studio.rules import RULES
from moocfab.source.studio.write import write

__all__ = ["RULES", "Notation", "Place", "parse", "write"]
