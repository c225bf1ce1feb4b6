"""Control flow: every kernel takes the same arguments. The elements of n are from 0 to 9."""

import warp as wp

LIMIT = wp.constant(6)


@wp.kernel
def break_of_for(n: wp.array(dtype=int), x: wp.array(dtype=float), out: wp.array(dtype=int), y: wp.array(dtype=float)):
    i = wp.tid()
    total = int(0)
    for k in range(n[i]):
        if k * k > LIMIT:
            break
        total += k
    out[i] = total


@wp.kernel
def continue_of_for(
    n: wp.array(dtype=int), x: wp.array(dtype=float), out: wp.array(dtype=int), y: wp.array(dtype=float)
):
    i = wp.tid()
    total = int(0)
    for k in range(n[i]):
        if k % 3 == 1:
            continue
        total += k
        if k == 4:
            continue
        total += 100
    out[i] = total


@wp.kernel
def both_of_for(n: wp.array(dtype=int), x: wp.array(dtype=float), out: wp.array(dtype=int), y: wp.array(dtype=float)):
    i = wp.tid()
    total = int(0)
    for k in range(0, n[i], 2):
        if k > 3:
            if total > 2:
                break
            total += 7
            continue
        elif k == 1:
            continue
        else:
            total += 1
        total *= 2
    out[i] = total


@wp.kernel
def while_with_exits(
    n: wp.array(dtype=int), x: wp.array(dtype=float), out: wp.array(dtype=int), y: wp.array(dtype=float)
):
    i = wp.tid()
    k = int(0)
    steps = int(0)
    while k < 50:
        k += 1
        if k % 2 == n[i] % 2:
            continue
        if k > n[i] * 3:
            break
        steps += k
    out[i] = steps * 100 + k


@wp.kernel
def endless_with_break(
    n: wp.array(dtype=int), x: wp.array(dtype=float), out: wp.array(dtype=int), y: wp.array(dtype=float)
):
    i = wp.tid()
    k = int(0)
    while True:
        if k >= n[i]:
            break
        k += 2
    out[i] = k


@wp.kernel
def return_from_loops(
    n: wp.array(dtype=int), x: wp.array(dtype=float), out: wp.array(dtype=int), y: wp.array(dtype=float)
):
    i = wp.tid()
    out[i] = -1
    for a in range(n[i]):
        for b in range(a):
            if a * b > 12:
                out[i] = a * 10 + b
                return
        y[i] = y[i] + float(a)
    out[i] = out[i] - 1


@wp.kernel
def loop_variable_afterwards(
    n: wp.array(dtype=int), x: wp.array(dtype=float), out: wp.array(dtype=int), y: wp.array(dtype=float)
):
    i = wp.tid()
    k = int(-5)
    for k in range(n[i]):
        y[i] = y[i] + x[k]
    out[i] = k


@wp.kernel
def loop_variable_assigned(
    n: wp.array(dtype=int), x: wp.array(dtype=float), out: wp.array(dtype=int), y: wp.array(dtype=float)
):
    i = wp.tid()
    total = int(0)
    for k in range(n[i]):
        k = k * 2
        total += k
    out[i] = total


@wp.kernel
def falling_ranges(
    n: wp.array(dtype=int), x: wp.array(dtype=float), out: wp.array(dtype=int), y: wp.array(dtype=float)
):
    i = wp.tid()
    total = int(0)
    for k in range(n[i] - 1, -1, -1):
        total = total * 3 + k
    for k in range(n[i], 2, -3):
        total += k
    out[i] = total


@wp.kernel
def any_step(n: wp.array(dtype=int), x: wp.array(dtype=float), out: wp.array(dtype=int), y: wp.array(dtype=float)):
    i = wp.tid()
    step = n[i] - 5
    if step == 0:
        step = 1
    total = int(0)
    for k in range(3, 20 * step, step):
        total = total * 3 + k
    for k in range(n[i], -n[i], step):
        if k == 2:
            break
        total += k
    out[i] = total


@wp.kernel
def bounds_are_kept(
    n: wp.array(dtype=int), x: wp.array(dtype=float), out: wp.array(dtype=int), y: wp.array(dtype=float)
):
    i = wp.tid()
    end = n[i]
    step = int(1)
    total = int(0)
    for k in range(0, end, step):
        end = 100
        step = 50
        total += k
        if total > 40:
            break
    out[i] = total + end


@wp.func
def first_above(x: wp.array(dtype=float), limit: float):
    for k in range(x.shape[0]):
        if x[k] > limit:
            return k, x[k]
    return -1, 0.0


@wp.func
def sign_of(v: float):
    if v > 0.5:
        return 1
    elif v < -0.5:
        return -1
    return 0


@wp.func
def deep(a: int, b: int):
    if a > 3:
        if b > 2:
            return 10
        a = a - b
    else:
        while a < 10:
            a += 3
            if a == b:
                return a * 2
    return a


