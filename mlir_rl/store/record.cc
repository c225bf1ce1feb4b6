#include "mlir_rl/store/record.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <nlohmann/json.hpp>
#include <utility>

namespace mlir_rl {
namespace {

using nlohmann::json;

constexpr int kLineVersion = 1;

bool isHash(const std::string &text) {
  return text.size() == 16 && text.find_first_not_of("0123456789abcdef") == std::string::npos;
}

bool isPositive(double value) { return std::isfinite(value) && value > 0; }
bool isNotNegative(double value) { return std::isfinite(value) && value >= 0; }

bool isNumber(const json &value) { return value.is_number(); }

/// The library converts 1.5, true and 5e9 to an int without a word; an import should not.
template <class T>
void read(const json &object, const char *key, T &into) {
  const json &value = object.at(key);
  bool right = true;
  if constexpr (std::is_same_v<T, bool>)
    right = value.is_boolean();
  else if constexpr (std::is_same_v<T, uint64_t>)
    right = value.is_number_unsigned();
  else if constexpr (std::is_integral_v<T>)
    right = value.is_number_integer() && std::in_range<T>(value.get<int64_t>()) &&
            (!value.is_number_unsigned() || std::in_range<T>(value.get<uint64_t>()));
  else if constexpr (std::is_floating_point_v<T>)
    right = value.is_number();
  else if constexpr (std::is_same_v<T, std::vector<double>>)
    right = value.is_array() && std::ranges::all_of(value, isNumber);
  if (!right) throw json::type_error::create(302, "wrong type", &value);
  value.get_to(into);
}

template <class T>
Status readField(const json &object, const char *key, T &into) {
  if (!object.contains(key)) return badUsage(std::string("key '") + key + "' is missing");
  try {
    read(object, key, into);
  } catch (const json::exception &) {
    return badUsage(std::string("key '") + key + "' has a value of the wrong type");
  }
  return {};
}

/// The rows of the format: one key, one field.
template <class Row>
void eachField(Record &record, Row row) {
  row("program", record.program);
  row("name", record.name);
  row("machine", record.machine);
  row("threads", record.threads);
  row("project", record.versions.project);
  row("llvm", record.versions.llvm);
  row("schedule", record.schedule);
  row("pipeline", record.pipeline);
  row("median_seconds", record.medianSeconds);
  row("spread", record.spread);
  row("unscheduled_seconds", record.unscheduledSeconds);
  row("verified", record.verified);
  row("samples", record.samples);
  row("seed", record.seed);
  row("unix_time", record.unixTime);
}

}  // namespace

int64_t unixNow() {
  using namespace std::chrono;
  return duration_cast<seconds>(system_clock::now().time_since_epoch()).count();
}

Status checkRecord(const Record &record) {
  if (!isHash(record.program)) return badUsage("program '" + record.program + "' is not a hash of 16 hex digits");
  if (!isHash(record.machine)) return badUsage("machine '" + record.machine + "' is not a hash of 16 hex digits");
  if (record.threads < 1) return badUsage("threads must be at least 1");
  if (record.versions.project.empty() || record.versions.llvm.empty())
    return badUsage("project and llvm versions are missing");
  if (record.pipeline.empty()) return badUsage("pipeline has no name");
  if (!isPositive(record.medianSeconds)) return badUsage("median_seconds must be positive");
  if (!isNotNegative(record.spread)) return badUsage("spread must not be negative");
  if (!isNotNegative(record.unscheduledSeconds)) return badUsage("unscheduled_seconds must not be negative");
  if (!std::ranges::all_of(record.samples, isPositive)) return badUsage("samples must be positive");
  if (record.unixTime < 0) return badUsage("unix_time must not be negative");
  return {};
}

json toJson(const Record &record) {
  json object = {{"record", kLineVersion}};
  Record fields = record;
  eachField(fields, [&](const char *key, const auto &field) { object[key] = field; });
  return object;
}

Result<Record> recordFromJson(const json &value) {
  if (!value.is_object()) return badUsage("not a JSON object");
  int version = 0;
  if (Status status = readField(value, "record", version); !status) return tl::unexpected(status.error());
  if (version != kLineVersion)
    return badUsage("written in version " + std::to_string(version) + " of the format; this program reads version " +
                    std::to_string(kLineVersion));
  Record record;
  Status status;
  size_t known = 1;
  std::string names = " record ";
  eachField(record, [&](const char *key, auto &field) {
    if (status) status = readField(value, key, field);
    names += std::string(key) + " ";
    ++known;
  });
  if (status && value.size() > known)
    for (const auto &[key, unused] : value.items())
      if (names.find(" " + key + " ") == std::string::npos) status = badUsage("unknown key '" + key + "'");
  if (status) status = checkRecord(record);
  if (!status) return tl::unexpected(status.error());
  return record;
}

}  // namespace mlir_rl
