"""Consistency distillation in the rectified flow's form: the student's velocity at (x, tau) leads straight to where the teacher's flow ends.

The consistency condition f(x_s, s) = f(x_t, t) along the teacher's path is imposed with its boundary: the target is the teacher's own end, from an
integration (Euler, `teacher_steps`) of what is left of the path. Times are those that the multistep sampler will visit, and ones between.
"""

import math

import torch
from torch import Tensor

from .learn import FlowLoss
from .network import World, attention_of_sequence


def rectified_times(steps: int) -> list[float]:
    """TrigFlow's times {arctan 80, 1.5, 1.4, 1.0} as times of a rectified flow, tau = cos t / (sin t + cos t); the first is 0, the last 1."""
    inner = {1: [], 2: [1.5], 3: [1.5, 1.4], 4: [1.5, 1.4, 1.0]}.get(steps)
    if inner is None:
        inner = [math.atan(80) * (steps - k) / steps for k in range(1, steps)]
    return [0.0] + [math.cos(t) / (math.sin(t) + math.cos(t)) for t in inner] + [1.0]


class DistilLoss(FlowLoss):
    def __init__(self, student: World, teacher: World, patches, data, settings, times: list[float], teacher_steps: int = 6):
        super().__init__(student, patches, data, settings)
        self.teacher, self.times, self.teacher_steps = teacher.eval(), times, teacher_steps

    def __call__(self, n: int) -> Tensor:
        z, actions = self.latents()
        window, length, batch = self.world.shape.window, self.s.length, self.s.batch
        z, actions = z[:, :length], actions[:, :length]
        targets = [(frame, frame) for frame in range(window, length)]
        frames = [frame for frame, _ in targets]
        count = len(frames)
        chosen = torch.randint(0, len(self.times) - 1, (batch, count), generator=self.generator)
        tau = torch.tensor(self.times)[chosen]
        between = torch.rand(batch, count, generator=self.generator)
        tau = torch.where(between < 0.25, between * 4 * 0.9, tau)
        noise = torch.randn(batch, count, *z.shape[2:], generator=self.generator)
        base = z[:, [frame - 1 for frame in frames]]
        start = base + self.s.sigma * noise if self.s.source == "warm" else noise
        t = tau[..., None, None, None]
        x = (1 - t) * start + t * z[:, frames]
        past = z[:, : length - 1]
        past = past + 0.5 * self.s.context_noise * torch.rand(batch, 1, 1, 1, 1, generator=self.generator) * torch.randn(past.shape, generator=self.generator)
        with torch.no_grad():
            end = self.integrate(self.teacher, x, tau, past, actions, frames, targets)
        v = self.velocities(self.world, x, tau, past, actions, frames, targets)
        # In the end's units: f = x + (1 - tau) v.
        return ((((x + (1 - t) * v.float()) - end) ** 2) * self.weight(t)).mean()

    @staticmethod
    def weight(t: Tensor) -> Tensor:
        return 1 / (1 - t).clamp_min(0.1)

    def velocities(self, world, x, tau, past, actions, frames, targets):
        length = past.shape[1]
        seen, age = attention_of_sequence(length, targets, world.shape.window)
        v, _ = world(
            torch.cat([past, x], 1),
            torch.cat([torch.ones(len(x), length), tau], 1),
            torch.cat([actions[:, :length], actions[:, frames]], 1),
            seen,
            age,
            read=slice(length, None),
        )
        return v.float()

    def integrate(self, world, x, tau, past, actions, frames, targets):
        steps = self.teacher_steps
        for k in range(steps):
            now, after = tau + (1 - tau) * k / steps, tau + (1 - tau) * (k + 1) / steps
            h = (after - now)[..., None, None, None]
            v = self.velocities(world, x, now, past, actions, frames, targets)
            x = x + h * v
        return x
