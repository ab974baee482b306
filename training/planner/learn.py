"""Training loops: the regression (baseline and pre-training), then the masked-diffusion planner.

The recipe: soft-target cross-entropy (Gaussian over neighbouring bins) weighted 1/t as in masked diffusion (LLaDA), plus SmoothL1 on the
trajectory that the expected bins decode to, plus an auxiliary regression that keeps the encoder general.
"""

import copy
import math
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional as F

from . import augment
from .beast import Beast
from .drive import Drive
from .networks import HISTORY, Encoder, Planner, Regression
from .template import DECISIONS, Template, lateral_label, longitudinal_label

OLDER = 4


@dataclass
class Windows:
    """Tensors of the windows of one part of a drive."""

    images: Tensor  # [B, 6, 60, 80] in [0, 1]: frame t, then t - 4
    history: Tensor  # [B, 10, 2]
    target: Tensor  # [B, 20, 2]
    frames: np.ndarray  # [B] frame index of t

    def __len__(self) -> int:
        return len(self.frames)


def cut(drive: Drive, first: int, last: int) -> Windows:
    rows = drive.windows(first, last)
    small = F.avg_pool2d(torch.from_numpy(drive.images.copy()).permute(0, 3, 1, 2).float() / 255.0, 2)
    actions = torch.from_numpy(drive.actions)
    return Windows(
        torch.cat([small[rows], small[rows - OLDER]], 1),
        torch.stack([actions[r - HISTORY : r] for r in rows]),
        torch.stack([actions[r : r + 20] for r in rows]),
        drive.index[rows],
    )


@dataclass
class Settings:
    """Everything that was chosen (on the choosing frames)."""

    seed: int = 2
    regression_epochs: int = 80
    regression_batch: int = 32
    planner_epochs: int = 32
    batch: int = 32
    rate: float = 8e-4
    encoder_rate: float = 1.6e-4
    weight_decay: float = 0.05
    dropout: float = 0.15
    history_dropout: float = 0.5
    older_dropout: float = 0.1
    jitter: float = 0.7
    sigma_bins: float = 1 / 32  # of the vocabulary
    trajectory_weight: float = 8.0
    auxiliary_weight: float = 5.0
    command_share: float = 0.15  # decisions shown, all else masked
    counterfactual_share: float = 0.15  # another lateral decision shown, the target moved to it
    layers: int = 4
    control_points: int = 10
    bins: int = 256
    margin: float = 0.1  # of the control points' range, beyond what training frames reach
    use_history: bool = False
    late_history: bool = False


class Average:
    """Exponential moving average of a module's parameters, with warm-up."""

    def __init__(self, module: torch.nn.Module, decay: float):
        self.module, self.decay, self.steps = copy.deepcopy(module), decay, 0

    @torch.no_grad()
    def update(self, module: torch.nn.Module):
        self.steps += 1
        decay = min(self.decay, (1 + self.steps) / (10 + self.steps))
        for mine, theirs in zip(self.module.parameters(), module.parameters()):
            mine.lerp_(theirs, 1 - decay)
        for mine, theirs in zip(self.module.buffers(), module.buffers()):
            mine.copy_(theirs)


def groups(module, weight_decay: float, rate: float, slow=(), slow_rate: float = 0.0) -> list:
    """AdamW groups: weight decay on matrices only; the parameters in `slow` at their own rate."""
    slow = {id(p) for p in slow}
    result = []
    for is_slow in (False, True):
        for decay in (False, True):
            chosen = [p for p in module.parameters() if (id(p) in slow) == is_slow and (p.ndim > 1) == decay]
            if chosen:
                result.append({"params": chosen, "lr": slow_rate if is_slow else rate, "weight_decay": weight_decay if decay else 0.0})
    return result


def batches(windows: Windows, settings: Settings, batch: int, generator: torch.Generator):
    """One epoch of augmented batches: images, history, mask, target."""
    for rows in torch.randperm(len(windows), generator=generator).split(batch):
        if len(rows) < 8:
            continue
        images, history, target = windows.images[rows], windows.history[rows], windows.target[rows]
        images, history, target = augment.mirror(images, history, target, torch.rand(len(rows)) < 0.5)
        images, history, mask = augment.forget(images, history, torch.ones(len(rows), HISTORY), settings.history_dropout, settings.older_dropout)
        yield augment.jitter(images, settings.jitter), history, mask, target


def loss_l1(predicted: Tensor, target: Tensor, beta: float = 0.1) -> Tensor:
    """SmoothL1; throttle counts three times, being a quarter as wide. [B, T, 2] -> [B]"""
    weight = torch.tensor([1.0, 3.0])
    return (F.smooth_l1_loss(predicted, target, beta=beta, reduction="none") * weight).mean((1, 2))


