"""The two-ways planner: a small encoder of the picture, and a masked-diffusion denoiser over one decision and the BEAST tokens.

The prefix never attends to a slot, so its keys and values are an exact cache. With `blocks` the slots see their own block and the ones
before it only (block diffusion, as Fast-dLLM v2 and SDAR): then a finished block's keys and values are an exact cache too.
"""

from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from planner.networks import Attention

from .scene import HISTORY, SAMPLES

WIDTH, HEADS, LAYERS = 64, 4, 3
PREFIX = 25


@dataclass(frozen=True)
class Template:
    """Slot 0 is the side, then one slot a control point. Ids: bins, then left, right, then MASK."""

    bins: int = 40
    control_points: int = 11

    @property
    def slots(self) -> int:
        return 1 + self.control_points

    @property
    def side_first(self) -> int:
        return self.bins

    @property
    def mask(self) -> int:
        return self.bins + 2

    @property
    def vocabulary(self) -> int:
        return self.bins + 3

    def legal(self) -> Tensor:
        """[slots, vocabulary]"""
        legal = torch.zeros(self.slots, self.vocabulary, dtype=torch.bool)
        legal[0, self.side_first : self.side_first + 2] = True
        legal[1:, : self.bins] = True
        return legal


class Encoder(nn.Module):
    """Pictures [B, 3, 48, 32] in [0, 1] and measured positions [B, HISTORY] with their mask -> prefix [B, 25, WIDTH]."""

    def __init__(self):
        super().__init__()
        sizes, layers = (3, 16, 32, WIDTH), []
        for before, after in zip(sizes, sizes[1:]):
            layers += [nn.Conv2d(before, after, 3, 2, 1), nn.GroupNorm(4, after), nn.GELU()]
        self.convolutions = nn.Sequential(*layers)
        self.position = nn.Parameter(torch.randn(1, PREFIX - 1, WIDTH) * 0.1)
        self.past = nn.Sequential(nn.Linear(2 * HISTORY, WIDTH), nn.GELU(), nn.Linear(WIDTH, WIDTH))
        self.block = Attention(WIDTH, HEADS, 0.0)
        self.norm = nn.LayerNorm(WIDTH)

    def forward(self, images: Tensor, history: Tensor, mask: Tensor) -> Tensor:
        x = self.convolutions(images * 2.0 - 1.0).flatten(2).transpose(1, 2) + self.position
        past = self.past(torch.cat([history * mask, mask], 1))[:, None]
        return self.norm(self.block(torch.cat([x, past], 1)))


class Regression(nn.Module):
    """The plain baseline on the planner's own encoder: attention-pooled prefix -> lateral positions [B, SAMPLES]."""

    def __init__(self):
        super().__init__()
        self.query = nn.Parameter(torch.randn(1, 4, WIDTH) * 0.1)
        self.head = nn.Sequential(nn.Linear(4 * WIDTH, 2 * WIDTH), nn.GELU(), nn.Linear(2 * WIDTH, SAMPLES))

    def forward(self, prefix: Tensor) -> Tensor:
        weights = torch.softmax(self.query @ prefix.transpose(1, 2) * WIDTH**-0.5, -1)
        return self.head((weights @ prefix).flatten(1))


class Layer(nn.Module):
    """One denoiser layer whose queries are the given slots, and whose keys are the prefix and all slots."""

    def __init__(self):
        super().__init__()
        self.norm1, self.norm2 = nn.LayerNorm(WIDTH), nn.LayerNorm(WIDTH)
        self.qkv, self.out = nn.Linear(WIDTH, 3 * WIDTH), nn.Linear(WIDTH, WIDTH)
        self.mlp = nn.Sequential(nn.Linear(WIDTH, 3 * WIDTH), nn.GELU(), nn.Linear(3 * WIDTH, WIDTH))

    def project(self, x: Tensor) -> list[Tensor]:
        """x [B, Q, WIDTH] -> queries, keys, values [B, HEADS, Q, d_head]"""
        parts = self.qkv(self.norm1(x)).chunk(3, dim=-1)
        return [part.reshape(x.shape[0], x.shape[1], HEADS, -1).transpose(1, 2) for part in parts]

    def attend(self, x: Tensor, q: Tensor, k: Tensor, v: Tensor, bias: Tensor | None) -> Tensor:
        scores = q @ k.transpose(-1, -2) * q.shape[-1] ** -0.5
        weights = torch.softmax(scores if bias is None else scores + bias, -1)
        x = x + self.out((weights @ v).transpose(1, 2).reshape(x.shape))
        return x + self.mlp(self.norm2(x))


