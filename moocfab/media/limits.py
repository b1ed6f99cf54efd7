"""What media may be and do; the same for libav in the probe and for ffmpeg."""

MAX_PIXELS = 35_389_440
"""Of one frame: 8192 × 4320. A 16000 × 16000 frame of a file of 0.75 MB took 2.5 GB."""

MAX_SECONDS = 12 * 3600

PROTOCOLS = "file,pipe"

FORMATS = "mov,matroska,mpegts,avi,wav,mp3,flac,ogg"
"""No playlists: a text renamed `.mp4` opens as HLS or ffconcat, and these open other files."""
