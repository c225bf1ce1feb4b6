#include "mlir_rl/kernel_set/near.h"

#include <algorithm>
#include <cctype>
#include <limits>
#include <set>
#include <string>

#include "mlir_rl/kernel/builtin.h"
#include "mlir_rl/support/hash.h"
#include "mlir_rl/support/seed.h"

namespace mlir_rl::kernel {

namespace {

constexpr size_t kPiece = 5;
constexpr size_t kBands = 8, kBandSize = kMinHashes / kBands;
/// Rows of one bucket that a new one is compared with: what shares a bucket with many is near to some of them.
constexpr size_t kMostInBucket = 64;

bool isWord(char c) { return std::isalnum(uint8_t(c)) || c == '_'; }

std::vector<std::string_view> tokensOf(std::string_view text) {
  std::vector<std::string_view> tokens;
  for (size_t at = 0; at < text.size();) {
    size_t end = at + 1;
    if (isWord(text[at]))
      while (end < text.size() && isWord(text[end])) ++end;
    if (!std::isspace(uint8_t(text[at]))) tokens.push_back(text.substr(at, end - at));
    at = end;
  }
  return tokens;
}

const std::set<std::string, std::less<>> &languageWords() {
  static const std::set<std::string, std::less<>> words = [] {
    std::set<std::string, std::less<>> all = {
        "if",  "elif",   "else",   "for",  "while",    "in",    "range",  "and", "or",    "not", "break",
        "def", "return", "assert", "pass", "continue", "class", "import", "as",  "shape", "wp",  "warp"};
    for (const std::string &name : builtinNames(BuiltinForm::bare)) all.insert(name);
    return all;
  }();
  return words;
}

uint64_t mixed(uint64_t value) {
  value = (value ^ (value >> 33)) * 0xff51afd7ed558ccdULL;
  value = (value ^ (value >> 33)) * 0xc4ceb9fe1a85ec53ULL;
  return value ^ (value >> 33);
}

/// A hash for each piece.
std::vector<uint64_t> piecesOf(std::string_view python) {
  std::vector<std::string_view> tokens = blankedTokens(python);
  std::vector<uint64_t> pieces;
  for (size_t at = 0; at < tokens.size() && (at == 0 || at + kPiece <= tokens.size()); ++at) {
    Hasher hasher;
    for (size_t i = at; i < std::min(at + kPiece, tokens.size()); ++i) hasher.add(tokens[i]);
    pieces.push_back(hasher.value());
  }
  return pieces;
}

}  // namespace

std::vector<std::string_view> blankedTokens(std::string_view python) {
  std::vector<std::string_view> tokens = tokensOf(python);
  std::vector<std::string_view> blanked;
  for (size_t i = 0; i < tokens.size(); ++i) {
    std::string_view token = tokens[i];
    bool ofWarp = i >= 2 && tokens[i - 1] == "." && tokens[i - 2] == "wp";
    if (std::isdigit(uint8_t(token[0])) || token == "True" || token == "False")
      token = "0";
    else if (isWord(token[0]) && !ofWarp && !languageWords().contains(token))
      token = "name";
    blanked.push_back(token);
  }
  return blanked;
}

MinHash minHashOf(std::string_view python) {
  static const std::vector<uint64_t> seeds = [] {
    std::vector<uint64_t> all;
    for (int i = 0; i < kMinHashes; ++i) all.push_back(deriveSeed(0x6e656172, uint64_t(i)));
    return all;
  }();
  MinHash least;
  least.fill(std::numeric_limits<uint32_t>::max());
  for (uint64_t piece : piecesOf(python))
    for (size_t i = 0; i < least.size(); ++i) least[i] = std::min(least[i], uint32_t(mixed(piece ^ seeds[i]) >> 32));
  return least;
}

double similarity(const MinHash &a, const MinHash &b) {
  int equal = 0;
  for (size_t i = 0; i < a.size(); ++i) equal += a[i] == b[i];
  return double(equal) / kMinHashes;
}

size_t NearDuplicates::leader(size_t row) {
  while (rows_[row].parent != row) row = rows_[row].parent = rows_[rows_[row].parent].parent;
  return row;
}

void NearDuplicates::compare(size_t a, size_t b) {
  if (similarity(rows_[a].hash, rows_[b].hash) < kNear) return;
  bool across = rows_[a].split != rows_[b].split;
  for (size_t row : {a, b}) {
    rows_[row].near = true;
    rows_[row].across |= across && rows_[row].split != Split::train;
  }
  rows_[leader(a)].parent = leader(b);
}

void NearDuplicates::add(std::string_view python, Split split) {
  size_t row = rows_.size();
  rows_.push_back({.hash = minHashOf(python), .split = split, .parent = row});
  for (size_t band = 0; band < kBands; ++band) {
    Hasher hasher;
    hasher.add(band);
    for (size_t i = 0; i < kBandSize; ++i) hasher.add(uint64_t(rows_[row].hash[band * kBandSize + i]));
    std::vector<uint32_t> &bucket = buckets_[hasher.value()];
    for (uint32_t other : bucket) compare(row, other);
    if (bucket.size() < kMostInBucket) bucket.push_back(uint32_t(row));
  }
}

NearReport NearDuplicates::report() {
  NearReport report = {.rows = int64_t(rows_.size())};
  std::unordered_map<size_t, int64_t> sizes;
  for (size_t row = 0; row < rows_.size(); ++row) {
    report.near += rows_[row].near;
    report.across += rows_[row].across;
    if (rows_[row].near) report.largest = std::max(report.largest, ++sizes[leader(row)]);
  }
  report.clusters = int64_t(sizes.size());
  return report;
}

}  // namespace mlir_rl::kernel
