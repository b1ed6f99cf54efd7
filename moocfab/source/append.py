"""A further item at the end of a list in a YAML file, the rest left as it is."""

from __future__ import annotations

from collections.abc import Sequence

import yaml

from moocfab.source.edit import Edit


def appended(text: str, steps: Sequence[str | int], item: Sequence[str]) -> Edit:
    """Return the edit that appends an item to the list at `steps`.

    Args:
        text: of the file, without byte-order mark, already known to be sound.
        steps: keys and numbers that lead to the list.
        item: its lines, without dash or indent; one for a list between brackets.

    Raises:
        ValueError: there is no such list, or it stands between brackets and the item has several lines.
    """
    node = _at(yaml.compose(text, Loader=yaml.SafeLoader), steps)
    if not isinstance(node, yaml.SequenceNode) or not node.value or (node.flow_style and len(item) > 1):
        raise ValueError(steps)
    lines = text.split("\n")
    if node.flow_style:
        line, column = node.end_mark.line, node.end_mark.column - 1
        before = text[: node.end_mark.index - 1].rstrip()
        return Edit(line + 1, column + 1, (" " if before.endswith(",") else ", ") + item[0], before="]")
    last = _last_line(node, lines)
    indent = " " * node.start_mark.column
    written = [f"{indent}- {item[0]}", *(f"{indent}  {line}" for line in item[1:])]
    return Edit(last + 1, len(lines[last].rstrip("\r")) + 1, "".join(f"\n{line}" for line in written))


def _at(node: yaml.Node | None, steps: Sequence[str | int]) -> yaml.Node | None:
    for step in steps:
        if isinstance(node, yaml.MappingNode):
            node = next((value for key, value in node.value if key.value == step), None)
        elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
            node = node.value[step]
        else:
            return None
    return node


def _last_line(node: yaml.Node, lines: Sequence[str]) -> int:
    """Return the 0-based line on which the last thing of a node ends."""
    if isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        last = node.value[-1]
        return _last_line(last[1] if isinstance(last, tuple) else last, lines)
    line = node.end_mark.line
    if isinstance(node, yaml.ScalarNode) and node.style in ("|", ">"):
        line = min(line, len(lines)) - 1  # its end mark stands where the next thing begins
        while not lines[line].strip():
            line -= 1
    return line
