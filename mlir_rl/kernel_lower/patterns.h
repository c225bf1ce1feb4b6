#pragma once

/// \file
/// Patterns of ours on the way to the LLVM dialect, for to_llvm.cc only.

#include "mlir/Conversion/LLVMCommon/TypeConverter.h"
#include "mlir/IR/PatternMatch.h"

namespace mlir_rl::kernel::lowering {

/// Matrices become vectors of all their components, as LLVM has no vectors of vectors.
void addMatrixTypes(mlir::LLVMTypeConverter &converter);
/// The vector dialect's operations that kernels use, on vectors and on matrices.
void addVectorPatterns(const mlir::LLVMTypeConverter &converter, mlir::RewritePatternSet &patterns);

/// The math dialect's operations that are no instructions of LLVM become calls: of the C library, or with `prefix`
/// "__nv_" of libdevice (then arith.remf, too). What is declared has `nobuiltin`: LLVM neither computes such calls
/// itself nor replaces them, so that results are those of the function.
void addMathPatterns(const mlir::LLVMTypeConverter &converter, const char *prefix, mlir::RewritePatternSet &patterns);

/// cf.assert becomes a branch to a trap.
void addAssertPattern(const mlir::LLVMTypeConverter &converter, mlir::RewritePatternSet &patterns);

}  // namespace mlir_rl::kernel::lowering
