"""A program as people have them: kernels among what prepares and launches them."""

import sys

import numpy as np
import warp as wp

wp.init()
SPEED = wp.constant(2.0)


class Simulation:
    def __init__(self, n):
        self.x = wp.array(np.zeros(n), dtype=float)

    def step(self):
        wp.launch(advance, dim=self.x.shape[0], inputs=[self.x, 0.1])


@wp.func
def moved(x: float, dt: float):
    return x + SPEED * dt


@wp.kernel
def advance(x: wp.array(dtype=float), dt: float):
    i = wp.tid()
    x[i] = moved(x[i], dt)


@wp.kernel
def tiled(x: wp.array(dtype=float)):
    t = wp.tile_load(x, 16)


if __name__ == "__main__":
    Simulation(int(sys.argv[1])).step()
