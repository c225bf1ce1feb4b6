#include "mlir_rl/plot/curves.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace mlir_rl {

double meanOf(const std::vector<double> &values, Mean mean) {
  double sum = 0;
  for (double value : values) sum += mean == Mean::geometric ? std::log(value) : value;
  sum /= double(values.size());
  return mean == Mean::geometric ? std::exp(sum) : sum;
}

Points movingMean(const Points &points, size_t window, Mean mean) {
  Points smooth = points;
  for (size_t i = 0; i < points.size(); ++i) {
    size_t reach = std::min({(window - 1) / 2, i, points.size() - 1 - i});
    std::vector<double> near;
    for (size_t j = i - reach; j <= i + reach; ++j) near.push_back(points[j].y);
    smooth[i].y = meanOf(near, mean);
  }
  return smooth;
}

Points meanCurve(const std::vector<Points> &curves, Mean mean) {
  std::map<double, std::vector<double>> values;
  for (const Points &curve : curves)
    for (const Point &point : curve) values[point.x].push_back(point.y);
  Points result;
  for (const auto &[x, ys] : values)
    if (ys.size() == curves.size()) result.push_back({x, meanOf(ys, mean)});
  return result;
}

size_t smoothingWindow(size_t points) { return points < 80 ? 1 : points / 40 | 1; }

}  // namespace mlir_rl
