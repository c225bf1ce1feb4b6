import warp as wp


@wp.kernel
def spmv(
    offsets: wp.array(dtype=wp.int32),
    columns: wp.array(dtype=wp.int32),
    values: wp.array(dtype=wp.float32),
    x: wp.array(dtype=wp.float32),
    y: wp.array(dtype=wp.float32),
):
    row = wp.tid()
    total = float(0.0)
    for k in range(offsets[row], offsets[row + 1]):
        total += values[k] * x[columns[k]]
    y[row] = total


@wp.kernel
def longest_step(
    offsets: wp.array(dtype=wp.int32),
    columns: wp.array(dtype=wp.int32),
    result: wp.array(dtype=wp.int32),
):
    row = wp.tid()
    k = offsets[row] + 1
    widest = int(0)
    while k < offsets[row + 1]:
        widest = wp.max(widest, columns[k] - columns[k - 1])
        k += 1
    wp.atomic_max(result, 0, widest)
