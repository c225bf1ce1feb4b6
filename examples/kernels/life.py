"""A generation of the game of life on a torus."""

import warp as wp


@wp.kernel
def generation(cells: wp.array2d(dtype=wp.uint8), after: wp.array2d(dtype=wp.uint8), births: wp.array(dtype=wp.int32)):
    i, j = wp.tid()
    rows = cells.shape[0]
    columns = cells.shape[1]
    neighbors = int(0)
    for di in range(-1, 2):
        for dj in range(-1, 2):
            if di != 0 or dj != 0:
                neighbors += int(cells[(i + di + rows) % rows, (j + dj + columns) % columns])
    lives = cells[i, j] != wp.uint8(0)
    born = not lives and neighbors == 3
    if born:
        wp.atomic_add(births, 0, 1)
    after[i, j] = wp.uint8(1) if born or (lives and neighbors == 2) or (lives and neighbors == 3) else wp.uint8(0)
