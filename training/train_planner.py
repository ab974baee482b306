#!/usr/bin/env python3
"""Trains, exports and evaluates the reference planner.

    python training/train_planner.py --data DRIVE --out models/donkey-planner

DRIVE is a tub folder (catalog.jsonl) or an .mcap recording. Frames 0-639 train, 640-799 only choose (epochs, weights, decoder
rule); no other frame is read.
"""

import argparse
import json
import time
from dataclasses import replace
from functools import partial
from pathlib import Path

import numpy as np
import torch

import evaluate
from planner import beast, drive, export, learn, manifest
from planner.decode import Rule

TRAIN, CHOOSE = (0, 639), (640, 799)
GOLDEN_FRAMES = [645, 680, 700, 730, 770]
RULE = Rule(windowBins=16, ordinalThreshold=0.5, categoricalThreshold=0.9, maxForwards=4)


def train(windows: learn.Windows, settings: learn.Settings, seeds: list[int], checkpoints: Path):
    """One regression and one planner a seed; finished ones are taken from `checkpoints`, so that a stopped run can go on."""
    tokenizer = beast.calibrate(windows.target.numpy(), settings.control_points, 4, settings.bins, "overwrite", settings.margin)
    regressions, planners = [], []
    for seed in seeds:
        own = replace(settings, seed=seed)
        first = partial(learn.train_regression, windows, own)
        regressions.append(kept(checkpoints / f"regression{seed}.pt", f"seed {seed}", first))
        second = partial(learn.train_planner, windows, regressions[-1], tokenizer, own)
        planners.append(kept(checkpoints / f"planner{seed}.pt", f"seed {seed}", second))
    return tokenizer, regressions, planners


def kept(path: Path, label: str, train_one):
    """Trains and stores one network, or takes it from a run that was stopped."""
    if not path.exists():
        started = time.time()
        torch.save(train_one(lambda text, *_: print(f"[{time.time() - started:5.0f} s] {label}: {text}", flush=True)), path)
    return torch.load(path, weights_only=False)


def largest_difference(model: evaluate.Model, modules: dict, recording: drive.Drive, rows: np.ndarray) -> dict:
    """Largest |ONNX Runtime - PyTorch| of each graph over a few windows."""
    worst = dict.fromkeys(modules, 0.0)
    random = np.random.default_rng(0)
    for row in rows:
        x = evaluate.inputs(recording, int(row))
        cache = model.run("context", *x)
        tokens = np.where(random.random((1, model.template.slots)) < 0.5, model.template.mask, random.integers(0, model.template.bins, (1, model.template.slots)))
        for graph, values in (("context", x), ("regression", x), ("denoise", (tokens, cache))):
            with torch.no_grad():
                expected = modules[graph](*(torch.from_numpy(np.array(value)) for value in values)).numpy()
            worst[graph] = max(worst[graph], float(np.abs(model.run(graph, *values) - expected).max()))
    return worst


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--checkpoints", type=Path, default=Path("out/train-planner"))
    parser.add_argument("--seeds", type=int, nargs="+", default=[2])
    options = parser.parse_args()
    torch.set_num_threads(1)
    options.out.mkdir(parents=True, exist_ok=True)
    options.checkpoints.mkdir(parents=True, exist_ok=True)

    recording = drive.load(options.data)
    settings = learn.Settings()
    tokenizer, regressions, planners = train(learn.cut(recording, *TRAIN), settings, options.seeds, options.checkpoints)

    modules = export.graphs(planners, regressions, options.out)
    x = [torch.from_numpy(np.array(value)) for value in evaluate.inputs(recording, 10)]
    cache_shape = list(modules["context"](*x).shape)
    command = "python training/train_planner.py --data data/donkeycar-track.mcap --out models/donkey-planner"
    description = {"data": "donkeycar-track", "frames": list(TRAIN), "chosenOn": list(CHOOSE), "command": command, "seed": options.seeds[0] if len(options.seeds) == 1 else options.seeds}
    written = manifest.build(options.out, tokenizer, planners[0].template, RULE, cache_shape, description)
    manifest.write(written, options.out)

    model = evaluate.Model(options.out)
    rows = recording.windows(*CHOOSE)
    differences = largest_difference(model, modules, recording, rows[::20])
    print("largest difference, ONNX Runtime against PyTorch:", differences)
    assert max(differences.values()) < 1e-4, differences
    quality = evaluate.evaluate(model, recording, *CHOOSE, TRAIN)
    print(json.dumps(quality, indent=1), "milliseconds", evaluate.timings(model, recording, int(rows[0])))
    print("the manifest's quality is the runtime's own measurement: python3 training/quality.py --model", options.out)
    (options.out / "golden.json").write_text(json.dumps(evaluate.golden(model, recording, GOLDEN_FRAMES), indent=1) + "\n")


if __name__ == "__main__":
    main()
