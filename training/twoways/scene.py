"""The two-ways task: a robot on a path, an obstacle ahead, room on both sides of it (mostly).

Everything follows from an episode number through counter-based random numbers and plain IEEE additions, multiplications and divisions in
double precision, so that the same numbers, down to the last bit, come out here and in `org.sanderling.evaluation.twoways`. Lengths are in
metres; x points ahead, y to the left; the robot's centre is at (0, y) at time 0.
"""

from dataclasses import dataclass

import numpy as np

SEED = 20250806
SPEED_MPS, RATE_HZ, SAMPLES, HISTORY = 2.0, 5.0, 20, 4
HALF_LENGTH_M, HALF_WIDTH_M = 0.45, 0.30
CLEARANCE_M, CLEARANCE_SPREAD_M, KERB_M = 0.30, 0.10, 0.10
SCENE, EXPERT, PIXELS = 0, 1, 2  # streams of random numbers
EXPERT_DRAWS = 5
LEFT, RIGHT = 0, 1

_M1, _M2, _GOLDEN = np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB), 0x9E3779B97F4A7C15


def _finish(z: np.ndarray) -> np.ndarray:
    z = (z ^ (z >> np.uint64(30))) * _M1
    z = (z ^ (z >> np.uint64(27))) * _M2
    return z ^ (z >> np.uint64(31))


def uniform(episode, stream: int, slot) -> np.ndarray:
    """Numbers in [0, 1), broadcast over `episode` and `slot`: CounterRandom of `planners.decode`."""
    with np.errstate(over="ignore"):
        episode, slot = np.asarray(episode, dtype=np.uint64), np.asarray(slot, dtype=np.uint64)
        z = _finish(np.array([(SEED + _GOLDEN) % 2**64], dtype=np.uint64))
        z = _finish(z ^ (episode * _M1))
        z = _finish(z ^ (np.uint64(stream << 32) | slot))
    return (z >> np.uint64(11)).astype(np.float64) * 2.0**-53


@dataclass(frozen=True)
class Scenes:
    """Scenes side by side, each field [B]."""

    episode: np.ndarray
    obstacle_x: np.ndarray
    obstacle_y: np.ndarray
    radius: np.ndarray
    half_width: np.ndarray
    start_y: np.ndarray
    slope: np.ndarray  # dy/dx at the start
    history: np.ndarray  # [B, HISTORY] measured lateral position, oldest first, the last one now


def scenes(episodes: np.ndarray) -> Scenes:
    u = uniform(np.asarray(episodes)[:, None], SCENE, np.arange(6 + HISTORY))
    start, slope = 0.25 * (2.0 * u[:, 4] - 1.0), 0.08 * (2.0 * u[:, 5] - 1.0)
    before = np.arange(HISTORY - 1, -1, -1) * (SPEED_MPS / RATE_HZ)
    measured = start[:, None] - slope[:, None] * before + 0.01 * (2.0 * u[:, 6:] - 1.0)
    return Scenes(
        np.asarray(episodes),
        4.2 + 0.8 * u[:, 0],
        0.3 * (2.0 * u[:, 1] - 1.0),
        0.2 + 0.2 * u[:, 2],
        1.5 + 0.65 * u[:, 3],
        start,
        slope,
        measured.astype(np.float32),
    )


def room(s: Scenes) -> np.ndarray:
    """[B, 2]: whether the robot fits past the obstacle on the left, on the right."""
    needed = s.radius + HALF_WIDTH_M + (CLEARANCE_M + CLEARANCE_SPREAD_M) + (HALF_WIDTH_M + KERB_M)
    return np.stack([s.half_width - s.obstacle_y >= needed, s.half_width + s.obstacle_y >= needed], 1)


def expert_side(s: Scenes, u: np.ndarray) -> np.ndarray:
    """The side that the expert takes: where both have room either with equal right. [B]"""
    fits = room(s)
    return np.where(fits[:, 0] & fits[:, 1], np.where(u[:, 0] < 0.5, LEFT, RIGHT), np.where(fits[:, 0], LEFT, RIGHT))


def smoothstep(x: np.ndarray, start: np.ndarray, end: np.ndarray) -> np.ndarray:
    """0 before `start`, 1 after `end`, twice differentiable."""
    u = np.minimum(np.maximum((x - start) / (end - start), 0.0), 1.0)
    return u * u * u * (u * (u * 6.0 - 15.0) + 10.0)


def expert(s: Scenes, side: np.ndarray, u: np.ndarray) -> np.ndarray:
    """Lateral position [B, SAMPLES] of a drive past the obstacle on `side`, varied by u [B, EXPERT_DRAWS]."""
    x = np.arange(SAMPLES)[None] * (SPEED_MPS / RATE_HZ)
    sign = np.where(side == LEFT, 1.0, -1.0)
    past = s.obstacle_y + sign * (s.radius + HALF_WIDTH_M + (CLEARANCE_M + CLEARANCE_SPREAD_M * u[:, 1]))
    back = past * (0.3 + 0.3 * u[:, 3])
    reach = 0.5 * s.radius + 0.35
    out = smoothstep(x, (0.2 + 0.3 * u[:, 2])[:, None], (s.obstacle_x - reach)[:, None])
    home = smoothstep(x, (s.obstacle_x + reach)[:, None], (s.obstacle_x + reach + 3.0 + 0.5 * u[:, 4])[:, None])
    left = np.maximum(1.0 - x / 3.0, 0.0)
    drift = s.slope[:, None] * x * left * left
    return s.start_y[:, None] + drift + (past - s.start_y)[:, None] * out + (back - past)[:, None] * home


def expert_draws(episodes: np.ndarray) -> np.ndarray:
    return uniform(np.asarray(episodes)[:, None], EXPERT, np.arange(EXPERT_DRAWS))