def optimise(module, parameter_groups, windows, settings, epochs, batch, decay, step, log, name):
    """The common loop: AdamW, warm-up and cosine, gradient clipping, EMA. `step(batch, epoch progress)` -> loss."""
    generator = torch.Generator().manual_seed(settings.seed)
    optimiser = torch.optim.AdamW(parameter_groups)
    total = epochs * math.ceil(len(windows) / batch)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda s: min(1, (s + 1) / 50) * (0.02 + 0.98 * 0.5 * (1 + math.cos(math.pi * min(1, s / total)))))
    average = Average(module, decay)
    for epoch in range(epochs):
        module.train()
        losses = []
        for items in batches(windows, settings, batch, generator):
            loss = step(*items)
            optimiser.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(module.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            average.update(module)
            losses.append(loss.item())
        log(f"{name} epoch {epoch + 1}/{epochs} loss {np.mean(losses):.4f}", epoch + 1, average.module.eval())
    return average.module.eval()


def train_regression(windows: Windows, settings: Settings, log) -> Regression:
    torch.manual_seed(settings.seed)
    module = Regression(20, settings.dropout, Encoder(dropout=settings.dropout, use_history=settings.use_history))
    module.centre.copy_(torch.tensor([0.0, float(windows.target[..., 1].median())]))

    def step(images, history, mask, target):
        return loss_l1(module(images, history, mask), target).mean()

    return optimise(module, groups(module, settings.weight_decay, 1e-3), windows, settings, settings.regression_epochs, settings.regression_batch, 0.99, step, log, "regression")


class PlannerLoss:
    """The training objective of the planner on one augmented batch."""

    def __init__(self, planner: Planner, head: Regression, beast: Beast, settings: Settings):
        self.planner, self.head, self.beast, self.settings = planner, head, beast, settings
        self.template: Template = planner.template
        self.phi = torch.tensor(beast.phi, dtype=torch.float32)
        self.lower, self.upper = (torch.tensor(b.T.reshape(-1), dtype=torch.float32) for b in (beast.lower, beast.upper))

    def __call__(self, images, history, mask, target) -> Tensor:
        s, t, batch = self.settings, self.template, len(target)
        kind = torch.rand(batch)
        command = kind < s.command_share
        moved = (kind >= s.command_share) & (kind < s.command_share + s.counterfactual_share)
        side = torch.randint(-1, 2, (batch,))
        side = torch.where(moved & (torch.rand(batch) < 0.8) & (side == 0), 1 - 2 * torch.randint(0, 2, (batch,)), side)
        beyond = 0.15 + 0.1 * torch.rand(batch)
        goal = torch.where(moved[:, None, None], augment.counterfactual(target, side, beyond), target)

        array = goal.numpy()
        lateral = torch.where(moved, side + 1, torch.from_numpy(lateral_label(array)))
        longitudinal = torch.from_numpy(longitudinal_label(array))
        bins = torch.from_numpy(self.beast.encode(array))
        tokens = torch.cat([(t.lateral_first + lateral)[:, None], (t.longitudinal_first + longitudinal)[:, None], bins], 1)

        time = 0.05 + 0.95 * torch.rand(batch)
        time = torch.where(command | moved | (torch.rand(batch) < 0.3), 1.0, time)
        masked = torch.rand(batch, t.slots) < time[:, None]
        masked[command | moved, 0] = False
        masked[moved, 1] = torch.rand(int(moved.sum())) < 0.5
        masked[command, 1] = torch.rand(int(command.sum())) < 0.3
        shown = torch.where(masked, torch.tensor(t.mask), tokens)

        prefix = self.planner.encoder(images, history, mask)
        logits = self.planner.denoise(shown, self.planner.keys_and_values(prefix, history, mask))
        weight = masked.float() / time[:, None]

        decisions = torch.stack([
            F.cross_entropy(logits[:, 0, t.lateral_first : t.lateral_first + 3], lateral, reduction="none", label_smoothing=0.05),
            F.cross_entropy(logits[:, 1, t.longitudinal_first : t.longitudinal_first + 3], longitudinal, reduction="none", label_smoothing=0.05),
        ], 1)
        decisions = (decisions * weight[:, :DECISIONS]).mean()

        ordinal = torch.log_softmax(logits[:, DECISIONS:, : t.bins], -1)
        distance = torch.arange(t.bins)[None, None] - bins[..., None]
        soft = torch.softmax(-0.5 * (distance / (s.sigma_bins * t.bins)) ** 2, -1)
        entropy = (-(soft * ordinal).sum(-1) * weight[:, DECISIONS:]).mean()

        expected = (ordinal.exp() * torch.arange(t.bins)).sum(-1)
        expected = torch.where(masked[:, DECISIONS:], expected, bins.float())
        trajectory = loss_l1(self.decode(expected, history, mask), goal).mean()
        auxiliary = loss_l1(self.head.read(prefix), target).mean()
        return entropy + 0.5 * decisions + s.trajectory_weight * trajectory + s.auxiliary_weight * auxiliary

    def decode(self, values: Tensor, history: Tensor, mask: Tensor) -> Tensor:
        """Real-valued bins [B, N * D] -> trajectory [B, T, D], with the tokenizer's initial state."""
        points = (self.lower + values / (self.template.bins - 1) * (self.upper - self.lower)).reshape(len(values), -1, 2)
        if self.beast.initial_state == "overwrite":
            known = mask[:, -1:, None] > 0
            points = torch.cat([torch.where(known, history[:, -1:], points[:, :1]), points[:, 1:]], 1)
        return self.phi @ points


def train_planner(windows: Windows, regression: Regression, beast: Beast, settings: Settings, log) -> Planner:
    torch.manual_seed(settings.seed + 1)
    template = Template(beast.vocabulary, beast.control_points * 2)
    start = copy.deepcopy(regression)
    planner = Planner(template, start.encoder, settings.dropout, settings.layers, late_history=settings.late_history)
    planner.auxiliary = start  # shares the encoder
    loss = PlannerLoss(planner, start, beast, settings)

    def step(*items):
        return loss(*items)

    slow = list(start.parameters())
    parameters = groups(planner, settings.weight_decay, settings.rate, slow, settings.encoder_rate)
    return optimise(planner, parameters, windows, settings, settings.planner_epochs, settings.batch, 0.99, step, log, "planner")
