#include "mlir_rl/kernel_front/refusals.h"

#include "mlir_rl/kernel_front/scope.h"

namespace mlir_rl::kernel {

static constexpr Refused kRefused[] = {
    {"Lambda", "lambda", "write a @wp.func"},
    {"ListComp", "comprehensions", "write a for loop"},
    {"SetComp", "comprehensions", "write a for loop"},
    {"DictComp", "comprehensions", "write a for loop"},
    {"GeneratorExp", "generator expressions", "write a for loop"},
    {"List", "lists", "write a vector such as wp.vec3(...), or pass an array"},
    {"Set", "sets", "pass an array"},
    {"Dict", "dictionaries", "write a @wp.struct"},
    {"Tuple", "tuples as values", "assign them to as many names, or write a vector such as wp.vec2(...)"},
    {"JoinedStr", "strings", "leave it out"},
    {"NamedExpr", "assignments inside expressions", "assign on a line of its own"},
    {"Starred", "starred expressions", "write its parts"},
    {"Slice", "slices", "index one element, or write a for loop"},
    {"Await", "await", "leave it out"},
    {"Yield", "yield", "store into an array"},
    {"YieldFrom", "yield", "store into an array"},
    {"Try", "try", "test with if before"},
    {"TryStar", "try", "test with if before"},
    {"Raise", "raise", "store an error code into an array"},
    {"With", "with", "leave it out"},
    {"AsyncWith", "with", "leave it out"},
    {"AsyncFor", "async for", "write a for loop"},
    {"Match", "match", "write if and elif"},
    {"Global", "global", "pass what is changed as an array"},
    {"Nonlocal", "nonlocal", "pass what is changed as a parameter and return it"},
    {"Delete", "del", "leave it out"},
    {"Import", "imports inside functions", "import at the module's top"},
    {"ImportFrom", "imports of single names", "write `import warp as wp` at the module's top"},
    {"FunctionDef", "functions inside functions", "define it at the module's level as a @wp.func"},
    {"AsyncFunctionDef", "async functions", "write def"},
    {"ClassDef", "classes", "define a @wp.struct at the module's level"},
    {"AnnAssign", "annotated assignments", "cast the value: x = float(0.0)"},
};

std::span<const Refused> refusedConstructs() { return kRefused; }

bool refusedKind(const Json &node) {
  for (const Refused &refused : kRefused)
    if (is(node, refused.kind)) return true;
  return false;
}

std::string refusalOf(const Json &node) {
  if (isConstant(node, "str")) return "kernels have no strings; leave it out";
  if (isConstant(node, "none")) return "kernels have no None; write a number";
  for (const Refused &refused : kRefused)
    if (is(node, refused.kind)) return std::string("kernels have no ") + refused.words + "; " + refused.instead;
  return "kernels have no " + kindOf(node) + " of Python; write it with expressions, if, for and while";
}

}  // namespace mlir_rl::kernel
