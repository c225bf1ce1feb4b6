#include "mlir_rl/kernel_lower/emit_module.h"

#include <algorithm>
#include <set>

#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/GPU/IR/GPUDialect.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/IR/Iterators.h"
#include "mlir/Interfaces/FunctionInterfaces.h"
#include "mlir/Interfaces/SideEffectInterfaces.h"
#include "mlir_rl/kernel_lower/constants.h"
#include "mlir_rl/kernel_lower/emitter.h"
#include "mlir_rl/kernel_lower/math_names.h"
#include "mlir_rl/kernel_lower/structured.h"
#include "mlir_rl/kernel_lower/views.h"

namespace mlir_rl::kernel::lowering {

namespace arith = mlir::arith;
namespace func = mlir::func;
namespace gpu = mlir::gpu;
namespace scf = mlir::scf;

void Unit::refuse(const Place &place, const std::string &reason) {
  if (wrong.empty()) wrong = std::to_string(place.line) + ":" + std::to_string(place.column) + ": " + reason;
}

int emittedDims(const Function &kernel) { return std::max(1, launchDims(kernel)); }

static std::string freeName(const std::string &name, std::set<std::string> &taken) {
  std::string unique = isReserved(name) ? name + "_" : name;
  for (int i = 1; !taken.insert(unique).second; ++i) unique = name + "_" + std::to_string(i);
  return unique;
}

std::string emittedName(const Module &module) {
  std::set<std::string> taken;
  return freeName(module.kernels[0].name, taken);
}

namespace {

/// Types and names of arguments.
struct Signature {
  llvm::SmallVector<mlir::Type> types;
  std::vector<std::string> names;

  void add(mlir::Type type, const std::string &name) {
    types.push_back(type);
    names.push_back(name);
  }
};

/// The parameters' parts: numbers, vectors and matrices as values, arrays as memrefs, arrays of structs as pointers
/// with extents.
void addParameters(const Types &types, const Function &function, const std::vector<bool> &takesView,
                   Signature &signature) {
  std::vector<Part> parts;
  for (int i = 0; i < function.parameters; ++i)
    types.addParts(function.variables[size_t(i)].type, function.variables[size_t(i)].name, parts);
  size_t arrays = 0;
  for (const Part &part : parts) {
    if (!part.type.isArray()) {
      signature.add(types.value(part.type), part.name);
    } else if (part.type.kind != TypeKind::structure) {
      signature.add(types.memref(part.type, arrays < takesView.size() && takesView[arrays]), part.name);
      ++arrays;
    } else {
      signature.add(mlir::LLVM::LLVMPointerType::get(&types.context()), part.name);
      for (int dim = 0; dim < part.type.dims; ++dim)
        signature.add(types.scalar(Scalar::i64), part.name + "_n" + std::to_string(dim));
      ++arrays;
    }
  }
}

class ModuleEmitter {
 public:
  ModuleEmitter(mlir::MLIRContext &context, const Module &module)
      : unit_(context, module), ops_(unit_.ops), kernel_(structured(module.kernels[0], module)) {
    name_ = freeName(kernel_.name, taken_);
    for (const Function &function : module.functions) {
      unit_.functions.push_back(structured(function, module));
      unit_.symbols.push_back(freeName(function.name, taken_));
    }
  }

