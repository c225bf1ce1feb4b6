#include "mlir_rl/kernel_set/record_writer.h"

#include <cstdio>

#include "mlir_rl/support/compressed.h"
#include "mlir_rl/support/files.h"
#include "mlir_rl/support/sha256.h"

namespace mlir_rl::kernel {

std::string lineOf(const Record &record) { return record.dump(-1, ' ', false, Record::error_handler_t::replace); }

Status RecordWriter::add(Split split, Record record) {
  waiting_[split].push_back(std::move(record));
  return waiting_[split].size() < most_ ? Status() : flush(split);
}

Status RecordWriter::flush(Split split) {
  std::vector<Record> records = std::move(waiting_[split]);
  waiting_[split].clear();
  if (records.empty()) return {};
  char number[16];
  std::snprintf(number, sizeof number, "%05zu", written_[split].size());
  WrittenFile file = {.name = std::string(splitName(split)) + "-" + number + "." + extension_,
                      .split = split,
                      .rows = int64_t(records.size()),
                      .bytes = 0,
                      .sha256 = ""};
  std::string path = folder_ + "/" + file.name;
  if (Status status = write(path, records); !status) return status;
  Result<std::string> bytes = readFile(path);
  if (!bytes) return tl::unexpected(bytes.error());
  file.bytes = int64_t(bytes->size());
  file.sha256 = sha256(*bytes);
  written_[split].push_back(file);
  return {};
}

Result<std::vector<WrittenFile>> RecordWriter::finish() {
  std::vector<WrittenFile> files;
  for (Split split : kSplits) {
    if (Status status = flush(split); !status) return tl::unexpected(status.error());
    files.insert(files.end(), written_[split].begin(), written_[split].end());
  }
  return files;
}

namespace {

class JsonWriter : public RecordWriter {
 public:
  explicit JsonWriter(const std::string &folder) : RecordWriter(folder, "json", 500) {}

 protected:
  Status write(const std::string &path, const std::vector<Record> &records) override {
    std::string text = "[";
    for (const Record &record : records) text += (text.size() == 1 ? "\n" : ",\n") + lineOf(record);
    return writeFile(path, text + "\n]\n");
  }
};

class JsonLinesWriter : public RecordWriter {
 public:
  explicit JsonLinesWriter(const std::string &folder) : RecordWriter(folder, "jsonl.zst", 1000) {}

 protected:
  Status write(const std::string &path, const std::vector<Record> &records) override {
    static constexpr int level = 9;  // a tenth larger than the smallest, ten times as fast
    std::string text;
    for (const Record &record : records) text += lineOf(record) + "\n";
    return writeFile(path, compress(text, level));
  }
};

}  // namespace

std::unique_ptr<RecordWriter> makeJsonWriter(const std::string &folder) { return std::make_unique<JsonWriter>(folder); }
std::unique_ptr<RecordWriter> makeJsonLinesWriter(const std::string &folder) {
  return std::make_unique<JsonLinesWriter>(folder);
}

}  // namespace mlir_rl::kernel
