"""What kernels call on rigid bodies, by the words of the table of builtins. A spatial vector is w, then v."""

import numpy as np

from .compounds import vector
from .linear import cross, matrix_of


def _top(a):
    return vector(a.type.scalar, 3)(*a.data[:3])


def _bottom(a):
    return vector(a.type.scalar, 3)(*a.data[3:])


def _joined(w, v):
    return vector(w.type.scalar, 6)(*w.data, *v.data)


def spatial_cross(a, b):
    return _joined(cross(_top(a), _top(b)), cross(_bottom(a), _top(b)) + cross(_top(a), _bottom(b)))


def spatial_cross_dual(a, b):
    return _joined(cross(_top(a), _top(b)) + cross(_bottom(a), _bottom(b)), cross(_top(a), _bottom(b)))


def spatial_adjoint(rotation, offset):
    r, s = rotation.data, offset.data
    return matrix_of(rotation.type.scalar, np.block([[r, np.zeros_like(r)], [s, r]]))


def _transform(last):
    def apply(m, v):
        product = m * vector(v.type.scalar, 4)(*v.data, last)
        return v.like(product.data[:3])

    return apply


FUNCTIONS = {
    "spatial_cross": spatial_cross,
    "spatial_cross_dual": spatial_cross_dual,
    "spatial_top": _top,
    "spatial_bottom": _bottom,
    "spatial_adjoint": spatial_adjoint,
    "velocity_at_point": lambda a, r: _bottom(a) + cross(_top(a), r),
    "transform_point": _transform(1),
    "transform_vector": _transform(0),
}
