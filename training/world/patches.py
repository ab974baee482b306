"""Frames as latents: antialiased resampling to the model's resolution, then a linear autoencoder of patches (PCA).

A patch of ph x pw pixels becomes C numbers. Component c is divided by scale * std_c^.5: half way between the raw components (the
first ones would drown the rest) and whitened ones (which would spend the network on noise).
"""

from dataclasses import dataclass

import torch
from torch import Tensor
from torch.nn import functional as F


def triangle(inputs: int, outputs: int, start: Tensor, size: Tensor) -> Tensor:
    """Weights [B, outputs, inputs] that take the window [start, start + size) of `inputs` pixels down to `outputs` pixels with a triangle as wide
    as two output pixels: the antialiased bilinear filter of Pillow and PyTorch. start, size: [B], in input pixels; beyond the border the
    border's pixel is repeated."""
    beyond = 16
    scale = size / outputs
    centre = start[:, None] + scale[:, None] * (torch.arange(outputs) + 0.5)
    pixel = torch.arange(-beyond, inputs + beyond)
    weight = (1 - (pixel + 0.5 - centre[..., None]).abs() / scale[:, None, None].clamp_min(1)).clamp_min(0)
    inside = torch.zeros(*weight.shape[:2], inputs)
    inside.index_add_(2, pixel.clamp(0, inputs - 1), weight)
    return inside / inside.sum(-1, keepdim=True)


def resample(images: Tensor, rows: Tensor, columns: Tensor) -> Tensor:
    """uint8 or float [B, T, H, W, 3] -> float [B, T, 3, h, w] in [0, 1], by rows [B, h, H] and columns [B, w, W]."""
    x = images.permute(0, 1, 4, 2, 3).float() / 255.0
    return rows[:, None, None] @ x @ columns[:, None, None].transpose(-1, -2)


@dataclass(frozen=True)
class Geometry:
    height: int = 48
    width: int = 64
    patch_height: int = 8
    patch_width: int = 8
    channels: int = 48

    @property
    def rows(self) -> int:
        return self.height // self.patch_height

    @property
    def columns(self) -> int:
        return self.width // self.patch_width

    @property
    def tokens(self) -> int:
        return self.rows * self.columns

    @property
    def pixels(self) -> int:
        return 3 * self.patch_height * self.patch_width


class Patches(torch.nn.Module):
    """The autoencoder. encode: [B, 3, h, w] -> [B, C, rows, columns]; decode is its transpose."""

    def __init__(self, geometry: Geometry):
        super().__init__()
        self.geometry = geometry
        g = geometry
        self.register_buffer("mean", torch.zeros(g.pixels))
        self.register_buffer("basis", torch.zeros(g.channels, g.pixels))
        self.register_buffer("scale", torch.ones(g.channels))

    def split(self, images: Tensor) -> Tensor:
        """[B, 3, h, w] -> [B, tokens, pixels of a patch]"""
        return F.unfold(images, (self.geometry.patch_height, self.geometry.patch_width), stride=(self.geometry.patch_height, self.geometry.patch_width)).transpose(1, 2)

    def fit(self, images: Tensor):
        patches = self.split(images).flatten(0, 1).double()
        mean = patches.mean(0)
        centred = patches - mean
        variance, vectors = torch.linalg.eigh(centred.T @ centred / len(centred))
        chosen = vectors[:, -self.geometry.channels :].flip(1).T
        std = variance[-self.geometry.channels :].flip(0).sqrt()
        # An eigenvector's sign is arbitrary: fix it, so that two machines agree.
        chosen = chosen * torch.sign(chosen.gather(1, chosen.abs().argmax(1, keepdim=True)))
        self.mean.copy_(mean)
        self.basis.copy_(chosen)
        self.scale.copy_(std.sqrt() * std.sqrt().mean())
        return self

    def encode(self, images: Tensor) -> Tensor:
        weight = (self.basis / self.scale[:, None]).reshape(-1, 3, self.geometry.patch_height, self.geometry.patch_width)
        bias = -(self.basis / self.scale[:, None]) @ self.mean
        return F.conv2d(images, weight, bias, stride=(self.geometry.patch_height, self.geometry.patch_width))

    def decode(self, latents: Tensor) -> Tensor:
        weight = (self.basis * self.scale[:, None]).reshape(-1, 3, self.geometry.patch_height, self.geometry.patch_width)
        images = F.conv_transpose2d(latents, weight, stride=(self.geometry.patch_height, self.geometry.patch_width))
        mean = self.mean.reshape(3, self.geometry.patch_height, self.geometry.patch_width)
        return images + mean.repeat(1, self.geometry.rows, self.geometry.columns)
