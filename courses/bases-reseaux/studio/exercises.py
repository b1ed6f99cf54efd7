"""Make the exercise sheet: `python exercises.py` writes files/exercices-binaire.csv and .pdf (tagged, by Typst)."""

from __future__ import annotations

import csv
from pathlib import Path

import typst

FILES = Path(__file__).resolve().parent.parent / "files"
NAME = "exercices-binaire"
DECIMALS = (12, 37, 64, 100, 150, 192, 221, 255)
BINARIES = ("00010101", "01000000", "10000001", "11110000", "01101010", "10111000", "11000011", "11111110")
PREFIXES = (8, 12, 19, 22, 25, 27, 28, 30)


def questions() -> list[tuple[str, str, str]]:
    """Return series, question and answer of every exercise."""
    return [
        *(("Décimal en binaire et en hexadécimal", str(n), f"{n:08b} = 0x{n:02x}") for n in DECIMALS),
        *(("Binaire en décimal", bits, str(int(bits, 2))) for bits in BINARIES),
        *(("Préfixe en masque", f"/{length}", mask(length)) for length in PREFIXES),
    ]


def mask(length: int) -> str:
    """Return the mask of a prefix, in four numbers."""
    bits = (1 << 32) - (1 << 32 - length)
    return ".".join(str(bits >> shift & 255) for shift in (24, 16, 8, 0))


def main() -> None:
    """Write both files."""
    FILES.mkdir(exist_ok=True)
    rows = questions()
    with (FILES / f"{NAME}.csv").open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(("Série", "Question", "Votre réponse", "Réponse"))
        writer.writerows((series, question, "", answer) for series, question, answer in rows)
    pdf = typst.compile(_page(rows).encode(), format="pdf", timestamp=0)
    (FILES / f"{NAME}.pdf").write_bytes(pdf)


def _page(rows: list[tuple[str, str, str]]) -> str:
    series = list(dict.fromkeys(row[0] for row in rows))
    asked = "\n".join(_table(name, [(row[1], "") for row in rows if row[0] == name]) for name in series)
    answered = "\n".join(_table(name, [row[1:] for row in rows if row[0] == name]) for name in series)
    return f"""
#set document(title: "Exercices : binaire, hexadécimal et masques", author: "Institut Mines-Télécom")
#set page(paper: "a4", margin: 2cm, numbering: "1 / 1")
#set text(lang: "fr", size: 11pt)
#show table.cell.where(y: 0): strong
= Exercices : binaire, hexadécimal et masques
Les bases des réseaux, semaine 3. Les réponses sont à la seconde page.
{asked}
#pagebreak()
= Réponses
{answered}
"""


def _table(name: str, rows: list[tuple[str, str]]) -> str:
    cells = "\n".join(f"[`{question}`], [{f'`{answer}`' if answer else ''}]," for question, answer in rows)
    return f"== {name}\n#table(columns: (5cm, 1fr), table.header([Question], [Réponse]),\n{cells}\n)"


if __name__ == "__main__":
    main()
