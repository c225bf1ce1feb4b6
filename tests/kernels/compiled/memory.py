"""Arrays, views, vectors, matrices, structs: every kernel takes the same arguments. The elements of n are from 0 to 2."""

import warp as wp

vec5 = wp.types.vector(length=5, dtype=wp.int16)
mat23 = wp.types.matrix(shape=(2, 3), dtype=wp.float64)


@wp.struct
class Inner:
    weights: wp.vec2
    flag: bool


@wp.struct
class Cell:
    position: wp.vec3
    inner: Inner
    turn: wp.mat22
    count: wp.int64
    half: wp.float16


@wp.struct
class World:
    scale: float
    cells: wp.array(dtype=Cell)
    inner: Inner
    field: wp.array2d(dtype=float)


@wp.kernel
def struct_elements(n: wp.array(dtype=int), world: World, grid: wp.array(dtype=Cell, ndim=2), f: wp.array3d(dtype=float)):
    i, j = wp.tid()
    c = grid[i, j]
    c.position = c.position * world.scale
    c.inner.flag = not c.inner.flag
    c.inner.weights[1] = c.position[n[i]]
    c.turn[0, 1] += 2.0
    c.half = -c.half
    c.count = c.count + wp.int64(i * 10 + j)
    grid[i, j] = c


@wp.kernel
def struct_fields(n: wp.array(dtype=int), world: World, grid: wp.array(dtype=Cell, ndim=2), f: wp.array3d(dtype=float)):
    i, j = wp.tid()
    grid[i, j].position = wp.vec3(1.0, 2.0, world.scale)
    grid[i, j].position.y = f[0, 0, n[j]]
    grid[i, j].position[n[i]] = 7.0
    grid[i, j].inner.flag = grid[i, j].count > wp.int64(0)
    grid[i, j].turn[n[i] % 2] = wp.vec2(3.0, 4.0)
    grid[i, j].turn[1, n[j] % 2] = grid[i, j].turn[0, 1]
    grid[i, j].count = grid[i, j].count + wp.int64(5)
    if world.inner.flag:
        world.scale = world.scale + 1.0
    world.cells[j].inner = Inner(wp.vec2(world.scale), i == j)


@wp.func
def renewed(c: Cell, by: float):
    if by < 0.0:
        return Cell()
    c.position += wp.vec3(by)
    return c


@wp.func
def row_sum(row: wp.array(dtype=float)):
    total = float(0.0)
    for k in range(len(row)):
        total += row[k]
    return total


@wp.func
def plane_sum(plane: wp.array2d(dtype=float), first: int):
    total = float(0.0)
    for k in range(first, plane.shape[0]):
        total += row_sum(plane[k])
    return total


@wp.func
def count_of(cells: wp.array(dtype=Cell), at: int):
    return cells[at].count + wp.int64(cells.shape[0])


@wp.func
def through(world: World, at: int):
    return world.cells[at].position.x * world.scale + world.field[0, at] + float(len(world.cells))


@wp.kernel
def functions(n: wp.array(dtype=int), world: World, grid: wp.array(dtype=Cell, ndim=2), f: wp.array3d(dtype=float)):
    i, j = wp.tid()
    grid[i, j] = renewed(grid[i, j], world.scale if n[j] > 0 else -1.0)
    grid[i, j].count = count_of(grid[i], n[j]) + count_of(world.cells, 1)
    other = world
    f[i, j, 0] = through(world, n[i]) + through(other, n[j])
    f[i, j, 1] = row_sum(world.field[i]) + plane_sum(world.field, 1)


@wp.kernel
def views(n: wp.array(dtype=int), world: World, grid: wp.array(dtype=Cell, ndim=2), f: wp.array3d(dtype=float)):
    i, j = wp.tid()
    plane = f[i]
    row = plane[j]
    for k in range(row.shape[0]):
        late = f[n[k]]
        row[k] = row[k] * 2.0 + late[j, 1] * 0.0
    column = world.field[n[i]]
    row[0] = plane_sum(plane, 2) + row_sum(row) + column[j]
    row[1] += row_sum(f[i, j])
    if n[j] > 0:
        cells = grid[n[j]]
        cells[j].half = cells[0].half + wp.float16(plane.shape[1])


@wp.kernel
def vectors(n: wp.array(dtype=int), world: World, grid: wp.array(dtype=Cell, ndim=2), f: wp.array3d(dtype=float)):
    i, j = wp.tid()
    v = vec5(wp.int16(1), wp.int16(2), wp.int16(3), wp.int16(4), wp.int16(5))
    v[n[i] + 2] = wp.int16(100)
    m = mat23(wp.float64(i))
    m[1] = m[0] + wp.vec3d(wp.float64(1.0), wp.float64(2.0), wp.float64(0.5))
    m[n[j] % 2, 2] = wp.float64(v[n[j]])
    m[0, n[i]] += wp.float64(9.0)
    row = m[n[i] % 2]
    row[0] = wp.float64(0.0)
    q = wp.mat33(1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 10.0)
    q[n[j]] = wp.vec3(f[0, 0, 0], f[0, 0, 1], f[0, 0, 2])
    w = wp.vec3(1.0, -2.0, 0.5)
    w.y -= 3.0
    w = q * w + w * q
    f[i, j, 0] = float(m[1, 2] + row[1] + m[0, n[i]]) + w[0] * w.y - w[2]
    f[i, j, 1] = wp.determinant(q) + wp.trace(wp.inverse(wp.identity(n=3, dtype=float) * 2.0))
    f[i, j, 2] = wp.length(wp.normalize(w)) + float(len(v) + len(m)) + float(v[0] + v[4])


@wp.kernel
def places(n: wp.array(dtype=int), world: World, grid: wp.array(dtype=Cell, ndim=2), f: wp.array3d(dtype=float)):
    i, j = wp.tid()
    f[i, j, n[i]] = f[i, j, 1] + 1.0
    f[i, j, 0] *= 2.0
    f[i, j, 0] /= 3.0
    f[i, j, 2] -= f[i, j, 1]
    k = wp.uint8(n[j])
    f[k, wp.int64(i), wp.uint64(n[i])] = float(k)
