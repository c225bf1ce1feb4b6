#include <unistd.h>

#include "mlir_rl/kernel_set/record_writer.h"
#include "mlir_rl/support/files.h"
#include "mlir_rl/support/line_process.h"

namespace mlir_rl::kernel {

namespace {

constexpr size_t kRowGroup = 500;
constexpr double kSeconds = 120;

class ParquetWriter : public RecordWriter {
 public:
  ParquetWriter(const std::string &folder, ParquetPlace place)
      : RecordWriter(folder, "parquet", 10 * kRowGroup), place_(std::move(place)) {}

 protected:
  Status write(const std::string &path, const std::vector<Record> &records) override {
    if (Status status = start(); !status) return status;
    nlohmann::json fields = nlohmann::json::array();
    for (const auto &[name, value] : records[0].items()) fields.push_back(name);
    if (Status status = ask({{"open", path}, {"fields", fields}}); !status) return status;
    for (size_t at = 0; at < records.size(); at += kRowGroup) {
      nlohmann::json rows = nlohmann::json::array();
      for (size_t i = at; i < std::min(at + kRowGroup, records.size()); ++i) rows.push_back(lineOf(records[i]));
      if (Status status = ask({{"rows", rows}}); !status) return status;
    }
    return ask({{"close", true}});
  }

 private:
  Status start() {
    if (process_.runs()) return {};
    if (!exists(place_.script)) return badEnvironment(place_.script + " is missing: it comes with mlir-rl");
    return process_.start(
        [this] { execlp(place_.python.c_str(), place_.python.c_str(), "-X", "utf8", place_.script.c_str(), nullptr); });
  }

  Status ask(const nlohmann::json &line) {
    Result<nlohmann::json> answer = process_.ask(line, kSeconds);
    std::string who = "Parquet (" + place_.python + " " + place_.script + "): ";
    if (!answer) return tl::unexpected(Error{answer.error().kind, who + answer.error().message});
    if (!answer->is_object() || answer->contains("error"))
      return badEnvironment(who + (answer->is_object() ? answer->value("error", "") : "its answer has another form"));
    return {};
  }

  ParquetPlace place_;
  LineProcess process_;
};

}  // namespace

std::unique_ptr<RecordWriter> makeParquetWriter(const std::string &folder, const ParquetPlace &place) {
  return std::make_unique<ParquetWriter>(folder, place);
}

}  // namespace mlir_rl::kernel
