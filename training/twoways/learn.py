"""Training on scenes without end: each batch draws scenes, for each a few drives and masks."""

import copy
import math
from dataclasses import dataclass

import numpy as np
import torch
from torch.nn import functional as F

from planner.beast import Beast

from . import picture, scene
from .networks import Planner, Template, cross_entropy, targets

TRAIN_FROM = 1_000_000_000  # episodes below are for calibration and evaluation


@dataclass(frozen=True)
class Settings:
    seed: int = 1
    pool: int = 20_000
    scenes: int = 32
    draws: int = 4
    steps: int = 2_500
    rate: float = 2e-3
    sigma_bins: tuple = (0.7, 1.4)
    regression_weight: float = 0.3
    average: float = 0.995
    blocks: tuple | None = None


def tokenizer(template: Template, count: int = 20_000) -> Beast:
    """One pair of bounds for all control points, so that a bin is the same distance everywhere: 5 % beyond the widest drive of training
    episodes and their mirror images."""
    episodes = TRAIN_FROM + np.arange(count)
    s, u = scene.scenes(episodes), scene.expert_draws(episodes)
    y = scene.expert(s, scene.expert_side(s, u), u)[..., None]
    free = Beast(scene.SAMPLES, template.control_points, 4, template.bins, -np.ones((1, template.control_points)), np.ones((1, template.control_points)))
    most = np.full((1, template.control_points), round(float(np.abs(free.fit(y)).max()) * 1.05, 2))
    return Beast(scene.SAMPLES, template.control_points, 4, template.bins, -most, most, "overwrite")


class Pool:
    """Scenes drawn once, with their pictures."""

    def __init__(self, count: int):
        self.scenes = scene.scenes(TRAIN_FROM + np.arange(count))
        parts = [scene.scenes(TRAIN_FROM + part) for part in np.array_split(np.arange(count), max(1, count // 500))]
        self.images = torch.from_numpy(np.concatenate([picture.draw(part) for part in parts])).permute(0, 3, 1, 2)

    def take(self, rows: np.ndarray) -> scene.Scenes:
        return scene.Scenes(*(getattr(self.scenes, name)[rows] for name in scene.Scenes.__dataclass_fields__))


def masks(batch: int, template: Template, blocks: tuple | None, generator: torch.Generator) -> tuple[torch.Tensor, torch.Tensor]:
    """Which slots are masked, and which of them count, [B, slots]: any number of masks alike often (all of them a little more). With
    blocks: one block is partly masked, those before it are clean, those after it cannot be seen."""
    order = torch.rand(batch, template.slots, generator=generator).argsort(1)
    if blocks is None:
        count = torch.randint(1, template.slots + 1, (batch,), generator=generator)
        count = torch.where(torch.rand(batch, generator=generator) < 0.1, template.slots, count)
        masked = order < count[:, None]
        return masked, masked
    of = torch.tensor(blocks)
    block = torch.randint(0, int(of.max()) + 1, (batch,), generator=generator)
    mine = of[None] == block[:, None]
    rank = torch.where(mine, order, 1000).argsort(1).argsort(1)
    count = (torch.rand(batch, generator=generator) * mine.sum(1)).long() + 1
    counted = mine & (rank < count[:, None])
    return counted | (of[None] > block[:, None]), counted


def train(template: Template, beast: Beast, pool: Pool, s: Settings, log) -> Planner:
    torch.manual_seed(s.seed)
    generator = torch.Generator().manual_seed(s.seed)
    random = np.random.default_rng(s.seed)
    planner = Planner(template, list(s.blocks) if s.blocks else None)
    average = copy.deepcopy(planner)
    decay = [p for p in planner.parameters() if p.dim() > 1]
    rest = [p for p in planner.parameters() if p.dim() <= 1]
    optimiser = torch.optim.AdamW([{"params": decay, "weight_decay": 0.01}, {"params": rest, "weight_decay": 0.0}], lr=s.rate, betas=(0.9, 0.98))
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda i: min(1.0, (i + 1) / 200) * (0.01 + 0.99 * 0.5 * (1 + math.cos(math.pi * min(1.0, i / s.steps)))))
    losses = []
    for step in range(s.steps):
        rows = random.integers(0, len(pool.images), s.scenes)
        scenes = pool.take(rows)
        prefix = planner.encoder(pool.images[rows].float() / 255.0, torch.from_numpy(scenes.history), torch.ones(s.scenes, scene.HISTORY))
        every = np.repeat(np.arange(s.scenes), s.draws)
        repeated = pool.take(rows[every])
        u = random.random((len(every), scene.EXPERT_DRAWS))
        side = scene.expert_side(repeated, u)
        y = scene.expert(repeated, side, u)
        tokens = targets(template, torch.from_numpy(side), torch.from_numpy(beast.encode(y[..., None])))
        masked, counted = masks(len(every), template, s.blocks, generator)
        cache = planner.context(prefix)[torch.from_numpy(every)]
        logits = planner.denoise(torch.where(masked, template.mask, tokens), cache)
        entropy = (cross_entropy(template, logits, tokens, s.sigma_bins) * counted).sum(1) / counted.sum(1)
        away = F.mse_loss(planner.regression(prefix)[torch.from_numpy(every)], torch.from_numpy(y).float())
        loss = entropy.mean() + s.regression_weight * away
        optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(planner.parameters(), 1.0)
        optimiser.step()
        schedule.step()
        with torch.no_grad():
            rate = min(s.average, (1 + step) / (10 + step))
            for kept, new in zip(average.parameters(), planner.parameters()):
                kept.lerp_(new, 1 - rate)
        losses.append((entropy.mean().item(), away.item()))
        if (step + 1) % 250 == 0:
            log(f"step {step + 1}/{s.steps} cross-entropy {np.mean([a for a, _ in losses[-250:]]):.4f} regression m² {np.mean([b for _, b in losses[-250:]]):.4f}", average)
    return average.eval()
