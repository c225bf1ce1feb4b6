#pragma once

/// \file
/// What the other commands need beside this program.

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

namespace mlir_rl {

struct ToolCheck {
  std::string name;
  bool works = false;
  bool essential = true;  ///< without it measuring or recording does not work
  std::string detail;     ///< where, or which version
  std::string remedy;     ///< what to do when it does not work
};

/// The worker beside the program, seccomp, SQLite and the store, stock mlir-opt, gnuplot.
std::vector<ToolCheck> checkTools(const std::string &binaryFolder);

nlohmann::json toJson(const ToolCheck &check);

}  // namespace mlir_rl
