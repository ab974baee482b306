"""The networks as ONNX graphs with static shapes, normalisation inside. L layers, H heads, P prefix tokens, T slots, V ids.

context.onnx     images u8 [1,48,32,3], history f32 [4,1], historyMask f32 [4] -> cache f32 [L,2,H,P,d_head]
denoise*.onnx    tokens i64 [B,T], cache -> logits f32 [B,T,V], for B = 1, 4, 8
keep.onnx        tokens i64 [1,T], cache -> logits f32 [1,T,V], slots f32 [L,2,H,T,d_head]: the slots' keys and values too
window.onnx      tokens i64 [1,W], first i64 [1], cache, slots -> logits f32 [1,W,V], window f32 [L,2,H,W,d_head]: slots
                 first … first + W − 1 alone, which see what was kept of the others
regression.onnx  as context -> trajectory f32 [20,1]
"""

from pathlib import Path

import torch
from torch import Tensor, nn

from planner.export import write

from .networks import Planner
from .picture import HEIGHT_PX, WIDTH_PX
from .scene import HISTORY

BUCKETS = (1, 4, 8)


def encode(planner: Planner, images: Tensor, history: Tensor, mask: Tensor) -> Tensor:
    return planner.encoder(images.permute(0, 3, 1, 2).float() / 255.0, history.reshape(1, HISTORY), mask.reshape(1, HISTORY))


class Context(nn.Module):
    def __init__(self, planner: Planner):
        super().__init__()
        self.planner = planner

    def forward(self, images, history, history_mask):
        return self.planner.context(encode(self.planner, images, history, history_mask))[0]


class Baseline(nn.Module):
    def __init__(self, planner: Planner):
        super().__init__()
        self.planner = planner

    def forward(self, images, history, history_mask):
        return self.planner.regression(encode(self.planner, images, history, history_mask))[0][:, None]


class Denoise(nn.Module):
    def __init__(self, planner: Planner, rows: int):
        super().__init__()
        self.planner, self.rows = planner, rows

    def forward(self, tokens, cache):
        return self.planner.denoise(tokens, cache[None].expand(self.rows, -1, -1, -1, -1, -1))


class Keep(nn.Module):
    def __init__(self, planner: Planner):
        super().__init__()
        self.planner = planner

    def forward(self, tokens, cache):
        logits, slots = self.planner.denoise_with_cache(tokens, cache[None])
        return logits, slots[0]


class Window(nn.Module):
    """The new keys and values stand where the old ones stood, so that every sum runs over the same terms in the same order."""

    def __init__(self, planner: Planner, slots: int):
        super().__init__()
        self.planner = planner
        self.register_buffer("at", torch.arange(slots))
        self.register_buffer("all", torch.arange(planner.template.slots))

    def forward(self, tokens, first, cache, slots):
        p, positions = self.planner, first + self.at
        inside = ((self.all >= first) & (self.all < first + len(self.at)))[None, None, :, None]
        source = (self.all - first).clamp(0, len(self.at) - 1)
        x, rows = p.embed(tokens) + p.slot[:, positions], []
        for number, layer in enumerate(p.layers):
            q, k, v = layer.project(x)
            rows.append(torch.stack([k[0], v[0]]))
            k = torch.where(inside, k[:, :, source], slots[number, 0][None])
            v = torch.where(inside, v[:, :, source], slots[number, 1][None])
            bias = None if p.bias is None else p.bias[positions]
            x = layer.attend(x, q, torch.cat([cache[number, 0][None], k], 2), torch.cat([cache[number, 1][None], v], 2), bias)
        return p.head(p.norm(x)), torch.stack(rows)


def graphs(planner: Planner, window: int, out: Path) -> dict[str, nn.Module]:
    """Writes the graphs into `out`; returns the modules they came from."""
    t = planner.template
    seen = (torch.zeros(1, HEIGHT_PX, WIDTH_PX, 3, dtype=torch.uint8), torch.zeros(HISTORY, 1), torch.ones(HISTORY))
    names = ["images", "history", "historyMask"]
    modules = {"context": Context(planner), "regression": Baseline(planner), "keep": Keep(planner), "window": Window(planner, window)}
    modules |= {name(rows): Denoise(planner, rows) for rows in BUCKETS}
    with torch.no_grad():
        cache = modules["context"](*seen)
        tokens = torch.full((1, t.slots), t.mask)
        slots = modules["keep"](tokens, cache)[1]
        write(modules["context"], seen, names, ["cache"], out / "context.onnx")
        write(modules["regression"], seen, names, ["trajectory"], out / "regression.onnx")
        write(modules["keep"], (tokens, cache), ["tokens", "cache"], ["logits", "slots"], out / "keep.onnx")
        inside = (tokens[:, :window], torch.zeros(1, dtype=torch.int64), cache, slots)
        write(modules["window"], inside, ["tokens", "first", "cache", "slots"], ["logits", "window"], out / "window.onnx")
        for rows in BUCKETS:
            path = out / f"{name(rows)}.onnx"
            write(modules[name(rows)], (tokens.repeat(rows, 1), cache), ["tokens", "cache"], ["logits"], path)
    return modules


def name(rows: int) -> str:
    return "denoise" if rows == 1 else f"denoise{rows}"
