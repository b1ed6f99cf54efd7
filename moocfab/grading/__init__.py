"""Answers played: a fast grader of ours for what needs no script, and the bridge to Open edX's own."""
