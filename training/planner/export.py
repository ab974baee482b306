"""The networks as ONNX graphs with static shapes, normalisation and resizing inside.

context.onnx     images u8 [2,120,160,3], history f32 [10,2], historyMask f32 [10] -> cache f32 [rows,2,heads,P,d_head]
denoise.onnx     tokens i64 [1,T], cache -> logits f32 [1,T,V]
regression.onnx  as context -> trajectory f32 [20,2]

Each graph runs every member network on the input and on its mirror image and averages; the cache holds the rows
member-major: (member, view, layer).
"""

from pathlib import Path

import onnx
import torch
from torch import Tensor, nn
from torch.nn import functional as F

from .networks import HISTORY, Planner, Regression, mirror_ids

OPSET = 18
SIGN = torch.tensor([-1.0, 1.0])


def views(images: Tensor, history: Tensor, mask: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    """Raw inputs -> a batch of two: as seen, and mirrored."""
    x = F.avg_pool2d(images.permute(0, 3, 1, 2).float() / 255.0, 2).reshape(1, 6, 60, 80)
    return (
        torch.cat([x, x.flip(-1)]),
        torch.stack([history, history * SIGN]),
        torch.stack([mask, mask]),
    )


class Context(nn.Module):
    def __init__(self, planners: list[Planner]):
        super().__init__()
        self.planners = nn.ModuleList(planners)

    def forward(self, images, history, history_mask):
        x = views(images, history, history_mask)
        return torch.cat([planner.context(*x).flatten(0, 1) for planner in self.planners])


class Denoise(nn.Module):
    def __init__(self, planners: list[Planner]):
        super().__init__()
        self.planners = nn.ModuleList(planners)
        template = planners[0].template
        ids = mirror_ids(template)
        steering = torch.zeros(template.slots, dtype=torch.bool)
        steering[0], steering[2::2] = True, True
        same = torch.arange(template.vocabulary)
        self.register_buffer("ids", torch.where(steering[:, None], ids[None], same[None]))  # [T, V]

    def forward(self, tokens, cache):
        mirrored = torch.gather(self.ids, 1, tokens[0][:, None]).transpose(0, 1)
        both = torch.cat([tokens, mirrored])
        total = 0
        for planner, part in zip(self.planners, cache.chunk(len(self.planners))):
            logits = planner.denoise(both, part.reshape(2, -1, *part.shape[1:]))
            total = total + logits[0] + torch.gather(logits[1], 1, self.ids)
        return (total / (2 * len(self.planners)))[None]


class Baseline(nn.Module):
    def __init__(self, regressions: list[Regression]):
        super().__init__()
        self.regressions = nn.ModuleList(regressions)

    def forward(self, images, history, history_mask):
        x = views(images, history, history_mask)
        total = sum(0.5 * (y[0] + y[1] * SIGN) for y in (regression(*x) for regression in self.regressions))
        return total / len(self.regressions)


def graphs(planners: list[Planner], regressions: list[Regression], out: Path) -> dict[str, nn.Module]:
    """Writes the three graphs into `out`; returns the modules they came from."""
    for module in (*planners, *regressions):
        module.eval()
    inputs = (torch.zeros(2, 120, 160, 3, dtype=torch.uint8), torch.zeros(HISTORY, 2), torch.ones(HISTORY))
    modules = {"context": Context(planners), "denoise": Denoise(planners), "regression": Baseline(regressions)}
    names = ["images", "history", "historyMask"]
    with torch.no_grad():
        cache = modules["context"](*inputs)
        tokens = torch.full((1, planners[0].template.slots), planners[0].template.mask)
        write(modules["context"], inputs, names, ["cache"], out / "context.onnx")
        write(modules["denoise"], (tokens, cache), ["tokens", "cache"], ["logits"], out / "denoise.onnx")
        write(modules["regression"], inputs, names, ["trajectory"], out / "regression.onnx")
    return modules


def write(module: nn.Module, inputs: tuple, names: list[str], outputs: list[str], path: Path):
    module.eval()
    torch.onnx.export(module, inputs, str(path), input_names=names, output_names=outputs, opset_version=OPSET, dynamo=False, do_constant_folding=True)
    _declare(path, inputs, names)


def _declare(path: Path, inputs: tuple, names: list[str]):
    """The exporter drops inputs that a network does not read; the contract of a planner's graphs has them all, in this order."""
    model = onnx.load(path)
    kept = {value.name: value for value in model.graph.input}
    del model.graph.input[:]
    for name, value in zip(names, inputs):
        kind = onnx.helper.np_dtype_to_tensor_dtype(value.numpy().dtype)
        model.graph.input.append(kept.get(name) or onnx.helper.make_tensor_value_info(name, kind, list(value.shape)))
    onnx.checker.check_model(model, full_check=True)
    onnx.save(model, path)
