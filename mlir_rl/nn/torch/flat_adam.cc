#include "mlir_rl/nn/torch/flat_adam.h"

namespace mlir_rl {

using torch::Tensor;

FlatAdam::FlatAdam(torch::nn::Module &module) {
  int64_t size = 0;
  for (const Tensor &p : module.parameters()) size += p.numel();
  weights_ = torch::empty({size});
  gradient_ = torch::zeros({size});
  first_ = torch::zeros({size});
  second_ = torch::zeros({size});
  int64_t at = 0;
  for (Tensor &p : module.parameters()) {
    Tensor view = weights_.narrow(0, at, p.numel()).view(p.sizes());
    view.copy_(p.data());
    p.set_data(view);
    p.mutable_grad() = gradient_.narrow(0, at, p.numel()).view(p.sizes());
    at += p.numel();
  }
}

void FlatAdam::step(double learningRate, double maxNorm) {
  constexpr double kBeta1 = 0.9, kBeta2 = 0.999, kEps = 1e-5;
  double norm = gradientNorm();
  if (maxNorm > 0 && norm > maxNorm) gradient_.mul_(maxNorm / norm);
  ++steps_;
  first_.mul_(kBeta1).add_(gradient_, 1 - kBeta1);
  second_.mul_(kBeta2).addcmul_(gradient_, gradient_, 1 - kBeta2);
  Tensor scale = second_.div(1 - std::pow(kBeta2, double(steps_))).sqrt_().add_(kEps);
  weights_.addcdiv_(first_, scale, -learningRate / (1 - std::pow(kBeta1, double(steps_))));
}

std::vector<NamedTensor> FlatAdam::tensors(const std::string &prefix) const {
  // A count in two floats that hold it exactly.
  return {named(prefix + "first", first_),
          named(prefix + "second", second_),
          {prefix + "steps", {2}, {float(steps_ >> 20), float(steps_ & 0xfffff)}}};
}

Status FlatAdam::setTensors(const std::map<std::string, const NamedTensor *> &given, const std::string &prefix) {
  first_.zero_();
  second_.zero_();
  steps_ = 0;
  if (!given.count(prefix + "steps")) return {};
  for (const char *moment : {"first", "second"})
    if (Status ok = fits(given, prefix + moment, {size()}); !ok) return ok;
  if (Status ok = fits(given, prefix + "steps", {2}); !ok) return ok;
  copy(*given.at(prefix + "first"), first_);
  copy(*given.at(prefix + "second"), second_);
  const std::vector<float> &steps = given.at(prefix + "steps")->values;
  steps_ = (int64_t(steps[0]) << 20) + int64_t(steps[1]);
  return {};
}

NamedTensor named(const std::string &name, const Tensor &tensor) {
  const float *data = tensor.data_ptr<float>();
  return {name, tensor.sizes().vec(), std::vector<float>(data, data + tensor.numel())};
}

Status fits(const std::map<std::string, const NamedTensor *> &given, const std::string &name,
            const std::vector<int64_t> &shape) {
  auto found = given.find(name);
  if (found == given.end()) return badUsage("these weights are of another network: " + name + " is missing");
  size_t count = 1;
  for (int64_t extent : shape) count *= size_t(extent);
  if (found->second->shape == shape && found->second->values.size() == count) return {};
  return badUsage("these weights are of another network: " + name + " has another shape");
}

void copy(const NamedTensor &from, Tensor &to) {
  std::copy(from.values.begin(), from.values.end(), to.data_ptr<float>());
}

}  // namespace mlir_rl
