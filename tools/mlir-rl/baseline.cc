#include <cstdio>
#include <filesystem>

#include "mlir_rl/evaluate/evaluate_program.h"
#include "mlir_rl/evaluate/missing_programs.h"
#include "mlir_rl/measure/topology.h"
#include "mlir_rl/peers/against.h"
#include "mlir_rl/support/interrupt.h"
#include "mlir_rl/support/json_lines.h"
#include "mlir_rl/support/table.h"
#include "mlir_rl/support/units.h"
#include "tools/mlir-rl/child_place.h"

namespace mlir_rl {

namespace {

class BaselineCommand : public Command {
 public:
  std::vector<Option> options() override {
    std::vector<std::string> names;
    for (const Peer &peer : peers()) names.push_back(peer.name);
    std::vector<Option> rows = {
        {.name = "name",
         .value = &name_,
         .choices = names,
         .positional = true,
         .required = true,
         .help = "What to time"},
        {.name = "file",
         .value = &evaluated_.files,
         .positional = true,
         .required = true,
         .unit = "FILE|FOLDER",
         .help = "MLIR programs; of a folder its *.mlir files"},
        {.name = "output",
         .value = &evaluated_.output,
         .letter = 'o',
         .unit = "TABLE.jsonl",
         .help = "Table of results, a line for each program; programs that are there are not timed again"}};
    for (Option &row : evaluated_.measuring.rows())
      if (row.name == "threads" || row.name == "seed" || row.name == "target-cpu") rows.push_back(std::move(row));
    for (Option &row : options_.rows())
      if (row.name != "against") rows.push_back(std::move(row));
    return rows;
  }

  Status run(const Context &context) override {
    options_.against = {name_};
    Result<std::vector<std::string>> files = programFiles(evaluated_.files);
    if (!files) return tl::unexpected(files.error());
    for (const std::string &sentence : missingPrograms(evaluated_.files))
      std::fprintf(stderr, "mlir-rl: %s\n", sentence.c_str());
    Result<ChildPlace> children = childPlace(options_, evaluated_.measuring.threads, context);
    if (!children) return tl::unexpected(children.error());
    Result<ResultTable> table = ResultTable::open(evaluated_.output);
    if (!table) return tl::unexpected(table.error());
    Result<Machine> machine = machineFor(evaluated_.measuring.targetCpu);
    if (!machine) return tl::unexpected(machine.error());
    Workplace place{.machine = *machine, .interrupted = interrupted};
    Progress progress(2, context.progressStyle());
    place.progress = [&](const ProgressState &state) { progress.show(state); };
    std::vector<ProgramEvaluation> rows;
    for (const std::string &file : *files)
      if (Status ok = addRow(file, *machine, rows); !ok) return ok;
    Result<ContestRun> run = runContests(rows, evaluated_, options_, *children, place, *table);
    progress.finish();
    if (!run) return tl::unexpected(run.error());
    return report(*run, context);
  }

 private:
  Status addRow(const std::string &file, const Machine &machine, std::vector<ProgramEvaluation> &rows) const {
    Result<Program> program = readProgram(file, {});
    if (!program) return tl::unexpected(program.error());
    Result<Subject> subject = makeSubject(*program);
    if (!subject) return tl::unexpected(subject.error());
    ProgramEvaluation row{.file = file, .name = std::filesystem::path(file).stem(), .hash = program->hash()};
    row.setup.threads = evaluated_.measuring.threads;
    row.setup.seed = evaluated_.measuring.seed;
    row.setup.machine = machine.fingerprint;
    describe(*subject, row);
    rows.push_back(std::move(row));
    return {};
  }

  Status report(const ContestRun &run, const Context &context) const {
    std::string text = context.json ? jsonText(json(run)) + "\n" : tableOf(run);
    std::fwrite(text.data(), 1, text.size(), stdout);
    if (run.interrupted) return failed("interrupted: what was timed is kept; the same command goes on");
    return {};
  }

  nlohmann::json json(const ContestRun &run) const {
    nlohmann::json json = {{"baseline", name_}, {"table", evaluated_.output}, {"programs", nlohmann::json::array()}};
    json["skipped"] = nlohmann::json::array();
    for (const Contest &contest : run.contests) json["programs"].push_back(toJson(contest));
    for (const SkippedProgram &one : run.skipped)
      json["skipped"].push_back({{"file", one.file}, {"reason", one.reason}});
    return json;
  }

  static std::string tableOf(const ContestRun &run) {
    Table table({{"program", Table::Align::left},
                 {"median"},
                 {"mean"},
                 {"std dev"},
                 {"fastest"},
                 {"rate"},
                 {"to prepare"},
                 {"memory"},
                 {"version", Table::Align::left}});
    for (const Contest &contest : run.contests) {
      const Entrant &one = contest.entrants.front();
      if (!one.isMeasured()) {
        table.addRow({contest.name, "-", "-", "-", "-", "-", "-", "-", one.status + ": " + one.why});
        continue;
      }
      table.addRow({contest.name, formatSeconds(one.median()), formatSeconds(one.mean), formatSeconds(one.deviation),
                    formatSeconds(one.fastest), formatRate(contest.flops / one.median(), "FLOP/s"),
                    formatSeconds(one.prepareSeconds), formatBytes(int64_t(one.peakBytes)), one.version});
    }
    std::string text = table.text();
    for (const SkippedProgram &one : run.skipped) text += one.file + " is skipped: " + one.reason + "\n";
    return text;
  }

  std::string name_;
  EvaluateOptions evaluated_ = {.output = "results/baselines.jsonl"};
  AgainstOptions options_;
};

}  // namespace

std::unique_ptr<Command> baselineCommand() { return std::make_unique<BaselineCommand>(); }

}  // namespace mlir_rl
