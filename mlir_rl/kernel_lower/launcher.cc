#include "mlir_rl/kernel_lower/launcher.h"

#include "llvm/IR/IRBuilder.h"
#include "llvm/IR/IntrinsicsNVPTX.h"

namespace mlir_rl::kernel::lowering {
namespace {

using Builder = llvm::IRBuilder<>;

llvm::Function *makeLauncher(llvm::Function &kernel, const std::string &name, llvm::ArrayRef<llvm::Type *> types) {
  auto *type = llvm::FunctionType::get(llvm::Type::getVoidTy(kernel.getContext()), types, /*isVarArg=*/false);
  auto *launcher = llvm::Function::Create(type, llvm::Function::ExternalLinkage, name, kernel.getParent());
  launcher->addFnAttrs(llvm::AttrBuilder(kernel.getContext(), kernel.getAttributes().getFnAttrs()));
  // What LLVM has found out about the kernel's memory does not hold here.
  launcher->removeFnAttr(llvm::Attribute::Memory);
  llvm::BasicBlock::Create(kernel.getContext(), "", launcher);
  return launcher;
}

/// The value that a slot points to.
llvm::Value *loadSlot(Builder &builder, llvm::Value *slots, unsigned number, llvm::Type *type) {
  llvm::Value *slot =
      builder.CreateLoad(builder.getPtrTy(), builder.CreateConstGEP1_32(builder.getPtrTy(), slots, number));
  bool isBool = type->getScalarType()->isIntegerTy(1);
  llvm::Type *held = isBool ? type->getWithNewType(builder.getInt8Ty()) : type;
  llvm::Type *scalar = held->getScalarType();
  llvm::Align align(scalar->isPointerTy() ? 8 : scalar->getPrimitiveSizeInBits() / 8);
  llvm::Value *value = builder.CreateAlignedLoad(held, slot, align);
  return isBool ? builder.CreateIsNotNull(value) : value;
}

std::vector<llvm::Value *> loadArguments(Builder &builder, llvm::Function &kernel, llvm::Value *slots) {
  std::vector<llvm::Value *> arguments;
  for (llvm::Argument &argument : kernel.args())
    arguments.push_back(loadSlot(builder, slots, argument.getArgNo(), argument.getType()));
  return arguments;
}

/// What a GPU knows by itself.
struct ThreadNumbers {
  llvm::GlobalVariable *block, *size, *thread;
};

ThreadNumbers addNumbers(llvm::Module &module) {
  auto *type = llvm::Type::getInt32Ty(module.getContext());
  auto make = [&](const char *name) {
    return new llvm::GlobalVariable(module, type, false, llvm::GlobalValue::InternalLinkage,
                                    llvm::ConstantInt::get(type, 0), name);
  };
  return {make("block"), make("size"), make("thread")};
}

void replaceNumber(llvm::Module &module, llvm::Intrinsic::ID id, llvm::GlobalVariable *by) {
  llvm::Function *intrinsic = llvm::Intrinsic::getDeclarationIfExists(&module, id);
  if (!intrinsic) return;
  for (llvm::User *user : llvm::make_early_inc_range(intrinsic->users())) {
    auto *call = llvm::cast<llvm::CallInst>(user);
    call->replaceAllUsesWith(Builder(call).CreateLoad(by->getValueType(), by));
    call->eraseFromParent();
  }
  intrinsic->eraseFromParent();
}

void retarget(llvm::Module &module, const std::string &triple, const llvm::DataLayout &layout, const std::string &cpu) {
  module.setTargetTriple(llvm::Triple(triple));
  module.setDataLayout(layout);
  constexpr llvm::StringRef device = "__nv_";
  for (llvm::Function &function : module) {
    if (!function.isDeclaration()) function.addFnAttr("target-cpu", cpu);
    function.setCallingConv(llvm::CallingConv::C);
    if (function.getName().starts_with(device)) function.setName(function.getName().drop_front(device.size()));
  }
}

/// for (block, thread): body.
template <class Body>
void addLoop(Builder &builder, llvm::Value *count, const Body &body) {
  llvm::Function *function = builder.GetInsertBlock()->getParent();
  llvm::BasicBlock *before = builder.GetInsertBlock();
  auto block = [&] { return llvm::BasicBlock::Create(builder.getContext(), "", function); };
  llvm::BasicBlock *head = block(), *inside = block(), *after = block();
  builder.CreateBr(head);
  builder.SetInsertPoint(head);
  llvm::PHINode *number = builder.CreatePHI(count->getType(), 2);
  number->addIncoming(llvm::ConstantInt::get(count->getType(), 0), before);
  builder.CreateCondBr(builder.CreateICmpULT(number, count), inside, after);
  builder.SetInsertPoint(inside);
  body(number);
  number->addIncoming(builder.CreateAdd(number, llvm::ConstantInt::get(count->getType(), 1)), builder.GetInsertBlock());
  builder.CreateBr(head);
  builder.SetInsertPoint(after);
}

}  // namespace

void addLauncher(llvm::Function &kernel, const std::string &name) {
  llvm::Function *launcher = makeLauncher(kernel, name, {llvm::PointerType::get(kernel.getContext(), 0)});
  Builder builder(&launcher->front());
  builder.CreateCall(&kernel, loadArguments(builder, kernel, launcher->getArg(0)));
  builder.CreateRetVoid();
}

void addThreadLauncher(llvm::Module &module, llvm::Function &kernel, const std::string &name, const std::string &triple,
                       const llvm::DataLayout &layout, const std::string &cpu) {
  retarget(module, triple, layout, cpu);
  ThreadNumbers numbers = addNumbers(module);
  replaceNumber(module, llvm::Intrinsic::nvvm_read_ptx_sreg_ctaid_x, numbers.block);
  replaceNumber(module, llvm::Intrinsic::nvvm_read_ptx_sreg_ntid_x, numbers.size);
  replaceNumber(module, llvm::Intrinsic::nvvm_read_ptx_sreg_tid_x, numbers.thread);
  llvm::Type *pointer = llvm::PointerType::get(kernel.getContext(), 0);
  llvm::Type *word = llvm::Type::getInt64Ty(kernel.getContext());
  llvm::Function *launcher = makeLauncher(kernel, name, {pointer, word});
  Builder builder(&launcher->front());
  std::vector<llvm::Value *> arguments = loadArguments(builder, kernel, launcher->getArg(0));
  llvm::Value *size = builder.getInt64(kBlock);
  llvm::Value *blocks = builder.CreateUDiv(builder.CreateAdd(launcher->getArg(1), builder.getInt64(kBlock - 1)), size);
  builder.CreateStore(builder.getInt32(kBlock), numbers.size);
  addLoop(builder, blocks, [&](llvm::Value *block) {
    builder.CreateStore(builder.CreateTrunc(block, builder.getInt32Ty()), numbers.block);
    addLoop(builder, size, [&](llvm::Value *thread) {
      builder.CreateStore(builder.CreateTrunc(thread, builder.getInt32Ty()), numbers.thread);
      builder.CreateCall(&kernel, arguments);
    });
  });
  builder.CreateRetVoid();
}

}  // namespace mlir_rl::kernel::lowering
