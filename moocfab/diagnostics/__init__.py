"""What a finding is: a rule, a place, values; texts in French and English stand with the rule."""

from moocfab.diagnostics.model import Diagnostic, Location, Report, Rule, Severity, Text

__all__ = ["Diagnostic", "Location", "Report", "Rule", "Severity", "Text"]
