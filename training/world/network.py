"""The next-frame diffusion transformer.

Tokens attend to all tokens of their own frame and of earlier frames (frame-causal); each frame has its own time tau in [0, 1] (1: a
frame of the past) and its own action, both through adaLN-Zero (Peebles and Xie 2023). A frame's keys and values depend on nothing
later: they are the cache. Positions enter as a learned embedding and as a learned bias of the attention for each head, age (frames back)
and offset between two tokens, so that motion is the same everywhere in the picture.
"""

import math
from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional as F


@dataclass(frozen=True)
class Shape:
    """What an exported graph's shapes follow from."""

    rows: int = 6
    columns: int = 8
    channels: int = 48
    width: int = 128
    layers: int = 4
    heads: int = 4
    hidden: int = 384
    actions: int = 2
    window: int = 2  # past frames that a frame sees
    block: int = 4  # frames that are generated at once, at most

    @property
    def tokens(self) -> int:
        return self.rows * self.columns

    @property
    def ages(self) -> int:
        return self.window + self.block


def embed_time(tau: Tensor, size: int = 64) -> Tensor:
    frequencies = torch.exp(torch.arange(size // 2) * (-math.log(1000.0) / (size // 2 - 1))) * 100.0
    angles = tau[..., None] * frequencies
    return torch.cat([torch.sin(angles), torch.cos(angles)], -1)


class Block(nn.Module):
    def __init__(self, s: Shape, dropout: float):
        super().__init__()
        self.s = s
        self.norm1 = nn.LayerNorm(s.width, elementwise_affine=False, eps=1e-5)
        self.norm2 = nn.LayerNorm(s.width, elementwise_affine=False, eps=1e-5)
        self.qkv, self.out = nn.Linear(s.width, 3 * s.width), nn.Linear(s.width, s.width)
        self.up, self.down = nn.Linear(s.width, s.hidden), nn.Linear(s.hidden, s.width)
        self.local = nn.Conv2d(s.hidden, s.hidden, 3, padding=1, groups=s.hidden)
        self.condition = nn.Linear(s.width, 6 * s.width)
        self.bias = nn.Parameter(torch.zeros(s.ages, s.heads, (2 * s.rows - 1) * (2 * s.columns - 1)))
        self.drop = nn.Dropout(dropout)
        nn.init.zeros_(self.condition.weight)
        nn.init.zeros_(self.condition.bias)
        row, column = torch.arange(s.tokens) // s.columns, torch.arange(s.tokens) % s.columns
        offset = (row[:, None] - row[None] + s.rows - 1) * (2 * s.columns - 1) + column[:, None] - column[None] + s.columns - 1
        self.register_buffer("offset", offset, persistent=False)

    def heads(self, x: Tensor) -> Tensor:
        """[B, F, N, D] -> [B, F, heads, N, D / heads]"""
        return x.unflatten(-1, (self.s.heads, -1)).transpose(2, 3)

    def forward(self, x: Tensor, c: Tensor, seen: Tensor, age: Tensor, past=None) -> tuple[Tensor, tuple[Tensor, Tensor]]:
        """x [B, F, N, D], c [B, F, D]; frame f attends to the frames seen[f] [F, M] of (past, x), age[f] [F, M] frames back (< 0: hidden)."""
        shift1, scale1, gate1, shift2, scale2, gate2 = self.condition(c)[:, :, None].chunk(6, -1)
        y = self.norm1(x) * (1 + scale1) + shift1
        q, k, v = (self.heads(part) for part in self.qkv(y).chunk(3, -1))
        own = (k, v)
        if past is not None:
            k, v = torch.cat([past[0], k], 1), torch.cat([past[1], v], 1)
        batch, frames, tokens = x.shape[:3]
        count = seen.shape[1]
        k, v = (part[:, seen.flatten()].unflatten(1, (frames, count)).transpose(2, 3).flatten(3, 4) for part in (k, v))  # [B, F, heads, M N, d]
        table = self.bias[:, :, self.offset.flatten()].unflatten(-1, (tokens, tokens))  # [ages, heads, N, N]
        bias = table[age.clamp_min(0).flatten()].unflatten(0, (frames, count)) + torch.where(age < 0, -1e9, 0.0)[:, :, None, None, None]
        bias = bias.permute(0, 2, 3, 1, 4).flatten(3, 4)  # [F, heads, N, M N]
        weights = torch.softmax(q @ k.transpose(-1, -2) * q.shape[-1] ** -0.5 + bias, -1)
        mixed = (weights @ v).transpose(2, 3).flatten(3)
        x = x + gate1 * self.drop(self.out(mixed))
        y = self.up(self.norm2(x) * (1 + scale2) + shift2)
        picture = y.flatten(0, 1).transpose(1, 2).unflatten(2, (self.s.rows, self.s.columns))
        y = y + self.local(picture).flatten(2).transpose(1, 2).unflatten(0, (batch, frames))
        x = x + gate2 * self.drop(self.down(F.gelu(y, approximate="tanh")))
        return x, own


class World(nn.Module):
    """Latent frames [B, F, C, rows, columns], tau [B, F], actions [B, F, A] -> velocity of the same shape as the frames."""

    def __init__(self, shape: Shape, dropout: float = 0.0):
        super().__init__()
        self.shape = shape
        self.inward = nn.Linear(shape.channels, shape.width)
        self.position = nn.Parameter(torch.randn(shape.tokens, shape.width) * 0.02)
        self.time = nn.Sequential(nn.Linear(64, shape.width), nn.SiLU(), nn.Linear(shape.width, shape.width))
        self.action = nn.Sequential(nn.Linear(shape.actions, shape.width), nn.SiLU(), nn.Linear(shape.width, shape.width))
        self.blocks = nn.ModuleList(Block(shape, dropout) for _ in range(shape.layers))
        self.norm = nn.LayerNorm(shape.width, elementwise_affine=False, eps=1e-5)
        self.condition = nn.Linear(shape.width, 2 * shape.width)
        self.outward = nn.Linear(shape.width, shape.channels)
        for layer in (self.condition, self.outward):
            nn.init.zeros_(layer.weight)
            nn.init.zeros_(layer.bias)

    def forward(self, frames: Tensor, tau: Tensor, actions: Tensor, seen: Tensor, age: Tensor, past=None, read=slice(None)):
        """-> velocity of the frames `read`, and the keys and values of all frames, a pair [B, F, heads, N, d] for each layer."""
        x = self.inward(frames.flatten(3).transpose(2, 3)) + self.position
        c = F.silu(self.time(embed_time(tau)) + self.action(actions))
        own = []
        for layer, block in enumerate(self.blocks):
            x, kv = block(x, c, seen, age, past[layer] if past is not None else None)
            own.append(kv)
        if read is None:
            return None, own
        shift, scale = self.condition(c[:, read])[:, :, None].chunk(2, -1)
        y = self.outward(self.norm(x[:, read]) * (1 + scale) + shift)
        return y.transpose(2, 3).unflatten(3, (self.shape.rows, self.shape.columns)), own


def attention_of_sequence(clean: int, targets: list[tuple[int, int]], window: int) -> tuple[Tensor, Tensor]:
    """Who sees whom in training: frames 0 ... clean - 1 of the past, then noisy targets (frame number, block's first frame number), ordered.
    A frame of the past sees itself and `window` frames before it; a target sees `window` past frames before its block and the block up to itself."""
    rows = []
    for j in range(clean):
        rows.append([(j - a, a) for a in range(window + 1) if j - a >= 0])
    for at, (frame, first) in enumerate(targets):
        row = [(clean + at - a, a) for a in range(frame - first + 1)]
        row += [(first - a, frame - first + a) for a in range(1, window + 1) if first - a >= 0]
        rows.append(row)
    most = max(len(row) for row in rows)
    padded = [row + [(row[0][0], -1)] * (most - len(row)) for row in rows]
    return torch.tensor([[s for s, _ in row] for row in padded]), torch.tensor([[a for _, a in row] for row in padded])


def attention_of_block(past: int, frames: int) -> tuple[Tensor, Tensor]:
    """Who sees whom when `frames` new frames follow `past` remembered ones, the oldest first."""
    return attention_of_ages([past - i for i in range(past)], frames)


def attention_of_ages(ages: list[int], frames: int) -> tuple[Tensor, Tensor]:
    rows = []
    for f in range(frames):
        rows.append([(i, a + f) for i, a in enumerate(ages)] + [(len(ages) + g, f - g) for g in range(frames) if g <= f])
    most = max(len(row) for row in rows)
    padded = [row + [(row[0][0], -1)] * (most - len(row)) for row in rows]
    return torch.tensor([[s for s, _ in row] for row in padded]), torch.tensor([[a for _, a in row] for row in padded])