@wp.kernel
def functions(n: wp.array(dtype=int), x: wp.array(dtype=float), out: wp.array(dtype=int), y: wp.array(dtype=float)):
    i = wp.tid()
    at, value = first_above(x, float(n[i]) * 0.4)
    out[i] = at * 100 + sign_of(x[i]) * 10 + deep(n[i], i % 7)
    y[i] = value


@wp.kernel
def parameters_change(
    n: wp.array(dtype=int), x: wp.array(dtype=float), out: wp.array(dtype=int), y: wp.array(dtype=float)
):
    i = wp.tid()
    a = n[i]
    b = deep(a, 2)
    out[i] = a * 1000 + b


@wp.kernel
def one_branch_assigns(
    n: wp.array(dtype=int), x: wp.array(dtype=float), out: wp.array(dtype=int), y: wp.array(dtype=float)
):
    i = wp.tid()
    if n[i] > 4:
        late = n[i] * 2
    else:
        other = n[i] + 1
    if n[i] > 4:
        out[i] = late
    else:
        out[i] = other
    for k in range(n[i]):
        last = k + 1
    if n[i] > 0:
        out[i] = out[i] * 10 + last


@wp.kernel
def stops_early(n: wp.array(dtype=int), x: wp.array(dtype=float), out: wp.array(dtype=int), y: wp.array(dtype=float)):
    i = wp.tid()
    k = n[i] - 3
    flags = int(0)
    if k >= 0 and x[k] > 0.0:
        flags += 1
    if k < 0 or x[k] < 0.0:
        flags += 2
    if k != 0 and 12 / k > 2:
        flags += 4
    if not (k > 1 and (k < 3 or x[k] > 0.0)):
        flags += 8
    if k >= 0 and k < 5 and (1 << k) > 3:
        flags += 16
    out[i] = flags
    y[i] = x[k] if k >= 0 else 0.5
    out[i] += 7 / k if k > 0 else (k if k < -1 else 100)


@wp.kernel
def returns_early(
    n: wp.array(dtype=int), x: wp.array(dtype=float), out: wp.array(dtype=int), y: wp.array(dtype=float)
):
    i = wp.tid()
    if n[i] < 2:
        return
    if n[i] < 4:
        out[i] = 1
        if x[i] > 0.0:
            return
        out[i] = 2
    elif n[i] < 6:
        y[i] = 1.0
    else:
        out[i] = 5
        return
    out[i] += 100
    assert n[i] < 6


@wp.kernel
def swaps(n: wp.array(dtype=int), x: wp.array(dtype=float), out: wp.array(dtype=int), y: wp.array(dtype=float)):
    i = wp.tid()
    a = n[i]
    b = int(1)
    for k in range(n[i]):
        a, b = b, a + b
        y[i] = float(b)
    out[i] = a


@wp.kernel
def unrolled(n: wp.array(dtype=int), x: wp.array(dtype=float), out: wp.array(dtype=int), y: wp.array(dtype=float)):
    i = wp.tid()
    total = int(0)
    for a in range(3):
        for b in range(4, 0, -2):
            total += a * b * n[i]
    out[i] = total + a * 10 + b


@wp.kernel
def draws(n: wp.array(dtype=int), x: wp.array(dtype=float), out: wp.array(dtype=int), y: wp.array(dtype=float)):
    i = wp.tid()
    state = wp.rand_init(n[i], i)
    y[i] = wp.randf(state) if n[i] > 4 else 0.25
    k = int(0)
    while wp.randi(state, 0, 10) > 2 and k < 20:
        k += 1
    out[i] = k * 1000 + wp.randi(state, 0, wp.randi(state, 1, 100))
    while wp.randf(state, 0.0, 2.0) > 0.5:
        if k > 30:
            break
        k += 1
    y[i] += wp.randn(state) + wp.randf(state, -1.0, 3.0)
    out[i] += wp.randi(state) % 7 + int(wp.randu(state, wp.uint32(3), wp.uint32(9)) + wp.randu(state) / wp.uint32(2))


@wp.kernel
def pass_and_drop(
    n: wp.array(dtype=int), x: wp.array(dtype=float), out: wp.array(dtype=int), y: wp.array(dtype=float)
):
    i = wp.tid()
    unused = x[i] * 2.0
    if n[i] > 3:
        pass
    else:
        pass
    for k in range(n[i]):
        pass
    deep(n[i], 2)
    out[i] = 3
    return


@wp.kernel
def nested_flags(n: wp.array(dtype=int), x: wp.array(dtype=float), out: wp.array(dtype=int), y: wp.array(dtype=float)):
    i = wp.tid()
    total = int(0)
    for a in range(n[i]):
        if a == 5:
            continue
        k = int(0)
        while k < 10:
            k += 1
            if k == a:
                break
            for b in range(k):
                if b * a > 20:
                    out[i] = total
                    return
                if b == 3:
                    continue
                total += b
            if total > 200:
                break
        total += k
        if total > 300:
            break
    out[i] = total


@wp.kernel
def never_asks(n: wp.array(dtype=int), x: wp.array(dtype=float), out: wp.array(dtype=int), y: wp.array(dtype=float)):
    out[0] += n[3]
    wp.atomic_max(out, 1, n[2])
