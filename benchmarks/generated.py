"""Courses made by the metre, for measuring."""

from __future__ import annotations

from pathlib import Path

UNIT = """---
title: Unité {number}
---
## Le débit de la liaison {number}

Un signal **numérique** prend un nombre fini de valeurs ; son débit est $D = R \\log_2 V$.
Voir aussi [l'unité voisine]({neighbour}) et le [site de l'école](https://www.imt.fr).

| grandeur | unité |
| --- | --- |
| débit | bit/s |
| rapidité | baud |

:::{{note}} Rappel
Deux bits par symbole quand il y a quatre niveaux.
:::

```python
print({number} * 2)
```

:::{{single_choice}}
---
id: choix-{number}
choices:
  - {{text: une, feedback: Pensez au binaire.}}
  - {{text: deux, correct: true}}
  - text: "trois, $2^{{2}} - 1$"
explain: Un bit vaut 0 ou 1.
---
Combien de valeurs un bit de la liaison {number} peut-il prendre ?
:::

La suite du texte, avec *insistance* et `du code`.
"""


def course(folder: Path, units: int, *, modules: int = 10, targets: str = "fun") -> Path:
    """Write a course of `units` units, `modules` at least, each with prose, a table, code and a question."""
    per_module = -(-units // modules)
    names = []
    for module in range(modules):
        base = folder / "modules" / f"{module + 1}-module-{module}"
        base.mkdir(parents=True)
        names.append(f"modules/{base.name}")
        numbers = range(module * per_module, min((module + 1) * per_module, units))
        files = [f"{number - module * per_module + 1}-unite-{number}.md" for number in numbers]
        for index, (number, name) in enumerate(zip(numbers, files, strict=True)):
            text = UNIT.format(number=number, neighbour=files[index - 1])
            (base / name).write_text(text, encoding="utf-8")
        listed = ", ".join(files)
        (base / "module.yml").write_text(
            f"title: Module {module}\nstart: +{module}w\nsequences:\n"
            f"  - {{id: cours, title: Cours, graded: Quiz, due: module+6d, units: [{listed}]}}\n",
            encoding="utf-8",
        )
    (folder / "course.yml").write_text(
        'format: 1\norg: MinesTelecom\nnumber: "04901"\nrun: session01\ntitle: Cours de mesure\nlanguage: fr\n'
        f"targets: [{targets}]\ndates: {{start: 2027-01-18 09:00, end: 2027-06-30}}\n"
        "grading: {pass: 50%, assignments: [{name: Quiz, weight: 100%}]}\n"
        f"modules: [{', '.join(names)}]\n",
        encoding="utf-8",
    )
    return folder
