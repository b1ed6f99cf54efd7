"""Figures of week 4: connections, names, addresses of pages, tools."""

from __future__ import annotations

from drawing import BLUE, GREEN, GREY, INK, ORANGE, VIOLET, arrow, computer, group, line, router, server, svg, text


def connection() -> str:
    """A TCP connection opens, then carries fifty octets."""
    client, end, steps = 230, 730, []
    messages = [
        ("SYN, numéro 100", BLUE, True),
        ("SYN-ACK, numéro 300, attend 101", GREEN, False),
        ("ACK, attend 301", BLUE, True),
        ("données 101 à 150", ORANGE, True),
        ("ACK, attend 151", GREEN, False),
    ]
    for index, (words, colour, out) in enumerate(messages):
        y = 130 + 72 * index
        ends = ((client + 6, y), (end - 6, y + 40)) if out else ((end - 6, y), (client + 6, y + 40))
        label = text((client + end) / 2, y - 5, words, colour=colour, size=17)
        steps.append(group(f"message-{index + 1}", arrow(*ends, colour=colour), label))
    return svg(
        960,
        520,
        "L’ouverture d’une connexion TCP",
        line((client, 120), (client, 500), width=2),
        line((end, 120), (end, 500), width=2),
        computer(client, 50, "Client"),
        server(end, 50, "Serveur"),
        *steps,
        group(
            "ouverte",
            text(100, 300, "connexion\nouverte", size=16, colour=GREY),
            line((160, 306), (client, 306), dashed=True, width=2),
        ),
    )


def names() -> str:
    """How a name is resolved."""
    servers = [
        ("racine", 55, "« demandez à fr »"),
        ("fr", 213, "« demandez à imt.fr »"),
        ("imt.fr", 370, "« 192.0.2.10 »"),
    ]
    parts = []
    for index, (name, y, answer) in enumerate(servers):
        colour, start = (VIOLET, GREEN, ORANGE)[index], 190 + 28 * index
        parts.append(server(850, y, name, colour=colour))
        parts.append(arrow((515, start), (812, y), colour=colour, both=True))
        middle = start + (y - start) * (660 - 515) / (812 - 515)
        parts.append(text(664, middle - 22, str(index + 2), bold=True, colour=colour, size=20))
        parts.append(text(845, y + 76, answer, size=15, colour=colour))
    return svg(
        960,
        470,
        "La résolution du nom www.imt.fr",
        computer(100, 215, "Ordinateur"),
        server(470, 215, "Résolveur", colour=BLUE),
        *parts,
        arrow((150, 200), (432, 200), colour=BLUE),
        text(290, 178, "1  www.imt.fr ?", size=16, colour=BLUE),
        arrow((432, 230), (150, 230), colour=BLUE),
        text(290, 254, "5  192.0.2.10", size=16, colour=BLUE),
    )


def page_address() -> str:
    """The parts of a web address."""
    pieces = [
        ("https", "protocole", BLUE),
        ("://", "", GREY),
        ("www.example.org", "nom de la machine", GREEN),
        ("/cours/reseaux", "chemin", ORANGE),
        ("?", "", GREY),
        ("semaine=4", "paramètres", VIOLET),
        ("#", "", GREY),
        ("tls", "fragment", GREY),
    ]
    total = sum(len(words) for words, *_ in pieces)
    unit = 880 / total
    parts, x = [], 40.0
    for index, (words, name, colour) in enumerate(pieces):
        width = len(words) * unit
        parts.append(text(x + width / 2, 60, words, mono=True, size=26, colour=colour, bold=bool(name)))
        if name:
            drop = 150 if index in (0, 3, 7) else 110
            parts.append(line((x + 3, 86), (x + width - 3, 86), colour=colour, width=4))
            parts.append(line((x + width / 2, 88), (x + width / 2, drop - 16), colour=colour, width=2))
            parts.append(text(x + width / 2, drop, name, size=17, colour=colour))
        x += width
    return svg(960, 190, "Les parties d’une adresse web", *parts)


def tracing() -> str:
    """Packets with growing TTL make each router answer."""
    stops = [("Ordinateur", 100), ("R1", 370), ("R2", 610), ("Serveur", 850)]
    parts = [
        line((100, 80), (850, 80)),
        computer(100, 75, "Ordinateur"),
        router(370, 80, "R1"),
        router(610, 80, "R2"),
        server(850, 80, "Serveur"),
    ]
    for index in range(3):
        y, x = 180 + 88 * index, stops[index + 1][1]
        colour = (ORANGE, VIOLET, GREEN)[index]
        parts.append(arrow((100, y), (x, y), colour=colour))
        parts.append(text(235, y - 16, f"TTL = {index + 1}", size=17, colour=colour, bold=True))
        parts.append(arrow((x, y + 24), (100, y + 24), colour=colour, dashed=True, width=2))
        parts.append(text(235, y + 42, "réponse" if index == 2 else "ICMP : durée dépassée", size=15, colour=INK))
    return svg(960, 440, "traceroute fait parler chaque routeur", *parts)


FIGURES = {"connexion-tcp": connection, "dns": names, "url": page_address, "traceroute": tracing}
