#include "mlir_rl/measure/machine_json.h"

#include <cmath>
#include <nlohmann/json.hpp>

namespace mlir_rl {
namespace {

using nlohmann::json;

json rateJson(const Rate &rate) {
  return {{"best", rate.best}, {"median", rate.median}, {"spread", rate.spread}, {"bursts", rate.bursts}};
}

/// The library throws on what is missing or has another type; caught where a whole value is read.
Rate rateFrom(const json &value) {
  Rate rate{value.at("best"), value.at("median"), value.at("spread"), value.at("bursts")};
  if (!(rate.best > 0) || !std::isfinite(rate.best) || rate.bursts < 1)
    throw json::other_error::create(501, "a rate is not positive", nullptr);
  return rate;
}

CacheLevel cacheFrom(const json &value) {
  return {value.at("level"), value.at("bytes"), value.at("ways"), value.at("line_bytes"), value.at("shared_by")};
}

Bandwidth bandwidthFrom(const json &value) {
  return {value.at("level"), value.at("copy_bytes_per_second"), value.at("read_bytes_per_second"),
          value.at("triad_bytes_per_second")};
}

LevelRoof levelFrom(const json &value) {
  return {value.at("level"), value.at("working_set_bytes"), rateFrom(value.at("read")), rateFrom(value.at("copy")),
          rateFrom(value.at("triad"))};
}

Machine machineFrom(const json &value) {
  Machine machine;
  value.at("cpu").get_to(machine.cpu);
  value.at("target_cpu").get_to(machine.targetCpu);
  value.at("cores").get_to(machine.cores);
  for (const json &cache : value.at("caches")) machine.caches.push_back(cacheFrom(cache));
  value.at("vector_bits").get_to(machine.vectorBits);
  value.at("vector_registers").get_to(machine.vectorRegisters);
  value.at("has_fma").get_to(machine.hasFma);
  value.at("fma_peak_f32").get_to(machine.fmaPeakF32);
  value.at("fma_peak_f64").get_to(machine.fmaPeakF64);
  for (const json &bandwidth : value.at("bandwidths")) machine.bandwidths.push_back(bandwidthFrom(bandwidth));
  value.at("fingerprint").get_to(machine.fingerprint);
  return machine;
}

Roof roofFrom(const json &value) {
  Roof roof;
  value.at("instructions").get_to(roof.instructions);
  roof.fmaF32 = rateFrom(value.at("fma_f32"));
  roof.fmaF64 = rateFrom(value.at("fma_f64"));
  for (const json &level : value.at("levels")) roof.levels.push_back(levelFrom(level));
  value.at("seconds").get_to(roof.seconds);
  value.at("pinned").get_to(roof.pinned);
  return roof;
}

}  // namespace

json toJson(const Machine &machine) {
  json caches = json::array(), bandwidths = json::array();
  for (const CacheLevel &cache : machine.caches)
    caches.push_back({{"level", cache.level},
                      {"bytes", cache.bytes},
                      {"ways", cache.ways},
                      {"line_bytes", cache.lineBytes},
                      {"shared_by", cache.sharedBy}});
  for (const Bandwidth &bandwidth : machine.bandwidths)
    bandwidths.push_back({{"level", bandwidth.level},
                          {"copy_bytes_per_second", bandwidth.copyBytesPerSecond},
                          {"read_bytes_per_second", bandwidth.readBytesPerSecond},
                          {"triad_bytes_per_second", bandwidth.triadBytesPerSecond}});
  return {
      {"cpu", machine.cpu},        {"target_cpu", machine.targetCpu},    {"cores", machine.cores},
      {"caches", caches},          {"vector_bits", machine.vectorBits},  {"vector_registers", machine.vectorRegisters},
      {"has_fma", machine.hasFma}, {"fma_peak_f32", machine.fmaPeakF32}, {"fma_peak_f64", machine.fmaPeakF64},
      {"bandwidths", bandwidths},  {"fingerprint", machine.fingerprint}};
}

json toJson(const Roof &roof) {
  json levels = json::array();
  for (const LevelRoof &level : roof.levels)
    levels.push_back({{"level", level.level},
                      {"working_set_bytes", level.workingSetBytes},
                      {"read", rateJson(level.read)},
                      {"copy", rateJson(level.copy)},
                      {"triad", rateJson(level.triad)}});
  return {{"instructions", roof.instructions}, {"fma_f32", rateJson(roof.fmaF32)},
          {"fma_f64", rateJson(roof.fmaF64)},  {"levels", levels},
          {"seconds", roof.seconds},           {"pinned", roof.pinned}};
}

Result<Machine> machineFromJson(const json &value) {
  try {
    return machineFrom(value);
  } catch (const json::exception &error) {
    return failed(std::string("not a machine: ") + error.what());
  }
}

Result<Roof> roofFromJson(const json &value) {
  try {
    return roofFrom(value);
  } catch (const json::exception &error) {
    return failed(std::string("not a roof: ") + error.what());
  }
}

}  // namespace mlir_rl
