"""What the robot sees: the scene from above, u8 [B, HEIGHT_PX, WIDTH_PX, 3], the same bytes as the runtime's.

Row 0 is the farthest, column 0 the leftmost. Red is the obstacle, green the path between its kerbs, blue the robot's own body where it was
measured; each the share of a pixel that is covered, by 4×4 samples, plus noise of −8 … 7.
"""

import numpy as np

from . import scene
from .scene import Scenes

HEIGHT_PX, WIDTH_PX, SUB = 48, 32, 4
NEAR_M, LENGTH_M, HALF_M = -1.0, 9.0, 2.4
NIBBLES = 12


def _x() -> np.ndarray:
    rows = HEIGHT_PX * SUB
    return NEAR_M + (rows - 1 - np.arange(rows) + 0.5) * LENGTH_M / rows


def _y() -> np.ndarray:
    columns = WIDTH_PX * SUB
    return HALF_M - (np.arange(columns) + 0.5) * (2.0 * HALF_M) / columns


def draw(s: Scenes) -> np.ndarray:
    x, y = _x()[None, :, None], _y()[None, None, :]
    dx, dy = x - s.obstacle_x[:, None, None], y - s.obstacle_y[:, None, None]
    red = dx * dx + dy * dy <= (s.radius * s.radius)[:, None, None]
    inside = np.abs(y[:, 0]) <= s.half_width[:, None]
    measured = s.history[:, -1].astype(np.float64)
    across = np.abs(y[:, 0] - measured[:, None]) <= scene.HALF_WIDTH_M
    along = np.abs(x[0, :, 0]) <= scene.HALF_LENGTH_M
    green = np.repeat(inside.reshape(-1, 1, WIDTH_PX, SUB).sum(3) * SUB, HEIGHT_PX, 1)
    blue = along.reshape(1, HEIGHT_PX, 1, SUB).sum(3) * across.reshape(-1, 1, WIDTH_PX, SUB).sum(3)
    red = red.reshape(-1, HEIGHT_PX, SUB, WIDTH_PX, SUB).sum((2, 4))
    covered = np.stack([red, green, blue], -1)
    level = np.minimum(covered * 16, 255)
    return np.clip(level + noise(s.episode), 0, 255).astype(np.uint8)


def noise(episodes: np.ndarray) -> np.ndarray:
    """[B, HEIGHT_PX, WIDTH_PX, 3] of −8 … 7: twelve four-bit numbers from each random one, lowest bits first."""
    count = HEIGHT_PX * WIDTH_PX * 3
    words = (scene.uniform(np.asarray(episodes)[:, None], scene.PIXELS, np.arange(count // NIBBLES)) * 2.0**48).astype(np.uint64)
    nibbles = (words[..., None] >> np.arange(0, 4 * NIBBLES, 4, dtype=np.uint64)) & np.uint64(15)
    return nibbles.reshape(-1, HEIGHT_PX, WIDTH_PX, 3).astype(np.int64) - 8
