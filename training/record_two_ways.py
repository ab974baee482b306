#!/usr/bin/env python3
"""Writes what the runtime measured of a two-ways planner into its manifest.

    ./sanderling evaluate two-ways --model models/two-ways --calibrate 5000 --json > out/two-ways.json
    python training/record_two_ways.py out/two-ways.json --model models/two-ways

The conformal factor of the credible interval becomes `decoder.parameters.anytime.conformal`. It changes what the anytime rule commits, so
measure and record a second time; the factor itself does not depend on the decoder and stays.
"""

import argparse
import json
from pathlib import Path

import yaml

from planner import manifest as manifests
from twoways.manifest import HEADER


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("measured", type=Path)
    parser.add_argument("--model", type=Path, required=True)
    options = parser.parse_args()
    m = json.loads(options.measured.read_text())
    c, baselines = m["conformal"], m["baselines"]
    manifest = yaml.safe_load((options.model / "manifest.yaml").read_text())
    manifest["decoder"]["parameters"]["anytime"] = {"conformal": round(c["intervalFactor"], 4)}
    manifest["quality"] = {
        "measuredBy": f"./sanderling evaluate two-ways --model models/{manifest['name']} --calibrate {c['calibrationEpisodes']}",
        "episodes": m["episodes"],
        "collisionRate": m["collisionRate"],
        "forwards": m["forwards"],
        "baselines": {
            "oneAForward": {"collisionRate": baselines["oneAForward"]["collisionRate"], "forwards": baselines["oneAForward"]["forwards"]["mean"]},
            "allAtOnce": {"collisionRate": baselines["allAtOnce"]["collisionRate"]},
            "regression": {"collisionRate": baselines["regression"]["collisionRate"]},
        },
        "conformal": {key: round(value, 4) if isinstance(value, float) else value for key, value in c.items()},
    }
    manifests.write(manifest, options.model, HEADER)


if __name__ == "__main__":
    main()
