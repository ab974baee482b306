"""BEAST: action chunks as clamped uniform B-splines, quantised per (DoF, control point).

From the mathematics of arXiv 2506.06072: knots are p zeros, linspace(0, 1, N - p + 1), p ones; control points by the
ridge fit c = (Phi^T Phi + lambda I)^-1 Phi^T a; q = roundHalfEven(clip((c - min) / (max - min), 0, 1) * (V - 1)).
Arrays of control points are [..., D, N] (DoF-major); tokens are emitted basis-major, DoF-minor: slot k * D + d.
"""

from dataclasses import dataclass

import numpy as np


def basis(samples_or_u, control_points: int, degree: int) -> np.ndarray:
    """Phi [T, N] by Cox-de Boor (0/0 := 0), half-open spans but the last non-empty one closed at u = 1."""
    u = np.linspace(0.0, 1.0, samples_or_u) if np.isscalar(samples_or_u) else np.clip(samples_or_u, 0.0, 1.0)
    inner = np.linspace(0.0, 1.0, control_points - degree + 1)
    knots = np.concatenate([np.zeros(degree), inner, np.ones(degree)])
    spans = len(knots) - 1
    phi = np.stack([(knots[i] <= u) & (u < knots[i + 1]) for i in range(spans)], axis=1).astype(np.float64)
    last = np.max(np.nonzero(np.diff(knots))[0])
    phi[u >= 1.0] = 0.0
    phi[u >= 1.0, last] = 1.0
    for p in range(1, degree + 1):
        higher = np.zeros((len(u), spans - p))
        for i in range(spans - p):
            left, right = knots[i + p] - knots[i], knots[i + p + 1] - knots[i + 1]
            if left > 0:
                higher[:, i] += (u - knots[i]) / left * phi[:, i]
            if right > 0:
                higher[:, i] += (knots[i + p + 1] - u) / right * phi[:, i + 1]
        phi = higher
    return phi


@dataclass(frozen=True)
class Beast:
    """The tokenizer of one model. `initial_state`:

    none       c[d,k] = dequant(q[d,k])
    overwrite  as none, then c[d,0] := lastAction[d] (the spline starts at the measured state)
    Without a last action (history absent) overwrite acts as none.
    """

    samples: int
    control_points: int
    degree: int
    vocabulary: int
    lower: np.ndarray  # [D, N]
    upper: np.ndarray  # [D, N]
    initial_state: str = "none"
    ridge: float = 1e-9

    @property
    def phi(self) -> np.ndarray:
        return basis(self.samples, self.control_points, self.degree)

    def fit(self, actions: np.ndarray) -> np.ndarray:
        """Actions [..., T, D] -> control points [..., D, N]."""
        phi = self.phi
        inverse = np.linalg.inv(phi.T @ phi + self.ridge * np.eye(self.control_points)) @ phi.T
        return np.einsum("nt,...td->...dn", inverse, actions.astype(np.float64))

    def quantise(self, points: np.ndarray) -> np.ndarray:
        """Control points [..., D, N] -> bins [..., D, N]."""
        unit = np.clip((points - self.lower) / (self.upper - self.lower), 0.0, 1.0)
        return np.rint(unit * (self.vocabulary - 1)).astype(np.int64)

    def dequantise(self, bins: np.ndarray) -> np.ndarray:
        return self.lower + bins / (self.vocabulary - 1) * (self.upper - self.lower)

    def encode(self, actions: np.ndarray) -> np.ndarray:
        """Actions [..., T, D] -> tokens [..., N * D] in emission order."""
        bins = self.quantise(self.fit(actions))
        return np.swapaxes(bins, -1, -2).reshape(*bins.shape[:-2], -1)

    def decode(self, tokens: np.ndarray, last_action: np.ndarray | None = None) -> np.ndarray:
        """Tokens [..., N * D] and the last action [..., D] -> actions [..., T, D]."""
        dofs = len(self.lower)
        bins = np.swapaxes(tokens.reshape(*tokens.shape[:-1], self.control_points, dofs), -1, -2)
        points = self.dequantise(bins)
        if self.initial_state == "overwrite" and last_action is not None:
            points[..., 0] = last_action
        return np.einsum("tn,...dn->...td", self.phi, points)


def calibrate(actions: np.ndarray, control_points: int, degree: int, vocabulary: int, initial_state: str, margin: float) -> Beast:
    """Bounds from training chunks [B, T, D] and their mirror images (steering, DoF 0, negated), widened by `margin` of the range."""
    samples, dofs = actions.shape[1:]
    unbounded = Beast(samples, control_points, degree, vocabulary, np.zeros((dofs, control_points)), np.ones((dofs, control_points)))
    points = unbounded.fit(actions)
    mirrored = points * np.array([-1.0] + [1.0] * (dofs - 1))[:, None]
    points = np.concatenate([points, mirrored])
    low, high = points.min(0), points.max(0)
    spread = margin * (high - low)
    return Beast(samples, control_points, degree, vocabulary, low - spread, high + spread, initial_state)
