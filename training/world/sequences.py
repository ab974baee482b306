"""Sequences of frames of a recorded drive, augmented alike over a sequence: mirrored with steering negated, shifted, scaled, lit."""

from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from planner.drive import Drive

from .patches import Geometry, resample, triangle


@dataclass
class Sequences:
    """Starts of runs of `length` frames without a gap inside [first, last]."""

    images: Tensor  # [F, H, W, 3] uint8
    actions: Tensor  # [F, 2]
    starts: np.ndarray
    length: int
    geometry: Geometry

    def plain(self, rows: np.ndarray) -> tuple[Tensor, Tensor]:
        """As recorded: pixels [B, T, 3, h, w] and, for each frame, the action that led to it [B, T, 2] (the first frame's: its own)."""
        return self._resampled(rows, None, 0.0)

    def augmented(self, rows: np.ndarray, generator: torch.Generator, strength: float = 1.0) -> tuple[Tensor, Tensor]:
        return self._resampled(rows, generator, strength)

    def _resampled(self, rows, generator, strength):
        index = torch.from_numpy(rows)[:, None] + torch.arange(self.length)
        height, width = self.images.shape[1:3]
        batch = len(rows)
        if generator is None:
            tall, wide = torch.full((batch,), float(height)), torch.full((batch,), float(width))
            top, left = torch.zeros(batch), torch.zeros(batch)
        else:
            draw = lambda low, high: low + (high - low) * torch.rand(batch, generator=generator)  # noqa: E731
            zoom = 1 - 0.08 * strength * draw(0, 1)
            tall, wide = height * zoom, width * zoom
            top = (height - tall) * draw(0, 1) + draw(-2, 2) * strength
            left = (width - wide) * draw(0, 1) + draw(-4, 4) * strength
        pixels = resample(
            self.images[index],
            triangle(height, self.geometry.height, top, tall),
            triangle(width, self.geometry.width, left, wide),
        )
        actions = self.actions[(index - 1).clamp_min(0)]
        if generator is not None:
            flip = torch.rand(batch, generator=generator) < 0.5
            pixels = torch.where(flip[:, None, None, None, None], pixels.flip(-1), pixels)
            actions = actions * torch.where(flip[:, None, None], torch.tensor([-1.0, 1.0]), torch.ones(2))
            contrast = 1 + 0.15 * strength * draw(-1, 1)
            light = 0.06 * strength * draw(-1, 1)
            tint = 0.03 * strength * (2 * torch.rand(batch, 3, generator=generator) - 1)
            pixels = ((pixels - 0.45) * contrast[:, None, None, None, None] + 0.45 + light[:, None, None, None, None] + tint[:, None, :, None, None]).clamp(0, 1)
        return pixels, actions


def cut(drive: Drive, first: int, last: int, length: int, geometry: Geometry) -> Sequences:
    starts = [
        row
        for row in range(len(drive.index) - length + 1)
        if drive.index[row] >= first and drive.index[row + length - 1] <= last and drive.index[row + length - 1] - drive.index[row] == length - 1
    ]
    return Sequences(torch.from_numpy(drive.images.copy()), torch.from_numpy(drive.actions), np.array(starts, dtype=np.int64), length, geometry)
