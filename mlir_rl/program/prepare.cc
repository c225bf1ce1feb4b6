#include "mlir_rl/program/prepare.h"

#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/Pass/PassManager.h"
#include "mlir/Transforms/Passes.h"
#include "mlir_rl/program/diagnostics.h"
#include "mlir_rl/program/leaving.h"
#include "mlir_rl/program/module.h"
#include "mlir_rl/program/passes.h"
#include "mlir_rl/program/summary.h"

using namespace mlir;

namespace mlir_rl {

/// Functions the entry calls become part of it: tasks are formed in one body.
static void addPreparation(OpPassManager &passes, const std::string &entry, const std::string &form) {
  passes.addPass(createInlinerPass());
  passes.addPass(createSymbolDCEPass());
  passes.addPass(createRewriteConvolutionsPass(form));
  passes.addPass(createSimplifyPass());
  passes.addNestedPass<func::FuncOp>(createCollapseLoopsPass());
  passes.addPass(createOutlineTasksPass(entry));
  passes.addPass(createCSEPass());
}

static Result<Program> run(const Program &program, llvm::function_ref<void(PassManager &)> fill) {
  Program copy = program.clone();
  ModuleOp module = moduleOf(copy);
  CollectedDiagnostics diagnostics(module.getContext());
  PassManager passes(module.getContext());
  fill(passes);
  if (mlir::failed(passes.run(module))) return failed(program.name() + ": preparation failed: " + diagnostics.text());
  return adoptModule(contextOf(copy), std::move(copy.impl().module), program.name(), program.entry());
}

Result<Program> outputsInPlace(const Program &program) {
  return run(program, [&](PassManager &passes) { passes.addPass(createOutputsInPlacePass(program.entry())); });
}

/// The function alone, callable from outside.
static std::string aloneText(func::FuncOp function) {
  OwningOpRef<ModuleOp> module = ModuleOp::create(UnknownLoc::get(function.getContext()));
  auto copy = cast<func::FuncOp>(function->clone());
  copy.setPublic();
  copy->setAttr(LLVM::LLVMDialect::getEmitCWrapperAttrName(), UnitAttr::get(function.getContext()));
  module->push_back(copy);
  std::string text;
  llvm::raw_string_ostream stream(text);
  module->print(stream);
  return text;
}

std::vector<Task> tasksOf(const Program &prepared) {
  std::vector<Task> tasks;
  struct Calls {
    int count = 0;
    bool allLeave = true;
  };
  llvm::StringMap<Calls> calls;
  auto results = unsigned(llvm::count_if(prepared.arguments(), [](const Argument &a) { return !a.isOutput; }));
  entryOf(prepared).walk([&](func::CallOp call) {
    Calls &of = calls[call.getCallee()];
    ++of.count;
    of.allLeave &= leavesProgram(call, results);
  });
  for (auto function : moduleOf(prepared).getOps<func::FuncOp>()) {
    if (!function->hasAttr("mlir_rl.task")) continue;
    Task task{summarize(function), aloneText(function)};
    Calls of = calls.lookup(function.getName());
    task.summary.count = std::max(1, of.count);
    task.summary.leaves = of.count == 0 || of.allLeave;
    tasks.push_back(std::move(task));
  }
  return tasks;
}

Result<Prepared> prepare(const Program &program, ConvolutionForm form) {
  Result<Program> prepared =
      run(program, [&](PassManager &passes) { addPreparation(passes, program.entry(), nameOf(form)); });
  if (!prepared) return tl::unexpected(prepared.error());
  std::vector<Task> tasks = tasksOf(*prepared);
  return Prepared{*std::move(prepared), std::move(tasks)};
}

Result<Program> parsePrepared(std::string_view text, const std::string &name, const std::string &entry) {
  return parseProgram(text, name, ParseOptions{entry, 0});
}

namespace {
struct PrepareOptions : PassPipelineOptions<PrepareOptions> {
  Option<std::string> entry{*this, "entry", llvm::cl::desc("Function that is prepared"), llvm::cl::init("main")};
  Option<std::string> convolutions{*this, "convolutions", llvm::cl::desc("The form they are brought into"),
                                   llvm::cl::init("direct")};
};
}  // namespace

void registerProgramPasses() {
  static PassPipelineRegistration<PrepareOptions> prepare("mlir-rl-prepare",
                                                          "The prepared form of a program, which schedules apply to",
                                                          [](OpPassManager &passes, const PrepareOptions &options) {
                                                            addPreparation(passes, options.entry, options.convolutions);
                                                          });
  registerPass([] { return createOutputsInPlacePass(); });
  registerPass([] { return createRewriteConvolutionsPass(); });
  registerPass([] { return createSimplifyPass(); });
  registerPass([] { return createCollapseLoopsPass(); });
  registerPass([] { return createOutlineTasksPass(); });
}

}  // namespace mlir_rl