  Result<mlir::OwningOpRef<mlir::ModuleOp>> run(Device device) {
    for (const Function &function : unit_.functions) refuseArrays(function);
    refuseArrays(kernel_);
    if (!unit_.wrong.empty()) return mlir_rl::failed(unit_.wrong);
    unit_.takesView = viewParameters(unit_.types, unit_.functions, kernel_);
    mlir::OwningOpRef<mlir::ModuleOp> module = mlir::ModuleOp::create(ops_.loc());
    mlir::Block *body = module->getBody();
    if (device == Device::gpu) {
      (*module)->setAttr(gpu::GPUDialect::getContainerModuleAttrName(), ops_.builder.getUnitAttr());
      ops_.builder.setInsertionPointToEnd(body);
      body = ops_.make<gpu::GPUModuleOp>("kernels").getBody();
    }
    ops_.startModule(*body, taken_);
    for (size_t i = 0; i < unit_.functions.size(); ++i) emitFunction(i, *body);
    device == Device::cpu ? emitKernelOnCpu(*body) : emitKernelOnGpu(*body);
    if (!unit_.wrong.empty()) return mlir_rl::failed(unit_.wrong);
    tidy(*module);
    return module;
  }

 private:
  void refuseArrays(const Function &function) {
    if (const Expr *unknown = unknownArray(unit_.types, function))
      unit_.refuse(unknown->place,
                   "structs that hold arrays are lowered as parameters of kernels and functions, and as variables that "
                   "are assigned once, but not as results, elements, or variables that change");
  }

  /// A function's entry block as it starts.
  template <class FunctionOp>
  void enter(FunctionOp function, const Signature &signature) {
    for (size_t i = 0; i < signature.names.size(); ++i)
      function.getArgument(unsigned(i)).setLoc(ops_.named(signature.names[i]));
    ops_.startFunction(function.getBody().front());
  }

  func::FuncOp makeFunction(mlir::Block &body, const std::string &name, const Signature &signature,
                            mlir::TypeRange results) {
    ops_.builder.setInsertionPointToEnd(&body);
    auto function = ops_.make<func::FuncOp>(name, ops_.builder.getFunctionType(signature.types, results));
    function.addEntryBlock();
    enter(function, signature);
    return function;
  }

  void emitFunction(size_t number, mlir::Block &body) {
    const Function &function = unit_.functions[number];
    Signature signature;
    addParameters(unit_.types, function, unit_.takesView[number], signature);
    llvm::SmallVector<mlir::Type> results;
    for (const Type &type : function.results) unit_.types.addPartTypes(type, results);
    func::FuncOp op = makeFunction(body, unit_.symbols[number], signature, results);
    op.setPrivate();
    FunctionEmitter emitter(unit_, function);
    emitter.bind(op.getArguments());
    Parts parts = emitter.body();
    ops_.make<func::ReturnOp>(mlir::ValueRange(parts));
  }

  Signature kernelSignature() const {
    Signature signature;
    for (int i = 0; i < emittedDims(kernel_); ++i)
      signature.add(unit_.types.scalar(Scalar::i32), "n" + std::to_string(i));
    addParameters(unit_.types, kernel_, {}, signature);
    return signature;
  }

  /// What the kernel calls the parts of its index.
  std::vector<std::string> threadNames() const {
    std::vector<std::string> names(size_t(emittedDims(kernel_)), "t");
    for (size_t i = 0; i < names.size() && names.size() > 1; ++i) names[i] += std::to_string(i);
    for (const Stmt &stmt : kernel_.body) {
      if (stmt.kind != StmtKind::assign || stmt.values[0].kind != ExprKind::tid) continue;
      for (size_t i = 0; i < stmt.targets.size(); ++i)
        if (stmt.targets[i].kind == ExprKind::variable) names[i] = kernel_.variables[size_t(stmt.targets[i].id)].name;
      break;
    }
    return names;
  }

  void emitThread(mlir::ValueRange arguments, llvm::SmallVector<Value, 4> thread) {
    FunctionEmitter emitter(unit_, kernel_);
    emitter.bind(arguments.drop_front(size_t(emittedDims(kernel_))));
    emitter.setThread(std::move(thread));
    emitter.body();
  }

