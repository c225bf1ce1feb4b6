"""Stands in for `warp`, so that CPython itself runs a kernel's Python text, with NumPy's scalars for its numbers.

A second reading of what kernels mean, written apart from the C++ of this project: control flow, names and the order of
evaluation are Python's own, arithmetic is NumPy's and the C library's. `source` makes functions of a text, `launch`
runs one on bytes."""
