"""PSNR of rollouts in PyTorch, for choosing; the figures in the manifest come from the exported graphs."""

import math

import torch

from .learn import Dreamer


def psnr(error: float) -> float:
    return -10 * math.log10(error)


@torch.no_grad()
def rollouts(world, patches, data, horizon=10, steps=1, mode="point", sigma=0.3, source="warm", seed=0, negate=False, temperature=1.0, stride=1):
    """data: plain sequences of window + horizon frames. -> PSNR by horizon, copy-last's."""
    pixels, actions = data.plain(data.starts[::stride])
    z = patches.encode(pixels.flatten(0, 1)).unflatten(0, pixels.shape[:2])
    if negate:
        actions = actions * torch.tensor([-1.0, 1.0])
    dreamer, window = Dreamer(world, source, sigma), world.shape.window
    generator = torch.Generator().manual_seed(seed)
    past = None
    for j in range(window):
        past = dreamer.remember(z[:, j], actions[:, j], past)
    last, ours, copies = z[:, window - 1], [], []
    for h in range(horizon):
        j = window + h
        last = dreamer.point(last, actions[:, j], past, steps)[-1] if mode == "point" else dreamer.sample(last, actions[:, j], past, steps, generator, temperature)
        past = dreamer.remember(last, actions[:, j], past)
        ours.append(psnr(((patches.decode(last).clamp(0, 1) - pixels[:, j]) ** 2).mean().item()))
        copies.append(psnr(((pixels[:, window - 1] - pixels[:, j]) ** 2).mean().item()))
    return ours, copies
