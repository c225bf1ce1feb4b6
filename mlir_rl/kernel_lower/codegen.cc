#include "mlir_rl/kernel_lower/codegen.h"

#include <map>
#include <regex>

#include "llvm/Analysis/CGSCCPassManager.h"
#include "llvm/Analysis/LoopAnalysisManager.h"
#include "llvm/IR/LegacyPassManager.h"
#include "llvm/IR/Verifier.h"
#include "llvm/MC/MCAsmBackend.h"
#include "llvm/MC/MCAsmInfo.h"
#include "llvm/MC/MCCodeEmitter.h"
#include "llvm/MC/MCContext.h"
#include "llvm/MC/MCObjectFileInfo.h"
#include "llvm/MC/MCObjectWriter.h"
#include "llvm/MC/MCParser/MCAsmParser.h"
#include "llvm/MC/MCParser/MCTargetAsmParser.h"
#include "llvm/MC/MCStreamer.h"
#include "llvm/MC/TargetRegistry.h"
#include "llvm/Passes/PassBuilder.h"
#include "llvm/Support/SourceMgr.h"

namespace mlir_rl::kernel::lowering {

/// As clang sets them.
static llvm::PipelineTuningOptions tuning(llvm::OptimizationLevel level) {
  llvm::PipelineTuningOptions options;
  bool vectorizes = level.getSpeedupLevel() > 1;
  options.LoopVectorization = options.LoopInterleaving = options.SLPVectorization = vectorizes;
  options.LoopUnrolling = true;
  return options;
}

Status optimize(llvm::Module &module, llvm::TargetMachine &machine, llvm::OptimizationLevel level) {
  llvm::LoopAnalysisManager loops;
  llvm::FunctionAnalysisManager functions;
  llvm::CGSCCAnalysisManager components;
  llvm::ModuleAnalysisManager modules;
  llvm::PassBuilder builder(&machine, tuning(level));
  builder.registerModuleAnalyses(modules);
  builder.registerCGSCCAnalyses(components);
  builder.registerFunctionAnalyses(functions);
  builder.registerLoopAnalyses(loops);
  builder.crossRegisterProxies(loops, functions, components, modules);
  builder.buildPerModuleDefaultPipeline(level).run(module, modules);
  std::string problem;
  llvm::raw_string_ostream stream(problem);
  if (llvm::verifyModule(module, &stream)) return failed("LLVM made invalid IR: " + problem);
  return {};
}

std::string irText(const llvm::Module &module) {
  std::string text;
  llvm::raw_string_ostream stream(text);
  module.print(stream, nullptr);
  return text.substr(text.find_first_not_of('\n'));
}

static Result<Object> emit(llvm::Module &module, llvm::TargetMachine &machine, llvm::CodeGenFileType type) {
  Object bytes;
  llvm::raw_svector_ostream stream(bytes);
  llvm::legacy::PassManager passes;
  if (machine.addPassesToEmitFile(passes, stream, nullptr, type, /*DisableVerify=*/true))
    return failed("LLVM cannot emit code for " + machine.getTargetTriple().str());
  passes.run(module);
  return bytes;
}

Result<std::string> assemblyText(llvm::Module &module, llvm::TargetMachine &machine) {
  Result<Object> bytes = emit(module, machine, llvm::CodeGenFileType::AssemblyFile);
  if (!bytes) return tl::unexpected(bytes.error());
  llvm::StringRef text(bytes->data(), bytes->size());
  text.consume_front("\t.file\t\"\"\n");  // it came from no file
  return text.str();
}

std::string withCallsNumbered(const std::string &ptx) {
  if (ptx.find("callseq ") == std::string::npos) return ptx;
  static const std::regex call("(callseq |prototype_)([0-9]+)");
  std::map<std::string, size_t> numbers;
  std::string text;
  auto rest = ptx.begin();
  for (std::sregex_iterator found(ptx.begin(), ptx.end(), call), end; found != end; ++found) {
    size_t number = numbers.try_emplace((*found)[2], numbers.size()).first->second;
    text.append(rest, (*found)[2].first).append(std::to_string(number));
    rest = (*found)[2].second;
  }
  return text.append(rest, ptx.end());
}

Result<Object> objectCode(llvm::Module &module, llvm::TargetMachine &machine) {
  return emit(module, machine, llvm::CodeGenFileType::ObjectFile);
}

Result<Object> assemble(const std::string &assembly, const llvm::TargetMachine &machine) {
  const llvm::Target &target = machine.getTarget();
  llvm::SourceMgr source;
  source.AddNewSourceBuffer(llvm::MemoryBuffer::getMemBuffer(assembly), llvm::SMLoc());
  std::string said;
  source.setDiagHandler([](const llvm::SMDiagnostic &problem,
                           void *text) { *static_cast<std::string *>(text) += problem.getMessage().str() + "\n"; },
                        &said);
  llvm::MCContext context(machine.getTargetTriple(), machine.getMCAsmInfo(), machine.getMCRegisterInfo(),
                          machine.getMCSubtargetInfo(), &source, &machine.Options.MCOptions);
  std::unique_ptr<llvm::MCObjectFileInfo> info(target.createMCObjectFileInfo(context, /*PIC=*/true));
  context.setObjectFileInfo(info.get());
  Object bytes;
  llvm::raw_svector_ostream stream(bytes);
  const llvm::MCSubtargetInfo &cpu = *machine.getMCSubtargetInfo();
  std::unique_ptr<llvm::MCAsmBackend> backend(
      target.createMCAsmBackend(cpu, *machine.getMCRegisterInfo(), machine.Options.MCOptions));
  std::unique_ptr<llvm::MCObjectWriter> writer = backend->createObjectWriter(stream);
  std::unique_ptr<llvm::MCCodeEmitter> emitter(target.createMCCodeEmitter(*machine.getMCInstrInfo(), context));
  std::unique_ptr<llvm::MCStreamer> streamer(target.createMCObjectStreamer(
      machine.getTargetTriple(), context, std::move(backend), std::move(writer), std::move(emitter), cpu));
  std::unique_ptr<llvm::MCAsmParser> parser(
      llvm::createMCAsmParser(source, context, *streamer, *machine.getMCAsmInfo()));
  std::unique_ptr<llvm::MCTargetAsmParser> instructions(
      target.createMCAsmParser(cpu, *parser, *machine.getMCInstrInfo(), machine.Options.MCOptions));
  parser->setTargetParser(*instructions);
  if (parser->Run(/*NoInitialTextSection=*/false)) return failed("the assembly does not assemble: " + said);
  return bytes;
}

}  // namespace mlir_rl::kernel::lowering
