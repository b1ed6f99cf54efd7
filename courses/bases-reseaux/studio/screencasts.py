"""Make the screencasts: `python screencasts.py [NAME…]` writes media/NAME.mp4 and its captions, NAME.fr.srt.

Slides are drawn (slides.py), the voice is espeak-ng's, each caption is spoken on its own: its times are exact. A
caption stays at least as long as Arcom's charter asks for its length (12 characters in 1 s, 20 in 2 s, 36 in 3 s, 60
in 4 s, then 15 a second).
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import tomllib
import wave
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import imageio_ffmpeg
import slides

HERE = Path(__file__).resolve().parent
MEDIA = HERE.parent / "media"
RATE, FPS = 22050, 10
LEAD, PAUSE, TAIL = 0.6, 0.35, 0.8
GAP, MARGIN = 0.12, 0.02
LINE = 42
ARCOM = ((0, 0.0), (12, 1.0), (20, 2.0), (36, 3.0), (60, 4.0))


@dataclass(frozen=True)
class Cue:
    """A caption, in seconds."""

    start: float
    end: float
    words: str


def make(name: str, video: list[dict[str, Any]], spoken: dict[str, str]) -> None:
    """Write the master and the captions of a video."""
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        sound, cues, lengths = bytearray(_silence(LEAD)), [], []
        for number, slide in enumerate(video):
            slides.draw(slide, work / f"{number}.png")
            begin = len(sound) if number else 0
            for words in map(typeset, slide["say"]):
                cues.append(_say(words, spoken, sound, work))
            if number == len(video) - 1:
                sound += _silence(TAIL)
            lengths.append((len(sound) - begin) / 2 / RATE)
        (MEDIA / f"{name}.fr.srt").write_text(_srt(cues), encoding="utf-8")
        _write_sound(sound, work / "voice.wav")
        _encode(work, lengths, MEDIA / f"{name}.mp4")


def typeset(words: str) -> str:
    """Return the words with French spaces and apostrophes."""
    for sign in ";?!":
        words = words.replace(f" {sign}", f"\u202f{sign}")
    return words.replace(" :", "\u00a0:").replace("« ", "«\u00a0").replace(" »", "\u00a0»").replace("'", "’")


def shortest(words: str) -> float:
    """Return how long a caption has to stay, in seconds."""
    count = len(words)
    for (low, before), (high, after) in pairwise(ARCOM):
        if count <= high:
            return before + (after - before) * (count - low) / (high - low)
    return 4 + (count - 60) / 15


def _say(words: str, spoken: dict[str, str], sound: bytearray, work: Path) -> Cue:
    """Append the words, spoken, to the sound; return their caption."""
    said = words.replace("\u00a0", " ").replace("\u202f", " ")
    for written, heard in spoken.items():
        said = said.replace(written, heard)
    target = work / "cue.wav"
    subprocess.run(["espeak-ng", "-v", "fr-fr", "-s", "150", "-p", "42", "-w", str(target), said], check=True)
    with wave.open(str(target)) as file:
        if file.getframerate() != RATE:
            raise ValueError(f"espeak-ng speaks at {file.getframerate()} Hz, not at {RATE}")
        samples = file.readframes(file.getnframes())
    start = len(sound) / 2 / RATE
    sound += samples + _silence(max(PAUSE, shortest(words) + MARGIN + GAP - len(samples) / 2 / RATE))
    return Cue(start, len(sound) / 2 / RATE - GAP, words)


def _silence(seconds: float) -> bytes:
    return bytes(2 * round(seconds * RATE))


def _write_sound(sound: bytes, path: Path) -> None:
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(sound)


def _encode(work: Path, lengths: list[float], target: Path) -> None:
    """Encode slides and voice: H.264 and AAC, the voice at -16 LUFS."""
    inputs: list[str] = []
    for number, length in enumerate(lengths):
        inputs += ["-loop", "1", "-framerate", str(FPS), "-t", f"{length:.3f}", "-i", str(work / f"{number}.png")]
    pictures = "".join(f"[{number}:v]" for number in range(len(lengths)))
    graph = (
        f"{pictures}concat=n={len(lengths)}:v=1,scale=out_color_matrix=bt709:out_range=tv,format=yuv420p,"
        "setparams=colorspace=bt709:color_primaries=bt709:color_trc=bt709:range=tv[v];"
        f"[{len(lengths)}:a]loudnorm=I=-16:TP=-1.5,aresample=44100[a]"
    )
    command = [
        *(imageio_ffmpeg.get_ffmpeg_exe(), "-nostdin", "-v", "error", "-y", *inputs, "-i", str(work / "voice.wav")),
        *("-filter_complex", graph, "-map", "[v]", "-map", "[a]", "-c:v", "libx264", "-preset", "slow", "-crf", "26"),
        *("-tune", "stillimage", "-g", "250"),
        *("-c:a", "aac", "-b:a", "56k", "-movflags", "+faststart", "-fflags", "+bitexact", "-flags", "+bitexact"),
        str(target),
    ]
    subprocess.run(command, check=True)


def _srt(cues: list[Cue]) -> str:
    return "\n".join(
        f"{number}\n{_time(cue.start)} --> {_time(cue.end)}\n{_two_lines(cue.words)}\n"
        for number, cue in enumerate(cues, start=1)
    )


def _time(seconds: float) -> str:
    minutes, thousandths = divmod(round(seconds * 1000), 60000)
    return f"00:{minutes:02}:{thousandths // 1000:02},{thousandths % 1000:03}"


def _two_lines(words: str) -> str:
    """Return the words on one line, or cut near the middle in two."""
    if len(words) <= LINE:
        return words
    cuts = [place for place, sign in enumerate(words) if sign == " "]
    cuts = [place for place in cuts if place <= LINE and len(words) - place - 1 <= LINE]
    if not cuts:
        raise ValueError(f"too long for two lines of {LINE}: {words}")
    best = min(cuts, key=lambda place: abs(place - len(words) / 2))
    return words[:best] + "\n" + words[best + 1 :]


def main(names: list[str]) -> None:
    """Make the videos of these names, all of them where there is none."""
    script = tomllib.loads((HERE / "screencasts.toml").read_text(encoding="utf-8"))
    MEDIA.mkdir(exist_ok=True)
    for name, video in script["videos"].items():
        if not names or name in names:
            make(name, video, script["spoken"])
            print(MEDIA / f"{name}.mp4")


if __name__ == "__main__":
    main(sys.argv[1:])
