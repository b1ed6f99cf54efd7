"""Files that learners download: whole, what their names say, and readable by everybody."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from moocfab.course.statics import Download
from moocfab.diagnostics import Diagnostic, Text
from moocfab.media import document_rules as rules
from moocfab.media.cache import Cache
from moocfab.safe import archives, pdf

_KIND = "pdf-1"
"""Raised when the reader learns to see more."""

_HEAD = 1024
_OLE, _ZIP = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", (b"PK\x03\x04", b"PK\x05\x06")
_PACKED = frozenset({".zip", ".docx", ".xlsx", ".pptx", ".docm", ".xlsm", ".pptm", ".odt", ".ods", ".odp", ".epub"})
_OLD = frozenset({".doc", ".xls", ".ppt"})
_PROGRAMS = frozenset({".exe", ".msi", ".bat", ".cmd", ".com", ".scr", ".ps1", ".vbs", ".hta", ".lnk", ".dmg", ".apk"})
_VBA = "_VBA_PROJECT".encode("utf-16-le")
_MARKS: Mapping[bytes, Text] = {
    b"%PDF-": Text("un PDF", "a PDF"),
    _OLE: Text("un ancien document Office, ou un document protégé par un mot de passe",
               "an old Office document, or one protected by a password"),
    b"PK": Text("une archive (zip, docx, odt…)", "an archive (zip, docx, odt…)"),
    b"{\\rtf": Text("un document RTF", "an RTF document"),
    b"\x89PNG": Text("une image PNG", "a PNG picture"),
    b"\xff\xd8\xff": Text("une image JPEG", "a JPEG picture"),
    b"<!doctype html": Text("une page web", "a web page"),
    b"<html": Text("une page web", "a web page"),
    b"version https://git-lfs": Text("un pointeur Git LFS", "a Git LFS pointer"),
}  # fmt: skip
_OTHER = Text("autre chose", "something else")
_MISSING = {
    "title": Text("de titre", "title"),
    "language": Text("de langue", "language"),
    "tagged": Text("de balises", "tags"),
}
_ACTIVE = {
    "javascript": Text("un programme (JavaScript)", "a program (JavaScript)"),
    "launch": Text("l'ordre de lancer un programme", "the order to start a program"),
    "files": Text("d'autres fichiers", "other files"),
}


@dataclass(frozen=True)
class Offered:
    """A PDF that learners download: its name, its bytes, what it says of itself, None where it cannot be read."""

    name: str
    size: int
    facts: pdf.Facts | None


def offered(downloads: Iterable[Download], cache: Cache) -> list[Offered]:
    """Return the PDFs among files that are published, by their names.

    Raises:
        ToolError: no process can be started.
    """
    files = sorted((item for item in downloads if item.path.suffix.lower() == ".pdf"), key=lambda item: item.name)
    facts = known([item.path for item in files], cache)
    return [Offered(item.name, item.path.stat().st_size, found) for item, found in zip(files, facts, strict=True)]


def check(downloads: Iterable[Download], cache: Cache) -> Iterator[Diagnostic]:
    """Yield what is wrong with files that an edition publishes; what is known of a file is remembered.

    Raises:
        ToolError: no process can be started.
    """
    files: list[Download] = []
    for item in downloads:
        found = list(_content(item))
        yield from found
        if item.path.suffix.lower() == ".pdf" and not found:
            files.append(item)
    for item, facts in zip(files, known([item.path for item in files], cache), strict=True):
        yield from _pdf(item, facts)


def known(paths: list[Path], cache: Cache) -> list[pdf.Facts | None]:
    """Return what is known of PDF files, in order: from memory where they have not changed; None for broken ones."""
    digests = [cache.digest(path) for path in paths]
    kept = {digest: cache.recall(_KIND, digest) for digest in digests}
    new = {digest: path for digest, path in zip(digests, paths, strict=True) if not kept[digest]}
    for digest, facts in zip(new, pdf.read(list(new.values())), strict=True):
        kept[digest] = {"facts": asdict(facts) if facts else None}
        cache.keep(_KIND, digest, kept[digest])
    return [_facts(kept[digest]) for digest in digests]


def _facts(kept: Mapping[str, object]) -> pdf.Facts | None:
    found = kept.get("facts")
    return pdf.Facts(**{**found, "active": tuple(found["active"])}) if isinstance(found, dict) else None


def _content(item: Download) -> Iterator[Diagnostic]:
    """Yield what a file is that its name does not say, and what it should not be."""
    ending = item.path.suffix.lower()
    try:
        with item.path.open("rb") as file:
            head = file.read(_HEAD)
    except OSError:
        return  # Whoever packs the archive tells.
    if not head:
        yield rules.EMPTY.at(item.location, name=item.name)
    elif not _right(ending, head):
        yield rules.OTHER_CONTENT.at(item.location, name=item.name, found=_seen(head))
    elif ending in _PROGRAMS:
        yield rules.PROGRAM.at(item.location, name=item.name)
    elif ending in _PACKED and head.startswith(_ZIP):
        yield from _packed(item)
    elif ending in _OLD and _VBA in item.path.read_bytes():
        yield rules.MACROS.at(item.location, name=item.name)


def _right(ending: str, head: bytes) -> bool:
    """Return whether a file begins as its ending says; only of these endings is it known."""
    if ending == ".pdf":
        return b"%PDF-" in head
    if ending in _PACKED:
        return head.startswith(_ZIP)
    return ending not in _OLD or head.startswith((_OLE, b"{\\rtf", *_ZIP)) or b"<html" in head.lower()


def _seen(head: bytes) -> Text:
    begin = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    return next((told for mark, told in _MARKS.items() if begin.lower().startswith(mark.lower())), _OTHER)


def _packed(item: Download) -> Iterator[Diagnostic]:
    """Yield that an archive, or a document that is one, is broken or holds programs of Office."""
    try:
        if any(name.endswith("vbaProject.bin") for name in archives.names(item.path)):
            yield rules.MACROS.at(item.location, name=item.name)
    except archives.ArchiveError:
        yield rules.BROKEN.at(item.location, name=item.name)


def _pdf(item: Download, facts: pdf.Facts | None) -> Iterator[Diagnostic]:
    """Yield what keeps some from reading a PDF."""
    place, name = item.location, item.name
    if facts is None:
        yield rules.BROKEN.at(place, name=name)
        return
    if facts.locked:
        yield rules.PDF_LOCKED.at(place, name=name)
        return
    if not facts.text:
        yield rules.PDF_SCANNED.at(place, name=name)
    missing = [told for what, told in _MISSING.items() if not getattr(facts, what)]
    if missing:
        yield rules.PDF_ACCESS.at(place, name=name, missing=_listed(missing, Text(" ni ", " and no ")))
    if facts.active:
        what = _listed([_ACTIVE[one] for one in facts.active], Text(" et ", " and "))
        yield rules.PDF_ACTIVE.at(place, name=name, what=what)


def _listed(texts: Iterable[Text], between: Text) -> Text:
    french, english = zip(*texts, strict=True)
    return Text(between.fr.join(french), between.en.join(english))
