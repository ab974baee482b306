"""The world model as ONNX graphs with static shapes; see docs/world-model.md for what each is for.

encode.onnx    image u8 [H,W,3] -> latent f32 [C,R,Q], pixels f32 [3,h,w] (the image at the model's resolution, in [0,1])
frame<F>.onnx  noisy f32 [F,C,R,Q], time f32 [F], action f32 [F,A], cache f32 [W,layers,2,heads,N,d], age i64 [W] -> velocity f32 [F,C,R,Q]
remember.onnx  latent f32 [C,R,Q], action f32 [A], cache, age -> entry f32 [layers,2,heads,N,d]
decode.onnx    latent f32 [C,R,Q] -> pixels f32 [3,h,w], clamped to [0,1]

The cache is a ring: a slot's age says how many frames before the next one it is (1: the newest), 0 that it is empty.
"""

import hashlib
from pathlib import Path

import onnx
import torch
from torch import Tensor, nn
from torch.nn import functional as F

from .network import World, embed_time
from .patches import Patches, triangle

OPSET = 18


class Encode(nn.Module):
    def __init__(self, patches: Patches, height: int, width: int):
        super().__init__()
        self.patches, g = patches, patches.geometry
        full = lambda size: torch.tensor([float(size)])  # noqa: E731
        self.register_buffer("rows", triangle(height, g.height, torch.zeros(1), full(height))[0] / 255.0)
        self.register_buffer("columns", triangle(width, g.width, torch.zeros(1), full(width))[0].T.contiguous())

    def forward(self, image: Tensor):
        pixels = self.rows @ image.permute(2, 0, 1).float() @ self.columns
        return self.patches.encode(pixels[None])[0], pixels


class Decode(nn.Module):
    """The transposed convolution as a 1x1 convolution and a rearrangement, which every engine runs fast."""

    def __init__(self, patches: Patches):
        super().__init__()
        g = self.geometry = patches.geometry
        self.register_buffer("matrix", (patches.basis * patches.scale[:, None]).T.contiguous())  # [pixels of a patch, C]
        self.register_buffer("mean", patches.mean.clone()[:, None])

    def forward(self, latent: Tensor):
        g = self.geometry
        patches = self.matrix @ latent.reshape(g.channels, g.tokens) + self.mean
        picture = patches.reshape(3, g.patch_height, g.patch_width, g.rows, g.columns).permute(0, 3, 1, 4, 2)
        return picture.reshape(3, g.height, g.width).clamp(0.0, 1.0)


class Step(nn.Module):
    """The transformer over F new frames and a ring of remembered ones. The attention's bias tables are constants; a slot's row is chosen by age."""

    def __init__(self, world: World, frames: int):
        super().__init__()
        self.world, self.frames, self.s = world, frames, world.shape
        s = self.s
        for i, block in enumerate(world.blocks):
            table = block.bias.detach()[:, :, block.offset.flatten()].unflatten(-1, (s.tokens, s.tokens))  # [ages, heads, N, N]
            hidden = torch.full((1, *table.shape[1:]), -1e9)
            # Row a is age a; row 0 of what is looked up for a slot hides it. Frame f sees a slot f frames further back.
            slots = torch.stack([torch.cat([hidden, table[1 + f : 1 + f + s.window]]) for f in range(frames)])
            own = torch.stack([torch.cat([table[f - g] if g <= f else hidden[0] for g in range(frames)], -1) for f in range(frames)])
            self.register_buffer(f"slots{i}", slots)  # [F, W + 1, heads, N, N]
            self.register_buffer(f"own{i}", own)  # [F, heads, N, F N]

    def bias(self, layer: int, age: Tensor) -> Tensor:
        s = self.s
        chosen = torch.index_select(getattr(self, f"slots{layer}"), 1, age)  # [F, W, heads, N, N]
        past = chosen.permute(0, 2, 3, 1, 4).reshape(self.frames, s.heads, s.tokens, s.window * s.tokens)
        return torch.cat([past, getattr(self, f"own{layer}")], -1)

    def attend(self, layer: int, q: Tensor, k: Tensor, v: Tensor, cache: Tensor, age: Tensor) -> Tensor:
        """q, k, v: [F, N, D] -> [F, N, D]"""
        s, frames = self.s, self.frames
        size = s.width // s.heads
        heads = lambda x: x.reshape(frames * s.tokens, s.heads, size).transpose(0, 1)  # noqa: E731
        past = cache[:, layer].permute(1, 2, 0, 3, 4).reshape(2, s.heads, s.window * s.tokens, size)
        k, v = torch.cat([past[0], heads(k)], 1), torch.cat([past[1], heads(v)], 1)  # [heads, (W + F) N, d]
        scores = heads(q * size**-0.5) @ k.transpose(-1, -2)  # [heads, F N, (W + F) N]
        bias = self.bias(layer, age).permute(1, 0, 2, 3).reshape(s.heads, frames * s.tokens, (s.window + frames) * s.tokens)
        mixed = torch.softmax(scores + bias, -1) @ v
        return mixed.transpose(0, 1).reshape(frames, s.tokens, s.width)

    def block(self, layer: int, x: Tensor, c: Tensor, cache: Tensor, age: Tensor):
        b, s = self.world.blocks[layer], self.s
        shift1, scale1, gate1, shift2, scale2, gate2 = b.condition(c)[:, None].chunk(6, -1)
        q, k, v = b.qkv(b.norm1(x) * (1 + scale1) + shift1).chunk(3, -1)
        x = x + gate1 * b.out(self.attend(layer, q, k, v, cache, age))
        y = b.up(b.norm2(x) * (1 + scale2) + shift2)
        picture = y.transpose(1, 2).reshape(self.frames, s.hidden, s.rows, s.columns)
        y = y + b.local(picture).reshape(self.frames, s.hidden, s.tokens).transpose(1, 2)
        return x + gate2 * b.down(F.gelu(y, approximate="tanh")), k, v

    def start(self, frames: Tensor, time: Tensor, action: Tensor):
        w = self.world
        x = w.inward(frames.reshape(self.frames, self.s.channels, self.s.tokens).transpose(1, 2)) + w.position
        return x, F.silu(w.time(embed_time(time)) + w.action(action))


