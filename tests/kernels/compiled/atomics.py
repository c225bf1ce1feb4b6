"""Atomic operations and elements of all widths: every kernel takes the same arguments. The elements of n are from 0 to 3."""

import warp as wp


@wp.kernel
def integers(
    n: wp.array(dtype=int),
    i32: wp.array(dtype=wp.int32),
    u64: wp.array(dtype=wp.uint64),
    f32: wp.array(dtype=wp.float32),
    f64: wp.array2d(dtype=wp.float64),
    v: wp.array(dtype=wp.vec3),
    m: wp.array(dtype=wp.mat22d),
    old: wp.array(dtype=wp.float64),
):
    i = wp.tid()
    k = n[i]
    total = wp.float64(wp.atomic_add(i32, k, i)) + wp.float64(wp.atomic_sub(i32, 0, 3))
    total += wp.float64(wp.atomic_min(i32, 1, -i)) * wp.float64(3.0)
    total += wp.float64(wp.atomic_max(u64, k, wp.uint64(i))) * wp.float64(5.0)
    total += wp.float64(wp.atomic_exch(i32, 2, i + k)) * wp.float64(7.0)
    total += wp.float64(wp.atomic_cas(i32, 3, k, i)) * wp.float64(11.0)
    total += wp.float64(wp.atomic_and(u64, 0, wp.uint64(i + 5)) + wp.atomic_or(u64, 1, wp.uint64(i)))
    total += wp.float64(wp.atomic_xor(i32, 2, i * 17)) + wp.float64(wp.atomic_min(u64, k, wp.uint64(3)))
    old[i] = total
    i32[k] &= 1023
    i32[0] |= k
    i32[1] ^= i
    u64[3] -= wp.uint64(k)


@wp.kernel
def floats(
    n: wp.array(dtype=int),
    i32: wp.array(dtype=wp.int32),
    u64: wp.array(dtype=wp.uint64),
    f32: wp.array(dtype=wp.float32),
    f64: wp.array2d(dtype=wp.float64),
    v: wp.array(dtype=wp.vec3),
    m: wp.array(dtype=wp.mat22d),
    old: wp.array(dtype=wp.float64),
):
    i = wp.tid()
    k = n[i]
    x = f32[i]
    total = wp.float64(wp.atomic_add(f32, k, 0.1 * x)) - wp.float64(wp.atomic_sub(f32, 1, x))
    total += wp.float64(wp.atomic_min(f32, 2, x) + wp.atomic_max(f32, 3, -x))
    total += wp.atomic_min(f64, k, 1, wp.float64(x)) + wp.atomic_max(f64, 0, k, wp.float64(x))
    total += wp.atomic_exch(f64, 1, 1, wp.float64(i)) + wp.atomic_cas(f64, 0, 0, wp.float64(k), wp.float64(i))
    old[i] = total + f64[k, 0]
    f64[k, 2] += wp.float64(i) * wp.float64(0.3)
    f32[k] -= 0.7


@wp.kernel
def compounds(
    n: wp.array(dtype=int),
    i32: wp.array(dtype=wp.int32),
    u64: wp.array(dtype=wp.uint64),
    f32: wp.array(dtype=wp.float32),
    f64: wp.array2d(dtype=wp.float64),
    v: wp.array(dtype=wp.vec3),
    m: wp.array(dtype=wp.mat22d),
    old: wp.array(dtype=wp.float64),
):
    i = wp.tid()
    k = n[i]
    before = wp.atomic_add(v, k, wp.vec3(1.0, f32[i], 0.5))
    low = wp.atomic_min(v, 0, wp.vec3(f32[i], 0.0, -1.0))
    old[i] = wp.float64(before[0] + before[1] * 3.0 + low[2])
    v[k] += wp.vec3(0.1)
    m[k] -= wp.mat22d(wp.float64(i), wp.float64(0.0), wp.float64(0.1), wp.float64(k))
    mm = m[k]
    mm[0, 1] = mm[1, 0]
    m[1] = mm
    v[k].y = v[k].y + 4.0


@wp.kernel
def widths(
    n: wp.array(dtype=int),
    i32: wp.array(dtype=wp.int32),
    u64: wp.array(dtype=wp.uint64),
    f32: wp.array(dtype=wp.float32),
    f64: wp.array2d(dtype=wp.float64),
    v: wp.array(dtype=wp.vec3),
    m: wp.array(dtype=wp.mat22d),
    old: wp.array(dtype=wp.float64),
):
    i = wp.tid()
    a = wp.int8(i32[i]) * wp.int8(3) + wp.int8(n[i])
    b = wp.uint16(i32[i]) << wp.uint16(n[i])
    c = wp.uint8(200) + wp.uint8(i)
    d = wp.int64(a) * wp.int64(-7) // wp.int64(n[i] + 2)
    e = wp.float16(f32[i]) * wp.float16(1.1) - wp.float16(a)
    g = wp.lower_bound(i32, 0, n[i], 5) + wp.lower_bound(i32, n[i])
    old[i] = wp.float64(a) + wp.float64(b) * wp.float64(2.0) + wp.float64(c) - wp.float64(d) + wp.float64(e)
    old[i] += wp.float64(g) + wp.float64(int(bool(n[i] > 1)))
