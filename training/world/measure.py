"""PSNR of rollouts in PyTorch, for choosing; the figures in the manifest come from the exported graphs."""

import math

import torch

from .learn import Dreamer


def psnr(error: float) -> float:
    return -10 * math.log10(error)


@torch.no_grad()
def rollouts(world, patches, data, horizon=10, steps=1, mode="point", sigma=0.3, source="warm", seed=0, negate=False, temperature=1.0, stride=1):
    """data: plain sequences of window + horizon frames. -> PSNR by horizon, copy-last's."""
    pixels, actions = data.plain(data.starts[::stride])
    z = patches.encode(pixels.flatten(0, 1)).unflatten(0, pixels.shape[:2])
    if negate:
        actions = actions * torch.tensor([-1.0, 1.0])
    dreamer, window = Dreamer(world, source, sigma), world.shape.window
    generator = torch.Generator().manual_seed(seed)
    past = None
    for j in range(window):
        past = dreamer.remember(z[:, j], actions[:, j], past)
    last, ours, copies = z[:, window - 1], [], []
    for h in range(horizon):
        j = window + h
        last = dreamer.point(last, actions[:, j], past, steps)[-1] if mode == "point" else dreamer.sample(last, actions[:, j], past, steps, generator, temperature)
        past = dreamer.remember(last, actions[:, j], past)
        ours.append(psnr(((patches.decode(last).clamp(0, 1) - pixels[:, j]) ** 2).mean().item()))
        copies.append(psnr(((pixels[:, window - 1] - pixels[:, j]) ** 2).mean().item()))
    return ours, copies


def motion(before: torch.Tensor, after: torch.Tensor) -> torch.Tensor:
    """Luma difference and its absolute value over 6 x 8 cells: [B, 3, h, w] twice -> [B, 96]."""
    luma = torch.tensor([0.299, 0.587, 0.114])[:, None, None]
    difference = ((after - before) * luma).sum(1, keepdim=True)
    cells = torch.nn.functional.adaptive_avg_pool2d(torch.cat([difference, difference.abs()], 1), (6, 8))
    return cells.flatten(1)


def kernel_distance(real: torch.Tensor, other: torch.Tensor) -> float:
    """1000 x the unbiased squared MMD with the kernel (x . y / d + 1)^3, features scaled by the real ones' deviations."""
    mean, scale = real.mean(0), real.std(0, unbiased=False).clamp_min(1e-12)
    a, b = ((real - mean) / scale).double(), ((other - mean) / scale).double()
    kernel = lambda x, y: (x @ y.T / x.shape[1] + 1) ** 3  # noqa: E731
    within = lambda k: (k.sum() - k.diagonal().sum()) / (len(k) * (len(k) - 1))  # noqa: E731
    return 1000 * (within(kernel(a, a)) + within(kernel(b, b)) - 2 * kernel(a, b).mean()).item()


@torch.no_grad()
def one_ahead(world, patches, data, source: str, steps: int, distilled: bool, seeds: int = 1) -> dict:
    """One frame ahead: PSNR and kernel distance of samples (and of the point prediction, for a warm start)."""
    from .distil import rectified_times

    sigma = 0.3 if source == "warm" else 1.0
    pixels, actions = data.plain(data.starts)
    z = patches.encode(pixels.flatten(0, 1)).unflatten(0, pixels.shape[:2])
    window = world.shape.window
    dreamer = Dreamer(world, source, sigma)
    past = dreamer.context(z[:, :window], actions[:, :window])
    last, real = z[:, window - 1], pixels[:, window]
    times = [k / steps for k in range(steps + 1)] if source == "warm" else rectified_times(steps)
    error, distance = 0.0, 0.0
    for seed in range(seeds):
        generator = torch.Generator().manual_seed(seed)
        draw = dreamer.consistent(last, actions[:, window], past, times, generator) if distilled else dreamer.sample(last, actions[:, window], past, steps, generator)
        made = patches.decode(draw).clamp(0, 1)
        error += ((made - real) ** 2).mean().item() / seeds
        distance += kernel_distance(motion(pixels[:, window - 1], real), motion(pixels[:, window - 1], made)) / seeds
    result = {"psnrDb": round(psnr(error), 2), "kernelDistance": round(distance, 1)}
    if source == "warm" and not distilled:
        point = patches.decode(dreamer.point(last, actions[:, window], past, steps)[-1]).clamp(0, 1)
        result["pointPsnrDb"] = round(psnr(((point - real) ** 2).mean().item()), 2)
        result["pointKernelDistance"] = round(kernel_distance(motion(pixels[:, window - 1], real), motion(pixels[:, window - 1], point)), 1)
    return result


@torch.no_grad()
def baselines(patches, data) -> list[dict]:
    pixels, _ = data.plain(data.starts)
    last, real = pixels[:, -2], pixels[:, -1]
    features = motion(last, real)
    rows = []
    blurred = torch.nn.functional.avg_pool2d(real, 3, 1, 1, count_include_pad=False)
    for name, made in (("copy last", last), ("real, blurred 3 x 3", blurred)):
        rows.append({"baseline": name, "psnrDb": round(psnr(((made - real) ** 2).mean().item()), 2), "kernelDistance": round(kernel_distance(features, motion(last, made)), 1)})
    return rows
