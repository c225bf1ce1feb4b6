#pragma once

/// \file
/// Access to syntax trees in the form of python/kernels/parse.py.

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "mlir_rl/kernel/tree.h"

namespace mlir_rl::kernel {

using Json = nlohmann::json;

/// The node's class: "Name", "BinOp".
const std::string &kindOf(const Json &node);
inline bool is(const Json &node, std::string_view kind) { return node.is_object() && kindOf(node) == kind; }
Place placeOf(const Json &node);
/// A text field, "" when it is absent.
std::string text(const Json &node, const char *field);
/// A node's child, null when it is absent.
const Json &child(const Json &node, const char *field);
/// A node's list of children, empty when it is absent.
const Json &list(const Json &node, const char *field);
/// "a.b.c" of names and attributes, "" for anything else.
std::string dottedName(const Json &node);
bool isConstant(const Json &node, std::string_view kind);

}  // namespace mlir_rl::kernel
