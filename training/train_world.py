#!/usr/bin/env python3
"""Trains, distils, exports and measures a world model of the recorded drive. One command a stage:

    python training/train_world.py flow    --data DRIVE --checkpoints DIR   # flow matching, from the last frame and noise
    python training/train_world.py rollout --data DRIVE --checkpoints DIR   # then on its own predictions, fed back
    python training/train_world.py noise   --data DRIVE --checkpoints DIR   # the paper's form: flow matching from noise alone
    python training/train_world.py distil  --data DRIVE --checkpoints DIR   # its few-step student (`--source warm`: of the rollout's model)
    python training/train_world.py table   --data DRIVE --checkpoints DIR   # what each reaches at 18, 4, 2 and 1 steps, as table.json
    python training/train_world.py export  --data DRIVE --checkpoints DIR --out models/donkey-world

`--size large` makes the model of 96 tokens a frame at 128 x 96 (stages flow and export). DRIVE is an .mcap recording or a tub folder. Frames 0-639
train, 640-799 only choose; no other frame is read. The autoencoder (PCA of patches) takes a second and is fitted anew in every stage.
"""

import argparse
import copy
import json
import math
from pathlib import Path

import torch

from planner import drive
from world import distil, export, learn, manifest, measure, network, sequences
from world.patches import Geometry, Patches

TRAIN, CHOOSE = (0, 639), (640, 799)
SMALL = (network.Shape(), Geometry())
LARGE = (network.Shape(rows=12, columns=8, channels=64, layers=5, block=2), Geometry(96, 128, 8, 16, 64))
BLOCKS = {"small": [1, 2, 4], "large": [1]}

# What the warm networks' velocity is multiplied by when they are used: trained this briefly they move too little (the least-squares factor on the
# choosing frames is 1.0 to 1.5 by channel; on training frames 1.0 to 1.7). One number, chosen on the choosing frames.
GAIN = 1.2
NAMES = {"small": "donkey-world", "large": "donkey-world-large"}

# stage: (checkpoint it starts from, settings). What was run for the committed models; the flow's stage was stopped at step 371 of the schedule.
STAGES = {
    "flow": (None, dict(steps=371, schedule_steps=1020)),
    "rollout": ("flow", dict(steps=170, rate=8e-4, decay=0.98)),
    "noise": ("flow", dict(source="noise", sigma=1.0, steps=240, rate=1.2e-3, block_share=0.05, batch=10, length=6, decay=0.99)),
    "distil-noise": ("noise", dict(source="noise", sigma=1.0, steps=40, schedule_steps=110, rate=6e-4, batch=8, length=6, decay=0.98)),
    "distil-warm": ("rollout", dict(steps=60, rate=4e-4, batch=8, length=6, decay=0.97)),
    "large": ("rollout", dict(steps=100, schedule_steps=300, batch=8, length=5, block_share=0.1, decay=0.98)),
}


class Workshop:
    def __init__(self, options):
        self.options = options
        large = options.size == "large"
        self.shape, self.geometry = LARGE if large else SMALL
        self.drive = drive.load(options.data)
        self.checkpoints = options.checkpoints
        frames = self.sequences(*TRAIN, 1)
        self.patches = Patches(self.geometry).fit(frames.plain(frames.starts)[0][:, 0])

    def sequences(self, first, last, length):
        return sequences.cut(self.drive, first, last, length, self.geometry)

    def load(self, name: str) -> network.World:
        world = network.World(self.shape)
        world.load_state_dict(torch.load(self.checkpoints / f"{name}.pt"))
        if name in ("rollout", "large"):
            with torch.no_grad():
                world.outward.weight *= GAIN
                world.outward.bias *= GAIN
        return world.eval()

    def train(self, name: str):
        start, chosen = STAGES[name]
        settings = learn.Settings(**chosen)
        torch.manual_seed(settings.seed)
        flow = name in ("flow", "noise", "large")
        world = network.World(self.shape, 0.05 if flow else 0.0)
        if start:
            # A large model takes what fits from the small one: the transformer's blocks, not what belongs to the patches.
            have, own = torch.load(self.checkpoints / f"{start}.pt"), world.state_dict()
            world.load_state_dict({k: v for k, v in have.items() if k in own and own[k].shape == v.shape}, strict=False)
        data = self.sequences(*TRAIN, 10 if name == "rollout" else settings.length)
        if name == "rollout":
            loss = learn.RolloutLoss(world, self.patches, data, settings)
        elif name.startswith("distil"):
            times = distil.rectified_times(4) if settings.source == "noise" else [0.0, 0.25, 0.5, 0.75, 1.0]
            loss = distil.DistilLoss(world, copy.deepcopy(world), self.patches, data, settings, times)
        else:
            loss = learn.FlowLoss(world, self.patches, data, settings)
        choose = self.sequences(*CHOOSE, self.shape.window + 10)

        def check(average):
            gains = " ".join(f"{a - b:.2f}" for a, b in zip(*measure.rollouts(average, self.patches, choose, 10, 4, stride=6)))
            return f"gain over copy-last, 4 steps: {gains}" if settings.source == "warm" else ""

        def log(text, average):
            print(text, flush=True)
            torch.save(average.state_dict(), self.checkpoints / f"{name}.pt")

        learn.run(world, settings, loss, log, check)

    def export(self, out: Path):
        name = "rollout" if self.options.size == "small" else "large"
        world = self.load(name)
        made = export.graphs(world, self.patches, BLOCKS[self.options.size], 120, 160, out)
        bounds = [("steering", -1.0, 1.0), ("throttle", 0.0, 1.0)]
        block = {
            "source": "warm",
            "sigma": 0.3,
            "sampler": "euler",
            "mode": "point",
            "temperature": 0.7,
            "steps": 4,
            "actions": [{"name": n, "unit": "1", "min": low, "max": high} for n, low, high in bounds],
        }
        table = self.checkpoints / "table.json"
        training = {
            "data": "donkeycar-track",
            "frames": list(TRAIN),
            "chosenOn": list(CHOOSE),
            "command": f"python training/train_world.py {'rollout' if name == 'rollout' else 'flow --size large'} --data data/donkeycar-track.mcap",
            "seed": 1,
            "parameters": sum(p.numel() for p in world.parameters()),
        }
        if table.exists() and name == "rollout":
            training["comparison"] = json.loads(table.read_text())
        with torch.no_grad():
            written = manifest.build(NAMES[self.options.size], made, out, block, training)
            golden(world, out / "golden.txt")
        for evaluation in self.options.evaluation or []:
            measured(written, json.loads(evaluation.read_text()))
        manifest.write(written, out)

    def table(self):
        """Noise source and warm start x 18/4/2/1 steps x distilled or not: PSNR one frame ahead and kernel distance of the frame differences."""
        choose = self.sequences(*CHOOSE, self.shape.window + 1)
        rows = []
        for source, names in (("warm", ("rollout", "distil-warm")), ("noise", ("noise", "distil-noise"))):
            for name in names:
                if not (self.checkpoints / f"{name}.pt").exists():
                    continue
                world = self.load(name)
                for steps in (18, 4, 2, 1):
                    row = {"source": source, "distilled": name.startswith("distil"), "steps": steps}
                    row.update(measure.one_ahead(world, self.patches, choose, source, steps, row["distilled"]))
                    rows.append(row)
                    print(row, flush=True)
        rows += measure.baselines(self.patches, choose)
        (self.checkpoints / "table.json").write_text(json.dumps(rows, indent=1) + "\n")


