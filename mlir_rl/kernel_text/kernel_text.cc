#include "mlir_rl/kernel_text/kernel_text.h"

#include "mlir_rl/kernel/hash.h"
#include "mlir_rl/kernel_text/functions.h"
#include "mlir_rl/kernel_text/launch.h"

namespace mlir_rl::kernel {

namespace text {

namespace {

std::string headLine(const Unit &unit) {
  const std::string &name = unit.module.kernels[0].name;
  return "// " + name +
         (unit.target == Target::cpp ? " in C++20, exact with -ffp-contract=off -fno-builtin -fwrapv."
                                     : " in CUDA C++20, exact with --fmad=false.") +
         "\n// Arrays are row-major, without gaps; no extent is above 2^27.\n\n";
}

std::string constantsText(Unit &unit) {
  std::string text;
  for (const Constant &constant : unit.module.constants) {
    Scalar scalar = computedAs(constant.type.scalar);
    Text value = unit.prelude.literal(constant.value, scalar);
    text += "constexpr " + unit.prelude.word(scalar) + " " + unit.names.global(constant.name) + " = " +
            (value.bare.empty() ? value.text : value.bare) + ";\n";
  }
  return text.empty() ? "" : text + "\n";
}

std::string structsText(Unit &unit) {
  std::string text;
  for (const Struct &structure : unit.module.structs) {
    std::vector<std::string> fields;
    for (const Variable &field : structure.fields)
      fields.push_back(unit.prelude.word(field.type) + " " + unit.names.local(field.name));
    text += structText(unit.names.global(structure.name), fields);
  }
  return text;
}

/// What comes first depends on what comes later, so it is put together at the end.
std::string moduleText(const Module &alone, Target target) {
  Unit unit(alone, target);
  std::string constants = constantsText(unit), structs = structsText(unit), functions = functionsText(unit);
  Launch launch = launchOf(unit);
  functions += threadText(unit, launch);
  std::string entry = entryText(unit, launch);
  return headLine(unit) + unit.prelude.headers() + "namespace {\n\n" + unit.prelude.types() + constants + structs +
         unit.prelude.functions() + functions + "}  // namespace\n\n" + entry;
}

}  // namespace

}  // namespace text

std::string cppText(const Module &module, int kernel) {
  return text::moduleText(kernelAlone(module, kernel), text::Target::cpp);
}

std::string cudaText(const Module &module, int kernel) {
  return text::moduleText(kernelAlone(module, kernel), text::Target::cuda);
}

}  // namespace mlir_rl::kernel
