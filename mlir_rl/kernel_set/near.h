#pragma once

/// \file
/// Near-duplicates: sources that share most of their pieces of five tokens, names and numbers left out. By MinHash, so
/// similarities are estimates; pairs are found by buckets of bands (locality-sensitive hashing).

#include <array>
#include <cstdint>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "mlir_rl/kernel_set/split.h"

namespace mlir_rl::kernel {

/// Tokens of Python text, with one word for all names and one for all numbers. Names of the language and its builtins
/// stay.
std::vector<std::string_view> blankedTokens(std::string_view python);

inline constexpr int kMinHashes = 64;
using MinHash = std::array<uint32_t, kMinHashes>;

MinHash minHashOf(std::string_view python);
/// Estimated share of pieces that are in both, 0 to 1.
double similarity(const MinHash &a, const MinHash &b);

struct NearReport {
  int64_t rows = 0;
  int64_t near = 0;      ///< that have another one near
  int64_t clusters = 0;  ///< groups of rows that are near each other, of two or more
  int64_t largest = 0;   ///< rows in the largest
  int64_t across = 0;    ///< rows of validation and test that have one of another split near
};

/// Near is a similarity of at least kNear.
inline constexpr double kNear = 0.9;

class NearDuplicates {
 public:
  void add(std::string_view python, Split split);
  NearReport report();

 private:
  size_t leader(size_t row);
  void compare(size_t a, size_t b);

  struct Entry {
    MinHash hash;
    Split split;
    size_t parent;  ///< of its cluster, or itself
    bool near = false, across = false;
  };
  std::vector<Entry> rows_;
  std::unordered_map<uint64_t, std::vector<uint32_t>> buckets_;
};

}  // namespace mlir_rl::kernel
