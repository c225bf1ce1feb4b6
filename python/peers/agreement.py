"""Do two runtimes compute the same?"""

import numpy as np


def largest_error(path, reference):
    """max |x - reference| / max |reference| over all outputs of two .npz files; infinite where shapes or the places
    of NaN differ."""
    worst = 0.0
    with np.load(path) as ours, np.load(reference) as theirs:
        if sorted(ours.files) != sorted(theirs.files):
            return float("inf")
        for name in ours.files:
            worst = max(worst, _array_error(ours[name], theirs[name]))
    return worst


def _array_error(a, b):
    if a.shape != b.shape or not np.array_equal(np.isfinite(a), np.isfinite(b)):
        return float("inf")
    finite = np.isfinite(b)
    if not np.array_equal(a[~finite], b[~finite], equal_nan=True):
        return float("inf")
    a, b = a[finite].astype(np.float64), b[finite].astype(np.float64)
    scale = max(np.abs(b).max(initial=0.0), np.finfo(np.float32).tiny)
    return float(np.abs(a - b).max(initial=0.0) / scale)
