#!/usr/bin/env python3
"""Evaluates an exported planner directory on a recorded drive with ONNX Runtime and the reference decoder.

    python training/evaluate.py --model models/donkey-planner --data DRIVE [--frames 640 799] [--train 0 639]

Prints the metrics of `sanderling evaluate planner` as JSON (baselines need --train). The decoder, tokenizer and template are read
from the manifest; it is therefore an independent check of the runtime's implementation, as golden.json is.
"""

import argparse
import json
import time
from pathlib import Path

import numpy as np
import onnxruntime
import yaml

from planner import drive as drives
from planner import metrics
from planner.beast import Beast
from planner.decode import Rule, decode
from planner.learn import OLDER, cut
from planner.networks import HISTORY
from planner.template import Template


class Model:
    """The three graphs of a model directory, its tokenizer, template and decoder rule."""

    def __init__(self, folder: Path, rule: Rule | None = None):
        self.manifest = yaml.safe_load((folder / "manifest.yaml").read_text())
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        self.sessions = {
            name: onnxruntime.InferenceSession(str(folder / graph["file"]), options, providers=["CPUExecutionProvider"])
            for name, graph in self.manifest["graphs"].items()
        }
        t, d = self.manifest["tokenizer"], self.manifest["decoder"]
        shape = (len(t["dofs"]), t["controlPoints"])
        bounds = (np.array(t["bounds"][key], dtype=np.float64).reshape(shape) for key in ("min", "max"))
        self.beast = Beast(t["samples"], t["controlPoints"], t["degree"], t["vocabulary"], *bounds, t["initialState"], t["ridge"])
        self.template = Template(t["vocabulary"], t["controlPoints"] * len(t["dofs"]))
        self.rule = rule or Rule(d["windowBins"], d["ordinalThreshold"], d["categoricalThreshold"], d["maxForwards"])

    def run(self, graph: str, *inputs) -> np.ndarray:
        session = self.sessions[graph]
        return session.run(None, {i.name: value for i, value in zip(session.get_inputs(), inputs)})[0]

    def plan(self, cache: np.ndarray, last_action: np.ndarray, lateral: int | None = None):
        """-> tokens [T], trajectory [20, 2], forwards"""
        tokens, forwards = decode(lambda tokens: self.run("denoise", tokens, cache), 1, self.template, self.rule, lateral)
        return tokens[0], self.beast.decode(tokens[0, 2:], last_action), int(forwards[0])


def inputs(drive: drives.Drive, row: int):
    """images [2, 120, 160, 3] (t, t - 4), history [10, 2], mask [10] of the frame in `row`."""
    images = np.stack([drive.images[row], drive.images[row - OLDER]])
    return images, drive.actions[row - HISTORY : row], np.ones(HISTORY, dtype=np.float32)


def evaluate(model: Model, drive: drives.Drive, first: int, last: int, train: tuple[int, int] | None) -> dict:
    windows = cut(drive, first, last)
    rows = drive.windows(first, last)
    target = windows.target.numpy()
    plans, tokens, forwards, regression, moved = [], [], [], [], []
    for row in rows:
        x = inputs(drive, row)
        cache = model.run("context", *x)
        chosen, plan, count = model.plan(cache, x[1][-1])
        sides = [model.plan(cache, x[1][-1], side)[1][:, 0].mean() for side in (0, 2)]
        plans.append(plan), tokens.append(chosen), forwards.append(count)
        moved.append(sides[1] - sides[0])
        regression.append(model.run("regression", *x))
    plans, regression, forwards = np.array(plans), np.array(regression), np.array(forwards)
    naive = metrics.baselines(cut(drive, *train), windows) if train else {"holdLast": metrics.baselines(windows, windows)["holdLast"]}
    naive["regression"] = regression
    return {
        "frames": len(rows),
        "horizonS": 1.0,
        **metrics.error(plans, target),
        "steeringMaeMinusRegression": metrics.difference(plans, regression, target),
        "baselines": {name: metrics.error(values, target) for name, values in naive.items()},
        "decisions": metrics.decisions(np.array(tokens), model.template, target),
        "controllability": float((np.array(moved) >= 0.1).mean()),
        "forwards": {"mean": float(forwards.mean()), "p99": float(np.percentile(forwards, 99)), "max": int(forwards.max())},
    }


def golden(model: Model, drive: drives.Drive, frames: list[int]) -> dict:
    """What the reference decoder makes of a few frames, for implementations in other languages."""
    cases = []
    for frame in frames:
        row = int(np.flatnonzero(drive.index == frame)[0])
        images, history, mask = inputs(drive, row)
        tokens, plan, forwards = model.plan(model.run("context", images, history, mask), history[-1])
        cases.append({
            "frame": frame,
            "imageSum": [int(image.astype(np.int64).sum()) for image in images],
            "history": [[float(x) for x in action] for action in history],
            "tokens": [int(x) for x in tokens],
            "trajectory": [[float(x) for x in action] for action in plan],
            "forwards": forwards,
        })
    return {"source": "training/evaluate.py, ONNX Runtime " + onnxruntime.__version__, "cases": cases}


def timings(model: Model, drive: drives.Drive, row: int, runs: int = 300) -> dict:
    """Median milliseconds of one run of each graph, one intra-op thread."""
    x = inputs(drive, row)
    cache = model.run("context", *x)
    tokens = np.full((1, model.template.slots), model.template.mask, dtype=np.int64)
    result = {}
    for graph, values in (("context", x), ("denoise", (tokens, cache)), ("regression", x)):
        spent = []
        for _ in range(runs):
            start = time.perf_counter()
            model.run(graph, *values)
            spent.append(time.perf_counter() - start)
        result[graph] = round(float(np.median(spent)) * 1e3, 3)
    return result


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--data", type=Path, required=True, help="tub folder with catalog.jsonl, or an .mcap recording")
    parser.add_argument("--frames", type=int, nargs=2, default=(640, 799))
    parser.add_argument("--train", type=int, nargs=2, default=None, help="frames for the baselines trainMean and nearestFive")
    options = parser.parse_args()
    model, drive = Model(options.model), drives.load(options.data)
    result = evaluate(model, drive, *options.frames, options.train)
    result["milliseconds"] = timings(model, drive, int(drive.windows(*options.frames)[0]))
    print(json.dumps(result, indent=1))


if __name__ == "__main__":
    main()
