"""The reference decoder (rule `massWindow`), exactly as the runtime's.

Each forward gives logits [T, V]. For each masked slot p = softmax over the slot's legal ids. Ordinal slot: x0 = the median
bin (smallest b whose cumulative p >= 0.5), confidence = the mass of p within +-windowBins of x0. Categorical slot: x0 = argmax,
confidence = p[x0]. Every slot at or above its threshold is committed, always the most confident one, and at least
ceil(masked / K) of the most confident, K = forwards left of maxForwards (K = 1 commits all). Committed tokens stay.
"""

from dataclasses import asdict, dataclass

import numpy as np

from .template import DECISIONS, Template


@dataclass(frozen=True)
class Rule:
    windowBins: int = 16
    ordinalThreshold: float = 0.35
    categoricalThreshold: float = 0.9
    maxForwards: int = 7

    def manifest(self) -> dict:
        return {"rule": "massWindow", **asdict(self)}


def legal_softmax(logits: np.ndarray) -> np.ndarray:
    p = np.exp(logits.astype(np.float64) - logits.max(-1, keepdims=True))
    return p / p.sum(-1, keepdims=True)


def judge(logits: np.ndarray, template: Template, rule: Rule) -> tuple[np.ndarray, np.ndarray]:
    """Logits [B, T, V] -> choice [B, T] (token ids) and confidence [B, T]."""
    choice = np.empty(logits.shape[:2], dtype=np.int64)
    confidence = np.empty(logits.shape[:2])
    for slot, first in ((0, template.lateral_first), (1, template.longitudinal_first)):
        p = legal_softmax(logits[:, slot, first : first + 3])
        choice[:, slot] = first + p.argmax(-1)
        confidence[:, slot] = p.max(-1)
    p = legal_softmax(logits[:, DECISIONS:, : template.bins])
    total = np.cumsum(p, -1)
    median = np.minimum((total >= 0.5).argmax(-1), template.bins - 1)
    upper = np.minimum(median + rule.windowBins, template.bins - 1)
    lower = median - rule.windowBins - 1
    mass = np.take_along_axis(total, upper[..., None], -1)[..., 0]
    below = np.take_along_axis(total, np.maximum(lower, 0)[..., None], -1)[..., 0]
    choice[:, DECISIONS:] = median
    confidence[:, DECISIONS:] = mass - np.where(lower >= 0, below, 0.0)
    return choice, confidence


def decode(denoise, batch: int, template: Template, rule: Rule, lateral: int | None = None):
    """`denoise(tokens [B, T]) -> logits [B, T, V]`. Returns tokens [B, T] and the forwards [B]. `lateral` (0, 1, 2) commits that
    decision before the first forward."""
    tokens = np.full((batch, template.slots), template.mask, dtype=np.int64)
    if lateral is not None:
        tokens[:, 0] = template.lateral_first + lateral
    forwards = np.zeros(batch, dtype=np.int64)
    threshold = np.full(template.slots, rule.ordinalThreshold)
    threshold[:DECISIONS] = rule.categoricalThreshold
    for left in range(rule.maxForwards, 0, -1):
        masked = tokens == template.mask
        active = masked.any(1)
        if not active.any():
            break
        choice, confidence = judge(denoise(tokens), template, rule)
        forwards += active
        confidence = np.where(masked, confidence, -np.inf)
        rank = (-confidence).argsort(1, kind="stable").argsort(1, kind="stable")
        least = np.maximum(1, -(-masked.sum(1) // left))
        commit = masked & ((confidence >= threshold) | (rank < least[:, None]))
        tokens = np.where(commit, choice, tokens)
    return tokens, forwards
