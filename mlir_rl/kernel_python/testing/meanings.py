"""What statements and expressions mean, a kernel each. Every kernel is launched on four threads."""

import math

import warp as wp

vec5 = wp.types.vector(length=5, dtype=wp.float16)
mat23 = wp.types.matrix(shape=(2, 3), dtype=wp.int32)
real = wp.float64
THIRD = wp.constant(1.0 / 3.0)
FINE_THIRD = wp.constant(wp.float64(1.0 / 3.0))
DERIVED = THIRD * 3 + 1
COUNT = wp.constant(5)
ODD = wp.constant(COUNT * 2 + 1)


@wp.struct
class Inner:
    x: wp.vec2
    tag: wp.int8


@wp.struct
class Outer:
    flag: bool
    inner: Inner
    scale: wp.float64


@wp.func
def bump(a: wp.array(dtype=wp.int32), i: int):
    a[i] = a[i] + 10
    return a[i]


@wp.func
def changed(p: Outer, v: wp.vec3):
    p.inner.x[0] = 7.0
    p.inner.tag += wp.int8(1)
    v.y = p.inner.x.x
    return p, v


@wp.func
def twice(x: int):
    x *= 2
    return x


@wp.func
def twice(x: float):
    return x + x


@wp.func
def twice(x: wp.vec3):
    x[2] = 0.5
    return 2.0 * x


@wp.func
def twice(x: bool):
    return 200 if x else 100


@wp.func
def max(x: int, y: int):
    return wp.max(x, y) + 1


@wp.func
def nothing(a: wp.array(dtype=wp.float32)):
    if a[0] > 0.0:
        return
    a[0] = 1.0


@wp.kernel
def early_stop(ints: wp.array(dtype=wp.int32), floats: wp.array(dtype=wp.float32)):
    i = wp.tid()
    if i > 0 and ints[i - 1] > 0 and floats[i - 1] < 0.5:
        ints[i] = 1
    if i == 0 or ints[i - 1] == 0 or not (floats[i] > 0.0):
        floats[i] = 2.0
    both = i > 1 and floats[i - 2] > 0.0
    ints[10 + i] = int(both or i == 1)


@wp.kernel
def copies(ints: wp.array(dtype=wp.int32), floats: wp.array(dtype=wp.float32)):
    i = wp.tid()
    p = Outer(True, Inner(wp.vec2(1.0, 2.0), wp.int8(127)), wp.float64(0.5))
    q = p
    inner = q.inner
    inner.x = wp.vec2(9.0, 8.0)
    q.inner.x.y = 5.0
    r, v = changed(q, wp.vec3(1.0, 2.0, float(i)))
    floats[4 * i] = p.inner.x.y + 10.0 * q.inner.x.x
    floats[4 * i + 1] = r.inner.x.x + v.y + 100.0 * inner.x[1]
    ints[i] = int(r.inner.tag) + 1000 * int(p.inner.tag)
    a = wp.vec3(float(i), 1.0, 2.0)
    b = a
    b[1] += 4.0
    a, b = b, a
    c, d = a, a
    c[0] = 50.0
    m = wp.matrix_from_rows(a, b)
    row = m[1]
    row *= 3.0
    m[0][2] = 6.0
    m[1] = a
    m[0, 0] -= 2.5
    floats[4 * i + 2] = m[0, 2] + m[0, 0] + m[1, 1] + row[0] + b.y + d.x + c.x
    zero = Outer()
    zero.scale /= wp.float64(0.0)
    ints[20 + i] = int(zero.flag) + int(wp.isnan(zero.scale))


@wp.kernel
def loops(ints: wp.array(dtype=wp.int32), floats: wp.array(dtype=wp.float32)):
    i = wp.tid()
    total = int(0)
    stop = i + 9
    for k in range(i, stop, 2):
        total += k
        stop = 0
        k = 100
        if total > 20:
            break
        for j in range(3, -4, -3):
            if j == 0:
                continue
            total += j * COUNT
    ints[i] = total + stop + k
    n = int(27)
    steps = int(0)
    while n != 1:
        n = n / 2 if n % 2 == 0 else 3 * n + 1
        steps += 1
    ints[10 + i] = steps
    for k in range(4, 4):
        ints[i] = -1
    unrolled = 0
    for u in range(3):
        unrolled += u * i
    ints[20 + i] = unrolled + u


@wp.kernel
def integers(ints: wp.array(dtype=wp.int32), floats: wp.array(dtype=wp.float32)):
    i = wp.tid()
    a = wp.int8(100 + i)
    b = wp.int8(i - 2)
    ints[i] = int(a + wp.int8(27) * wp.int8(2)) + int(-wp.int8(-128 + i))
    x = ints[30 + i] - 40
    y = i + 1
    ints[4 + i] = x // y + 100 * (x / y) + 10000 * (x % y)
    ints[8 + i] = x // -y + 100 * (x / -y) + 10000 * (x % -y)
    x //= -3
    x <<= y
    x ^= 0x55
    x |= 8
    x &= ~(1 << i)
    x >>= 1
    x %= 50
    ints[12 + i] = x + int(b >> wp.int8(1))
    u = wp.uint64(18446744073709551615) - wp.uint64(i)
    w = wp.uint16(u) * wp.uint16(40000)
    ints[16 + i] = int(w) + int(u >> wp.uint64(62))
    ints[20 + i] = int(wp.int8(x * 77)) + int(wp.uint8(-i)) + int(wp.int64(x) * wp.int64(4294967296) / wp.int64(-7))
    ints[24 + i] = wp.abs(-2147483648) + wp.min(x, y) - wp.max(x, -y)