class Frame(Step):
    def forward(self, noisy: Tensor, time: Tensor, action: Tensor, cache: Tensor, age: Tensor):
        w, s = self.world, self.s
        x, c = self.start(noisy, time, action)
        for layer in range(s.layers):
            x, _, _ = self.block(layer, x, c, cache, age)
        shift, scale = w.condition(c)[:, None].chunk(2, -1)
        y = w.outward(w.norm(x) * (1 + scale) + shift)
        return y.transpose(1, 2).reshape(self.frames, s.channels, s.rows, s.columns)


class Remember(Step):
    def __init__(self, world: World):
        super().__init__(world, 1)

    def forward(self, latent: Tensor, action: Tensor, cache: Tensor, age: Tensor):
        s = self.s
        x, c = self.start(latent[None], torch.ones(1), action[None])
        entry = []
        heads = lambda y: y[0].reshape(s.tokens, s.heads, s.width // s.heads).transpose(0, 1)  # noqa: E731
        for layer in range(s.layers):
            if layer + 1 < s.layers:
                x, k, v = self.block(layer, x, c, cache, age)
            else:  # of the last layer only keys and values are kept
                b = self.world.blocks[layer]
                shift, scale = b.condition(c)[:, None].chunk(6, -1)[:2]
                _, k, v = b.qkv(b.norm1(x) * (1 + scale) + shift).chunk(3, -1)
            entry.append(torch.stack([heads(k), heads(v)]))
        return torch.stack(entry)


def graphs(world: World, patches: Patches, blocks: list[int], height: int, width: int, out: Path) -> dict:
    """Writes the graphs into `out`; returns {name: (module, example inputs, input names, output names)}."""
    world.eval()
    s = world.shape
    generator = torch.Generator().manual_seed(0)
    normal = lambda *shape: torch.randn(*shape, generator=generator)  # noqa: E731
    latent = normal(s.channels, s.rows, s.columns)
    cache = 0.1 * normal(s.window, s.layers, 2, s.heads, s.tokens, s.width // s.heads)
    age = torch.arange(s.window, 0, -1)
    image = torch.randint(0, 256, (height, width, 3), generator=generator, dtype=torch.uint8)
    made = {"encode": (Encode(patches, height, width), (image,), ["image"], ["latent", "pixels"])}
    for frames in blocks:
        inputs = (normal(frames, s.channels, s.rows, s.columns), torch.full((frames,), 0.25), torch.full((frames, s.actions), 0.3), cache, age)
        made["frame" if frames == 1 else f"frame{frames}"] = (Frame(world, frames), inputs, ["noisy", "time", "action", "cache", "age"], ["velocity"])
    made["remember"] = (Remember(world), (latent, torch.full((s.actions,), 0.3), cache, age), ["latent", "action", "cache", "age"], ["entry"])
    made["decode"] = (Decode(patches), (latent,), ["latent"], ["pixels"])
    out.mkdir(parents=True, exist_ok=True)
    with torch.no_grad():
        for name, (module, inputs, names, outputs) in made.items():
            path = out / f"{name}.onnx"
            torch.onnx.export(module.eval(), inputs, str(path), input_names=names, output_names=outputs, opset_version=OPSET, dynamo=False, do_constant_folding=True)
            onnx.checker.check_model(onnx.load(path), full_check=True)
    return made


def sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
