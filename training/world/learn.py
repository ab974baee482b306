"""Training the world model: flow matching first, then rollouts on its own predictions.

Flow matching (Lipman et al. 2023): x_tau = (1 - tau) x0 + tau x1, the network learns v = x1 - x0. `warm` starts from the last known frame
plus noise, x0 = last + sigma * noise; `noise` from noise alone, as in Next-Frame Diffusion. Frames of the past carry noise too, so that the
model has seen errors like its own.
"""

import copy
import math
import time
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from .network import World, attention_of_block, attention_of_sequence
from .patches import Patches
from .sequences import Sequences


@dataclass
class Settings:
    source: str = "warm"
    seed: int = 1
    steps: int = 800
    schedule_steps: int = 0  # length of the cosine where a run ends before it; 0: steps
    batch: int = 12
    length: int = 7
    rate: float = 1.5e-3
    weight_decay: float = 0.05
    sigma: float = 0.3
    context_noise: float = 0.2
    decay: float = 0.995
    strength: float = 1.0
    point_share: float = 0.4  # of warm targets without noise in the source
    block_share: float = 0.25  # of batches in which targets come in blocks of two to `shape.block`


class Average:
    def __init__(self, module, decay):
        self.module, self.decay, self.steps = copy.deepcopy(module), decay, 0

    @torch.no_grad()
    def update(self, module):
        self.steps += 1
        decay = min(self.decay, (1 + self.steps) / (10 + self.steps))
        for mine, theirs in zip(self.module.parameters(), module.parameters()):
            mine.lerp_(theirs, 1 - decay)


def optimiser_of(module, rate, weight_decay):
    matrices = [p for n, p in module.named_parameters() if p.ndim > 1 and "bias" not in n and "position" not in n]
    chosen = {id(p) for p in matrices}
    others = [p for p in module.parameters() if id(p) not in chosen]
    return torch.optim.AdamW([{"params": matrices, "weight_decay": weight_decay}, {"params": others, "weight_decay": 0.0}], lr=rate, betas=(0.9, 0.98))


def run(module, settings, loss_of, log, check=None, check_every=100):
    """AdamW with warm-up and cosine, clipping, EMA, bfloat16 products. `loss_of(step)` -> loss. Returns the average."""
    optimiser = optimiser_of(module, settings.rate, settings.weight_decay)
    average = Average(module, settings.decay)
    started, losses = time.process_time(), []
    for n in range(settings.steps):
        rate = settings.rate * min(1, (n + 1) / 50) * (0.02 + 0.98 * 0.5 * (1 + math.cos(math.pi * n / (settings.schedule_steps or settings.steps))))
        for group in optimiser.param_groups:
            group["lr"] = rate
        with torch.autocast("cpu", torch.bfloat16):
            loss = loss_of(n)
        optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(module.parameters(), 1.0)
        optimiser.step()
        average.update(module)
        losses.append(loss.item())
        if (n + 1) % check_every == 0 or n + 1 == settings.steps:
            text = check(average.module.eval()) if check else ""
            log(f"step {n + 1}/{settings.steps} {(time.process_time() - started) / 60:.1f} cm loss {np.mean(losses[-100:]):.4f} {text}", average.module)
    return average.module.eval()


class FlowLoss:
    def __init__(self, world: World, patches: Patches, data: Sequences, settings: Settings):
        self.world, self.patches, self.data, self.s = world, patches, data, settings
        self.generator = torch.Generator().manual_seed(settings.seed)
        self.random = np.random.default_rng(settings.seed)

    def latents(self) -> tuple[Tensor, Tensor]:
        rows = self.random.choice(self.data.starts, self.s.batch)
        pixels, actions = self.data.augmented(rows, self.generator, self.s.strength)
        return self.patches.encode(pixels.flatten(0, 1)).unflatten(0, pixels.shape[:2]), actions

    def __call__(self, n: int) -> Tensor:
        z, actions = self.latents()
        window, length, batch = self.world.shape.window, self.s.length, self.s.batch
        z, actions = z[:, :length], actions[:, :length]
        size = 1
        if torch.rand(1, generator=self.generator).item() < self.s.block_share:
            size = int(torch.randint(2, self.world.shape.block + 1, (1,), generator=self.generator))
        targets = []
        first = window
        while first < length:
            targets += [(frame, first) for frame in range(first, min(first + size, length))]
            first += size
        frames = [frame for frame, _ in targets]
        base = z[:, [first - 1 for _, first in targets]]
        count = len(targets)
        draw = lambda *shape: torch.rand(*shape, generator=self.generator)  # noqa: E731
        noise = torch.randn(batch, count, *z.shape[2:], generator=self.generator)
        tau = torch.where(draw(batch, count) < 0.25, torch.zeros(()), draw(batch, count))
        if self.s.source == "warm":
            point = draw(batch, count) < self.s.point_share
            tau = torch.where(point, 0.0, tau)
            start = base + torch.where(point, 0.0, self.s.sigma)[..., None, None, None] * noise
        else:
            start = noise
        x1 = z[:, frames]
        t = tau[..., None, None, None]
        noisy = (1 - t) * start + t * x1
        past = z[:, : length - 1]
        past = past + self.s.context_noise * draw(batch, 1, 1, 1, 1) * torch.randn(past.shape, generator=self.generator)
        seen, age = attention_of_sequence(length - 1, targets, window)
        v, _ = self.world(
            torch.cat([past, noisy], 1),
            torch.cat([torch.ones(batch, length - 1), tau], 1),
            torch.cat([actions[:, : length - 1], actions[:, frames]], 1),
            seen,
            age,
            read=slice(length - 1, None),
        )
        return ((v.float() - (x1 - start)) ** 2).mean()


