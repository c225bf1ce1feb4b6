#pragma once

/// \file
/// Writes one function on tensors as MLIR text, and keeps the accounts: floating-point operations, bytes, estimated
/// time, what it is in PyTorch, and the structure, which is the text without extents.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "mlir_rl/generate/torch_text.h"
#include "mlir_rl/generate/weights.h"

namespace mlir_rl {

using Shape = std::vector<int64_t>;

struct Value {
  std::string name;  ///< "%arg0", "%3"
  Shape shape;
  std::string type = "f32";  ///< of an element
  std::string label;         ///< in the structure: "a0", "v3"
};

/// What the iterations of an op do, for the estimate.
struct Work {
  double flops = 0;     ///< of one iteration
  double seconds = 0;   ///< of one iteration beside `flops` at the rate of contractions
  bool atRate = false;  ///< its flops run at the rate of contractions: each waits for the one before
};

/// linalg.generic: a map is its results, "d0, d2"; kinds is a letter a loop, p or r.
struct Generic {
  Shape loops;
  std::string kinds;
  std::vector<std::string> maps;  ///< inputs, then outputs
  std::vector<Value> inputs;
  std::vector<Value> outputs;     ///< initial values
  std::vector<std::string> body;  ///< %in0, %in1, ...; %out0, ...; the last line is what linalg.yield takes
  std::string structure;          ///< names the op in the structure
  Work work;
};

class Builder {
 public:
  explicit Builder(double flopsPerSecond) : rate_(flopsPerSecond * 1e9) {}

  /// From here on weights are constants, drawn with this seed; without it they are arguments.
  void keepWeights(uint64_t seed) { weights_.emplace(seed); }

  Value argument(const Shape &shape);
  /// What a network has learned.
  Value weight(const Shape &shape, const Spread &spread);
  /// A scalar: the name of the constant; text as MLIR has it: "0.0", "0xFF800000".
  std::string constant(const std::string &text, const std::string &type = "f32");
  Value empty(const Shape &shape, const std::string &type = "f32");
  Value filled(const Shape &shape, const std::string &text, const std::string &type = "f32");
  /// `op` with attributes: "linalg.matmul", "linalg.conv_2d_nchw_fchw {...}"; the result has the shape of `init`.
  Value named(const std::string &op, const std::string &suffix, const std::vector<Value> &inputs, const Value &init,
              const std::string &structure, double iterations, const Work &work);
  std::vector<Value> generic(const Generic &op);
  /// The last two of N, C, H, W (or the middle two of N, H, W, C) grow by `amount` on both sides.
  Value padded(const Value &value, int firstDim, int64_t amount, const std::string &text);
  /// groups: for each dimension of the collapsed shape those of the expanded one, "[[0, 1], [2]]".
  Value collapsed(const Value &value, const std::string &groups, const Shape &shape);
  Value expanded(const Value &value, const std::string &groups, const Shape &shape);

  /// What a value is in PyTorch, as TorchText::set; returns it.
  Value inTorch(const Value &value, const std::string &expression, const std::vector<Value> &inputs) {
    torch_.set(value, expression, inputs);
    return value;
  }
  /// As TorchText::comment.
  std::string torchComment(const std::vector<Value> &results) const {
    return torch_.comment(arguments_, constantWeights_, results);
  }

  /// The module; the function returns these.
  std::string finish(const std::vector<Value> &results);

  const std::string &structure() const { return structure_; }
  /// Shapes of everything, in order: "64x32 32x16 ...".
  const std::vector<Shape> &shapes() const { return shapes_; }
  double bytes() const { return bytes_; }
  double flops() const { return flops_; }
  double seconds() const { return seconds_; }

 private:
  Value result(const Shape &shape, const std::string &type);
  void line(const std::string &text) { body_ += "    " + text + "\n"; }
  void note(const std::string &op, const std::vector<Value> &inputs, const Value &result);
  void account(double iterations, const Work &work);

  double rate_;
  TorchText torch_;
  std::string constants_, body_, structure_;
  std::optional<Weights> weights_;
  std::vector<Value> arguments_, constantWeights_;
  std::vector<std::pair<std::string, std::string>> known_;  ///< constants: text and type -> name
  std::vector<Shape> shapes_;
  int values_ = 0;
  double bytes_ = 0, flops_ = 0, seconds_ = 0;
};

double elementsOf(const Shape &shape);
/// "a, b"
std::string joined(const std::vector<std::string> &texts);
/// "2, 3"
std::string listText(const Shape &values);
/// As constants are written: enough digits for f32.
std::string numberText(double value);
/// "tensor<2x3xf32>"
std::string typeOf(const Value &value);

}  // namespace mlir_rl
