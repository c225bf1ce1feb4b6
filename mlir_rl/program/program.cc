#include "mlir_rl/program/program.h"

#include "llvm/Support/SourceMgr.h"
#include "mlir/IR/Verifier.h"
#include "mlir/Parser/Parser.h"
#include "mlir_rl/program/check.h"
#include "mlir_rl/program/context.h"
#include "mlir_rl/program/diagnostics.h"
#include "mlir_rl/program/module.h"
#include "mlir_rl/support/hash.h"

using namespace mlir;

namespace mlir_rl {

Program::Program(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Program::Program(Program &&) noexcept = default;
Program &Program::operator=(Program &&) noexcept = default;
Program::~Program() = default;

const std::string &Program::name() const { return impl_->name; }
const std::string &Program::entry() const { return impl_->entry; }
const std::vector<Argument> &Program::arguments() const { return impl_->arguments; }

std::string Program::text() const {
  std::string result;
  llvm::raw_string_ostream stream(result);
  impl_->module->print(stream);
  return result;
}

std::string Program::hash() const { return hashText(impl_->entry + "\n" + text()); }

Program Program::clone() const {
  return adoptModule(impl_->context, OwningOpRef<ModuleOp>(cast<ModuleOp>(impl_->module.get()->clone())), impl_->name,
                     impl_->entry);
}

ModuleOp moduleOf(const Program &program) { return program.impl().module.get(); }
std::shared_ptr<MLIRContext> contextOf(const Program &program) { return program.impl().context; }
func::FuncOp entryOf(const Program &program) { return moduleOf(program).lookupSymbol<func::FuncOp>(program.entry()); }

Program adoptModule(std::shared_ptr<MLIRContext> context, OwningOpRef<ModuleOp> module, std::string name,
                    std::string entry) {
  auto impl = std::make_unique<Program::Impl>();
  impl->context = std::move(context);
  impl->module = std::move(module);
  impl->name = std::move(name);
  impl->entry = std::move(entry);
  auto function = impl->module->lookupSymbol<func::FuncOp>(impl->entry);
  assert(function && "the entry is a function of the module");
  impl->arguments = argumentsOf(function);
  return Program(std::move(impl));
}

/// What a diagnostic of the parser means for the user.
static std::string advice(const std::string &diagnostics) {
  for (const char *sign : {"not found in registered", "unregistered", "in dialect", "not found for custom op"})
    if (diagnostics.find(sign) != std::string::npos)
      return "\nExpected linalg on tensors, as torch-mlir prints it with output_type=\"linalg-on-tensors\".";
  return "";
}

/// Without the hint at a flag that is mlir-opt's.
static std::string plain(std::string diagnostics) {
  const std::string hint = ". If this is intended, please use -allow-unregistered-dialect with the MLIR tool used";
  for (size_t at = diagnostics.find(hint); at != std::string::npos; at = diagnostics.find(hint))
    diagnostics.erase(at, hint.size());
  return diagnostics;
}

static Result<Program> adoptParsed(std::shared_ptr<MLIRContext> context, OwningOpRef<ModuleOp> module,
                                   const std::string &fileName, const ParseOptions &options) {
  Result<func::FuncOp> entry = findEntry(*module, fileName, options.entry);
  if (!entry) return tl::unexpected(entry.error());
  if (Status ok = checkTypes(*entry, fileName, options.maxBytes); !ok) return tl::unexpected(ok.error());
  std::string symbol = entry->getName().str();
  return adoptModule(std::move(context), std::move(module), fileName, std::move(symbol));
}

static Result<Program> parseBuffer(std::unique_ptr<llvm::MemoryBuffer> buffer, const std::string &fileName,
                                   const ParseOptions &options) {
  std::shared_ptr<MLIRContext> context = makeContext();
  CollectedDiagnostics diagnostics(context.get());
  llvm::SourceMgr source;
  source.AddNewSourceBuffer(std::move(buffer), llvm::SMLoc());
  OwningOpRef<ModuleOp> module = parseSourceFile<ModuleOp>(source, ParserConfig(context.get()));
  if (!module) {
    bool placed = diagnostics.text().starts_with(fileName + ":");
    return badUsage((placed ? "" : "cannot read " + fileName + ": ") + plain(diagnostics.text()) +
                    advice(diagnostics.text()));
  }
  // On an error module and diagnostics go first: the context outlives them here.
  return adoptParsed(context, std::move(module), fileName, options);
}

Result<Program> parseProgram(std::string_view text, const std::string &fileName, const ParseOptions &options) {
  return parseBuffer(llvm::MemoryBuffer::getMemBufferCopy(llvm::StringRef(text.data(), text.size()), fileName),
                     fileName, options);
}

Result<Program> readProgram(const std::string &path, const ParseOptions &options) {
  auto buffer = llvm::MemoryBuffer::getFile(path, /*IsText=*/true);
  if (!buffer) return badUsage("cannot read " + path + ": " + buffer.getError().message());
  return parseBuffer(std::move(*buffer), path, options);
}

}  // namespace mlir_rl
