#include "mlir_rl/kernel_set/pipeline.h"

#include <cassert>

#include "mlir_rl/kernel/hash.h"
#include "mlir_rl/kernel/print.h"
#include "mlir_rl/kernel_front/read.h"
#include "mlir_rl/kernel_set/oracle.h"
#include "mlir_rl/kernel_set/uses.h"
#include "mlir_rl/kernel_set/variants.h"
#include "mlir_rl/support/clock.h"
#include "mlir_rl/support/hash.h"

namespace mlir_rl::kernel {

namespace {

/// One index on its way.
struct Work {
  int64_t index = 0;
  Candidate sample;
  std::string python;
  MadeRow made;
  bool open = true;  ///< not done yet
};

void addTime(MadeRow &made, const std::string &stage, double seconds) { made.times[stage] += int64_t(seconds * 1e9); }

class Batch {
 public:
  Batch(Maker &maker, Builder &builder, const std::set<Form> &forms, RowSink &sink)
      : maker_(maker), builder_(builder), forms_(forms), sink_(sink) {}

  void make(uint64_t seed, int64_t index) {
    work_.push_back({.index = index, .sample = {}, .python = "", .made = {}});
    Work &work = work_.back();
    work.made.row.id = {maker_.version(), seed, index};
    step(work, "make", [&]() -> Checked<void> {
      Result<Candidate> sample = maker_.make(seed, index);
      if (!sample) return troubled(sample.error().message);
      assert(sample->module.kernels.size() == 1);
      work.sample = *std::move(sample);
      work.made.row.family = work.sample.family;
      work.made.row.kernel = work.sample.module.kernels[0].name;
      return {};
    });
    step(work, "print", [&]() -> Checked<void> {
      work.python = printModule(work.sample.module);
      work.made.row.python = addText(work.made, work.python);
      return {};
    });
  }

  /// What waits to be read back, and the indices of it.
  std::vector<std::string> sources() const {
    std::vector<std::string> sources;
    for (const Work &work : work_)
      if (work.open) sources.push_back(work.python);
    return sources;
  }
  std::vector<int64_t> open() const {
    std::vector<int64_t> indices;
    for (const Work &work : work_)
      if (work.open) indices.push_back(work.index);
    return indices;
  }

  void takeTrees(const std::vector<nlohmann::json> &trees, double secondsEach) {
    size_t next = 0;
    for (Work &work : work_)
      if (work.open) {
        addTime(work.made, "read", secondsEach);
        readBack(work, trees[next++]);
      }
  }

  /// For sources of one index only: Python's parser did not survive it.
  void parserDied(const std::string &why) {
    for (Work &work : work_) step(work, "read", [&]() -> Checked<void> { return troubled(why); });
  }

  void finish() {
    for (Work &work : work_) {
      hash(work);
      consultAndBuild(work);
      if (work.open) close(work);
    }
  }

 private:
  /// Does one stage of a row that is still open; trouble ends the row.
  template <class Do>
  void step(Work &work, const std::string &stage, Do what) {
    if (!work.open) return;
    sink_.at(work.index, stage.c_str());
    Stopwatch watch;
    Checked<void> done = what();
    addTime(work.made, stage, watch.seconds());
    if (done) return;
    work.made.row.state = done.error().state;
    work.made.row.stage = stage;
    work.made.row.message = done.error().message;
    close(work);
  }

  void close(Work &work) {
    work.open = false;
    sink_.done(work.index, std::move(work.made));
  }

  void readBack(Work &work, const nlohmann::json &tree) {
    step(work, "read", [&]() -> Checked<void> {
      Reading reading = readTree(tree);
      if (!reading.errors.empty()) return troubled(diagnosticsText(reading.errors, work.made.row.kernel + ".py"));
      if (reading.module != work.sample.module) return troubled("the text reads back as another tree");
      return {};
    });
  }

  void hash(Work &work) {
    step(work, "hash", [&]() -> Checked<void> {
      RowHashes &hashes = work.made.row.hashes;
      hashes.exact = hashKernel(work.sample.module, 0, Likeness::exact);
      hashes.renamed = hashKernel(work.sample.module, 0, Likeness::renamed);
      hashes.blanked = hashKernel(work.sample.module, 0, Likeness::blanked);
      work.made.row.uses = usesOf(work.sample.module);
      return {};
    });
  }

  void consultAndBuild(Work &work) {
    OracleAnswer oracle;
    Built built;
    step(work, "oracle", [&]() -> Checked<void> {
      Checked<OracleAnswer> answer = askOracle(work.sample);
      if (!answer) return tl::unexpected(answer.error());
      oracle = *std::move(answer);
      noteOracle(work.made.row, oracle);
      return {};
    });
    step(work, "forms", [&]() -> Checked<void> {
      Result<Built> result = builder_.build(work.sample.module, forms_);
      if (!result) return troubled(result.error().message);
      built = *std::move(result);
      noteForms(work.made, built);
      return {};
    });
    for (const RunnableForm &variant : built.variants)
      step(work, variant.name, [&]() -> Checked<void> {
        Checked<void> agrees = compareVariant(work.sample, variant, oracle);
        if (agrees) work.made.row.variants.push_back(variant.name);
        return agrees;
      });
  }

  static void noteOracle(Row &row, const OracleAnswer &oracle) {
    row.instructions = oracle.instructions;
    row.hashes.behaviour = oracle.behaviour;
    for (const OracleRun &run : oracle.runs) row.runs.push_back(run.facts);
  }

  static void noteForms(MadeRow &made, const Built &built) {
    for (const auto &[form, text] : built.forms) {
      FormFacts &facts = made.row.forms[form];
      facts.reason = text.reason;
      if (!text.reason.empty()) continue;
      if (form == Form::mlir) made.row.hashes.mlir = hashText(text.text);
      facts.text = addText(made, text.text);
    }
  }

  Maker &maker_;
  Builder &builder_;
  const std::set<Form> &forms_;
  RowSink &sink_;
  std::vector<Work> work_;
};

}  // namespace

Status RowPipeline::start() {
  Result<std::vector<nlohmann::json>> trees = parser_.parse({""});
  return trees ? builder_.start() : tl::unexpected(trees.error());
}

void RowPipeline::rows(uint64_t seed, std::span<const int64_t> indices, RowSink &sink) {
  Batch batch(maker_, builder_, forms_, sink);
  for (int64_t index : indices) batch.make(seed, index);
  std::vector<std::string> sources = batch.sources();
  if (sources.empty()) return;
  sink.at(-1, "read");
  Stopwatch watch;
  Result<std::vector<nlohmann::json>> trees = parser_.parse(sources);
  if (!trees && sources.size() == 1) return batch.parserDied(trees.error().message);
  if (!trees) {  // one of them ended the parser: find out which
    for (int64_t index : batch.open()) rows(seed, {&index, 1}, sink);
    return;
  }
  batch.takeTrees(*trees, watch.seconds() / double(sources.size()));
  batch.finish();
}

}  // namespace mlir_rl::kernel
