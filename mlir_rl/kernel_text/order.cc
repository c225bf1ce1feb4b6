// What of an expression is evaluated in lines of its own, so that all of it is evaluated from left to right.

#include <algorithm>

#include "mlir_rl/kernel/effect.h"
#include "mlir_rl/kernel_text/body.h"

namespace mlir_rl::kernel::text {

std::string Body::fresh(const std::string &wanted) {
  std::string name = unit_.names.fresh(wanted);
  for (int number = 2; !used_.insert(name).second; ++number) name = unit_.names.fresh(wanted + std::to_string(number));
  return name;
}

std::string Body::temporary() { return fresh("t" + std::to_string(temporaries_++)); }

Text Body::kept(const Text &value, const Type &type) {
  std::string name = temporary();
  line("const " + unit_.prelude.word(type) + " " + name + " = " + value.text + ";");
  return {name};
}

Text Body::keptPlace(const Text &place, const Type &type) {
  std::string name = temporary();
  line(unit_.prelude.word(type) + " &" + name + " = " + place.text + ";");
  return {name};
}

/// Tried on a copy: what it asks of the prelude is asked again later.
bool Body::writesLines(const Expr &expr) {
  if (!hasEffect(expr, unit_.module)) return false;
  Body trial = *this;
  trial.text_.clear();
  trial.expr(expr);
  return !trial.text_.empty();
}

/// An operand must be evaluated in a line of its own when a later one changes what it reads, or reads what it changes:
/// C++ may evaluate them the other way round. Where its order is fixed, that matters only to lines before the text.
bool Body::mustBeKept(const Exprs &exprs, size_t which, Order order) {
  Effects own = effectsOf(*exprs[which], unit_.module);
  return std::any_of(exprs.begin() + std::ptrdiff_t(which) + 1, exprs.end(), [&](const Expr *later) {
    return conflict(own, effectsOf(*later, unit_.module)) && (order == Order::none || writesLines(*later));
  });
}

std::vector<Text> Body::operands(const Exprs &exprs, Order order) {
  bool changes =
      std::any_of(exprs.begin(), exprs.end(), [&](const Expr *expr) { return hasEffect(*expr, unit_.module); });
  std::vector<Text> texts;
  for (size_t i = 0; i < exprs.size(); ++i) {
    Text text = expr(*exprs[i]);
    texts.push_back(changes && mustBeKept(exprs, i, order) ? kept(text, exprs[i]->type) : text);
  }
  return texts;
}

}  // namespace mlir_rl::kernel::text
