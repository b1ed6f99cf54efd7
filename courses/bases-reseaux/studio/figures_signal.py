"""Figures of week 1: networks, signals, media."""

from __future__ import annotations

from drawing import (
    BLUE,
    GREEN,
    GREY,
    INK,
    ORANGE,
    PALE,
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


def home_network() -> str:
    """A network at home, and what lies beyond it."""
    return svg(
        960,
        430,
        "Un réseau domestique relié à Internet",
        group("acces", line((420, 210), (660, 210), colour=ORANGE, width=5), line((660, 210), (760, 210), width=4)),
        group(
            "maison",
            f'<rect x="20" y="20" width="500" height="385" rx="14" fill="none" stroke="{GREY}" stroke-width="2" '
            'stroke-dasharray="8 6"/>',
            text(270, 45, "Réseau local (LAN) de la maison", size=18, bold=True, colour=GREY),
            line((140, 130), (390, 200)),
            line((140, 330), (390, 220), dashed=True),
            line((280, 330), (400, 230), dashed=True),
            computer(120, 120, "Ordinateur"),
            box(92, 280, 36, 66, colour=BLUE, round_=6),
            text(110, 368, "Téléphone", size=16),
            box(240, 290, 90, 54, colour=BLUE, round_=4),
            text(285, 368, "Tablette", size=16),
            text(262, 144, "câble", size=15, colour=GREY),
            text(205, 262, "Wi-Fi", size=15, colour=GREY),
        ),
        router(420, 210, "Box"),
        group(
            "internet",
            text(570, 185, "fibre", size=16, colour=ORANGE),
            router(660, 210, "Opérateur"),
            cloud(845, 205, "Internet"),
        ),
        group("serveur", line((845, 255), (845, 300), width=4), server(845, 340, "Serveur web")),
    )


def packets() -> str:
    """A message cut into packets that take two ways."""

    def packet(x: float, y: float, number: int, colour: str) -> str:
        return box(x, y, 44, 34, str(number), colour=colour, size=18, bold=True, round_=4)

    return svg(
        960,
        400,
        "Un message découpé en paquets qui suivent deux chemins",
        line((130, 200), (300, 200)),
        line((300, 200), (480, 90), (660, 200)),
        line((300, 200), (480, 310), (660, 200)),
        line((660, 200), (830, 200)),
        computer(110, 200, "Émetteur"),
        router(300, 200, "R1"),
        router(480, 90, "R2"),
        router(480, 310, "R3"),
        router(660, 200, "R4"),
        server(850, 200, "Destinataire"),
        group("message", box(30, 90, 160, 40, "Message", colour=BLUE, size=18, bold=True)),
        group("paquets", packet(180, 150, 3, BLUE), packet(375, 95, 1, BLUE), packet(545, 272, 2, ORANGE)),
        group(
            "arrivee",
            packet(760, 90, 1, BLUE),
            packet(812, 90, 2, ORANGE),
            packet(864, 90, 3, BLUE),
            text(834, 68, "remis dans l’ordre", size=16, colour=GREY),
        ),
    )


def four_levels() -> str:
    """A signal of four levels: two bits for each symbol."""
    symbols = [2, 0, 3, 1, 1, 3, 0, 2]
    x0, step, base, height = 130, 96, 320, 70
    points: list[tuple[float, float]] = []
    for index, level in enumerate(symbols):
        y = base - level * height
        points += [(x0 + index * step, y), (x0 + (index + 1) * step, y)]
    right = x0 + len(symbols) * step
    levels = [
        line((x0, base - level * height), (right, base - level * height), colour="#c5cad3", width=1)
        + text(110, base - level * height, f"{level:02b}", mono=True, anchor="end")
        for level in range(4)
    ]
    cuts = [line((x0 + i * step, 70), (x0 + i * step, 350), colour="#c5cad3", width=1) for i in range(9)]
    bits = [
        text(x0 + (i + 0.5) * step, 375, f"{level:02b}", bold=True, colour=BLUE, mono=True, size=20)
        for i, level in enumerate(symbols)
    ]
    return svg(
        960,
        430,
        "Un signal à quatre niveaux porte deux bits par symbole",
        text(110, 60, "niveau", size=16, colour=GREY, anchor="end"),
        *levels,
        *cuts,
        line(*points, colour=BLUE, width=5),
        arrow((x0, 350), (right + 40, 350), colour=INK, width=2),
        text(right + 20, 330, "temps", size=16, colour=GREY),
        group("bits", *bits, text(110, 375, "bits", size=16, colour=GREY, anchor="end")),
        group(
            "duree",
            arrow((x0, 405), (x0 + step, 405), colour=ORANGE, both=True, width=2),
            text(x0 + step + 14, 405, "durée d’un symbole : T = 1/R", size=16, colour=ORANGE, anchor="start"),
        ),
    )


def media() -> str:
    """Copper, fibre, radio: how each carries the signal."""
    twist = "".join(
        f'<path d="M{60 + 60 * i} 150q15 -36 30 0t30 0" fill="none" stroke="{ORANGE}" stroke-width="5"/>'
        f'<path d="M{60 + 60 * i} 150q15 36 30 0t30 0" fill="none" stroke="{BLUE}" stroke-width="5"/>'
        for i in range(3)
    )
    ray = line((372, 160), (420, 128), (470, 172), (520, 128), (570, 172), (588, 158), colour=ORANGE, width=4)
    waves = "".join(
        f'<path d="M{715 + 26 * i} {180 - 18 * (i + 1)}a{26 * (i + 1)} {26 * (i + 1)} 0 0 1 0 {36 * (i + 1)}" '
        'fill="none" '
        f'stroke="{GREEN}" stroke-width="4" transform="translate(0 {-8})"/>'
        for i in range(4)
    )
    return svg(
        960,
        350,
        "Trois supports : la paire torsadée, la fibre optique, la radio",
        group(
            "cuivre",
            text(150, 50, "Paire torsadée", bold=True),
            twist,
            text(150, 235, "signal électrique\njusqu’à 100 m en Ethernet", size=16),
        ),
        group(
            "fibre",
            text(480, 50, "Fibre optique", bold=True),
            f'<rect x="360" y="100" width="240" height="100" rx="50" fill="{PALE[GREY]}" stroke="{GREY}" '
            'stroke-width="2"/>',
            f'<rect x="360" y="122" width="240" height="56" rx="28" fill="{PALE[BLUE]}" stroke="{BLUE}" '
            'stroke-width="2"/>',
            ray,
            text(480, 235, "signal lumineux\nplusieurs dizaines de km", size=16),
        ),
        group(
            "radio",
            text(800, 50, "Radio", bold=True),
            f'<path d="M700 200l-22 60h44z" fill="{GREEN}"/><circle cx="700" cy="172" r="9" fill="{GREEN}"/>'
            f'<path d="M700 172v32" stroke="{GREEN}" stroke-width="5"/>',
            waves,
            text(800, 285, "ondes électromagnétiques\nsans câble, mais partagées", size=16),
        ),
    )


FIGURES = {
    "reseau-maison": home_network,
    "paquets": packets,
    "quatre-niveaux": four_levels,
    "supports": media,
}
