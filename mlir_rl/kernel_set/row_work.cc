#include "mlir_rl/kernel_set/row_work.h"

#include "mlir_rl/kernel/print.h"

namespace mlir_rl::kernel {

namespace {

class ReportSink : public RowSink {
 public:
  explicit ReportSink(ItemReport &report) : report_(report) {}
  void at(int64_t index, const char *stage) override { report_.at(index, stage); }
  void done(int64_t index, MadeRow row) override { report_.done(index, bytesOf(pack(std::move(row)))); }

 private:
  ItemReport &report_;
};

class RowWork : public ItemWork {
 public:
  RowWork(const RowSource &source, uint64_t seed, const std::set<Form> &forms)
      : maker_(source.maker()),
        builder_(source.builder()),
        parser_(source.python),
        pipeline_(*maker_, *builder_, parser_, forms),
        seed_(seed) {}

  Status start() override { return pipeline_.start(); }
  void work(std::span<const int64_t> items, ItemReport &report) override {
    ReportSink sink(report);
    pipeline_.rows(seed_, items, sink);
  }

 private:
  std::unique_ptr<Maker> maker_;
  std::unique_ptr<Builder> builder_;
  PythonParser parser_;
  RowPipeline pipeline_;
  uint64_t seed_;
};

}  // namespace

MakeWork rowWork(const RowSource &source, uint64_t seed, const std::set<Form> &forms) {
  return [=] { return std::make_unique<RowWork>(source, seed, forms); };
}

static void addSource(MadeRow &made, Maker &maker) {
  for (const char *stage : {"start", "begin", "make", "print"})
    if (made.row.stage == stage) return;
  Result<Candidate> sample = maker.make(made.row.id.seed, made.row.id.index);
  if (!sample) return;
  made.row.kernel = sample->module.kernels[0].name;
  made.row.python = addText(made, printModule(sample->module));
}

Result<PackedRow> rowOf(const ItemResult &result, uint64_t seed, Maker &maker) {
  if (result.done) return packedFromBytes(result.bytes);
  MadeRow made;
  made.row.id = {maker.version(), seed, result.item};
  made.row.state = RowState::failed;
  made.row.stage = result.stage;
  made.row.message = result.message;
  made.row.family = maker.familyOf(seed, result.item);
  addSource(made, maker);
  return pack(std::move(made));
}

}  // namespace mlir_rl::kernel
