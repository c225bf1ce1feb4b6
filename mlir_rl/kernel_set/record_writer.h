#pragma once

/// \file
/// Records of an export into files, each split into its own: DIR/train-00000.json, DIR/train-00001.json, ...

#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "mlir_rl/kernel_set/split.h"
#include "mlir_rl/support/result.h"

namespace mlir_rl::kernel {

/// An object whose fields stay in the order in which they were written.
using Record = nlohmann::ordered_json;

struct WrittenFile {
  std::string name;  ///< in the folder
  Split split = Split::train;
  int64_t rows = 0, bytes = 0;
  std::string sha256;
};

/// Whole files only: what is not full yet is written by finish().
class RecordWriter {
 public:
  /// `extension`: "json". Files hold `most` records, the last one of a split fewer.
  RecordWriter(std::string folder, std::string extension, size_t most)
      : folder_(std::move(folder)), extension_(std::move(extension)), most_(most) {}
  virtual ~RecordWriter() = default;

  Status add(Split split, Record record);
  /// All files, splits in their order. Nothing may be added afterwards.
  Result<std::vector<WrittenFile>> finish();

 protected:
  virtual Status write(const std::string &path, const std::vector<Record> &records) = 0;

 private:
  Status flush(Split split);

  std::string folder_, extension_;
  size_t most_;
  std::map<Split, std::vector<Record>> waiting_;
  std::map<Split, std::vector<WrittenFile>> written_;
};

/// How the process that writes Parquet is started.
struct ParquetPlace {
  std::string python = "python3";  ///< with pyarrow
  std::string script;              ///< python/kernels/parquet.py
};

/// Arrays of 500.
std::unique_ptr<RecordWriter> makeJsonWriter(const std::string &folder);
/// One object a line, Zstandard, 1000 a file.
std::unique_ptr<RecordWriter> makeJsonLinesWriter(const std::string &folder);
/// Row groups of 500, 5000 a file. All fields of a record are texts, and the same in all. Without pyarrow the first
/// file is an error (environment) that says what to install.
std::unique_ptr<RecordWriter> makeParquetWriter(const std::string &folder, const ParquetPlace &place);

/// One line; bytes that are not UTF-8 become U+FFFD.
std::string lineOf(const Record &record);

}  // namespace mlir_rl::kernel
