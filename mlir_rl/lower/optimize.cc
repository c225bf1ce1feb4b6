#include "mlir_rl/lower/optimize.h"

#include <optional>

#include "llvm/ADT/SmallVector.h"
#include "llvm/Analysis/TargetLibraryInfo.h"
#include "llvm/IR/LegacyPassManager.h"
#include "llvm/IR/Verifier.h"
#include "llvm/Passes/PassBuilder.h"
#include "llvm/Support/raw_ostream.h"

namespace mlir_rl {
namespace {

// Address arithmetic cleaned and hoisted, strength reduced: what vector code needs before instruction selection.
// Written as text, instcombine would end the process when one pass over the code was not enough.
constexpr const char *kFast =
    "function(sroa,early-cse<memssa>,instcombine<no-verify-fixpoint>,simplifycfg,loop-mssa(licm),loop(indvars),gvn,"
    "instcombine<no-verify-fixpoint>,simplifycfg,loop(loop-reduce))";

std::optional<llvm::OptimizationLevel> levelNamed(const std::string &name) {
  if (name == "O0") return llvm::OptimizationLevel::O0;
  if (name == "O1") return llvm::OptimizationLevel::O1;
  if (name == "O2") return llvm::OptimizationLevel::O2;
  if (name == "O3") return llvm::OptimizationLevel::O3;
  return std::nullopt;
}

}  // namespace

Status optimize(llvm::Module &module, llvm::TargetMachine &machine, const std::string &pipeline) {
  std::optional<llvm::OptimizationLevel> level = levelNamed(pipeline);
  if (!level && pipeline != "fast") return badUsage("unknown LLVM pipeline '" + pipeline + "': O0, O1, O2, O3 or fast");
  llvm::LoopAnalysisManager loops;
  llvm::FunctionAnalysisManager functions;
  llvm::CGSCCAnalysisManager components;
  llvm::ModuleAnalysisManager modules;
  llvm::PassBuilder builder(&machine);
  builder.registerModuleAnalyses(modules);
  builder.registerCGSCCAnalyses(components);
  builder.registerFunctionAnalyses(functions);
  builder.registerLoopAnalyses(loops);
  builder.crossRegisterProxies(loops, functions, components, modules);
  llvm::ModulePassManager passes;
  if (!level)
    llvm::cantFail(builder.parsePassPipeline(passes, kFast));
  else if (*level == llvm::OptimizationLevel::O0)
    passes = builder.buildO0DefaultPipeline(*level);
  else
    passes = builder.buildPerModuleDefaultPipeline(*level);
  passes.run(module, modules);
  std::string problem;
  llvm::raw_string_ostream stream(problem);
  if (llvm::verifyModule(module, &stream)) return failed("LLVM made invalid IR: " + problem);
  return {};
}

Result<std::vector<char>> generateCode(llvm::Module &module, llvm::TargetMachine &machine) {
  llvm::SmallVector<char, 0> bytes;
  llvm::raw_svector_ostream stream(bytes);
  llvm::legacy::PassManager passes;
  if (machine.addPassesToEmitFile(passes, stream, nullptr, llvm::CodeGenFileType::ObjectFile))
    return failed("LLVM cannot emit object code for " + machine.getTargetTriple().str());
  passes.run(module);
  return std::vector<char>(bytes.begin(), bytes.end());
}

}  // namespace mlir_rl
