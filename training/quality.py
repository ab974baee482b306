#!/usr/bin/env python3
"""Measures a planner with the runtime itself and writes what it found into the manifest's `quality` block.

    python3 training/quality.py [--model models/donkey-planner]

Runs `./sanderling evaluate planner` on frames 640-799 of the demo drive, which the planner was not trained on, with the baselines
learnt from frames 0-639. Needs Python alone.
"""

import argparse
import json
import subprocess
from pathlib import Path

HOME = Path(__file__).resolve().parent.parent
DRIVE = "data/donkeycar-track.mcap"
ENVELOPE = ("command", "version", "commit", "machine", "elapsedS", "contextMs", "denoiseMs")  # of the run, not of the model


def command(model: str) -> list[str]:
    frames = ["--frames", "640-799", "--train", DRIVE, "--train-frames", "0-639"]
    return ["./sanderling", "evaluate", "planner", "--model", model, *frames, DRIVE]


def measure(model: str) -> dict:
    """The `quality` block: the command, the commit of the code that ran, and its figures to four decimals."""
    run = subprocess.run([*command(model), "--json"], cwd=HOME, stdout=subprocess.PIPE, text=True, check=True)
    result = json.loads(run.stdout)
    figures = {key: rounded(value) for key, value in result.items() if key not in ENVELOPE and value is not None}
    return {
        "command": " ".join(command(model)),
        "commit": result["commit"] or "unknown",
        "engine": result["machine"]["engine"],
        "data": "donkeycar-track",
        **figures,
    }


def rounded(value):
    """Four decimals, which is more than the intervals justify."""
    if isinstance(value, dict):
        return {key: rounded(item) for key, item in value.items()}
    if isinstance(value, list):
        return [rounded(item) for item in value]
    return round(value, 4) if isinstance(value, float) else value


def lines(block: dict, indent: str) -> list[str]:
    """YAML of nested mappings, numbers, one-line strings and lists; lists as JSON, which is YAML too."""
    written = []
    for key, value in block.items():
        if isinstance(value, dict):
            written += [f"{indent}{key}:", *lines(value, indent + "  ")]
        elif isinstance(value, list) and value and isinstance(value[0], list):
            written += [f"{indent}{key}:", *(f"{indent}- {json.dumps(item)}" for item in value)]
        else:
            written.append(f"{indent}{key}: {value if isinstance(value, str) else json.dumps(value)}")
    return written


def write(model: str) -> None:
    """Replaces the manifest's last block, `quality`."""
    manifest = HOME / model / "manifest.yaml"
    before = manifest.read_text().split("\nquality:")[0].rstrip("\n")
    block = lines({"quality": measure(model)}, "")
    manifest.write_text("\n".join([before, *block]) + "\n")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--model", default="models/donkey-planner", help="model directory, from the project's root")
    write(parser.parse_args().model)


if __name__ == "__main__":
    main()
