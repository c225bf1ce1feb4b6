#include "mlir_rl/kernel_text/builtins/compounds.h"

namespace mlir_rl::kernel::text {

Text componentwise(const Use &use, const std::string &name, const Unary &one) {
  if (use.result.isScalar()) return one(use.operands[0]);
  Text value = one(part(use.types[0], "a"));
  return helper(use, name, {"a"}, eachComponent(use.prelude, use.result, value.text));
}

Text componentwise(const Use &use, const std::string &name, const Binary &one) {
  if (use.result.isScalar()) return one(use.operands[0], use.operands[1]);
  Text value = one(part(use.types[0], "a"), part(use.types[1], "b"));
  return helper(use, name, {"a", "b"}, eachComponent(use.prelude, use.result, value.text));
}

std::string sumLines(Prelude &prelude, Scalar scalar, int count, const std::function<Text(const std::string &)> &term) {
  std::string text = prelude.word(scalar) + " sum = " + term("0").text + ";\n";
  if (count == 1) return text;
  return text + "for (int k = 1; k < " + std::to_string(count) +
         "; ++k) sum = " + operation(prelude, Builtin::add, scalar, {"sum"}, term("k")).text + ";\n";
}

}  // namespace mlir_rl::kernel::text
