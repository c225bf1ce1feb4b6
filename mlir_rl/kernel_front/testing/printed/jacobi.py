import warp as wp


@wp.kernel
def jacobi(
    a: wp.array2d(dtype=wp.float64),
    b: wp.array(dtype=wp.float64),
    x: wp.array(dtype=wp.float64),
    result: wp.array(dtype=wp.float64),
    change: wp.array(dtype=wp.float64),
):
    i = wp.tid()
    row = a[i]
    total = b[i]
    for j in range(len(x)):
        if j == i:
            continue
        total -= row[j] * x[j]
    diagonal = a[i, i]
    assert diagonal != wp.float64(0.0)
    result[i] = total / diagonal
    wp.atomic_max(change, 0, wp.abs(result[i] - x[i]))
