#!/usr/bin/env python3
"""Trains and exports the planners of the two-ways task.

    python training/train_two_ways.py --out models/two-ways
    python training/train_two_ways.py --blocks 4 --steps 800 --out models/two-ways-blocks

Scenes come from the task's own generator, episodes from 1,000,000,000 on; what is measured and calibrated afterwards, in Java, uses
episodes below. `--blocks 4` trains the same network with slots that see their own block of four and the ones before it.
"""

import argparse
import json
import time
from pathlib import Path

import numpy as np
import onnxruntime
import torch

from planner import manifest as yaml
from twoways import export, learn, manifest, picture, scene
from twoways.networks import Template

WINDOW = 4
GOLDEN = [0, 1, 2, 17, 123456, 1_000_000_007]


def golden(folder: Path) -> dict:
    """Scenes, experts, pictures and logits for the runtime's implementation of the task."""
    session = {n: onnxruntime.InferenceSession(str(folder / f"{n}.onnx"), providers=["CPUExecutionProvider"]) for n in ("context", "denoise", "regression")}
    cases = []
    for episode in GOLDEN:
        s = scene.scenes(np.array([episode]))
        u = scene.expert_draws(s.episode)
        image, history = picture.draw(s), s.history[0][:, None]
        seen = {"images": image, "history": history, "historyMask": np.ones(scene.HISTORY, dtype=np.float32)}
        cache = session["context"].run(None, seen)[0]
        t = Template()
        logits = session["denoise"].run(None, {"tokens": np.full((1, t.slots), t.mask), "cache": cache})[0]
        weights = np.arange(image.size, dtype=np.int64) % 251 + 1
        cases.append({
            "episode": episode,
            "obstacle": [float(s.obstacle_x[0]), float(s.obstacle_y[0]), float(s.radius[0])],
            "halfWidth": float(s.half_width[0]),
            "start": [float(s.start_y[0]), float(s.slope[0])],
            "history": [float(x) for x in s.history[0]],
            "room": [bool(x) for x in scene.room(s)[0]],
            "side": int(scene.expert_side(s, u)[0]),
            "left": scene.expert(s, np.array([scene.LEFT]), u)[0].tolist(),
            "right": scene.expert(s, np.array([scene.RIGHT]), u)[0].tolist(),
            "imageSum": int(image.astype(np.int64).sum()),
            "imageWeightedSum": int((image.reshape(-1).astype(np.int64) * weights).sum()),
            "maskedLogits": [float(x) for x in logits[0, 6]],
            "regression": session["regression"].run(None, seen)[0][:, 0].tolist(),
        })
    return {"source": "training/train_two_ways.py, ONNX Runtime " + onnxruntime.__version__, "cases": cases}


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--blocks", type=int, default=0, help="slots of a block; 0: every slot sees every other")
    parser.add_argument("--steps", type=int, default=learn.Settings.steps)
    options = parser.parse_args()
    torch.set_num_threads(1)
    options.out.mkdir(parents=True, exist_ok=True)
    template = Template()
    blocks = tuple(slot // options.blocks for slot in range(template.slots)) if options.blocks else None
    settings = learn.Settings(steps=options.steps, blocks=blocks)
    beast = learn.tokenizer(template)
    started = time.time()
    planner = learn.train(template, beast, learn.Pool(settings.pool), settings, lambda text, _: print(f"[{time.time() - started:5.0f} s] {text}", flush=True))

    modules = export.graphs(planner, WINDOW, options.out)
    zero = torch.zeros(1, picture.HEIGHT_PX, picture.WIDTH_PX, 3, dtype=torch.uint8), torch.zeros(scene.HISTORY, 1), torch.ones(scene.HISTORY)
    shape = list(modules["context"](*zero).shape)
    chosen = (f" --blocks {options.blocks}" if options.blocks else "") + (f" --steps {options.steps}" if options.steps != learn.Settings.steps else "")
    command = f"python training/train_two_ways.py{chosen} --out models/{options.out.name}"
    training = {"data": "training/twoways/scene.py", "episodesFrom": learn.TRAIN_FROM, "command": command, "seed": settings.seed}
    decoder = {
        "rule": "anytime",
        "windowBins": 2,
        "ordinalThreshold": 0.7,
        "categoricalThreshold": 0.9,
        "maxForwards": template.slots,
        **({"blockSlots": options.blocks, "slotCache": "finishedBlocks"} if options.blocks else {}),
        "bounds": [0.3],
        "parameters": {"threshold": {"threshold": 0.7}, "freeDave": {"drafts": 8}},
    }
    written = manifest.build(options.out, options.out.name, beast, template, WINDOW, shape, decoder, training)
    yaml.write(written, options.out, manifest.HEADER)
    (options.out / "golden.json").write_text(json.dumps(golden(options.out), indent=1) + "\n")


if __name__ == "__main__":
    main()
