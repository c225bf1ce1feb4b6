#include "mlir_rl/kernel_run/fault.h"

namespace mlir_rl::kernel {

const char *ruleWords(Rule rule) {
  switch (rule) {
    case Rule::kept:
      return "";
#define WORDS(id, words) \
  case Rule::id:         \
    return words;
      MLIR_RL_KERNEL_RULES_OF_RUNS(WORDS)
#undef WORDS
  }
  return "";
}

std::string faultText(const Fault &fault) {
  std::string thread;
  for (int32_t index : fault.thread) thread += (thread.empty() ? "" : ", ") + std::to_string(index);
  std::string text = std::to_string(fault.place.line) + ":" + std::to_string(fault.place.column) + ": in " +
                     fault.function + ", thread (" + thread + "): " + ruleWords(fault.rule);
  return fault.detail.empty() ? text : text + ": " + fault.detail;
}

}  // namespace mlir_rl::kernel
