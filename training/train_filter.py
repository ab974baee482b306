#!/usr/bin/env python3
"""Trains Learn2PD's filter for a planner on the planner's own decodes, and adds it to the model directory as the graph `filter`.

    python training/train_filter.py --model models/donkey-planner --data data/donkeycar-track.mcap

Frames 0-639 train (their last fifth chooses the epoch). Prints forwards and distance from one-a-forward decoding on frames 640-799 for
the threshold rule and for the filter.
"""

import argparse
import hashlib
import re
from pathlib import Path

import numpy as np
import torch

import evaluate
from planner import accept, drive
from planner.export import write

TRAIN, TEST = (0, 639), (640, 799)
TOLERANCE = 2
SEED = 1


def caches(model, recording, first: int, last: int):
    rows = recording.windows(first, last)
    x = [evaluate.inputs(recording, int(row)) for row in rows]
    return [model.run("context", *values) for values in x], np.array([values[1][-1] for values in x])


def compare(model, network, recording):
    """Forwards, and mean distance of the steering from one-a-forward decoding's, on the frames that were not trained on."""
    stored, last = caches(model, recording, *TEST)

    def decode(commits):
        plans, forwards = [], []
        for cache, action in zip(stored, last):
            tokens, states = accept.walk(lambda t: model.run("denoise", t, cache), model.template, model.rule, commits)
            plans.append(model.beast.decode(tokens[2:], action)[:, 0]), forwards.append(len(states))
        return np.array(plans), np.mean(forwards)

    def learned(threshold):
        least = np.log(threshold / (1 - threshold))

        def commits(confidence, masked):
            with torch.no_grad():
                return network(torch.from_numpy(np.where(masked, confidence, 1.0).astype(np.float32))).numpy() > least

        return commits

    truth, forwards = decode(accept.never)
    print(f"one a forward    {forwards:.2f} forwards")
    for threshold in (0.3, 0.4, 0.5, 0.6, 0.7):
        plans, forwards = decode(lambda c, _: c >= threshold)
        print(f"threshold {threshold:.2f}   {forwards:.2f} forwards, {np.abs(plans - truth).mean():.5f} from one a forward")
    for threshold in (0.5, 0.7, 0.8, 0.9, 0.95, 0.98):
        plans, forwards = decode(learned(threshold))
        print(f"filter {threshold:.2f}      {forwards:.2f} forwards, {np.abs(plans - truth).mean():.5f} from one a forward")


def add_to_manifest(folder: Path, slots: int):
    """Puts the graph into the manifest's text, whose other lines stay as they are."""
    digest = hashlib.sha256((folder / "filter.onnx").read_bytes()).hexdigest()
    path = folder / "manifest.yaml"
    text = path.read_text()
    entry = f"  filter:\n    file: filter.onnx\n    sha256: {digest}\n"
    tensors = "".join(
        f"    {side}:\n    - name: {name}\n      type: f32\n      shape: [{slots}]\n      unit: '1'\n      frame: template\n" for side, name in (("inputs", "confidence"), ("outputs", "accept"))
    )
    text = re.sub(r"  filter:\n    file: filter\.onnx\n    sha256: \w+\n", "", text)
    text = re.sub(r"  filter:\n    inputs:\n(    .*\n)+", "", text)
    text = text.replace("tensors:\n", entry + "tensors:\n", 1).replace("imageOffsets:", "  filter:\n" + tensors + "imageOffsets:", 1)
    path.write_text(text)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--data", type=Path, required=True)
    options = parser.parse_args()
    torch.set_num_threads(1)
    model, recording = evaluate.Model(options.model), drive.load(options.data)
    stored, _ = caches(model, recording, *TRAIN)
    confidence, masked, label, frame = accept.gather(model, stored, TOLERANCE)
    network = accept.train(confidence, masked, label, frame < 0.8 * len(stored), SEED)
    write(network, (torch.zeros(model.template.slots),), ["confidence"], ["accept"], options.model / "filter.onnx")
    add_to_manifest(options.model, model.template.slots)
    compare(model, network, recording)


if __name__ == "__main__":
    main()
