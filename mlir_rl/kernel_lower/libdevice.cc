#include "mlir_rl/kernel_lower/libdevice.h"

#include <set>

#include "llvm/ADT/SetVector.h"
#include "llvm/Bitcode/BitcodeReader.h"
#include "llvm/Bitcode/BitcodeWriter.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/Linker/Linker.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Transforms/Utils/Cloning.h"

namespace mlir_rl::kernel::lowering {
namespace {

using Globals = llvm::SetVector<const llvm::GlobalValue *>;

void addUsed(const llvm::Value *value, Globals &globals) {
  if (auto *global = llvm::dyn_cast<llvm::GlobalValue>(value)) {
    globals.insert(global);
    return;
  }
  if (auto *constant = llvm::dyn_cast<llvm::Constant>(value))
    for (const llvm::Use &operand : constant->operands()) addUsed(operand, globals);
}

/// The function, and what it uses.
Globals closureOf(const llvm::Function &function) {
  Globals globals;
  globals.insert(&function);
  for (size_t i = 0; i < globals.size(); ++i) {
    if (auto *used = llvm::dyn_cast<llvm::Function>(globals[i])) {
      for (const llvm::Instruction &instruction : llvm::instructions(used))
        for (const llvm::Use &operand : instruction.operands()) addUsed(operand, globals);
    } else if (auto *variable = llvm::dyn_cast<llvm::GlobalVariable>(globals[i]);
               variable && variable->hasInitializer()) {
      addUsed(variable->getInitializer(), globals);
    }
  }
  return globals;
}

/// Declarations that are left over.
template <class Range>
void removeUnused(Range globals) {
  for (auto &global : llvm::make_early_inc_range(globals))
    if (global.isDeclaration() && global.use_empty()) global.eraseFromParent();
}

std::vector<std::string> missing(const llvm::Module &module) {
  std::vector<std::string> names;
  for (const llvm::Function &function : module)
    if (function.isDeclaration() && function.getName().starts_with("__nv_") && !function.use_empty())
      names.push_back(function.getName().str());
  return names;
}

}  // namespace

Result<std::unique_ptr<Libdevice>> Libdevice::load(const std::string &path) {
  auto file = llvm::MemoryBuffer::getFile(path);
  if (!file) return badEnvironment("libdevice cannot be read: " + path + ": " + file.getError().message());
  std::unique_ptr<Libdevice> library(new Libdevice);
  library->context_ = std::make_unique<llvm::LLVMContext>();
  auto module = llvm::parseBitcodeFile((*file)->getMemBufferRef(), *library->context_);
  if (!module) return badEnvironment("libdevice is no bitcode: " + path + ": " + llvm::toString(module.takeError()));
  library->library_ = std::move(*module);
  return library;
}

const std::string &Libdevice::piece(const std::string &name) {
  auto [known, isNew] = pieces_.try_emplace(name);
  const llvm::Function *function = library_->getFunction(name);
  if (!isNew || !function || function->isDeclaration()) return known->second;
  Globals closure = closureOf(*function);
  llvm::ValueToValueMapTy map;
  auto part =
      llvm::CloneModule(*library_, map, [&](const llvm::GlobalValue *global) { return closure.contains(global); });
  removeUnused(part->functions());
  removeUnused(part->globals());
  // What several functions use is there once when their pieces meet.
  for (llvm::GlobalValue &shared : part->global_values())
    if (shared.hasLocalLinkage()) shared.setLinkage(llvm::GlobalValue::LinkOnceODRLinkage);
  llvm::raw_string_ostream stream(known->second);
  llvm::WriteBitcodeToFile(*part, stream);
  return known->second;
}

Status Libdevice::link(llvm::Module &module) {
  std::set<llvm::StringRef> own;
  for (const llvm::GlobalValue &global : module.global_values())
    if (!global.isDeclaration()) own.insert(global.getName());
  for (const std::string &name : missing(module)) {
    const std::string &bitcode = piece(name);
    if (bitcode.empty()) continue;
    auto part = llvm::parseBitcodeFile(llvm::MemoryBufferRef(bitcode, name), module.getContext());
    if (!part) return failed(name + " of libdevice cannot be read: " + llvm::toString(part.takeError()));
    (*part)->setTargetTriple(module.getTargetTriple());
    (*part)->setDataLayout(module.getDataLayout());
    module.getFunction(name)->setAttributes({});
    if (llvm::Linker::linkModules(module, std::move(*part))) return failed(name + " of libdevice cannot be linked");
  }
  for (llvm::GlobalValue &global : module.global_values())
    if (!global.isDeclaration() && !own.contains(global.getName()))
      global.setLinkage(llvm::GlobalValue::InternalLinkage);
  return {};
}

std::string missingDeviceFunctions(const llvm::Module &module) {
  std::string names;
  for (const std::string &name : missing(module)) names += (names.empty() ? "" : ", ") + name;
  return names;
}

}  // namespace mlir_rl::kernel::lowering