class Planner(nn.Module):
    """`blocks`: block of each slot, or None where every slot sees every other."""

    def __init__(self, template: Template, blocks: list[int] | None = None):
        super().__init__()
        self.template = template
        self.encoder, self.regression = Encoder(), Regression()
        self.keys = nn.ModuleList(nn.Linear(WIDTH, 2 * WIDTH) for _ in range(LAYERS))
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))
        self.embedding = nn.Parameter(torch.randn(template.vocabulary, WIDTH) * 0.3)
        self.slot = nn.Parameter(torch.randn(1, template.slots, WIDTH) * 0.3)
        self.norm, self.head = nn.LayerNorm(WIDTH), nn.Linear(WIDTH, template.vocabulary)
        bias = None
        if blocks is not None:
            of = torch.tensor(blocks)
            seen = of[None, :] <= of[:, None]
            bias = torch.cat([torch.zeros(template.slots, PREFIX), torch.where(seen, 0.0, -1e9)], 1)
        self.register_buffer("bias", bias)

    def context(self, prefix: Tensor) -> Tensor:
        """prefix [B, P, WIDTH] -> [B, LAYERS, 2, HEADS, P, d_head]"""
        rows = []
        for keys in self.keys:
            parts = keys(prefix).chunk(2, -1)
            rows.append(torch.stack([p.reshape(*p.shape[:2], HEADS, -1).transpose(1, 2) for p in parts], 1))
        return torch.stack(rows, 1)

    def embed(self, tokens: Tensor) -> Tensor:
        return self.embedding[tokens]

    def denoise(self, tokens: Tensor, cache: Tensor) -> Tensor:
        """tokens [B, slots], cache [B, LAYERS, 2, HEADS, P, d_head] -> logits [B, slots, vocabulary]"""
        return self.denoise_with_cache(tokens, cache)[0]

    def denoise_with_cache(self, tokens: Tensor, cache: Tensor) -> tuple[Tensor, Tensor]:
        """As `denoise`, and the slots' own keys and values [B, LAYERS, 2, HEADS, slots, d_head]."""
        x, rows = self.embed(tokens) + self.slot, []
        for number, layer in enumerate(self.layers):
            q, k, v = layer.project(x)
            rows.append(torch.stack([k, v], 1))
            x = layer.attend(x, q, torch.cat([cache[:, number, 0], k], 2), torch.cat([cache[:, number, 1], v], 2), self.bias)
        return self.head(self.norm(x)), torch.stack(rows, 1)


def targets(template: Template, side: Tensor, bins: Tensor) -> Tensor:
    """[B], [B, N] -> tokens [B, slots]"""
    return torch.cat([template.side_first + side[:, None], bins], 1)


def cross_entropy(template: Template, logits: Tensor, tokens: Tensor, sigma_bins: tuple) -> Tensor:
    """Per slot [B, slots], over the legal ids only; ordinal slots against a Gaussian over the neighbouring bins whose deviation grows from
    the first control point's to the last one's: what is further ahead is less sure, and slots of the same certainty keep one order."""
    side = F.cross_entropy(logits[:, 0, template.side_first : template.side_first + 2], tokens[:, 0] - template.side_first, reduction="none")
    ordinal = torch.log_softmax(logits[:, 1:, : template.bins], -1)
    distance = torch.arange(template.bins)[None, None] - tokens[:, 1:, None]
    sigma = torch.linspace(*sigma_bins, template.control_points)[None, :, None]
    soft = torch.softmax(-0.5 * (distance / sigma) ** 2, -1)
    return torch.cat([side[:, None], -(soft * ordinal).sum(-1)], 1)
