#pragma once

/// \file
/// Rows of the table of builtins: points drawn evenly from shapes, of float32. `u` is a draw of randf, as in random.h,
/// of which there are as many as it says, in the order in which they are named; tau is 6.2831853071795865.

// clang-format off
#define MLIR_RL_KERNEL_SAMPLES(ROW) \
  ROW(sampleTriangle, "sample_triangle", call, sampleRule<2>, state, "Two of the weights of a triangle's corners: (1 - r, u * r), r = sqrt(u).") \
  ROW(sampleUnitRing, "sample_unit_ring", call, sampleRule<2>, state, "Of the unit circle: (cos(t), sin(t)), t = tau * u.") \
  ROW(sampleUnitDisk, "sample_unit_disk", call, sampleRule<2>, state, "Inside the unit circle: (r * cos(t), r * sin(t)), r = sqrt(u), t = tau * u.") \
  ROW(sampleUnitSphereSurface, "sample_unit_sphere_surface", call, sampleRule<3>, state, "Of the unit sphere: (cos(t) * sin(p), sin(t) * sin(p), cos(p)), p = acos(1 - 2 * u), t = tau * u.") \
  ROW(sampleUnitSphere, "sample_unit_sphere", call, sampleRule<3>, state, "Inside the unit sphere: (r * cos(t) * sin(p), r * sin(t) * sin(p), r * cos(p)), p = acos(1 - 2 * u), t = tau * u, r = pow(u, 0.33333333333333333).") \
  ROW(sampleUnitHemisphereSurface, "sample_unit_hemisphere_surface", call, sampleRule<3>, state, "As sample_unit_sphere_surface with p = acos(1 - u).") \
  ROW(sampleUnitHemisphere, "sample_unit_hemisphere", call, sampleRule<3>, state, "As sample_unit_sphere with p = acos(1 - u).") \
  ROW(sampleUnitSquare, "sample_unit_square", call, sampleRule<2>, state, "(u - 0.5, u - 0.5).") \
  ROW(sampleUnitCube, "sample_unit_cube", call, sampleRule<3>, state, "(u - 0.5, u - 0.5, u - 0.5).")
// clang-format on