def golden(world: network.World, path: Path):
    """Velocity of a tenth frame by one forward over the whole sequence: what a cache must reproduce. See DonkeyWorldTest."""
    s = world.shape
    count = 9
    index = torch.arange(s.channels * s.tokens)
    frames = torch.stack([torch.sin(0.37 * index + 1.3 * n) for n in range(count + 1)]).reshape(1, count + 1, s.channels, s.rows, s.columns)
    actions = torch.tensor([[[0.8 * math.sin(0.9 * n), 0.5 + 0.3 * math.cos(0.7 * n)] for n in range(count + 1)]])
    seen, age = network.attention_of_sequence(count, [(count, count)], s.window)
    tau = torch.ones(1, count + 1)
    tau[0, count] = 0.25
    velocity, _ = world(frames, tau, actions, seen, age, read=slice(count, None))
    path.write_text("\n".join(f"{v:.7g}" for v in velocity.flatten()[::16].tolist()) + "\n")


def measured(written: dict, figures: dict):
    """Takes quality and the monitor's calibration from what `./sanderling evaluate world-model --json` printed: the first file given calibrates,
    the last one is the quality."""
    short = lambda value: [round(v, 4) for v in value]  # noqa: E731
    if "monitor" not in written["world"]:
        c = figures["monitor"]["calibration"]
        written["world"]["monitor"] = {
            "medians": short(c["medians"]),
            "spreads": short(c["spreads"]),
            "scores": short(c["scores"]),
            "trustPercentile": c["trustPercentile"],
            "alarmScore": round(c["alarmScore"], 4),
        }
    keys = ("psnrDb", "copyLastPsnrDb", "ssim", "copyLastSsim")
    written["quality"] = {
        "measuredBy": "sanderling evaluate world-model",
        "data": "donkeycar-track",
        "framesFrom": CHOOSE[0],
        "framesTo": CHOOSE[1],
        "frames": figures["frames"],
        "steps": figures["steps"],
        "mode": figures["mode"],
        "psnrOneFrameDb": round(figures["psnrDb"][0], 2),
        "copyLastOneFrameDb": round(figures["copyLastPsnrDb"][0], 2),
        "autoencoderPsnrDb": round(figures["autoencoderPsnrDb"], 2),
        "negatedSteeringPsnrDb": round(figures["negatedSteeringPsnrDb"], 2),
        **{key: [round(v, 3) for v in figures[key]] for key in keys},
        "kernelDistance": {k: round(v, 2) for k, v in figures["kernelDistance"].items()},
        "monitorAuroc": {k: round(v, 3) for k, v in figures["monitor"]["auroc"].items()},
    }


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("stage", choices=["flow", "rollout", "noise", "distil", "table", "export"])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--checkpoints", type=Path, default=Path("out/train-world"))
    parser.add_argument("--size", choices=["small", "large"], default="small")
    parser.add_argument("--source", choices=["noise", "warm"], default="noise")
    parser.add_argument("--out", type=Path, default=Path("models/donkey-world"))
    parser.add_argument("--evaluation", type=Path, nargs="*", help="what `evaluate world-model --json` printed: first the monitor's calibration, last the quality")
    options = parser.parse_args()
    torch.set_num_threads(1)
    options.checkpoints.mkdir(parents=True, exist_ok=True)
    workshop = Workshop(options)
    if options.stage == "export":
        workshop.export(options.out)
    elif options.stage == "table":
        workshop.table()
    elif options.stage == "distil":
        workshop.train(f"distil-{options.source}")
    else:
        workshop.train("large" if options.size == "large" else options.stage)


if __name__ == "__main__":
    main()