@wp.kernel
def numbers(ints: wp.array(dtype=wp.int32), floats: wp.array(dtype=wp.float32)):
    i = wp.tid()
    d = wp.float64(0.1) + real(wp.pi) * FINE_THIRD + wp.float64(THIRD)
    floats[i] = float(d * wp.float64(1.0e6) - wp.float64(380532.0))
    floats[4 + i] = wp.static(DERIVED * 0.1) + DERIVED + 1.0e-30 + math.e + wp.static(2.0 * math.pi)
    floats[8 + i] = float(wp.float64(-wp.half_pi) + wp.float64(wp.static(0.3)))
    h = vec5(wp.float16(0.1)) * wp.float16(i)
    h[3] = wp.float16(2049.0) + wp.float16(1.0)
    floats[12 + i] = float(h[1] + h[3]) + float(wp.float16(65520.0)) * float(i)
    floats[24 + i] = float(wp.float16(1.00048828218))  # rounded to 32 bits before 16
    floats[16 + i] = -0.0 * float(i) - -3.0 ** 2.0
    floats[20 + i] = (floats[40 + i] // 0.3) + floats[40 + i] % -0.7
    ints[i] = ODD + wp.static(7 // -2) + int(floats[40 + i] * 100.0) + int(2.9) + int(wp.float64(-3.7))
    ints[4 + i] = int(bool(i)) + int(floats[40 + i] != 0.0 and True) + int(False)
    m = wp.identity(n=2, dtype=wp.int32) * mat23(1, 2, 3, 4, 5, 6 * i)
    ints[8 + i] = m[1, 2] + len(m) + len(floats) + floats.shape[0]


@wp.kernel
def draws(ints: wp.array(dtype=wp.int32), floats: wp.array(dtype=wp.float32)):
    i = wp.tid()
    state = wp.rand_init(11, i)
    floats[i] = wp.randf(state, wp.randf(state), 2.0 + wp.randf(state))
    v = wp.vec2(1.0, 2.0)
    v[1] *= wp.randf(state)
    v[0] += wp.randn(state)
    floats[4 + i] = v.x
    floats[8 + i] = v.y
    ints[i] = wp.randi(state, -5, 6) + 100 * int(wp.randu(state, wp.uint32(3), wp.uint32(9)))
    before = state - wp.randu(state)
    state += wp.randu(state)
    ints[4 + i] = int(before) + int(state)
    while wp.randf(state) < 0.8:
        ints[8 + i] += wp.randi(state) % 10


@wp.kernel
def functions(ints: wp.array(dtype=wp.int32), floats: wp.array(dtype=wp.float32)):
    i = wp.tid()
    x = i + 3
    ints[i] = twice(x) + x + int(twice(1.25))
    v = wp.vec3(1.0, 2.0, float(i))
    w = twice(v)
    floats[i] = w.x + 10.0 * w.z + 100.0 * v.z
    ints[50 + i] = twice(not (i > 1)) + max(i, 2)
    nothing(floats)
    bump(ints, 5)
    ints[6] = 0
    ints[10 + i] = ints[5] + 100 * bump(ints, 5)
    ints[20] += bump(ints, 20)
    ints[21] *= bump(ints, 21)
    ints[30 + i] = bump(ints, 22) if i % 2 == 0 else i
    ints[40 + i] = wp.where(i > 1, bump(ints, 23), bump(ints, 24))


@wp.kernel
def atomics(ints: wp.array(dtype=wp.int32), floats: wp.array(dtype=wp.float32)):
    i = wp.tid()
    if i == 0:
        floats[1] = 0.0
        floats[2] = 0.0
    ints[10 + i] = wp.atomic_add(ints, 0, i + 1)
    ints[1] -= i
    ints[2] |= 1 << (i + 8)
    ints[3] &= ~(1 << i)
    ints[4] ^= 5 * i
    wp.atomic_max(ints, 5, 10 * (i % 3))
    wp.atomic_min(floats, 0, -float(i))
    ints[20 + i] = wp.atomic_exch(ints, 6, i)
    ints[30 + i] = wp.atomic_cas(ints, 7, ints[7], ints[7] + i)
    floats[10 + i] = wp.atomic_cas(floats, 1, 0.0, 1.0 + float(i))
    floats[20 + i] = wp.atomic_cas(floats, 2, -0.0, 3.0)


@wp.kernel
def views(grid: wp.array2d(dtype=wp.int32), points: wp.array2d(dtype=wp.vec3), things: wp.array(dtype=Outer)):
    i, j = wp.tid()
    row = grid[wp.uint8(i)]
    row[j] += 5 * row.shape[0] + len(grid)
    grid[i][j] = grid[i, j] + 1
    points[i, j].y = 2.0 * points[i][j].x
    point = points[i, j]
    point.z = 9.0
    points[i, j][2] = point.z + points[i, j].z
    things[j].inner.x.x = point.y
    thing = things[j]
    thing.inner.x.x = -1.0
    things[j].scale = wp.float64(thing.inner.x.x) + things[j].scale
    wp.atomic_add(points, 0, 0, wp.vec3(1.0, 2.0, 3.0))
