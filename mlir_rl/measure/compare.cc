#include "mlir_rl/measure/compare.h"

#include <cmath>
#include <cstring>
#include <limits>
#include <sstream>

#include "mlir_rl/flow/artifact.h"
#include "mlir_rl/measure/float_types.h"

namespace mlir_rl {

namespace {

template <class T>
double scaleOf(const T *values, int64_t count) {
  double sum = 0;
  int64_t finite = 0;
  for (int64_t i = 0; i < count; ++i) {
    double value = double(values[i]);
    if (!std::isfinite(value)) continue;
    sum += value * value;
    ++finite;
  }
  return finite ? std::sqrt(sum / double(finite)) : 0;
}

double errorOf(double ours, double reference, double relative, double scale, double least) {
  if (ours == reference || (std::isnan(ours) && std::isnan(reference))) return 0;
  if (!std::isfinite(ours) || !std::isfinite(reference)) return std::numeric_limits<double>::infinity();
  double bound = std::max(relative * std::max(std::fabs(reference), scale), least);
  bound += std::numeric_limits<double>::min();
  return std::fabs(ours - reference) / bound;
}

template <class T>
Comparison compareFloats(const T *a, const T *b, int64_t count, const ErrorModel &model) {
  Comparison result;
  if (std::memcmp(a, b, size_t(count) * sizeof(T)) == 0) return result;
  double units = 16 + 4 * std::sqrt(std::max(1.0, model.reductionLength));
  double relative = units * epsilonOf<T>() * std::max(1.0, model.conditioning);
  double scale = scaleOf(b, count);
  for (int64_t i = 0; i < count; ++i) {
    double error = errorOf(double(a[i]), double(b[i]), relative, scale, units * model.drift);
    if (error > result.maxError) result.maxError = error;
    if (error > 1 && result.firstMismatch < 0) {
      result.firstMismatch = i;
      result.ours = double(a[i]);
      result.reference = double(b[i]);
    }
  }
  return result;
}

template <class T>
Comparison compareIntegers(const void *ours, const void *reference, int64_t count) {
  const T *a = static_cast<const T *>(ours), *b = static_cast<const T *>(reference);
  Comparison result;
  for (int64_t i = 0; i < count; ++i) {
    if (a[i] == b[i]) continue;
    result = {std::numeric_limits<double>::infinity(), i, double(a[i]), double(b[i])};
    break;
  }
  return result;
}

}  // namespace

Comparison compareOutputs(ElementType type, const void *ours, const void *reference, int64_t count,
                          const ErrorModel &model) {
  Comparison result;
  bool isFloat = withFloatType(type, [&]<class T>(T *) {
    result = compareFloats(static_cast<const T *>(ours), static_cast<const T *>(reference), count, model);
  });
  if (isFloat) return result;
  switch (elementBytes(type)) {
    case 1:
      return compareIntegers<int8_t>(ours, reference, count);
    case 2:
      return compareIntegers<int16_t>(ours, reference, count);
    case 4:
      return compareIntegers<int32_t>(ours, reference, count);
    default:
      return compareIntegers<int64_t>(ours, reference, count);
  }
}

std::string describe(const Comparison &c) {
  std::ostringstream out;
  out << "element " << c.firstMismatch << " is " << c.ours << ", expected " << c.reference << " (" << c.maxError
      << " times the error bound)";
  return out.str();
}

}  // namespace mlir_rl
