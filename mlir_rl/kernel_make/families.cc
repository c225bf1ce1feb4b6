#include "mlir_rl/kernel_make/families.h"

#include "mlir_rl/kernel_make/grow.h"
#include "mlir_rl/kernel_make/reads.h"
#include "mlir_rl/kernel_make/scope.h"

// clang-format off
// One line for each family: FAMILY(name, about). families/NAME.cc defines void NAME(Maker &m).
#define MLIR_RL_KERNEL_FAMILIES(FAMILY) \
  FAMILY(arith, "Arithmetic of numbers, element by element, in 1 to 3 dimensions.") \
  FAMILY(cond, "Values that depend on conditions: branches, ladders of thresholds, choices, early returns.") \
  FAMILY(loop, "Loops over literals, parameters, shapes and data that accumulate or iterate.") \
  FAMILY(math, "Functions of the C library: waves, exponentials, powers, rounding.") \
  FAMILY(vec, "Small vectors and matrices: products, norms, frames, inverses.") \
  FAMILY(atomic, "Threads that count, sum, mark and compare in shared arrays.") \
  FAMILY(nested, "Loops inside loops, two or three deep, whose values cross the levels.") \
  FAMILY(multicond, "Many conditions on several values: compound tests, ladders, rules that add up.") \
  FAMILY(reduce, "Sums, products, norms, means and extremes of rows, of segments, and of every so many elements.") \
  FAMILY(scan, "Running sums, extremes and averages along rows, each prefix written; some start again at flags.") \
  FAMILY(stencil, "Neighbours in 1 to 3 dimensions: stars, boxes and one-sided ones, with edges of several sorts.") \
  FAMILY(condreduce, "Sums and extremes of what passes a test, counts of classes, first hits, longest runs.") \
  FAMILY(combined, "Loops, conditions and functions of the C library together.") \
  FAMILY(matmul, "Products of matrices: plain, transposed, in tiles, in batches, of small matrices by value.") \
  FAMILY(scalar, "Parameters of every width, cast into each other.") \
  FAMILY(sparse, "Sparse matrices: products by compressed rows, padded rows, diagonals and coordinates.") \
  FAMILY(sort, "Steps of sorting: exchanges with partners, ranks, insertion, searches in rising arrays.") \
  FAMILY(graph, "Graphs in compressed rows: breadth-first steps, ranks and labels from neighbours, edges, triangles.") \
  FAMILY(image, "Images: windows of weights, gradients, colours, samples between pixels, histograms.") \
  FAMILY(linalg, "Linear algebra: rows with vectors, triangular systems, orthogonal vectors, updates.") \
  FAMILY(md, "Molecular dynamics: forces of pairs and bonds, steps in time, energies.") \
  FAMILY(cfd, "Flows: advection, relaxation, divergence and curl, lattice Boltzmann steps, flux limiters.") \
  FAMILY(complex, "Structs, functions, loops, conditions and atomics, all at once.") \
  FAMILY(warpmath, "What Warp has for vectors and matrices: directions, frames, blends, small systems, random numbers.")
// clang-format on

namespace mlir_rl::kernel {

namespace make::families {
#define DECLARE(name, about) void name(Maker &m);
MLIR_RL_KERNEL_FAMILIES(DECLARE)
#undef DECLARE
}  // namespace make::families

std::span<const KernelFamily> kernelFamilies() {
#define ROW(name, about) {#name, about, make::families::name},
  static const KernelFamily all[] = {MLIR_RL_KERNEL_FAMILIES(ROW)};
#undef ROW
  return all;
}

const KernelFamily *findKernelFamily(std::string_view name) {
  for (const KernelFamily &family : kernelFamilies())
    if (family.name == name) return &family;
  return nullptr;
}

namespace make {

void begin(Maker &m, const Theme &theme, void (*tune)(Style &style)) {
  m.names.use(theme);
  m.style = usualStyle(m.draw);
  tune(m.style);
  vary(m.style, m.draw);
  m.functions = m.draw.of({0, 0, 1, 1, 1, 2, 2, 3});
  static constexpr int rounds[] = {0, 918, 12, 18, 18, 18, 16};
  m.rounds = int(m.draw.weighted(rounds));
}

void inRounds(Maker &m, const Block &write) {
  for (int round = 0; round < m.rounds; ++round) {
    if (round) ++m.style.parameters, ++m.functions;
    write();
  }
}

void readInputs(Maker &m, int count) {
  for (; count > 0; --count) {
    Type element = drawType(m);
    Value array =
        addArray(m, {.element = element, .extents = m.space.extents, .range = usualRange(m.draw, element.scalar)});
    letFree(m, elementOf(m, array, m.space.indices));
  }
}

void writeOutputs(Maker &m, int count) {
  for (int i = 0; i < count; ++i) {
    Type type = drawType(m, i > 0);
    output(m, i ? grow(m, type, m.style.operations) : mixUnread(m, type));
  }
}

}  // namespace make

}  // namespace mlir_rl::kernel
