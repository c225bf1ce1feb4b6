"""Kernels whose results Warp 1.19 computes otherwise than the interpreter. Every kernel is launched on four threads."""

import warp as wp


@wp.struct
class Ball:
    place: wp.vec3
    bounces: int


@wp.func
def bump(a: wp.array(dtype=wp.int32), i: int):
    a[i] = a[i] + 10
    return a[i]


@wp.kernel
def swapped_in_a_loop(ints: wp.array(dtype=wp.int32), floats: wp.array(dtype=wp.float32)):
    i = wp.tid()
    a = int(1)
    b = int(2)
    for k in range(i + 1):
        a, b = b, a
    ints[i] = a + 10 * b


@wp.kernel
def elements_by_name(ints: wp.array(dtype=wp.int32), floats: wp.array(dtype=wp.float32)):
    i = wp.tid()
    x, y = ints[2 * i], ints[2 * i + 1]
    ints[2 * i] = y + 1
    ints[2 * i + 1] = x


@wp.kernel
def fields_by_name(ints: wp.array(dtype=wp.int32), floats: wp.array(dtype=wp.float32)):
    i = wp.tid()
    ball = Ball(wp.vec3(floats[i], 2.0, 3.0), i)
    place, bounces = ball.place, ball.bounces
    ball.place[0] = 5.0
    ball.bounces = 7
    floats[i] = place[0]
    ints[i] = bounces


@wp.kernel
def variables_by_name(ints: wp.array(dtype=wp.int32), floats: wp.array(dtype=wp.float32)):
    i = wp.tid()
    v = wp.vec2(floats[i], 2.0)
    u, w = v, v
    u[0] = 50.0
    floats[i] = v[0] + w[0]


@wp.kernel
def read_after_a_call(ints: wp.array(dtype=wp.int32), floats: wp.array(dtype=wp.float32)):
    i = wp.tid()
    ints[8 + i] = ints[i] + 100 * bump(ints, i)


@wp.kernel
def read_after_a_draw(ints: wp.array(dtype=wp.int32), floats: wp.array(dtype=wp.float32)):
    i = wp.tid()
    state = wp.rand_init(3, i)
    ints[i] = int(state - wp.randu(state))


@wp.kernel
def updated_after_a_call(ints: wp.array(dtype=wp.int32), floats: wp.array(dtype=wp.float32)):
    i = wp.tid()
    ints[i] *= bump(ints, i)


@wp.kernel
def compared_by_value(ints: wp.array(dtype=wp.int32), floats: wp.array(dtype=wp.float32)):
    i = wp.tid()
    floats[i] = 0.0
    wp.atomic_cas(floats, i, -0.0, 3.0)


@wp.kernel
def direction_of_nan(ints: wp.array(dtype=wp.int32), floats: wp.array(dtype=wp.float32)):
    i = wp.tid()
    zero = 0.0 * floats[i]
    floats[i] = wp.normalize(wp.vec3(zero / zero, 1.0, 2.0))[0]


@wp.kernel
def inverse_of_nan(ints: wp.array(dtype=wp.int32), floats: wp.array(dtype=wp.float32)):
    i = wp.tid()
    zero = 0.0 * floats[i]
    floats[i] = wp.inverse(wp.mat22(zero / zero, 1.0, 2.0, 3.0))[0, 0]


@wp.kernel
def half_of_a_double(ints: wp.array(dtype=wp.int32), floats: wp.array(dtype=wp.float32)):
    i = wp.tid()
    floats[i] = float(wp.float16(wp.float64(1.000488281250001)))


@wp.kernel
def sum_of_lost_signs(ints: wp.array(dtype=wp.int32), floats: wp.array(dtype=wp.float32)):
    i = wp.tid()
    zero = -0.0 * wp.abs(floats[i])
    floats[i] = 1.0 / wp.dot(wp.vec4(zero), wp.vec4(1.0))


@wp.kernel
def negated_zero(ints: wp.array(dtype=wp.int32), floats: wp.array(dtype=wp.float32)):
    i = wp.tid()
    floats[i] = 1.0 / -(0.0 * wp.abs(floats[i]))
