"""The encoder, the plain regression baseline, and the masked-diffusion planner.

The encoder (frames t and t - 4 at 80x60, three stride-2 convolutions, one attention block) is shared by both in kind;
the planner's prefix never attends to its slots, so the prefix' keys and values are an exact cache (LLaDA-style prefix
cache, computed once a tick). Slots attend to each other and to the prefix in one softmax, without any order.

Mirror symmetry: driving on the mirrored image must give the mirrored plan. `Mirrored*` run a network on the input and on its
mirror image in one batch of two and average, which makes the exported graphs exactly symmetric.
"""

import torch
from torch import Tensor, nn
from torch.nn import functional as F

HISTORY = 10
LAYERS, WIDTH, HEADS = 4, 128, 4


class Attention(nn.Module):
    """Pre-norm attention and MLP. With `prefix` = (K, V) [B, heads, P, d_head] queries also see the prefix."""

    def __init__(self, width: int, heads: int, dropout: float, hidden: int = 3):
        super().__init__()
        self.heads = heads
        self.norm1, self.norm2 = nn.LayerNorm(width), nn.LayerNorm(width)
        self.qkv, self.out = nn.Linear(width, 3 * width), nn.Linear(width, width)
        self.mlp = nn.Sequential(nn.Linear(width, hidden * width), nn.GELU(), nn.Dropout(dropout), nn.Linear(hidden * width, width))
        self.drop = nn.Dropout(dropout)

    def split(self, x: Tensor) -> Tensor:
        return x.reshape(x.shape[0], x.shape[1], self.heads, -1).transpose(1, 2)

    def forward(self, x: Tensor, prefix: tuple[Tensor, Tensor] | None = None) -> Tensor:
        q, k, v = (self.split(part) for part in self.qkv(self.norm1(x)).chunk(3, dim=-1))
        if prefix is not None:
            k, v = torch.cat([prefix[0], k], 2), torch.cat([prefix[1], v], 2)
        weights = torch.softmax(q @ k.transpose(-1, -2) * q.shape[-1] ** -0.5, -1)
        mixed = (weights @ v).transpose(1, 2).reshape(x.shape)
        x = x + self.drop(self.out(mixed))
        return x + self.drop(self.mlp(self.norm2(x)))


def known(history: Tensor, mask: Tensor) -> Tensor:
    """History [B, 10, 2] and its mask [B, 10] -> [B, 1, 30], zero where absent."""
    return torch.cat([(history * mask[..., None]).flatten(1), mask], 1)[:, None]


def past(width: int) -> nn.Module:
    return nn.Sequential(nn.Linear(3 * HISTORY, width), nn.GELU(), nn.Linear(width, width), nn.LayerNorm(width))


class Encoder(nn.Module):
    """Images [B, 6, 60, 80] in [0, 1] -> prefix [B, 50, width]. With `use_history` the action history [B, 10, 2] and its mask
    [B, 10] join as a 51st token (kept for comparison: seeing its own past the encoder learns to copy it)."""

    def __init__(self, width: int = WIDTH, channels: tuple = (32, 48, 96), dropout: float = 0.15, use_history: bool = True):
        super().__init__()
        sizes, layers = (6, *channels), []
        for before, after in zip(sizes, sizes[1:]):
            layers += [nn.Conv2d(before, after, 3, 2, 1), nn.GroupNorm(8, after), nn.GELU()]
        layers += [nn.Dropout2d(dropout / 2), nn.Conv2d(channels[-1], width, (4, 3), 1, (0, 1))]
        self.convolutions = nn.Sequential(*layers)
        self.position = nn.Parameter(torch.randn(1, 50, width) * 0.02)
        self.block = Attention(width, HEADS, dropout)
        self.history = past(width) if use_history else None
        self.norm = nn.LayerNorm(width)

    def forward(self, images: Tensor, history: Tensor, mask: Tensor) -> Tensor:
        x = self.convolutions((images - 0.45) * 4.0).flatten(2).transpose(1, 2) + self.position
        if self.history is not None:
            x = torch.cat([x, self.history(known(history, mask))], 1)
        return self.norm(self.block(x))


