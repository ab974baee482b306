"""manifest.yaml of the two-ways models."""

import hashlib
from pathlib import Path

from planner.beast import Beast
from planner.manifest import tensor

from . import export, scene
from .networks import Template
from .picture import HEIGHT_PX, WIDTH_PX

HEADER = """\
# A small planner of the two-ways task. Written by training/train_two_ways.py; see training/README.md and docs/two-ways.md.
# Control point 0 becomes the lateral position measured last (initialState overwrite).
"""


def build(folder: Path, name: str, beast: Beast, template: Template, window: int, cache_shape: list, decoder: dict, training: dict) -> dict:
    """The manifest without calibration and quality, in the order in which it is written."""
    images = tensor("images", "u8", [1, HEIGHT_PX, WIDTH_PX, 3], "ego")
    history = tensor("history", "f32", [scene.HISTORY, 1], "ego") | {"unit": "m"}
    mask = tensor("historyMask", "f32", [scene.HISTORY], "ego")
    cache = tensor("cache", "f32", cache_shape, "latent")
    layers, two, heads, _, width = cache_shape
    slots = tensor("slots", "f32", [layers, two, heads, template.slots, width], "latent")
    trajectory = tensor("trajectory", "f32", [beast.samples, 1], "ego") | {"unit": "m"}

    def tokens(rows: int, columns: int) -> dict:
        return tensor("tokens", "i64", [rows, columns], "template")

    def logits(rows: int, columns: int) -> dict:
        return tensor("logits", "f32", [rows, columns, template.vocabulary], "template")

    graphs = {"context": {"inputs": [images, history, mask], "outputs": [cache]}}
    for rows in export.BUCKETS:
        graphs[export.name(rows)] = {"inputs": [tokens(rows, template.slots), cache], "outputs": [logits(rows, template.slots)]}
    graphs["keep"] = {"inputs": [tokens(1, template.slots), cache], "outputs": [logits(1, template.slots), slots]}
    graphs["window"] = {
        "inputs": [tokens(1, window), tensor("first", "i64", [1], "template"), cache, slots],
        "outputs": [logits(1, window), tensor("window", "f32", [layers, two, heads, window, width], "latent")],
    }
    graphs["regression"] = {"inputs": [images, history, mask], "outputs": [trajectory]}
    return {
        "name": name,
        "version": "1.0.0",
        "licence": "Apache-2.0",
        "task": "planner",
        "graphs": {n: {"file": f"{n}.onnx", "sha256": hashlib.sha256((folder / f"{n}.onnx").read_bytes()).hexdigest()} for n in graphs},
        "tensors": graphs,
        "imageOffsets": [0],
        "rateHz": int(scene.RATE_HZ),
        "cache": "exact",
        "tokenizer": {
            "tokenizer": "beast",
            "samples": beast.samples,
            "rateHz": int(scene.RATE_HZ),
            "controlPoints": beast.control_points,
            "degree": beast.degree,
            "vocabulary": beast.vocabulary,
            "ridge": beast.ridge,
            "dofs": [{"name": "lateral", "unit": "m"}],
            "bounds": {"min": beast.lower.flatten().tolist(), "max": beast.upper.flatten().tolist()},
            "initialState": beast.initial_state,
        },
        "template": {
            "mask": template.mask,
            "vocabulary": template.vocabulary,
            "slots": [
                {"name": "side", "kind": "categorical", "first": template.side_first, "labels": ["left", "right"]},
                {"name": "trajectory", "kind": "ordinal", "first": 0, "count": template.bins, "slots": template.control_points},
            ],
        },
        "decoder": decoder,
        # The picture is a map from above, 9 m by 4.8 m, not a camera's.
        "camera": {"assumed": True, "widthPx": WIDTH_PX, "heightPx": HEIGHT_PX, "horizontalFovRad": 1.5708, "heightM": 2.4, "pitchRad": 1.5707},
        "vehicle": {"assumed": True, "wheelbaseM": 0.5, "maxSteeringAngleRad": 0.8, "fullThrottleSpeedMps": scene.SPEED_MPS},
        "training": training,
    }
