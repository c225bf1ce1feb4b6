import warp as wp


@wp.kernel
def switch_speed(
    speed: wp.array(dtype=wp.float32),
    status: wp.array(dtype=wp.mat33),
    score: wp.array(dtype=wp.vec3),
    right_status: wp.array(dtype=wp.vec3),
    label: wp.array(dtype=wp.float32),
    out: wp.array(dtype=wp.float32),
):
    idx = wp.tid()
    risk = speed[idx]
    voltage = status[idx]
    if int(risk) >= 2:
        risk = wp.length_sq(voltage[0] - score[idx])
    else:
        risk = wp.norm_huber(voltage[1] - wp.vec3(risk)) - risk
    if int(risk) >= 15:
        ratio = wp.dot(wp.vec3(risk, 1.0, risk * 1.25), right_status[idx])
        risk = ratio - risk
    else:
        risk = -wp.tan(wp.determinant(voltage) / 5.0)
    label[idx] = risk
    out[idx] = wp.smoothstep(-30.0, 0.0, risk - voltage[0, 1])
