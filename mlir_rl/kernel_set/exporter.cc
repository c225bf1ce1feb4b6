#include "mlir_rl/kernel_set/exporter.h"

#include <filesystem>

#include "mlir_rl/kernel_set/card.h"
#include "mlir_rl/support/files.h"

namespace mlir_rl::kernel {

namespace {

constexpr size_t kRowsAtOnce = 64;

Status checkFolder(const std::string &folder) {
  if (Status made = makeFolder(folder); !made) return made;
  std::error_code unreadable;
  if (!std::filesystem::is_empty(folder, unreadable) || unreadable)
    return badUsage(folder + " is not empty; name another folder with --out, or empty it");
  return {};
}

Status checkForms(const std::set<Form> &wanted, const std::set<Form> &there) {
  for (Form form : wanted)
    if (!there.contains(form))
      return badUsage(std::string("the set was made without the form ") + kernel::rowOf(form).name);
  return {};
}

std::unique_ptr<RecordWriter> writerOf(const ExportOptions &options) {
  if (options.format == "parquet") return makeParquetWriter(options.folder, options.parquet);
  return options.format == "jsonl" ? makeJsonLinesWriter(options.folder) : makeJsonWriter(options.folder);
}

class Exporter {
 public:
  Exporter(SetView &view, const RowSource &source, const ExportOptions &options)
      : view_(view), options_(options), variations_(source, options.augment), writer_(writerOf(options)) {}

  Status add(const Row &row) {
    Result<RowTexts> texts = textsOf(view_, row, options_.forms);
    if (!texts) return tl::unexpected(texts.error());
    waiting_.push_back(*std::move(texts));
    return waiting_.size() < kRowsAtOnce ? Status() : flush();
  }

  Status flush() {
    rows_ += int64_t(waiting_.size());
    Result<std::vector<RowTexts>> all = variations_.of(std::move(waiting_));
    waiting_.clear();
    if (!all) return tl::unexpected(all.error());
    for (const RowTexts &texts : *all)
      if (Status status = write(texts); !status) return status;
    return {};
  }

  Result<std::vector<WrittenFile>> finish() {
    if (Status status = flush(); !status) return tl::unexpected(status.error());
    return writer_->finish();
  }

  int64_t rows() const { return rows_; }
  int64_t records() const { return records_; }

 private:
  std::vector<Record> recordsOf(const RowTexts &texts) const {
    if (!options_.task.empty()) return taskRecords(texts, options_.task);
    return options_.format == "jsonl" ? std::vector<Record>{wholeRecord(texts)} : pairRecords(texts);
  }

  Status write(const RowTexts &texts) {
    for (Record &record : recordsOf(texts)) {
      ++records_;
      if (Status status = writer_->add(splitOf(texts.row.hashes.blanked), std::move(record)); !status) return status;
    }
    return {};
  }

  SetView &view_;
  const ExportOptions &options_;
  Variations variations_;
  std::unique_ptr<RecordWriter> writer_;
  std::vector<RowTexts> waiting_;
  int64_t rows_ = 0, records_ = 0;
};

Result<Manifest> describe(SetView &view, const ExportOptions &options) {
  Manifest manifest = {.format = options.format,
                       .task = options.task,
                       .forms = options.forms,
                       .augmentations = {},
                       .set = view.header(),
                       .missing = view.missing(),
                       .content = "",
                       .files = {}};
  for (Augmentation augmentation : options.augment)
    manifest.augmentations.emplace_back(augmentations()[size_t(augmentation)].name);
  Result<std::string> content = view.contentHash();
  if (!content) return tl::unexpected(content.error());
  manifest.content = *content;
  return manifest;
}

Status writeAbout(const Manifest &manifest, SetView &view, const std::string &folder,
                  const std::function<bool()> &stop) {
  Result<SetStats> stats = statsOf(view, {}, stop);
  if (!stats) return tl::unexpected(stats.error());
  if (Status status = writeFile(folder + "/README.md", cardText(manifest, *stats)); !status) return status;
  return writeFile(folder + "/manifest.json", toJson(manifest).dump(2) + "\n");
}

}  // namespace

Result<Manifest> exportSet(SetView &view, const RowSource &source, const ExportOptions &options,
                           const std::function<void(int64_t)> &show, const std::function<bool()> &stop) {
  Status ready = checkForms(options.forms, view.header().options.forms);
  if (ready) ready = checkFolder(options.folder);
  if (!ready) return tl::unexpected(ready.error());
  Result<Manifest> manifest = describe(view, options);
  if (!manifest) return manifest;
  Exporter exporter(view, source, options);
  Status visited = view.each([&](const StoredRow &stored) -> Status {
    if (stop()) return failed("interrupted; " + options.folder + " has no manifest and is not whole");
    show(exporter.rows());
    return stored.row.state == RowState::kept ? exporter.add(stored.row) : Status();
  });
  if (!visited) return tl::unexpected(visited.error());
  Result<std::vector<WrittenFile>> files = exporter.finish();
  if (!files) return tl::unexpected(files.error());
  manifest->files = *std::move(files);
  manifest->rows = exporter.rows();
  manifest->records = exporter.records();
  if (Status about = writeAbout(*manifest, view, options.folder, stop); !about) return tl::unexpected(about.error());
  return manifest;
}

}  // namespace mlir_rl::kernel
