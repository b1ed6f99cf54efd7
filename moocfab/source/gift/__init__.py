"""GIFT, Moodle's notation for questions, read with positions as Moodle reads it."""

from moocfab.source.gift.parse import Gift, parse
from moocfab.source.gift.rules import RULES

__all__ = ["RULES", "Gift", "parse"]