class Dreamer:
    """Frame by frame with a cache of keys and values, as the runtime does it: differentiable."""

    def __init__(self, world: World, source: str = "warm", sigma: float = 0.3):
        self.world, self.source, self.sigma = world, source, sigma

    def remember(self, frame: Tensor, action: Tensor, past):
        """frame [B, C, rows, columns], action [B, A] -> the cache with it, at most `window` frames."""
        length = past[0][0].shape[1] if past else 0
        seen, age = attention_of_block(length, 1)
        _, own = self.world(frame[:, None], torch.ones(len(frame), 1), action[:, None], seen, age, past, read=None)
        if past is None:
            return own
        keep = self.world.shape.window
        return [tuple(torch.cat([old, new], 1)[:, -keep:] for old, new in zip(a, b)) for a, b in zip(past, own)]

    def context(self, frames: Tensor, actions: Tensor):
        """The cache after these frames [B, F, C, rows, columns], at most a window of them, in one forward."""
        count = frames.shape[1]
        seen, age = attention_of_sequence(count, [], self.world.shape.window)
        return self.world(frames, torch.ones(len(frames), count), actions, seen, age, read=None)[1]

    def velocity(self, x: Tensor, tau: float, action: Tensor, past) -> Tensor:
        seen, age = attention_of_block(past[0][0].shape[1], 1)
        v, _ = self.world(x[:, None], torch.full((len(x), 1), tau), action[:, None], seen, age, past)
        return v[:, 0]

    def point(self, last: Tensor, action: Tensor, past, steps: int) -> list[Tensor]:
        """Euler from the last frame without noise; the prediction of the end after each step."""
        x, ends = last, []
        for k in range(steps):
            tau = k / steps
            v = self.velocity(x, tau, action, past)
            ends.append(x + (1 - tau) * v)
            x = x + v / steps
        return ends

    def consistent(self, last: Tensor, action: Tensor, past, times: list[float], generator, temperature: float = 1.0) -> Tensor:
        """Multistep consistency sampling in the rectified flow's form."""
        start = lambda: self.start(last, generator, temperature)  # noqa: E731
        x = start()
        for tau, after in zip(times, times[1:]):
            x = x + (1 - tau) * self.velocity(x, tau, action, past)
            if after < 1:
                x = after * x + (1 - after) * start()
        return x

    def start(self, last: Tensor, generator, temperature: float) -> Tensor:
        noise = torch.randn(last.shape, generator=generator) * temperature
        return last + self.sigma * noise if self.source == "warm" else noise

    def sample(self, last: Tensor, action: Tensor, past, steps: int, generator, temperature: float = 1.0) -> Tensor:
        x = self.start(last, generator, temperature)
        for k in range(steps):
            x = x + self.velocity(x, k / steps, action, past) / steps
        return x


class RolloutLoss(FlowLoss):
    """Every other step the flow's loss, which keeps the samples; else the squared error, in pixels, of point predictions that are fed back as
    the past of the next, after every step of the sampler. Rounds of (frames ahead, steps of the sampler): few steps far, many near."""

    ROUNDS = ((2, 4), (7, 1), (3, 2), (2, 4))

    def __init__(self, world, patches, data, settings):
        super().__init__(world, patches, data, settings)
        self.dreamer = Dreamer(world)
        self.weight = (patches.scale**2)[:, None, None]

    def __call__(self, n: int) -> Tensor:
        if n % 2 == 0:
            return super().__call__(n)
        z, actions = self.latents()
        window = self.world.shape.window
        horizon, steps = self.ROUNDS[n // 2 % len(self.ROUNDS)]
        past, last, total = self.dreamer.context(z[:, :window], actions[:, :window]), z[:, window - 1], 0.0
        for h in range(horizon):
            j = window + h
            ends = self.dreamer.point(last, actions[:, j], past, steps)
            errors = torch.stack([((end.float() - z[:, j]) ** 2 * self.weight).mean() for end in ends])
            total = total + 0.7 * errors[-1] + 0.3 * errors.mean()
            last = ends[-1]
            if h + 1 < horizon:
                past = self.dreamer.remember(last, actions[:, j], past)
        return total / horizon * 60
