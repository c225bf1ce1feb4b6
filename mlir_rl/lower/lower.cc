#include "mlir_rl/lower/lower.h"

#include "llvm/Support/raw_ostream.h"
#include "mlir_rl/lower/lower_module.h"
#include "mlir_rl/program/module.h"

namespace mlir_rl {

Result<std::string> lowerToLlvmIr(Program &program, const LowerOptions &options) {
  mlir::ModuleOp module = moduleOf(program);
  if (auto arguments = entryArguments(module, program.entry()); !arguments) return tl::unexpected(arguments.error());
  if (Status done = lowerToLlvmDialect(module, options); !done) return tl::unexpected(done.error());
  llvm::LLVMContext context;
  auto code = translate(module, context);
  if (!code) return tl::unexpected(code.error());
  std::string text;
  llvm::raw_string_ostream stream(text);
  (*code)->print(stream, nullptr);
  return text;
}

Result<Artifact> lower(Program &program, const LowerOptions &options) {
  return lowerModule(moduleOf(program), program.entry(), options);
}

}  // namespace mlir_rl
