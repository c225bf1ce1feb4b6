#include "tools/mlir-rl/doctor_report.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "mlir_rl/measure/machine_json.h"
#include "mlir_rl/support/table.h"
#include "mlir_rl/support/units.h"

namespace mlir_rl {
namespace {

using nlohmann::json;

std::string percent(double share) { return formatFixed(100 * share, 1) + " %"; }

std::string line(const std::string &label, const std::string &value) {
  return label + std::string(label.size() < 14 ? 14 - label.size() : 1, ' ') + value + "\n";
}

std::string onOff(const std::optional<bool> &value) { return value ? (*value ? "on" : "off") : "not told"; }

std::string machineText(const DoctorReport &report) {
  const Machine &machine = report.measured.machine;
  return line("CPU", machine.cpu + " (" + machine.targetCpu + ")" +
                         (report.state.virtualMachine ? ", in a virtual machine" : "")) +
         line("cores", std::to_string(machine.cores) + " usable") +
         line("vectors", std::to_string(machine.vectorBits) + " bits, " + std::to_string(machine.vectorRegisters) +
                             " registers, " + (machine.hasFma ? "FMA" : "no FMA")) +
         line("fingerprint", machine.fingerprint);
}

std::string fmaText(const Rate &rate) { return formatRate(rate.best, "FLOP/s") + ", spread " + percent(rate.spread); }

std::string roofText(const DoctorReport &report) {
  const MeasuredMachine &measured = report.measured;
  const Roof &roof = measured.roof;
  std::string how = measured.fromCache ? "remembered; --refresh measures again"
                                       : "measured in " + formatFixed(roof.seconds, 1) + " s";
  std::string text = "\nRoof of one core (" + roof.instructions + ", " + how + ")\n" +
                     line("FMA f32", fmaText(roof.fmaF32)) + line("FMA f64", fmaText(roof.fmaF64)) + "\n";
  Table table({{"level", Table::Align::left},
               {"size"},
               {"ways"},
               {"line"},
               {"cores"},
               {"working set"},
               {"read"},
               {"copy"},
               {"triad"},
               {"spread"}});
  for (const LevelRoof &level : roof.levels) {
    auto cache = std::ranges::find(measured.machine.caches, level.level, &CacheLevel::level);
    bool isCache = cache != measured.machine.caches.end();
    double spread = std::max({level.read.spread, level.copy.spread, level.triad.spread});
    table.addRow({isCache ? "L" + std::to_string(level.level) : "memory", isCache ? formatBytes(cache->bytes) : "",
                  isCache ? std::to_string(cache->ways) : "", isCache ? formatBytes(cache->lineBytes) : "",
                  isCache ? std::to_string(cache->sharedBy) : "", formatBytes(level.workingSetBytes),
                  formatRate(level.read.best, "B/s"), formatRate(level.copy.best, "B/s"),
                  formatRate(level.triad.best, "B/s"), percent(spread)});
  }
  return text + table.text();
}

std::string noiseText(const DoctorReport &report) {
  const Jitter &jitter = report.jitter;
  const SystemState &state = report.state;
  std::string work = "median " + formatSeconds(jitter.medianSeconds) + ", p95 +" + percent(jitter.p95OverMedian - 1) +
                     ", worst +" + percent(jitter.worstOverMedian - 1) + ", " +
                     (jitter.bimodal ? "two speeds" : "one speed");
  std::string quota = state.cpuQuota > 0 ? formatFixed(state.cpuQuota, 2) + " CPUs" : "none";
  return "\nNoise now\n" + line("same work", work) + line("stolen", percent(jitter.stealShare)) +
         line("load", formatFixed(state.load1, 2)) + line("quota", quota) +
         line("governor", state.governor.empty() ? "not told" : state.governor) + line("turbo", onOff(state.turbo)) +
         line("SMT", onOff(state.smt)) +
         line("counters", state.hardwareCounters ? "hardware counters work" : "no hardware counters (not needed)");
}

std::string toolsText(const DoctorReport &report) {
  std::string text = "\nTools\n";
  for (const ToolCheck &tool : report.tools) {
    text += line(tool.name, (tool.works ? "ok       " : tool.essential ? "MISSING  " : "absent   ") + tool.detail);
    if (!tool.works) text += "              -> " + tool.remedy + "\n";
  }
  return text;
}

std::string warningsText(const DoctorReport &report) {
  if (report.warnings.empty()) return "\nNothing speaks against timing here.\n";
  std::string text = "\nWhat makes timings unreliable here\n";
  for (const Warning &warning : report.warnings) text += "- " + warning.what + "\n  -> " + warning.remedy + "\n";
  return text;
}

template <class T>
json orNull(const std::optional<T> &value) {
  return value ? json(*value) : json();
}

json toJson(const Jitter &jitter) {
  return {{"median_seconds", jitter.medianSeconds},
          {"p95_over_median", jitter.p95OverMedian},
          {"worst_over_median", jitter.worstOverMedian},
          {"bimodal", jitter.bimodal},
          {"slow_over_fast", jitter.slowOverFast},
          {"steal_share", jitter.stealShare},
          {"samples", jitter.samples},
          {"pinned", jitter.pinned}};
}

json toJson(const SystemState &state) {
  return {{"load1", state.load1},
          {"governor", state.governor.empty() ? json() : json(state.governor)},
          {"turbo", orNull(state.turbo)},
          {"smt", orNull(state.smt)},
          {"cpu_quota", state.cpuQuota > 0 ? json(state.cpuQuota) : json()},
          {"virtual_machine", state.virtualMachine},
          {"hardware_counters", state.hardwareCounters},
          {"perf_event_paranoid", orNull(state.perfParanoid)}};
}

}  // namespace

bool DoctorReport::ok() const {
  return std::ranges::all_of(tools, [](const ToolCheck &tool) { return tool.works || !tool.essential; });
}

std::string textOf(const DoctorReport &report) {
  return machineText(report) + roofText(report) + noiseText(report) + toolsText(report) + warningsText(report);
}

json toJson(const DoctorReport &report) {
  json tools = json::array(), warnings = json::array();
  for (const ToolCheck &tool : report.tools) tools.push_back(toJson(tool));
  for (const Warning &warning : report.warnings)
    warnings.push_back({{"what", warning.what}, {"remedy", warning.remedy}});
  return {{"ok", report.ok()},
          {"machine", toJson(report.measured.machine)},
          {"roof", toJson(report.measured.roof)},
          {"roof_remembered", report.measured.fromCache},
          {"jitter", toJson(report.jitter)},
          {"system", toJson(report.state)},
          {"tools", tools},
          {"warnings", warnings}};
}

}  // namespace mlir_rl