  void emitKernelOnCpu(mlir::Block &body) {
    func::FuncOp op = makeFunction(body, name_, kernelSignature(), {});
    std::vector<std::string> names = threadNames();
    llvm::SmallVector<Value, 4> thread;
    Value zero = ops_.i32(0), one = ops_.i32(1);
    for (size_t dim = 0; dim < names.size(); ++dim) {
      auto loop = ops_.make<scf::ForOp>(zero, op.getArgument(unsigned(dim)), one);
      loop.getInductionVar().setLoc(ops_.named(names[dim]));
      thread.push_back(loop.getInductionVar());
      ops_.builder.setInsertionPointToStart(loop.getBody());
    }
    emitThread(op.getArguments(), std::move(thread));
    ops_.builder.setInsertionPointToEnd(&op.getBody().front());
    ops_.make<func::ReturnOp>();
  }

  /// The number of a thread in row-major order as its index.
  llvm::SmallVector<Value, 4> threadOf(Value number, llvm::ArrayRef<Value> extents,
                                       const std::vector<std::string> &names) {
    llvm::SmallVector<Value, 4> thread(extents.size());
    for (size_t dim = extents.size(); dim-- > 0;) {
      Value part = dim ? Value(ops_.make<arith::RemUIOp>(number, extents[dim])) : number;
      thread[dim] = ops_.make<arith::IndexCastOp>(unit_.types.scalar(Scalar::i32), part);
      ops_.name(thread[dim], names[dim]);
      if (dim) number = ops_.make<arith::DivUIOp>(number, extents[dim]);
    }
    return thread;
  }

  void emitKernelOnGpu(mlir::Block &body) {
    ops_.builder.setInsertionPointToEnd(&body);
    Signature signature = kernelSignature();
    auto op = ops_.make<gpu::GPUFuncOp>(name_, ops_.builder.getFunctionType(signature.types, {}));
    op->setAttr(gpu::GPUDialect::getKernelFuncAttrName(), ops_.builder.getUnitAttr());
    enter(op, signature);
    llvm::SmallVector<Value, 4> extents;
    for (int dim = 0; dim < emittedDims(kernel_); ++dim)
      extents.push_back(ops_.toIndex(op.getArgument(unsigned(dim)), Scalar::i32));
    Value block = ops_.make<gpu::BlockIdOp>(gpu::Dimension::x), size = ops_.make<gpu::BlockDimOp>(gpu::Dimension::x);
    Value start = ops_.make<arith::MulIOp>(block, size);
    Value number = ops_.make<arith::AddIOp>(start, ops_.make<gpu::ThreadIdOp>(gpu::Dimension::x));
    Value count = extents[0];
    for (Value extent : llvm::ArrayRef(extents).drop_front()) count = ops_.make<arith::MulIOp>(count, extent);
    Value inside = ops_.make<arith::CmpIOp>(arith::CmpIPredicate::ult, number, count);
    auto guard = ops_.make<scf::IfOp>(inside, /*withElseRegion=*/false);
    ops_.builder.setInsertionPointToStart(guard.thenBlock());
    emitThread(op.getArguments(), threadOf(number, extents, threadNames()));
    ops_.builder.setInsertionPointToEnd(&op.getBody().front());
    ops_.make<gpu::ReturnOp>();
  }

  /// Constants in order; what nobody uses, such as loads of a struct's other fields, goes.
  static void tidy(mlir::ModuleOp module) {
    module.walk<mlir::WalkOrder::PostOrder, mlir::ReverseIterator>([](mlir::Operation *op) {
      if (mlir::isOpTriviallyDead(op)) op->erase();
    });
    module.walk([](mlir::FunctionOpInterface function) { gatherConstants(function.getFunctionBody()); });
  }

  Unit unit_;
  Ops &ops_;
  Function kernel_;
  std::string name_;
  std::set<std::string> taken_;  ///< symbols
};

}  // namespace

Result<mlir::OwningOpRef<mlir::ModuleOp>> emitModule(mlir::MLIRContext &context, const Module &module, Device device) {
  return ModuleEmitter(context, module).run(device);
}

}  // namespace mlir_rl::kernel::lowering
