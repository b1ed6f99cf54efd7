"""The media of a course while they are looked at: found, probed, captions read, and the plan of its videos."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

from pydantic import ValidationError

from moocfab.course.edition import Edition
from moocfab.diagnostics import Diagnostic, Location, Text
from moocfab.errors import reason
from moocfab.kinds.contract import VideoFiles
from moocfab.media import captions as captions_module
from moocfab.media import graph, plan, rules
from moocfab.media.cache import Cache, state_of
from moocfab.media.captions import Captions
from moocfab.media.captions import rules as caption_rules
from moocfab.media.jobs import Chosen, Job
from moocfab.media.model import Probe
from moocfab.media.pictures import poster_job
from moocfab.media.plan import Master, MediaPlan, Output, Role, Spoken
from moocfab.media.probe import Answer, Unusable, natures, probe
from moocfab.media.profiles import DEFAULT, Profile, profiles
from moocfab.media.sidecars import sidecars
from moocfab.media.wishes import Wish
from moocfab.quantity import number, size
from moocfab.safe.pictures import NotAPicture, facts
from moocfab.source.folder import Folder
from moocfab.source.rules import UNREADABLE

PROBES = "probes-2"
"""Raised when the probe learns to see more."""

_NATURES = "natures-1"
_POSTERS = ("JPEG", "PNG", "WEBP")

_MAX_CAPTION_BYTES = 1 << 20
_POOR_KILOBITS = 2000
_LANGUAGE = re.compile(r"[a-z]{2,3}([-_][A-Za-z0-9]{2,8})*")
DETAILS: Mapping[str, Text] = {
    "empty": Text("le fichier est vide", "the file is empty"),
    "not-media": Text("format non reconnu", "unknown format"),
    "cut-short": Text("la fin du fichier manque", "the end of the file is missing"),
    "no-streams": Text("ni image ni son", "neither picture nor sound"),
    "no-frame": Text("aucune image ne peut en être décodée", "no frame of it can be decoded"),
    "crash": Text("sa lecture fait échouer le lecteur", "reading it makes the reader fail"),
    "too-slow": Text("sa lecture n'en finit pas", "reading it does not end"),
}


@dataclass(slots=True)
class Inventory:
    """The videos of a course while they are looked at.

    Attributes:
        cache: what is known already.
        findings: what is wrong.
        profiles: those that may be named.
        paths: file that names another, and the name, to where that lies.
        pointers: Git LFS pointers among those.
        states: of masters, as they were before they were read.
        masters: what they are.
        natures: what those look like whose profile nobody chose.
    """

    cache: Cache
    findings: list[Diagnostic] = field(default_factory=list)
    profiles: Mapping[str, Profile] = field(default_factory=profiles)
    paths: dict[tuple[str, str], Path] = field(default_factory=dict)
    pointers: set[Path] = field(default_factory=set)
    states: dict[Path, tuple[int, ...]] = field(default_factory=dict)
    masters: dict[Path, Answer] = field(default_factory=dict)
    natures: dict[Path, str] = field(default_factory=dict)

    def find(self, wishes: Iterable[Wish]) -> None:
        """Look at every master once: from memory where it has not changed."""
        unknown: dict[Path, str] = {}
        for wish in wishes:
            path = self.resolve(wish, wish.request.source, wish.place) if wish.request.source else None
            if path is None or path in self.pointers or path in self.masters or path in unknown:
                continue
            try:
                self.states[path] = tuple(state_of(path))
                found = self.known(path)
            except OSError as error:
                self.findings.append(UNREADABLE.at(wish.place, name=wish.request.source, reason=reason(error)))
                continue
            if isinstance(found, str):
                unknown[path] = found
            else:
                self.masters[path] = found
        for (path, digest), answer in zip(unknown.items(), probe(list(unknown)), strict=True):
            self.masters[path] = answer
            if isinstance(answer, Probe) or answer.word not in ("crash", "too-slow"):
                kept = answer.model_dump(mode="json") if isinstance(answer, Probe) else asdict(answer)
                self.cache.keep(PROBES, digest, kept)

    def measure(self, wishes: Iterable[Wish]) -> None:
        """Find out what the masters are like whose profile nobody chose: from memory where they have not changed."""
        unknown: dict[Path, str] = {}
        for wish in wishes:
            path = self.paths.get((wish.file, wish.request.source))
            answer = self.masters.get(path) if path else None
            if path is None or wish.request.profile or wish.edition.media.profile:
                continue
            if not isinstance(answer, Probe) or answer.picture is None or path in self.natures:
                continue
            kept = str(self.cache.recall(_NATURES, answer.digest).get("nature", ""))
            if kept in self.profiles:
                self.natures[path] = kept
            else:
                unknown[path] = answer.digest
        for (path, digest), nature in zip(unknown.items(), natures(list(unknown)), strict=True):
            self.natures[path] = nature
            self.cache.keep(_NATURES, digest, {"nature": nature})

    def known(self, path: Path) -> Answer | str:
        """Return what is known of a file, or its digest where it is to be probed."""
        if not self.states[path][0]:
            return Unusable("empty")
        digest = self.cache.digest(path)
        kept = self.cache.recall(PROBES, digest)
        if "word" in kept:
            return Unusable(str(kept["word"]), str(kept.get("detail", "")))
        try:
            return Probe.model_validate(kept)
        except ValidationError:
            return digest

    def plan(self, edition: Edition, wishes: Sequence[Wish]) -> MediaPlan:
        """Return the plan of one edition."""
        published: dict[str, VideoFiles] = {}
        statics: dict[str, bytes | Path] = {}
        outputs: list[Output] = []
        jobs: dict[str, Job] = {}
        spoken: list[Spoken] = []
        served = edition.target.video.delivery == "files"
        if served and any(wish.request.source for wish in wishes) and not edition.media.url:
            name = edition.target.name
            self.findings.append(rules.NO_ADDRESS.at(edition.course.origin.key("targets", name), target=name))
        for wish in wishes:
            master = self.master(wish)
            made, own = self.video(wish, master) if master else ([], [])
            captions = self.captions(wish, master)
            beside = sidecars(wish, captions, _published(wish, made))
            spoken += self.spoken(wish, master, made, captions)
            outputs += [*made, *beside.outputs]
            jobs |= {job.key: job for job in (*own, *beside.jobs)}
            statics |= beside.statics
            published[wish.element] = beside.video
        return MediaPlan(published, statics, outputs=tuple(outputs), jobs=tuple(jobs.values()), spoken=tuple(spoken))

    def spoken(
        self, wish: Wish, master: Master | None, made: Sequence[Output], captions: Mapping[str, Captions]
    ) -> Iterator[Spoken]:
        """Yield the captions of a video that is made."""
        key = next((output.key for output in made if output.role is Role.VIDEO), "")
        folder = wish.edition.course.folder
        if master is None or folder is None or not key:
            return
        for language, found in captions.items():
            path = folder.show(folder.join(wish.file, wish.request.captions[language]))
            yield Spoken(wish.element, language, key, path, found.cues, master.probe.seconds)

    def master(self, wish: Wish) -> Master | None:
        """Return the master of a video, or None with findings."""
        name = wish.request.source
        path = self.paths.get((wish.file, name))
        answer = self.masters.get(path) if path else None
        if path is None or answer is None:
            return None
        if isinstance(answer, Unusable) or answer.picture is None:
            self.unusable(wish, answer)
            return None
        picture = answer.picture
        if picture.declared > picture.seconds * 1.02 + 1:
            detail = Text(
                f"{picture.seconds:.0f} s lues sur {picture.declared:.0f} s",
                f"{picture.seconds:.0f} s read of {picture.declared:.0f} s",
            )
            self.findings.append(rules.BROKEN_VIDEO.at(wish.place, name=name, detail=detail))
            return None
        if picture.dolby:
            self.findings.append(rules.DOLBY_VISION.at(wish.place, name=name))
            return None
        return Master(path, name, self.states[path], answer, wish.place)

    def unusable(self, wish: Wish, answer: Answer) -> None:
        """Report why a file is no master."""
        name, place = wish.request.source, wish.place
        word = answer.word if isinstance(answer, Unusable) else "still"
        if word == "still":
            self.findings.append(rules.NO_PICTURE.at(place, name=name))
        elif word in ("too-large", "too-long"):
            detail = answer.detail if isinstance(answer, Unusable) else ""
            self.findings.append(rules.BEYOND_LIMITS.at(place, name=name, detail=detail or word))
        else:
            rule = rules.NOT_MEDIA if word in ("empty", "not-media", "no-streams") else rules.BROKEN_VIDEO
            self.findings.append(rule.at(place, name=name, detail=DETAILS[word]))

    def choice(self, wish: Wish, master: Master) -> tuple[str, Chosen]:
        """Return the name of a video's profile, and who chose it."""
        if wish.request.profile:
            return wish.request.profile, Chosen.ELEMENT
        if wish.edition.media.profile:
            return wish.edition.media.profile, Chosen.COURSE
        return self.natures.get(master.path, DEFAULT), Chosen.MEASURED

    def video(self, wish: Wish, master: Master) -> tuple[list[Output], list[Job]]:
        """Return what is made of a master for a target."""
        wanted, chosen = self.choice(wish, master)
        profile = self.profiles.get(wanted)
        if profile is None:
            if wish.request.profile:  # Of the course's own a check tells once.
                place, known = wish.origin.at("profile"), ", ".join(self.profiles)
                self.findings.append(rules.UNKNOWN_PROFILE.at(place, name=wanted, known=known))
            return [], []
        job = plan.video_job(master, profile, wish.edition.target.video)
        job = replace(job, profile=wanted, chosen=chosen)
        self.warn_of_length(wish, master)
        return _outputs(wish, master, profile, job, self.poster(wish, master))

    def warn_of_length(self, wish: Wish, master: Master) -> None:
        """Report a video so long that the target's limit of size costs quality."""
        limit, seconds = wish.edition.target.video.max_bytes, master.probe.seconds
        if limit and master.probe.picture and master.state[0] > limit:
            made = graph.film(master.probe.picture, self.profiles[DEFAULT].mezzanine, max_bytes=limit, seconds=seconds)
            if made.maxrate < _POOR_KILOBITS:
                hours, most = number(seconds / 3600), size(limit)
                self.findings.append(
                    rules.LONG_VIDEO.at(wish.place, name=master.label, hours=hours, limit=most, rate=made.maxrate)
                )

    def poster(self, wish: Wish, master: Master) -> Job:
        """Return the job that makes the poster: of the author's picture, else of a frame."""
        name = wish.request.poster
        if name is None:
            return plan.poster_job(master)
        place = wish.origin.at("poster")
        path = self.resolve(wish, name, place)
        if path is None or path in self.pointers:
            return plan.poster_job(master)
        try:
            return poster_job(path, name, self.cache.digest(path), facts(path, _POSTERS), place)
        except NotAPicture as error:
            self.findings.append(rules.NOT_A_PICTURE.at(place, name=name, detail=error.why))
        except OSError as error:
            self.findings.append(UNREADABLE.at(place, name=name, reason=reason(error)))
        return plan.poster_job(master)

    def captions(self, wish: Wish, master: Master | None) -> Mapping[str, Captions]:
        """Return the captions of a video that can be used, by language."""
        course_folder = wish.edition.course.folder
        found: dict[str, Captions] = {}
        if course_folder is None:
            return found
        limit = _MAX_CAPTION_BYTES if wish.edition.target.video.delivery == "marsha" else 0
        for language, reference in sorted(wish.request.captions.items()):
            if not _LANGUAGE.fullmatch(language):
                self.findings.append(
                    caption_rules.LANGUAGE.at(wish.origin.key("captions", language), language=language)
                )
                continue
            read = self.read_captions(wish, course_folder, language, reference, wish.origin.at("captions", language))
            if read is None:
                continue
            shown = course_folder.show(course_folder.join(wish.file, reference))
            self.findings += read.findings(shown, master.probe.seconds if master else None)
            weight = len(read.srt.encode("utf-8"))
            if limit and weight > limit:
                heavy = caption_rules.HEAVY_CAPTIONS.at(Location(shown), size=size(weight), limit=size(limit))
                self.findings.append(heavy)
            elif read.srt:
                found[language] = read
        return found

    def read_captions(
        self, wish: Wish, course_folder: Folder, language: str, reference: str, place: Location
    ) -> Captions | None:
        """Return captions, judged once for all builds."""
        name = course_folder.join(wish.file, reference)
        data, problems = course_folder.data(name, place)
        self.findings += problems
        if data is None:
            return None
        key = hashlib.sha256(f"{language}\n".encode() + data).hexdigest()
        kind = f"captions-{captions_module.REVISION}"
        try:
            return Captions.model_validate(self.cache.recall(kind, key) or None)
        except ValidationError:
            read, problems = captions_module.of_file(data, language, Location(course_folder.show(name)))
            self.findings += problems
            if read is not None:
                self.cache.keep(kind, key, read.model_dump(mode="json"))
            return read

    def resolve(self, wish: Wish, reference: str, place: Location) -> Path | None:
        """Return a file that a wish names, inside the root only, or None with a finding."""
        course_folder = wish.edition.course.folder
        if course_folder is None:
            return None
        path, problem = course_folder.find(course_folder.join(wish.file, reference), place)
        self.findings += [problem] if problem else []
        if path is not None and path in course_folder.pointers:
            self.pointers.add(path)
        if path is not None:
            self.paths[wish.file, reference] = path
        return path