class Regression(nn.Module):
    """The plain baseline: attention-pooled prefix -> [B, 20, 2]. Also the planner encoder's pre-training and auxiliary head."""

    def __init__(self, samples: int, dropout: float = 0.15, encoder: Encoder | None = None):
        super().__init__()
        self.encoder = encoder
        self.query = nn.Parameter(torch.randn(1, 4, WIDTH) * 0.05)
        self.head = nn.Sequential(nn.Dropout(dropout), nn.Linear(4 * WIDTH, WIDTH), nn.GELU(), nn.Dropout(dropout), nn.Linear(WIDTH, samples * 2))
        self.samples = samples
        self.register_buffer("centre", torch.zeros(2))

    def read(self, prefix: Tensor) -> Tensor:
        weights = torch.softmax(self.query @ prefix.transpose(1, 2) * WIDTH**-0.5, -1)
        values = self.head((weights @ prefix).flatten(1)).reshape(-1, self.samples, 2)
        return values * 0.3 + self.centre

    def forward(self, images: Tensor, history: Tensor, mask: Tensor) -> Tensor:
        return self.read(self.encoder(images, history, mask))


class Planner(nn.Module):
    """`context` gives the cache, `denoise` the logits [B, slots, vocabulary]. Bins are embedded and read out through
    radial basis functions, so that neighbouring bins are neighbours for the network from the start."""

    def __init__(self, template, encoder: Encoder, dropout: float = 0.15, layers: int = LAYERS, centres: int = 32, late_history: bool = False):
        super().__init__()
        self.template, self.encoder = template, encoder
        self.history = past(WIDTH) if late_history else None
        self.keys = nn.ModuleList(nn.Linear(WIDTH, 2 * WIDTH) for _ in range(layers))
        self.blocks = nn.ModuleList(Attention(WIDTH, HEADS, dropout) for _ in range(layers))
        at = torch.linspace(0, 1, template.bins)[:, None] - torch.linspace(0, 1, centres)[None]
        radial = torch.exp(-0.5 * (at * (centres - 1) / 1.2) ** 2)
        self.register_buffer("radial", radial / radial.sum(1, keepdim=True).clamp_min(1e-6))
        self.bin_embedding = nn.Parameter(torch.randn(centres, WIDTH) * 0.3)
        self.other_embedding = nn.Parameter(torch.randn(7, WIDTH) * 0.3)
        self.slot = nn.Parameter(torch.randn(1, template.slots, WIDTH) * 0.3)
        self.norm = nn.LayerNorm(WIDTH)
        self.to_bins, self.to_others = nn.Linear(WIDTH, centres), nn.Linear(WIDTH, 7)

    def context(self, images: Tensor, history: Tensor, mask: Tensor) -> Tensor:
        """-> [B, layers, 2, heads, P, d_head]"""
        return self.keys_and_values(self.encoder(images, history, mask), history, mask)

    def keys_and_values(self, prefix: Tensor, history: Tensor, mask: Tensor) -> Tensor:
        if self.history is not None:
            prefix = torch.cat([prefix, self.history(known(history, mask))], 1)
        split = self.blocks[0].split
        return torch.stack([torch.stack([split(part) for part in keys(prefix).chunk(2, -1)], 1) for keys in self.keys], 1)

    def table(self) -> Tensor:
        return torch.cat([self.radial @ self.bin_embedding, self.other_embedding])

    def denoise(self, tokens: Tensor, cache: Tensor) -> Tensor:
        x = self.table()[tokens] + self.slot
        for layer, block in enumerate(self.blocks):
            x = block(x, (cache[:, layer, 0], cache[:, layer, 1]))
        x = self.norm(x)
        return torch.cat([F.linear(self.to_bins(x), self.radial), self.to_others(x)], -1)


def mirror_ids(template) -> Tensor:
    """For each token id, its mirror image under steering -> -steering in a steering slot."""
    ids = torch.arange(template.vocabulary)
    ids[: template.bins] = torch.arange(template.bins).flip(0)
    ids[template.lateral_first], ids[template.lateral_first + 2] = template.lateral_first + 2, template.lateral_first
    return ids
