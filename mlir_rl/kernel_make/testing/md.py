import warp as wp


@wp.kernel
def integrate_bead(
    pos: wp.array(dtype=wp.vec3),
    nlist: wp.array2d(dtype=wp.int32),
    coupling: wp.float32,
    forces: wp.array(dtype=wp.float32),
):
    tid = wp.tid()
    p_i = pos[tid]
    f = wp.vec3(0.0)
    for k in range(nlist.shape[1]):
        j = nlist[tid, k]
        rij = p_i - pos[j]
        r2 = wp.length_sq(rij) + 0.1
        if j != tid:
            atom = coupling / r2
            f -= rij * atom
    mass = wp.dot(p_i, f)
    forces[tid] = f.z * wp.min(wp.max(mass, -13.0), 13.0)
