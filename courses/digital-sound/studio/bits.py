"""Make the video of the second week: `python bits.py` writes media/bits.mp4 and media/bits.en.srt.

The same melody is played three times, its samples rounded to fewer and fewer bits. Nothing evens the loudness out:
what is heard is the rounding alone.
"""

from __future__ import annotations

import subprocess
import tempfile
import wave
from array import array
from math import exp, pi, sin
from pathlib import Path

import imageio_ffmpeg
import resvg_py
from drawing import FONT, GREY, INK, VIOLET

MEDIA = Path(__file__).resolve().parent.parent / "media"
RATE, FPS = 32000, 10
NOTES = (261.63, 329.63, 392.00, 523.25)
"""C, E, G, C: frequencies in hertz."""
NOTE, PAUSE, LOUDEST = 1.1, 0.8, 0.8
"""Seconds of a note and of the pause after the melody; the largest amplitude, where 1 fills the range."""
PARTS = ((16, "65 536 levels"), (5, "32 levels"), (3, "8 levels"))


def main() -> None:
    """Write the master and its captions."""
    sound = array("h")
    cues = []
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        for number, (bits, levels) in enumerate(PARTS):
            start = len(sound) / RATE
            sound.extend(rounded(sample, bits) for sample in melody())
            cues.append(f"{number + 1}\n{_time(start)} --> {_time(len(sound) / RATE - 0.2)}\n{_words(bits, levels)}\n")
            _slide(bits, levels, work / f"{number}.png")
        (MEDIA / "bits.en.srt").write_text("\n".join(cues), encoding="utf-8")
        _write_sound(sound, work / "sound.wav")
        _encode(work, len(sound) / len(PARTS) / RATE)


def melody() -> list[float]:
    """Return the samples of four plucked notes and a pause, between -1 and 1."""
    samples = []
    for frequency in NOTES:
        for number in range(round(NOTE * RATE)):
            seconds = number / RATE
            tone = sum(sin(2 * pi * harmonic * frequency * seconds) / harmonic**2 for harmonic in (1, 2, 3))
            samples.append(LOUDEST / 1.2 * tone * exp(-3.2 * seconds) * min(1.0, seconds / 0.005))
    return samples + [0.0] * round(PAUSE * RATE)


def rounded(sample: float, bits: int) -> int:
    """Return the level nearest to a sample, of 2 to the power of `bits`, on the scale of 16 bits."""
    half = 2 ** (bits - 1)
    level = max(-half, min(half - 1, round(sample * half)))
    return level * 2 ** (16 - bits)


def _words(bits: int, levels: str) -> str:
    noise = {16: "the notes are clean", 5: "a hiss goes with the notes", 3: "the notes rasp, then break off"}[bits]
    return f"[A melody with {bits} bits, {levels}:\n{noise}]"


def _slide(bits: int, levels: str, path: Path) -> None:
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="1280" height="720" font-family="{FONT}" text-anchor="middle">'
        f'<rect width="1280" height="720" fill="#ffffff"/><rect width="1280" height="92" fill="{VIOLET}"/>'
        '<text x="640" y="60" font-size="38" font-weight="bold" fill="#ffffff">The same melody, rounded</text>'
        f'<text x="640" y="380" font-size="120" font-weight="bold" fill="{INK}">{bits} bits</text>'
        f'<text x="640" y="480" font-size="52" fill="{GREY}">{levels}</text></svg>'
    )
    path.write_bytes(bytes(resvg_py.svg_to_bytes(svg_string=svg)))


def _write_sound(sound: array[int], path: Path) -> None:
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(sound.tobytes())


def _encode(work: Path, seconds: float) -> None:
    """Encode slides and sound: H.264 and AAC."""
    inputs: list[str] = []
    for number in range(len(PARTS)):
        inputs += ["-loop", "1", "-framerate", str(FPS), "-t", f"{seconds:.3f}", "-i", str(work / f"{number}.png")]
    pictures = "".join(f"[{number}:v]" for number in range(len(PARTS)))
    graph = (
        f"{pictures}concat=n={len(PARTS)}:v=1,scale=out_color_matrix=bt709:out_range=tv,format=yuv420p,"
        "setparams=colorspace=bt709:color_primaries=bt709:color_trc=bt709:range=tv[v]"
    )
    command = [
        *(imageio_ffmpeg.get_ffmpeg_exe(), "-nostdin", "-v", "error", "-y", *inputs, "-i", str(work / "sound.wav")),
        *("-filter_complex", graph, "-map", "[v]", "-map", f"{len(PARTS)}:a", "-c:v", "libx264", "-preset", "slow"),
        *("-crf", "26", "-tune", "stillimage", "-g", "250", "-c:a", "aac", "-b:a", "96k"),
        *("-movflags", "+faststart", "-fflags", "+bitexact", "-flags", "+bitexact", str(MEDIA / "bits.mp4")),
    ]
    subprocess.run(command, check=True)


def _time(seconds: float) -> str:
    return f"00:00:{int(seconds):02},{round(seconds % 1 * 1000):03}"


if __name__ == "__main__":
    main()
