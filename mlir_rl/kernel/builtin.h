#pragma once

/// \file
/// What kernels can call: the table of operators and functions, a row each. A row says how it is written, which
/// operands it takes and what it gives; what it computes is said in words here, and in code by the rooms that need it,
/// which attach a function to every row with the macro MLIR_RL_KERNEL_BUILTINS, so that a missing one does not compile.

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "mlir_rl/kernel/builtins/all.h"
#include "mlir_rl/kernel/type.h"

namespace mlir_rl::kernel {

enum class Builtin : uint8_t {
#define ENUMERATE(id, name, form, rule, effect, about) id,
  MLIR_RL_KERNEL_BUILTINS(ENUMERATE)
#undef ENUMERATE
};

enum class BuiltinForm : uint8_t {
  infix,   ///< a NAME b
  prefix,  ///< NAME a
  call,    ///< wp.NAME(a, b)
  bare,    ///< NAME(a): Python's own name
};

enum class BuiltinEffect : uint8_t {
  none,
  memory,  ///< reads and writes an element of operand 0, an array; indices follow it, then the value or values
  state,   ///< operand 0 is a variable or what rootOf leads to one from; it is changed
};

/// A result type, or why the operands do not suit: "takes two operands", "operands are int32 and float32; ...".
struct TypeOrReason {
  Type type;
  std::string reason;  ///< empty when the operands suit
  explicit operator bool() const { return reason.empty(); }
};

/// `wanted`: the type that the expression is to have, for rows whose operands do not determine it (identity); others
/// ignore it.
using BuiltinRule = TypeOrReason (*)(std::span<const Type> operands, const Type &wanted);

struct BuiltinRow {
  Builtin id;
  const char *name;  ///< as written in Python, without `wp.`; several rows may share it, in different forms
  BuiltinForm form;
  BuiltinRule rule;
  BuiltinEffect effect;
  const char *about;  ///< one sentence: what it computes, units, domain
};

/// All rows, in the order of Builtin.
std::span<const BuiltinRow> builtins();
const BuiltinRow &rowOf(Builtin id);
/// The row that is written so; null when there is none.
const BuiltinRow *findBuiltin(std::string_view name, BuiltinForm form);
/// Names of all rows of a form, for messages.
std::vector<std::string> builtinNames(BuiltinForm form);
/// The operator that a row is a name of (`+` of `wp.add`), any other row itself.
Builtin operatorOf(Builtin row);
/// The row that casts to a scalar: castFloat32 ...
Builtin castTo(Scalar scalar);
/// What `a[i] op= x` is on an element of an array; none when it is no atomic.
std::optional<Builtin> atomicOf(Builtin op);

}  // namespace mlir_rl::kernel
