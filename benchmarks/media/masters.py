"""Masters that are measured on: what a camera sees, and slides with a pointer."""

from __future__ import annotations

import subprocess
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from moocfab.media import tools

SIZE, RATE = (1920, 1080), 25
SLIDES, LINES = 4, 9
CAMERA = f"mandelbrot=s=1920x1080:r={RATE}:end_scale=0.05,noise=alls=6:allf=t"
_CODED = ("-c:v", "libx264", "-preset", "veryfast", "-crf", "16", "-pix_fmt", "yuv420p", "-c:a", "aac")


def ffmpeg(*arguments: str) -> None:
    """Run ffmpeg."""
    command = [tools.ffmpeg().path, "-nostdin", "-v", "error", "-y", *arguments]
    subprocess.run(command, check=True, stdin=subprocess.DEVNULL)


def camera(path: Path, seconds: float) -> Path:
    """Make a master whose whole picture moves and is noisy."""
    ffmpeg("-f", "lavfi", "-i", CAMERA, *_voice(seconds), "-t", str(seconds), *_CODED, str(path))
    return path


def slides(path: Path, seconds: float) -> Path:
    """Make a master of a few pages of text, each with a picture, and a pointer that goes over them."""
    pages = path.with_name(f"{path.stem}-%d.png")
    for number in range(SLIDES):
        _page(number).save(str(pages) % number)
    shown = ("-framerate", str(SLIDES / seconds), "-i", str(pages))
    pointer = ("-f", "lavfi", "-i", f"color=red:s=16x16:r={RATE}:d={seconds}")
    moved = f"[0:v]fps={RATE}[a];[a][1:v]overlay=x='300+60*t':y='500+200*sin(t)'[v]"
    mapped = ("-filter_complex", moved, "-map", "[v]", "-map", "2:a", "-t", str(seconds))
    ffmpeg(*shown, *pointer, *_voice(seconds), *mapped, *_CODED, str(path))
    return path


MASTERS = {"camera": camera, "slides": slides}


def _voice(seconds: float) -> tuple[str, ...]:
    """Return a source of sound that comes and goes, quieter than it is to be."""
    voice = "(0.08*sin(220*2*PI*t)+0.05*sin(660*2*PI*t)+0.02*random(0))*gt(mod(t,2),0.5)"
    return "-f", "lavfi", "-i", f"aevalsrc='{voice}':s=48000:d={seconds}"


def _page(number: int) -> Image.Image:
    page = Image.new("RGB", SIZE, "white")
    pen = ImageDraw.Draw(page)
    pen.text((120, 80), f"{number + 1}. A signal and its rate", "navy", ImageFont.load_default(72))
    for line in range(LINES):
        words = f"Line {line + 1} of page {number + 1}: two bits for each of four levels"
        pen.text((120, 230 + 80 * line), words, "black", ImageFont.load_default(40))
    picture = Image.effect_noise((480, 360), 60 + 10 * number).convert("RGB")
    page.paste(picture, (1340, 420))
    return page
