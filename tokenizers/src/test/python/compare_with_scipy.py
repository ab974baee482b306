"""Holds fits and values that the Java side computed against SciPy: compare_with_scipy.py CASES. Prints the largest errors as JSON.

CASES: for each case little-endian int32 N, p, T, M, order; float64 ridge, duration; then float64 arrays: chunk [T], fitted [N],
control points [N], times [M], values [M].
"""
import json
import struct
import sys

import numpy as np
from scipy.interpolate import BSpline


def knots(n, p):
    return np.concatenate([np.zeros(p), np.linspace(0, 1, n - p + 1), np.ones(p)])


def design(u, n, p):
    return BSpline(knots(n, p), np.eye(n), p)(u)


def main(path):
    data = open(path, "rb").read()
    at = cases = 0
    worst = {"fit": 0.0, "value": 0.0}
    while at < len(data):
        n, p, t, m, order = struct.unpack_from("<5i", data, at)
        ridge, duration = struct.unpack_from("<2d", data, at + 20)
        at += 36
        parts = []
        for size in (t, n, n, m, m):
            parts.append(np.frombuffer(data, "<f8", size, at).copy())
            at += 8 * size
        chunk, fitted, c, times, values = parts
        # Least squares of the stacked system: the ridge without squaring the condition number.
        phi = design(np.arange(t) / (t - 1), n, p)
        stacked = np.concatenate([phi, np.sqrt(ridge) * np.eye(n)])
        expected = np.linalg.lstsq(stacked, np.concatenate([chunk, np.zeros(n)]), rcond=None)[0]
        error = np.max(np.abs(fitted - expected)) / max(1, np.max(np.abs(expected)))
        worst["fit"] = max(worst["fit"], float(error))
        spline = BSpline(knots(n, p), c, p)
        expected = spline(times / duration, nu=order) / duration**order if order <= p else np.zeros(m)
        error = np.max(np.abs(values - expected)) / max(1, np.max(np.abs(expected)))
        worst["value"] = max(worst["value"], float(error))
        cases += 1
    print(json.dumps({"cases": cases, **worst}))


main(sys.argv[1])
