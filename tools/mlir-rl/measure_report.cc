#include "tools/mlir-rl/measure_report.h"

#include <nlohmann/json.hpp>

#include "mlir_rl/measure/protocol.h"
#include "mlir_rl/support/table.h"
#include "mlir_rl/support/units.h"

namespace mlir_rl {
namespace {

using nlohmann::json;

json positive(double value) { return value > 0 ? json(value) : json(); }

json toJson(const MeasureReport &report, const MeasuredVersion &version) {
  const Measurement &m = version.measurement;
  double first = report.versions.front().measurement.median;
  return {{"name", version.name},
          {"schedule", version.schedule},
          {"outcome", nameOf(m.outcome)},
          {"message", m.message},
          {"verified", m.outcome == Outcome::ok},
          {"median_seconds", positive(m.median)},
          {"spread", m.spread},
          {"samples", m.samples},
          {"max_error", m.maxError},
          {"workspace_bytes", m.workspaceBytes},
          {"speedup_over_first", positive(m.median > 0 ? first / m.median : 0)}};
}

}  // namespace

std::string textOf(const MeasureReport &report) {
  using enum Table::Align;
  Table table({{"", left}, {"time"}, {"spread"}, {"GFLOP/s"}, {"GB/s"}, {"vs first"}, {"verified", left}});
  double first = report.versions.front().measurement.median;
  for (const MeasuredVersion &version : report.versions) {
    const Measurement &m = version.measurement;
    bool known = m.median > 0;
    auto rate = [&](double work) { return known && work > 0 ? formatFixed(work / m.median / 1e9, 1) : "-"; };
    table.addRow({version.name, formatSeconds(m.median), known ? "±" + formatFixed(50 * m.spread, 1) + " %" : "-",
                  rate(report.flops), rate(report.bytes), known ? formatFixed(first / m.median, 2) + "x" : "-",
                  m.outcome == Outcome::ok ? "yes" : std::string("NO: ") + nameOf(m.outcome)});
  }
  std::string text = table.text() + (report.cold ? "\ncaches emptied before each run\n" : "\n");
  if (report.fastest >= 0) text += "fastest: " + report.versions[size_t(report.fastest)].name + "\n";
  for (const MeasuredVersion &version : report.versions)
    if (!version.schedule.empty()) text += version.name + ": " + version.schedule + "\n";
  return text;
}

json toJson(const MeasureReport &report) {
  json versions = json::array();
  for (const MeasuredVersion &version : report.versions) versions.push_back(toJson(report, version));
  json fastest = report.fastest >= 0 ? json(report.versions[size_t(report.fastest)].name) : json();
  return {{"input", report.file},      {"threads", report.threads}, {"cold", report.cold},
          {"flops", report.flops},     {"bytes", report.bytes},     {"floor_seconds", positive(report.floorSeconds)},
          {"machine", report.machine}, {"fastest", fastest},        {"versions", versions}};
}

}  // namespace mlir_rl
