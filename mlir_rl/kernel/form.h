#pragma once

/// \file
/// The forms of a kernel: what its Python text is paired with. One row each; names, files and docs follow from it.

#include <cstdint>
#include <span>
#include <string_view>

namespace mlir_rl::kernel {

// clang-format off
#define MLIR_RL_KERNEL_FORMS(ROW) \
  ROW(cpp,      "cpp",       "cpp",  cpu,  writer,   "C++ of our own, self-contained: the body of one thread and a loop over the launch.") \
  ROW(cuda,     "cuda",      "cu",   cuda, writer,   "CUDA C++ of our own, self-contained: a __global__ function with a grid-stride loop.") \
  ROW(mlir,     "mlir",      "mlir", cpu,  compiler, "MLIR as built: func, scf, arith, math, memref, vector; the launch is a loop nest.") \
  ROW(mlirGpu,  "mlir-gpu",  "mlir", cuda, compiler, "MLIR as built for a GPU: the same body in a gpu.func.") \
  ROW(mlirLlvm, "mlir-llvm", "mlir", cpu,  compiler, "MLIR lowered to the llvm dialect.") \
  ROW(llvmO0,   "llvm-o0",   "ll",   cpu,  compiler, "LLVM IR as translated, nothing optimised.") \
  ROW(llvmO1,   "llvm-o1",   "ll",   cpu,  compiler, "LLVM IR after O1.") \
  ROW(llvmO2,   "llvm-o2",   "ll",   cpu,  compiler, "LLVM IR after O2.") \
  ROW(llvmO3,   "llvm-o3",   "ll",   cpu,  compiler, "LLVM IR after O3.") \
  ROW(assembly, "asm",       "s",    cpu,  compiler, "x86-64 assembly of the O3 form.") \
  ROW(ptx,      "ptx",       "ptx",  cuda, compiler, "PTX for sm_80, after O3, linked with libdevice.") \
  ROW(warpCpp,  "warp-cpp",  "cpp",  cpu,  warp,     "NVIDIA Warp's own C++ of the forward pass, labelled with its release; includes Warp's headers.") \
  ROW(warpCuda, "warp-cuda", "cu",   cuda, warp,     "NVIDIA Warp's own CUDA C++ of the forward pass, labelled with its release; includes Warp's headers.")
// clang-format on

enum class Form : uint8_t {
#define ENUMERATE(id, name, extension, backend, maker, about) id,
  MLIR_RL_KERNEL_FORMS(ENUMERATE)
#undef ENUMERATE
};

enum class Backend : uint8_t { cpu, cuda };

/// Who makes a form.
enum class FormMaker : uint8_t {
  writer,    ///< kernel_text, which writes what an engineer would
  compiler,  ///< kernel_lower
  warp,      ///< kernel_warp: an installed package, so a set has these only when they are named
};

struct FormRow {
  Form id;
  const char *name;       ///< as options and data sets have it
  const char *extension;  ///< of a file, without the dot
  Backend backend;
  FormMaker maker;
  const char *about;  ///< one sentence
};

/// All rows, in the order of Form.
std::span<const FormRow> forms();
const FormRow &rowOf(Form id);
/// Null when there is none.
const FormRow *findForm(std::string_view name);
/// "cpu", "cuda".
const char *backendName(Backend backend);

}  // namespace mlir_rl::kernel
