"""Figures of week 3: addresses, subnets, routes."""

from __future__ import annotations

from drawing import (
    BLUE,
    GREEN,
    GREY,
    INK,
    ORANGE,
    VIOLET,
    arrow,
    box,
    cloud,
    computer,
    group,
    line,
    router,
    server,
    svg,
    text,
)


def address() -> str:
    """An address and its mask, bit by bit."""
    values, mask, prefix = (192, 168, 10, 77), (255, 255, 255, 192), 26
    left, bit, gap = 200, 21, 14

    def row(y: float, numbers: tuple[int, ...], name: str) -> list[str]:
        parts = [text(180, y, name, anchor="end", bold=True)]
        for index in range(32):
            x = left + index * bit + index // 8 * gap
            value = numbers[index // 8] >> (7 - index % 8) & 1
            parts.append(
                box(
                    x,
                    y - 16,
                    bit,
                    32,
                    str(value),
                    colour=BLUE if index < prefix else ORANGE,
                    size=15,
                    round_=0,
                    mono=True,
                )
            )
        return parts

    def decimals(y: float, numbers: tuple[int, ...]) -> list[str]:
        return [
            text(left + (k * 8 + 4) * bit + k * gap, y, str(n), mono=True, size=20, bold=True)
            for k, n in enumerate(numbers)
        ]

    edge = left + 26 * bit + 3 * gap
    end = left + 32 * bit + 3 * gap
    network = tuple(v & m for v, m in zip(values, mask, strict=True))
    return svg(
        960,
        400,
        "L’adresse 192.168.10.77/26, bit à bit",
        *decimals(40, values),
        *row(78, values, "Adresse"),
        group("masque", *decimals(142, mask), *row(180, mask, "Masque")),
        group("reseau", *decimals(244, network), *row(282, network, "Réseau")),
        group(
            "parties",
            line((edge, 50), (edge, 330), colour=INK, width=3, dashed=True),
            arrow((left, 325), (edge - 4, 325), colour=BLUE, both=True),
            arrow((edge + 4, 325), (end, 325), colour=ORANGE, both=True),
            text((left + edge) / 2, 352, "partie réseau : 26 bits", colour=BLUE),
            text((edge + end) / 2, 352, "machine :\n6 bits", colour=ORANGE),
        ),
    )


def subnets() -> str:
    """A /24 in four /26, the last in two /27."""
    left, width = 40, 880
    quarter = width / 4
    parts = [box(left, 40, width, 60, "192.168.10.0/24 : 256 adresses", colour=GREY, bold=True, round_=3)]
    for index, start in enumerate((0, 64, 128, 192)):
        colour = (BLUE, GREEN, VIOLET, ORANGE)[index]
        parts.append(
            box(left + index * quarter, 140, quarter, 70, f".{start}/26\n64 adresses", colour=colour, round_=3)
        )
        parts.append(arrow((left + (index + 0.5) * quarter, 102), (left + (index + 0.5) * quarter, 137), width=2))
    for index, start in enumerate((192, 224)):
        x = left + 3 * quarter + index * quarter / 2
        parts.append(box(x, 250, quarter / 2, 70, f".{start}/27\n32", colour=ORANGE, round_=3))
        parts.append(arrow((x + quarter / 4, 212), (x + quarter / 4, 247), width=2))
    for index, value in enumerate((0, 64, 128, 192, 256)):
        parts.append(text(left + index * quarter, 350, str(value), size=16, colour=GREY))
        parts.append(line((left + index * quarter, 325), (left + index * quarter, 338), colour=GREY, width=2))
    return svg(960, 375, "Une plage /24 découpée en sous-réseaux", *parts)


def routing() -> str:
    """Two routers, and the table of the first."""
    rows = [
        ("Destination", "Prochain saut"),
        ("10.1.0.0/16", "direct"),
        ("10.0.0.0/30", "direct"),
        ("10.2.0.0/16", "R2"),
        ("0.0.0.0/0", "R2"),
    ]
    table = [text(180, 225, "Table de R1", bold=True)]
    for index, (destination, hop) in enumerate(rows):
        y = 245 + 36 * index
        colour = GREY if index == 0 else INK
        table.append(box(50, y, 160, 36, destination, colour=colour, size=16, round_=0, mono=index > 0))
        table.append(box(210, y, 160, 36, hop, colour=colour, size=16, round_=0))
    return svg(
        960,
        440,
        "Deux routeurs et la table de routage du premier",
        line((130, 100), (340, 100)),
        line((340, 100), (620, 100)),
        line((620, 100), (840, 100)),
        line((620, 100), (620, 290)),
        computer(110, 100, "10.1.0.0/16"),
        router(340, 100, "R1"),
        text(480, 78, "10.0.0.0/30", size=16, colour=GREY),
        router(620, 100),
        text(652, 150, "R2", size=16, anchor="start"),
        computer(620, 310, "10.2.0.0/16"),
        cloud(850, 100, "Internet"),
        group("table", *table),
        group(
            "paquet",
            box(440, 190, 150, 36, "vers 10.2.0.7", colour=GREEN, size=15),
            arrow((380, 120), (575, 120), colour=GREEN, width=4),
        ),
    )


def translation() -> str:
    """Two machines behind one address."""
    rows = [
        ("Dans la maison", "Sur Internet"),
        ("192.168.1.10 : 50000", "203.0.113.5 : 40001"),
        ("192.168.1.11 : 50000", "203.0.113.5 : 40002"),
    ]
    table = []
    for index, (inside, outside) in enumerate(rows):
        y = 290 + 38 * index
        for x, words in ((210, inside), (480, outside)):
            table.append(
                box(
                    x,
                    y,
                    270,
                    38,
                    words,
                    colour=GREY if index == 0 else INK,
                    size=16,
                    round_=0,
                    mono=index > 0,
                    bold=index == 0,
                )
            )
    return svg(
        960,
        430,
        "La traduction d’adresses",
        arrow((155, 80), (430, 130), colour=BLUE),
        arrow((155, 200), (430, 150), colour=VIOLET),
        arrow((515, 132), (820, 132), colour=BLUE),
        arrow((515, 150), (820, 150), colour=VIOLET),
        computer(110, 70, "192.168.1.10"),
        computer(110, 200, "192.168.1.11", colour=VIOLET),
        router(475, 140, "Box : 203.0.113.5"),
        server(860, 140, "198.51.100.7"),
        text(285, 72, "port 50000", size=15, colour=BLUE),
        text(285, 212, "port 50000", size=15, colour=VIOLET),
        text(665, 112, "port 40001", size=15, colour=BLUE),
        text(665, 172, "port 40002", size=15, colour=VIOLET),
        text(480, 262, "Table de la box", bold=True),
        *table,
    )


FIGURES = {"adresse-ip": address, "sous-reseaux": subnets, "routage": routing, "nat": translation}