def _outputs(wish: Wish, master: Master, profile: Profile, video: Job, poster: Job) -> tuple[list[Output], list[Job]]:
    """Return the files of one video, and the jobs that make them."""
    films = [expected.name for expected in video.files if expected.size is not None]
    if wish.edition.target.video.delivery != "files":
        made = [_output(wish, Role.VIDEO, f"{wish.stem}.mp4", video, films[0], films[0].removesuffix(".mp4"))]
        return [*made, _output(wish, Role.POSTER, f"{wish.stem}.jpg", poster, poster.files[0].name)], [video, poster]
    made = [_served(wish, Role.VIDEO, video, name, name.removesuffix(".mp4")) for name in films]
    made.append(_served(wish, Role.POSTER, poster, poster.files[0].name))
    jobs = [video, poster]
    if profile.hls:
        package = plan.package_job(master, video, f"{wish.stem}-{plan.short_key(video)}", profile)
        made += [_output(wish, Role.PLAYLIST, file.name, package, file.name) for file in package.files]
        jobs.append(package)
    if profile.listening is not None and master.probe.sound is not None:
        listening = plan.listening_job(master, profile, profile.listening)
        made.append(_served(wish, Role.SOUND, listening, listening.files[0].name))
        jobs.append(listening)
    if profile.thumbnails:
        sheet = plan.thumbnails_job(master, profile)
        picture = _served(wish, Role.THUMBNAILS, sheet, sheet.files[0].name)
        index = plan.index_job(master, sheet, picture.name)
        made += [picture, _output(wish, Role.THUMBNAILS, f"{picture.name[:-4]}.vtt", index, index.files[0].name)]
        jobs += [sheet, index]
    return made, jobs


def _served(wish: Wish, role: Role, job: Job, file: str, rendition: str = "") -> Output:
    """Return an output that is named by what it is made from."""
    return _output(wish, role, f"{wish.stem}-{plan.short_key(job)}-{file}", job, file, rendition)


def _output(wish: Wish, role: Role, name: str, job: Job, file: str, rendition: str = "") -> Output:
    return Output(
        wish.element,
        role,
        name,
        job.key,
        file,
        rendition,
        uuid=wish.uuid,
        address=wish.address(name),
        location=job.location,
    )


def _published(wish: Wish, outputs: Sequence[Output]) -> VideoFiles:
    """Return where a video will be, the rendition for phones first."""
    videos = [output for output in outputs if output.role is Role.VIDEO and output.address]
    videos.sort(key=lambda output: output.rendition != "720p")
    videos += [output for output in outputs if output.role is Role.PLAYLIST][:1]
    poster = next((output.address for output in outputs if output.role is Role.POSTER), "")
    addresses = tuple(output.address for output in videos)
    if not addresses and wish.request.source and wish.edition.target.video.delivery == "files":
        addresses = (wish.address(f"{wish.stem}.mp4"),)
    return VideoFiles(wish.uuid, addresses, poster=poster)
