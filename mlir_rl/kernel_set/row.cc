#include "mlir_rl/kernel_set/row.h"

#include <algorithm>
#include <cctype>

#include "mlir_rl/support/sha256.h"

namespace mlir_rl::kernel {

const char *stateName(RowState state) {
  static constexpr const char *kNames[] = {"kept", "duplicate", "rejected", "failed"};
  return kNames[size_t(state)];
}

static bool isWord(char c) { return std::isalnum(uint8_t(c)) || c == '_'; }

static int64_t countTokens(std::string_view text) {
  int64_t count = 0;
  for (size_t i = 0; i < text.size(); ++i)
    if (isWord(text[i]))
      count += i == 0 || !isWord(text[i - 1]);
    else
      count += !std::isspace(uint8_t(text[i]));
  return count;
}

TextFacts factsOf(std::string_view text) {
  return {.hash = sha256(text).substr(0, 32),
          .bytes = int64_t(text.size()),
          .lines = std::count(text.begin(), text.end(), '\n'),
          .tokens = countTokens(text)};
}

TextFacts addText(MadeRow &made, std::string text) {
  TextFacts facts = factsOf(text);
  made.texts.emplace(facts.hash, std::move(text));
  return facts;
}

}  // namespace mlir_rl::kernel
