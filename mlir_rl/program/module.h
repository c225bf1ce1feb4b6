#pragma once

/// \file
/// The MLIR inside of a Program: for rooms behind MLIR's door.

#include <memory>

#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/IR/BuiltinOps.h"
#include "mlir_rl/program/program.h"

namespace mlir_rl {

struct Program::Impl {
  std::shared_ptr<mlir::MLIRContext> context;
  mlir::OwningOpRef<mlir::ModuleOp> module;
  std::string name;
  std::string entry;
  std::vector<Argument> arguments;
};

mlir::ModuleOp moduleOf(const Program &program);
std::shared_ptr<mlir::MLIRContext> contextOf(const Program &program);
mlir::func::FuncOp entryOf(const Program &program);

/// A program around a module that is known to be right; arguments are read from the entry's signature.
Program adoptModule(std::shared_ptr<mlir::MLIRContext> context, mlir::OwningOpRef<mlir::ModuleOp> module,
                    std::string name, std::string entry);

}  // namespace mlir_rl
