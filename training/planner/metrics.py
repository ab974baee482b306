"""Open-loop error over windows, naive baselines, and block-bootstrap intervals (blocks of one second: windows overlap)."""

import numpy as np
import torch

from .learn import Windows
from .template import lateral_label, longitudinal_label

BLOCK, DRAWS = 20, 2000


def error(predicted: np.ndarray, target: np.ndarray) -> dict:
    steering, throttle = (np.abs(predicted[..., d] - target[..., d]) for d in (0, 1))
    return {
        "steeringMae": float(steering.mean()),
        "steeringMaeInterval": interval(steering.mean(1)),
        "steeringRmse": float(np.sqrt((steering**2).mean())),
        "throttleMae": float(throttle.mean()),
    }


def interval(values: np.ndarray, draws: int = DRAWS, seed: int = 7) -> list[float]:
    """95 % interval of the mean of consecutive windows' values by the moving-block bootstrap."""
    generator = np.random.default_rng(seed)
    count, blocks = len(values), -(-len(values) // BLOCK)
    starts = generator.integers(0, max(1, count - BLOCK + 1), (draws, blocks))
    rows = (starts[..., None] + np.arange(BLOCK)).reshape(draws, -1)[:, :count]
    return [float(x) for x in np.percentile(values[np.minimum(rows, count - 1)].mean(1), [2.5, 97.5])]


def difference(predicted: np.ndarray, other: np.ndarray, target: np.ndarray) -> dict:
    """Paired: steering error of `predicted` minus that of `other`; below 0 means better."""
    values = np.abs(predicted[..., 0] - target[..., 0]).mean(1) - np.abs(other[..., 0] - target[..., 0]).mean(1)
    return {"mean": float(values.mean()), "interval": interval(values)}


def baselines(train: Windows, windows: Windows) -> dict[str, np.ndarray]:
    """Predictions [B, 20, 2] of trainMean (each step's mean), holdLast, nearestFive (mean of the targets of the five nearest
    training frames by Euclidean distance of 20x15 grey pixels, block means)."""
    grey = [torch.nn.functional.avg_pool2d(w.images[:, :3].mean(1, keepdim=True), 4).flatten(1) for w in (train, windows)]
    nearest = torch.cdist(grey[1], grey[0]).topk(5, largest=False).indices
    return {
        "trainMean": train.target.mean(0, keepdim=True).expand_as(windows.target).numpy(),
        "holdLast": windows.history[:, -1:].expand_as(windows.target).numpy(),
        "nearestFive": train.target[nearest].mean(1).numpy(),
    }


def decisions(tokens: np.ndarray, template, target: np.ndarray) -> dict:
    lateral, longitudinal = lateral_label(target), longitudinal_label(target)
    return {
        "lateralAccuracy": float((tokens[:, 0] - template.lateral_first == lateral).mean()),
        "longitudinalAccuracy": float((tokens[:, 1] - template.longitudinal_first == longitudinal).mean()),
        "lateralMajority": float(np.bincount(lateral).max() / len(lateral)),
        "longitudinalMajority": float(np.bincount(longitudinal).max() / len(longitudinal)),
    }
