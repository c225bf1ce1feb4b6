#include "mlir_rl/generate/generated.h"

#include "mlir_rl/support/hash.h"

namespace mlir_rl {

static constexpr int kDraws = 100;

std::string GeneratedProgram::name() const {
  std::string text = std::string(family->name) + "_s" + std::to_string(id.seed) + "_" + std::to_string(id.index);
  return id.variant == 0 ? text : text + "_v" + std::to_string(id.variant);
}

static bool withinLimits(const Builder &b, const Ranges &ranges) {
  return b.bytes() <= ranges.maxMemory * 1048576 && b.seconds() <= ranges.maxSeconds;
}

std::optional<GeneratedProgram> generateProgram(const Family &family, const ProgramId &id, const Ranges &ranges) {
  uint64_t familySeed = deriveSeed(id.seed, Hasher().add(std::string_view(family.name)).value());
  uint64_t itemSeed = deriveSeed(familySeed, uint64_t(id.index));
  Random extents = makeRandom(itemSeed, 1 + uint64_t(id.variant));
  for (int draw = 0; draw < kDraws; ++draw) {
    Builder b(ranges.gflops);
    Sampler sampler(ranges, makeRandom(itemSeed), Random(extents()));
    std::vector<Value> results = family.build(b, sampler);
    if (results.empty()) continue;
    std::string text = b.finish(results);
    if (!withinLimits(b, ranges)) continue;
    return GeneratedProgram{&family,   id,        text,       b.torchComment(results), b.structure(), b.shapes(),
                            b.bytes(), b.flops(), b.seconds()};
  }
  return std::nullopt;
}

}  // namespace mlir_rl
