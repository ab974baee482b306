"""manifest.yaml of an exported world model."""

from pathlib import Path

import yaml

from planner.manifest import _Dumper, _flow

from .export import sha256

HEADER = """\
# A next-frame diffusion world model of the recorded drive. Written by training/train_world.py; see docs/world-model.md.
"""

FRAMES = {"image": "camera", "pixels": "camera", "action": "ego"}
TYPES = {"torch.uint8": "u8", "torch.int64": "i64", "torch.float32": "f32"}


def tensor(name: str, value) -> dict:
    return {"name": name, "type": TYPES[str(value.dtype)], "shape": list(value.shape), "unit": "1", "frame": FRAMES.get(name, "latent")}


def build(name: str, made: dict, folder: Path, world: dict, training: dict) -> dict:
    tensors, graphs = {}, {}
    for graph, (module, inputs, names, outputs) in made.items():
        results = module(*inputs)
        results = results if isinstance(results, tuple) else (results,)
        graphs[graph] = {"file": f"{graph}.onnx", "sha256": sha256(folder / f"{graph}.onnx")}
        tensors[graph] = {"inputs": [tensor(n, v) for n, v in zip(names, inputs)], "outputs": [tensor(n, v) for n, v in zip(outputs, results)]}
    return {
        "name": name,
        "version": "1.0.0",
        "licence": "Apache-2.0",
        "task": "world-model",
        "graphs": graphs,
        "tensors": tensors,
        "rateHz": 20,
        "cache": "exact",
        "world": world,
        "training": training,
    }


def write(manifest: dict, folder: Path):
    text = yaml.dump(_flow(manifest), Dumper=_Dumper, sort_keys=False, width=110)
    (folder / "manifest.yaml").write_text(HEADER + text)
