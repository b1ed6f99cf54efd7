"""Figures of week 2: layers, frames, switches, Wi-Fi."""

from __future__ import annotations

from drawing import BLUE, GREEN, GREY, INK, ORANGE, VIOLET, arrow, box, computer, group, line, svg, switch, text


def encapsulation() -> str:
    """Each layer adds its header."""
    rows = [
        ("Application", "message", [(520, 300, "données HTTP", BLUE)]),
        ("Transport", "segment", [(430, 90, "TCP", GREEN), (520, 300, "données", BLUE)]),
        ("Réseau", "paquet", [(340, 90, "IP", ORANGE), (430, 390, "segment TCP", GREEN)]),
        (
            "Liaison",
            "trame",
            [(240, 100, "Ethernet", VIOLET), (340, 480, "paquet IP", ORANGE), (820, 100, "contrôle", VIOLET)],
        ),
    ]
    parts = []
    for index, (layer, unit, pieces) in enumerate(rows):
        y = 40 + 95 * index
        cells = [box(x, y, width, 56, words, colour=colour, size=17, round_=3) for x, width, words, colour in pieces]
        names = [
            text(30, y + 18, layer, anchor="start", bold=True),
            text(30, y + 42, unit, anchor="start", colour=GREY),
        ]
        down = [] if index == 3 else [arrow((670, y + 60), (670, y + 91), colour=INK, width=2)]
        parts.append(group(f"couche-{index + 1}", *names, *cells))
        parts.append(group(f"descente-{index + 1}", *down))
    return svg(960, 400, "L’encapsulation : chaque couche ajoute son en-tête", *parts)


def empty_layers() -> str:
    """The storeys that learners fill with protocols."""
    layers = (("Application", BLUE), ("Transport", GREEN), ("Réseau", ORANGE), ("Liaison", VIOLET))
    parts = [
        part
        for index, (layer, colour) in enumerate(layers)
        for part in (
            text(30, 70 + 95 * index, layer, anchor="start", bold=True),
            box(240, 30 + 95 * index, 690, 80, colour=colour),
        )
    ]
    return svg(960, 425, "Quatre couches à remplir", *parts)


def frame() -> str:
    """The fields of an Ethernet frame."""
    fields = [
        ("Destination", "6 octets", 150, VIOLET),
        ("Source", "6 octets", 150, VIOLET),
        ("Type", "2 octets", 100, GREEN),
        ("Données", "46 à 1500 octets", 380, BLUE),
        ("Contrôle", "4 octets", 120, ORANGE),
    ]
    parts, x = [], 30
    for name, size, width, colour in fields:
        parts.append(box(x, 70, width, 70, name, colour=colour, size=18, bold=True, round_=2))
        parts.append(text(x + width / 2, 165, size, size=16, colour=GREY))
        x += width
    return svg(
        960,
        240,
        "Les champs d’une trame Ethernet",
        text(230, 40, "en-tête : 14 octets", size=16, colour=GREY),
        line((32, 56), (428, 56), colour=GREY, width=2),
        *parts,
        arrow((30, 205), (330, 205), colour=INK, width=2),
        text(345, 205, "ordre d’émission", size=16, colour=GREY, anchor="start"),
    )


def learning_switch() -> str:
    """A switch that knows two of its four machines."""
    places = [("A", 120, 90, 1), ("B", 120, 320, 2), ("C", 520, 90, 3), ("D", 520, 320, 4)]
    links, machines, ports = [], [], []
    for name, x, y, port in places:
        side = 1 if x < 320 else -1
        links.append(line((x + 30 * side, y), (320 - 40 * side, 205)))
        machines.append(computer(x, y, name))
        anchor = "end" if side > 0 else "start"
        ports.append(
            text(320 - 78 * side, 205 + (-15 if y < 205 else 17), f"port {port}", size=15, colour=GREY, anchor=anchor)
        )
    table = [
        box(660, 80, 270, 44, "Table du commutateur", colour=VIOLET, size=16, bold=True, round_=2),
        box(660, 124, 135, 40, "Adresse", colour=GREY, size=16, round_=2),
        box(795, 124, 135, 40, "Port", colour=GREY, size=16, round_=2),
        group(
            "ligne-a",
            box(660, 164, 135, 40, "A", colour=INK, round_=2),
            box(795, 164, 135, 40, "1", colour=INK, round_=2),
        ),
        group(
            "ligne-c",
            box(660, 204, 135, 40, "C", colour=INK, round_=2),
            box(795, 204, 135, 40, "3", colour=INK, round_=2),
        ),
    ]
    return svg(
        960,
        420,
        "Un commutateur et sa table d’adresses",
        *links,
        *machines,
        switch(320, 205, "Commutateur"),
        *ports,
        *table,
        group("entree", arrow((170, 80), (278, 158), colour=GREEN, width=4)),
        group(
            "sortie",
            arrow((362, 158), (470, 80), colour=GREEN, width=4),
            text(320, 60, "trame de A pour C", size=16, colour=GREEN),
        ),
        group(
            "reponse",
            arrow((470, 80), (362, 158), colour=BLUE, width=4),
            arrow((278, 158), (170, 80), colour=BLUE, width=4),
            text(320, 60, "réponse de C à A", size=16, colour=BLUE),
            hidden=True,
        ),
        group(
            "inondation",
            arrow((362, 158), (470, 80), colour=ORANGE, width=4),
            arrow((362, 262), (470, 345), colour=ORANGE, width=4),
            arrow((278, 262), (170, 345), colour=ORANGE, width=4),
            text(320, 340, "inondation", size=16, colour=ORANGE),
            hidden=True,
        ),
    )


def avoiding_collisions() -> str:
    """Three stations wait for different times."""
    rows = [("A", 5), ("B", 2), ("C", 7)]
    parts = [text(60, 60, "D", bold=True, size=20), box(100, 40, 210, 40, "trame de D", colour=GREY, size=16, round_=2)]
    for index, (name, slots) in enumerate(rows):
        y = 130 + 80 * index
        parts.append(text(60, y, name, bold=True, size=20))
        parts.append(line((100, y + 22), (930, y + 22), colour="#c5cad3", width=1))
        parts += [box(330 + 24 * k, y - 16, 24, 36, colour=ORANGE, round_=0) for k in range(min(slots, 2))]
        if slots > 2:
            parts += [box(860 + 24 * k, y - 16, 24, 36, colour=ORANGE, round_=0) for k in range(min(3, slots - 2))]
            parts.append(text(615, y + 2, f"canal occupé : reste {slots - 2}", size=16, colour=GREY))
    parts.append(box(378, 190, 300, 40, "trame de B", colour=BLUE, size=16, round_=2))
    parts.append(box(730, 190, 90, 40, "ACK", colour=GREEN, size=16, round_=2))
    parts.append(line((310, 30), (310, 330), colour=INK, width=2, dashed=True))
    return svg(
        960,
        400,
        "L’attente aléatoire de CSMA/CA",
        *parts,
        text(310, 350, "le canal se libère", size=16, colour=GREY),
        arrow((100, 380), (930, 380), colour=INK, width=2),
        text(870, 362, "temps", size=16, colour=GREY),
        text(945, 292, "…", size=18),
        text(420, 350, "chaque case orange est un créneau d’attente", size=16, colour=ORANGE, anchor="start"),
    )


FIGURES = {
    "encapsulation": encapsulation,
    "couches-vides": empty_layers,
    "trame-ethernet": frame,
    "commutateur": learning_switch,
    "csma-ca": avoiding_collisions,
}
