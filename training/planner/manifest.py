"""manifest.yaml of the exported model directory."""

import hashlib
from pathlib import Path

import yaml

from .beast import Beast
from .decode import Rule
from .template import LATERAL, LONGITUDINAL, Template


def tensor(name: str, kind: str, shape: list, frame: str) -> dict:
    return {"name": name, "type": kind, "shape": shape, "unit": "1", "frame": frame}


def build(folder: Path, beast: Beast, template: Template, rule: Rule, cache_shape: list, training: dict) -> dict:
    """The manifest without its `quality`, as a dictionary in the order in which it is written."""
    images = tensor("images", "u8", [2, 120, 160, 3], "camera")
    history = tensor("history", "f32", [10, 2], "ego")
    mask = tensor("historyMask", "f32", [10], "ego")
    cache = tensor("cache", "f32", cache_shape, "latent")
    tokens = tensor("tokens", "i64", [1, template.slots], "template")
    logits = tensor("logits", "f32", [1, template.slots, template.vocabulary], "template")
    trajectory = tensor("trajectory", "f32", [beast.samples, 2], "ego")
    names = ("context", "denoise", "regression")
    return {
        "name": "donkey-planner",
        "version": "1.0.0",
        "licence": "Apache-2.0",
        "task": "planner",
        "graphs": {n: {"file": f"{n}.onnx", "sha256": hashlib.sha256((folder / f"{n}.onnx").read_bytes()).hexdigest()} for n in names},
        "tensors": {
            "context": {"inputs": [images, history, mask], "outputs": [cache]},
            "denoise": {"inputs": [tokens, cache], "outputs": [logits]},
            "regression": {"inputs": [images, history, mask], "outputs": [trajectory]},
        },
        "imageOffsets": [0, -4],
        "rateHz": 20,
        "cache": "exact",
        "tokenizer": {
            "tokenizer": "beast",
            "samples": beast.samples,
            "rateHz": 20,
            "controlPoints": beast.control_points,
            "degree": beast.degree,
            "vocabulary": beast.vocabulary,
            "ridge": beast.ridge,
            "dofs": [{"name": "steering", "unit": "1"}, {"name": "throttle", "unit": "1"}],
            "bounds": {"min": beast.lower.flatten().tolist(), "max": beast.upper.flatten().tolist()},
            "initialState": beast.initial_state,
        },
        "template": {
            "mask": template.mask,
            "vocabulary": template.vocabulary,
            "slots": [
                {"name": "lateral", "kind": "categorical", "first": template.lateral_first, "labels": list(LATERAL)},
                {"name": "longitudinal", "kind": "categorical", "first": template.longitudinal_first, "labels": list(LONGITUDINAL)},
                {"name": "trajectory", "kind": "ordinal", "first": 0, "count": template.bins, "slots": template.trajectory_slots},
            ],
        },
        "decoder": rule.manifest(),
        # Not known from the drive; for drawing and kinematic checks only (Donkeycar's usual 1/10 kit).
        "camera": {"assumed": True, "widthPx": 160, "heightPx": 120, "horizontalFovRad": 2.0944, "heightM": 0.17, "pitchRad": 0.35},
        "vehicle": {"assumed": True, "wheelbaseM": 0.26, "maxSteeringAngleRad": 0.44, "fullThrottleSpeedMps": 4.0},
        "training": training,
    }


HEADER = """\
# The reference planner of the recorded drive. Written by training/train_planner.py; see training/README.md.
# initialState overwrite: after dequantising c[d,k] = min + q / (vocabulary - 1) * (max - min), control point 0 of each DoF d
# becomes the last action carried out (history[9][d]); without one (historyMask[9] = 0) nothing is overwritten.
"""


class _Flow(list):
    """A list written on one line."""


def _flow(value):
    if isinstance(value, dict):
        return {key: _flow(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        items = [_flow(item) for item in value]
        return _Flow(items) if not any(isinstance(item, (dict, list)) for item in items) else items
    return value


class _Dumper(yaml.SafeDumper):
    def ignore_aliases(self, data):
        return True


_Dumper.add_representer(_Flow, lambda dumper, data: dumper.represent_sequence("tag:yaml.org,2002:seq", data, flow_style=True))
# PyYAML writes 1e-09, which YAML 1.2 reads as a number but YAML 1.1 as a string: always with a point.
_Dumper.add_representer(float, lambda dumper, x: dumper.represent_scalar("tag:yaml.org,2002:float", repr(x) if "e" not in repr(x) or "." in repr(x) else repr(x).replace("e", ".0e")))


def write(manifest: dict, folder: Path, header: str = HEADER):
    text = yaml.dump(_flow(manifest), Dumper=_Dumper, sort_keys=False, width=110)
    (folder / "manifest.yaml").write_text(header + text)
