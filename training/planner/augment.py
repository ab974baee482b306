"""Augmentation of training batches: mirror, shift and scale, light, colour, erasing, missing history, missing older frame."""

import torch
from torch import Tensor
from torch.nn import functional as F

SIGN = torch.tensor([-1.0, 1.0])


def mirror(images: Tensor, history: Tensor, target: Tensor, flip: Tensor):
    """Mirrors the samples where `flip` [B] is true: image left-right, steering negated."""
    images = torch.where(flip[:, None, None, None], images.flip(-1), images)
    sign = torch.where(flip[:, None, None], SIGN, torch.ones(2))
    return images, history * sign, target * sign


def jitter(images: Tensor, strength: float = 1.0) -> Tensor:
    """Shift and scale by up to 5 %, brightness, contrast, colour, one erased rectangle, noise. Images [B, 6, H, W] in [0, 1]."""
    batch = images.shape[0]

    def spread(*shape):
        return (torch.rand(*shape) * 2 - 1) * strength

    theta = torch.zeros(batch, 2, 3)
    theta[:, 0, 0] = 1 + 0.05 * spread(batch)
    theta[:, 1, 1] = 1 + 0.05 * spread(batch)
    turn = 0.03 * spread(batch)
    theta[:, 0, 1], theta[:, 1, 0] = turn, -turn
    theta[:, :, 2] = 0.1 * spread(batch, 2)
    grid = F.affine_grid(theta, list(images.shape), align_corners=False)
    images = F.grid_sample(images, grid, padding_mode="border", align_corners=False)
    gain = (1 + 0.3 * spread(batch, 1)) * (1 + 0.1 * spread(batch, 3))
    mean = images.mean((1, 2, 3), keepdim=True)
    images = (images - mean) * (1 + 0.25 * spread(batch, 1, 1, 1)) + mean
    images = images * gain.repeat(1, 2)[:, :, None, None] + 0.08 * spread(batch, 1, 1, 1)
    height, width = images.shape[-2:]
    for b in range(batch):
        if torch.rand(()) < 0.5 * strength:
            h, w = int(torch.randint(6, 24, ())), int(torch.randint(6, 28, ()))
            y, x = int(torch.randint(0, height - h, ())), int(torch.randint(0, width - w, ()))
            images[b, :, y : y + h, x : x + w] = torch.rand(())
    return images + 0.02 * strength * torch.randn_like(images)


def forget(images: Tensor, history: Tensor, mask: Tensor, history_dropout: float, older_dropout: float):
    """History absent altogether (or only its newest part present, as on the first frames of a drive); older frame = newest."""
    batch = images.shape[0]
    kept = torch.where(torch.rand(batch) < history_dropout, 0, 10)
    partly = torch.rand(batch) < 0.1
    kept = torch.where(partly, torch.randint(1, 10, (batch,)), kept)
    mask = (torch.arange(10)[None] >= 10 - kept[:, None]).float()
    same = (torch.rand(batch) < older_dropout)[:, None, None, None]
    images = torch.where(same, images[:, :3].repeat(1, 2, 1, 1), images)
    return images, history * mask[..., None], mask


def counterfactual(target: Tensor, side: Tensor, beyond: Tensor) -> Tensor:
    """Moves the steering of target [B, T, 2] as little as needed so that its mean lies at or beyond `side` * `beyond`
    (side -1 left, +1 right; 0 brings it into +-0.05): a smooth ramp that starts at the present state."""
    mean = target[..., 0].mean(1)
    wanted = torch.where(side == 0, mean.clamp(-0.05, 0.05), torch.where(side < 0, torch.minimum(mean, -beyond), torch.maximum(mean, beyond)))
    u = ((torch.arange(target.shape[1]) + 1) / 8).clamp(max=1)
    ramp = u * u * (3 - 2 * u)
    moved = target.clone()
    moved[..., 0] = (target[..., 0] + (wanted - mean)[:, None] * ramp / ramp.mean()).clamp(-1, 1)
    return moved
