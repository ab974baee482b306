"""The plan template: two decision slots, then the BEAST tokens; one space of token ids.

Ids: 0 ... V_b - 1 bins, then left, straight, right, then slower, keep, faster, then MASK (the last id).
"""

from dataclasses import dataclass

import numpy as np

LATERAL = ("left", "straight", "right")
LONGITUDINAL = ("slower", "keep", "faster")
DECISIONS = 2


@dataclass(frozen=True)
class Template:
    bins: int
    trajectory_slots: int

    @property
    def slots(self) -> int:
        return DECISIONS + self.trajectory_slots

    @property
    def lateral_first(self) -> int:
        return self.bins

    @property
    def longitudinal_first(self) -> int:
        return self.bins + 3

    @property
    def mask(self) -> int:
        return self.bins + 6

    @property
    def vocabulary(self) -> int:
        return self.bins + 7


def lateral_label(actions: np.ndarray) -> np.ndarray:
    """Actions [..., T, 2] -> 0 left (mean steering below -0.1), 1 straight, 2 right (above 0.1)."""
    mean = actions[..., 0].mean(-1)
    return 1 + (mean > 0.1).astype(np.int64) - (mean < -0.1).astype(np.int64)


def longitudinal_label(actions: np.ndarray) -> np.ndarray:
    """0 slower (throttle's last third minus its first third below -0.03), 1 keep, 2 faster (above 0.03).

    A third is T // 3 samples: of 20 the first six and the last six.
    """
    third = actions.shape[-2] // 3
    change = actions[..., -third:, 1].mean(-1) - actions[..., :third, 1].mean(-1)
    return 1 + (change > 0.03).astype(np.int64) - (change < -0.03).astype(np.int64)
