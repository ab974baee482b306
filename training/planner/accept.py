"""Learn2PD's filter (arXiv 2509.25188, §3.2): a small network that reads every slot's confidence and says which proposals are final.

Its labels come from the planner's own decodes: a proposal is final where it is within `tolerance` bins of what one-a-forward decoding
commits there in the end (a decision: where it is the same). States are those of one-a-forward decoding and of threshold decoding at
several thresholds, so that the filter knows the states that it makes itself.
"""

import numpy as np
import torch
from torch import nn
from torch.nn import functional as F

from .decode import Rule, judge
from .template import DECISIONS, Template

THRESHOLDS = (0.35, 0.5, 0.65)


class Accept(nn.Module):
    """Confidence [slots], 1 where committed -> a logit for each slot, above 0 where the proposal is likelier final than not."""

    def __init__(self, slots: int, width: int = 64):
        super().__init__()
        self.layers = nn.Sequential(nn.Linear(slots, width), nn.GELU(), nn.Linear(width, width), nn.GELU(), nn.Linear(width, slots))

    def forward(self, confidence):
        return self.layers((confidence - 0.5) * 4.0)


def close(choice: np.ndarray, final: np.ndarray, tolerance: int) -> np.ndarray:
    same = choice == final
    same[..., DECISIONS:] = np.abs(choice[..., DECISIONS:] - final[..., DECISIONS:]) <= tolerance
    return same


def walk(denoise, template: Template, rule: Rule, commits):
    """Decodes one plan; `commits(confidence, masked) -> bool [slots]` besides the most confident. -> final tokens, states."""
    tokens, states = np.full((1, template.slots), template.mask, dtype=np.int64), []
    while (tokens == template.mask).any():
        masked = tokens[0] == template.mask
        choice, confidence = (x[0] for x in judge(denoise(tokens), template, rule))
        states.append((np.where(masked, confidence, 1.0), masked, choice))
        best = np.where(masked, confidence, -1.0).argmax()
        commit = masked & commits(confidence, masked)
        commit[best] = True
        tokens[0, commit] = choice[commit]
    return tokens[0], states


def never(confidence, masked):
    return np.zeros_like(masked)


def gather(model, caches: list[np.ndarray], tolerance: int):
    """-> confidence [S, slots], masked [S, slots], label [S, slots], frame [S]"""
    rows = []
    for frame, cache in enumerate(caches):
        def denoise(tokens):
            return model.run("denoise", tokens, cache)

        final, states = walk(denoise, model.template, model.rule, never)
        for threshold in THRESHOLDS:
            states += walk(denoise, model.template, model.rule, lambda c, _: c >= threshold)[1]
        rows += [(confidence, masked, close(choice, final, tolerance), frame) for confidence, masked, choice in states]
    return tuple(np.array(column) for column in zip(*rows))


def train(confidence, masked, label, keep, seed: int, epochs: int = 60) -> Accept:
    """`keep` [S]: states to train on; the others choose the epoch."""
    torch.manual_seed(seed)
    x, m, y = (torch.from_numpy(v.astype(np.float32)) for v in (confidence, masked, label))
    kept, held = np.flatnonzero(keep), np.flatnonzero(~keep)
    network = Accept(x.shape[1])
    optimiser = torch.optim.AdamW(network.parameters(), lr=2e-3, weight_decay=0.01)
    best, state = np.inf, None

    def loss(rows):
        per_slot = F.binary_cross_entropy_with_logits(network(x[rows]), y[rows], reduction="none")
        return (per_slot * m[rows]).sum() / m[rows].sum()

    for epoch in range(epochs):
        for rows in torch.from_numpy(kept)[torch.randperm(len(kept))].split(256):
            optimiser.zero_grad()
            loss(rows).backward()
            optimiser.step()
        with torch.no_grad():
            now = loss(torch.from_numpy(held)).item()
        if now < best:
            best, state = now, {k: v.clone() for k, v in network.state_dict().items()}
    network.load_state_dict(state)
    print(f"held-out cross-entropy {best:.4f}, share of final proposals {(label & masked).sum() / masked.sum():.3f}", flush=True)
    return network.eval()
