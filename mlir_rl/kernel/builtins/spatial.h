#pragma once

/// \file
/// Rows of the table of builtins: rigid bodies. A spatial vector has 6 components, w (0 to 2) and v (3 to 5): angular
/// and linear velocity, or moment and force. Formulas say the bits as those of vectors.h do.

// clang-format off
#define MLIR_RL_KERNEL_SPATIAL(ROW) \
  ROW(spatialDot, "spatial_dot", call, spatialDotRule, none, "dot(a, b) of spatial vectors.") \
  ROW(spatialCross, "spatial_cross", call, spatialCrossRule, none, "w: cross(a.w, b.w); v: cross(a.v, b.w) + cross(a.w, b.v).") \
  ROW(spatialCrossDual, "spatial_cross_dual", call, spatialCrossRule, none, "w: cross(a.w, b.w) + cross(a.v, b.v); v: cross(a.w, b.v).") \
  ROW(spatialTop, "spatial_top", call, spatialPartRule, none, "w of a spatial vector.") \
  ROW(spatialBottom, "spatial_bottom", call, spatialPartRule, none, "v of a spatial vector.") \
  ROW(spatialAdjoint, "spatial_adjoint", call, spatialAdjointRule, none, "Matrix of 6 rows of two of 3, R and S: R above left and below right, S below left, 0 above right.") \
  ROW(velocityAtPoint, "velocity_at_point", call, velocityRule, none, "a.v + cross(a.w, r) of a spatial vector a and an offset r, of float32.") \
  ROW(transformPoint, "transform_point", call, transformRule, none, "Components 0 to 2 of m * (x, y, z, 1), of a matrix of 4 rows and a vector of 3.") \
  ROW(transformVector, "transform_vector", call, transformRule, none, "Components 0 to 2 of m * (x, y, z, 0), of a matrix of 4 rows and a vector of 3.")
// clang-format on
