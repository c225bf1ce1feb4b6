"""What kernels call on arrays, by the words of the table of builtins."""

import operator

from .faults import INDEX, Fault
from .functions import FUNCTIONS as OF_SCALARS
from .scalars import INT32


def lower_bound(array, *operands):
    """Of (array, value) or (array, begin, end, value)."""
    *part, value = operands
    begin, end = map(int, part) if part else (0, len(array.data))
    if begin < 0 or end > len(array.data):
        raise Fault(INDEX)
    low, high = begin, end - 1
    while low < high:
        middle = low + (high - low) // 2
        if array.data[middle] < value:
            low = middle + 1
        else:
            high = middle
    return INT32(low)


def _atomic(change):
    def apply(array, *operands):
        *index, value = operands
        return array.update(tuple(index), change, value)

    return apply


def compare_and_swap(array, *operands):
    *index, wanted, value = operands
    return array.update(tuple(index), lambda old, new: new if old.tobytes() == wanted.tobytes() else old, value)


FUNCTIONS = {
    "len": lambda x: INT32(x.data.shape[0]),
    "lower_bound": lower_bound,
    "atomic_add": _atomic(operator.add),
    "atomic_sub": _atomic(operator.sub),
    "atomic_min": _atomic(OF_SCALARS["min"]),
    "atomic_max": _atomic(OF_SCALARS["max"]),
    "atomic_exch": _atomic(lambda old, value: value),
    "atomic_cas": compare_and_swap,
    "atomic_and": _atomic(operator.and_),
    "atomic_or": _atomic(operator.or_),
    "atomic_xor": _atomic(operator.xor),
}
