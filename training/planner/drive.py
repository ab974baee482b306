"""A recorded drive: camera frames and the driver's commands, from a tub folder or from an MCAP recording.

Steering is in [-1, 1] (left negative), throttle in [0, 1]. JPEGs are decoded by Pillow (libjpeg-turbo,
default settings), so that pixels equal those the runtime sees.
"""

import io
import json
import struct
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PIL import Image

IMAGE_TOPIC = "/camera/image/compressed"
COMMAND_TOPIC = "/driver/command"
FIRST_STAMP_NS = 1_600_000_000_000_000_000
PERIOD_NS = 50_000_000


@dataclass(frozen=True)
class Drive:
    """Frames in the order of their index; a missing index is a gap in time."""

    index: np.ndarray  # [F] int64
    images: np.ndarray  # [F, 120, 160, 3] uint8, RGB
    actions: np.ndarray  # [F, 2] float32: steering, throttle

    def windows(self, first: int, last: int, history: int = 10, samples: int = 20) -> np.ndarray:
        """Rows i (into the arrays) whose frame index lies in [first, last], with frames i - history ... i + samples - 1
        present without a gap and not beyond `last`. History may reach before `first`."""
        rows = []
        for row in range(history, len(self.index) - samples + 1):
            start, end = self.index[row - history], self.index[row + samples - 1]
            if end - start == history + samples - 1 and self.index[row] >= first and end <= last:
                rows.append(row)
        return np.array(rows, dtype=np.int64)


def load(path: str | Path) -> Drive:
    """Reads a tub folder (catalog.jsonl with index, image, steering, throttle) or an .mcap recording."""
    path = Path(path)
    rows = _tub(path) if path.is_dir() else _mcap(path)
    rows.sort(key=lambda row: row[0])
    return Drive(
        np.array([row[0] for row in rows], dtype=np.int64),
        np.stack([decode_jpeg(row[1]) for row in rows]),
        np.array([row[2] for row in rows], dtype=np.float32),
    )


def decode_jpeg(data: bytes) -> np.ndarray:
    return np.asarray(Image.open(io.BytesIO(data)).convert("RGB"))


def _tub(folder: Path) -> list:
    lines = (folder / "catalog.jsonl").read_text().splitlines()
    records = [json.loads(line) for line in lines if line.strip()]
    return [(r["index"], (folder / r["image"]).read_bytes(), (r["steering"], r["throttle"])) for r in records]


def _mcap(path: Path) -> list:
    from mcap.reader import make_reader

    images, commands = {}, {}
    with path.open("rb") as stream:
        for _, channel, message in make_reader(stream).iter_messages(topics=[IMAGE_TOPIC, COMMAND_TOPIC]):
            stamp_ns, body = _header(message.data)
            index = round((stamp_ns - FIRST_STAMP_NS) / PERIOD_NS)
            if channel.topic == IMAGE_TOPIC:
                body.string()  # format
                images[index] = body.octets()
            else:
                commands[index] = (body.float32(), body.float32())
    return [(i, images[i], commands[i]) for i in images.keys() & commands.keys()]


class _Cdr:
    """Just enough of CDR (XCDR1, plain) to read the two message types; alignment counts from behind the 4-byte encapsulation."""

    def __init__(self, data: bytes):
        self._data, self._at, self._order = data, 4, "<" if data[1] & 1 else ">"

    def _read(self, code: str):
        size = struct.calcsize(code)
        self._at += -(self._at - 4) % size
        value = struct.unpack_from(self._order + code, self._data, self._at)[0]
        self._at += size
        return value

    def uint32(self) -> int:
        return self._read("I")

    def int32(self) -> int:
        return self._read("i")

    def float32(self) -> float:
        return self._read("f")

    def octets(self) -> bytes:
        length = self.uint32()
        self._at += length
        return self._data[self._at - length : self._at]

    def string(self) -> str:
        return self.octets().rstrip(b"\0").decode()


def _header(data: bytes) -> tuple[int, _Cdr]:
    """std_msgs/Header: stamp (sec, nanosec) and frame_id."""
    body = _Cdr(data)
    stamp_ns = body.int32() * 1_000_000_000 + body.uint32()
    body.string()
    return stamp_ns, body
