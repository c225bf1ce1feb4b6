#include "mlir_rl/peers/against.h"

#include <chrono>
#include <cstdio>
#include <filesystem>

#include "mlir_rl/peers/library.h"
#include "mlir_rl/support/files.h"

namespace mlir_rl {

std::vector<Option> AgainstOptions::rows() {
  std::vector<std::string> names;
  for (const Peer &peer : peers()) names.push_back(peer.name);
  return {
      {.name = "against",
       .value = &against,
       .choices = names,
       .commas = true,
       .help = "Then time the versions found in turns with these, each in a process of its own, outputs compared"},
      {.name = "rounds",
       .value = &rounds,
       .min = 1,
       .max = 10000,
       .unit = "rounds",
       .help = "Turns of --against; fewer than 20 are a look, not a result"},
      {.name = "python",
       .value = &python,
       .unit = "FILE",
       .help = "Python that has the peers; empty: .venv-peers/bin/python, which `make peers` fills"},
      {.name = "peers-package",
       .value = &package,
       .unit = "DIR",
       .help = "Folder of the Python package that runs the peers; empty: the one that comes with mlir-rl"},
      {.name = "peers-folder",
       .value = &folder,
       .unit = "DIR",
       .help = "For what is made on the way: libraries, models, inputs, outputs, a log"},
  };
}

Status AgainstOptions::check() const {
  for (const std::string &name : against)
    if (Result<Peer> peer = findPeer(name); !peer) return tl::unexpected(peer.error());
  return {};
}

namespace {

constexpr const char *kUnscheduled = "unscheduled";

class Contests {
 public:
  Contests(const EvaluateOptions &evaluated, const AgainstOptions &options, const ChildPlace &place,
           const Workplace &workplace, ResultTable &table)
      : evaluated_(evaluated), options_(options), arena_(place), workplace_(workplace), table_(table) {
    state_ = {.unit = "programs", .label = "against"};
  }

  Result<ContestRun> run(const std::vector<ProgramEvaluation> &rows) {
    if (Status ok = makeFolder(options_.folder); !ok) return tl::unexpected(ok.error());
    if (Status ok = readTable(); !ok) return tl::unexpected(ok.error());
    state_.total = int64_t(rows.size());
    ContestRun all;
    for (const ProgramEvaluation &row : rows) {
      if (workplace_.interrupted()) break;
      show(row.name, "building");
      Result<Contest> contest = take(row);
      if (!contest && workplace_.interrupted()) break;
      if (!contest && contest.error().kind == ErrorKind::environment) return tl::unexpected(contest.error());
      if (contest)
        all.contests.push_back(*std::move(contest));
      else
        all.skipped.push_back({row.file, contest.error().message});
      ++state_.done;
    }
    all.interrupted = workplace_.interrupted();
    return all;
  }

 private:
  Status readTable() {
    for (const nlohmann::json &row : table_.rows()) {
      if (!row.is_object() || !row.contains("entrants")) continue;
      Result<Contest> one = contestFrom(row);
      if (!one) return badUsage(table_.path() + ": " + one.error().message);
      known_.push_back(*std::move(one));
    }
    return {};
  }

  /// One drawn by chance is nobody's choice.
  static bool isOurs(const EvaluatedVersion &version) {
    return version.name != kUnscheduled && !version.name.starts_with("sampled@") && version.outcome == "ok";
  }

  ContestSetup setupFor(const ProgramEvaluation &row) const {
    ContestSetup setup{static_cast<const Conditions &>(row.setup), options_.against, {}, options_.rounds};
    for (const EvaluatedVersion &version : row.versions)
      if (isOurs(version)) setup.ours.push_back(version.name);
    return setup;
  }

  Result<Contest> take(const ProgramEvaluation &row) {
    ContestSetup setup = setupFor(row);
    for (const Contest &one : known_)
      if (one.hash == row.hash && one.setup == setup) return one;
    Contest contest{.setup = setup, .file = row.file, .name = row.name, .hash = row.hash, .opType = row.opType};
    contest.flops = row.flops;
    contest.bytes = row.bytes;
    contest.tuningSeconds = row.policySearch.seconds + row.evolution.seconds;
    if (Status ok = hold(row, contest); !ok) return tl::unexpected(ok.error());
    auto now = std::chrono::system_clock::now().time_since_epoch();
    contest.unixTime = std::chrono::duration_cast<std::chrono::seconds>(now).count();
    if (Status ok = table_.append(toJson(contest)); !ok) return tl::unexpected(ok.error());
    return contest;
  }

  Status hold(const ProgramEvaluation &row, Contest &contest) {
    std::string folder = std::filesystem::absolute(options_.folder + "/" + row.name + "-" + row.hash).string();
    if (Status ok = makeFolder(folder); !ok) return ok;
    Result<std::vector<Entry>> entries = entriesFor(row, folder);
    if (!entries) return tl::unexpected(entries.error());
    RoundsOptions rounds{.rounds = options_.rounds,
                         .seed = row.setup.seed,
                         .threads = row.setup.threads,
                         .folder = folder,
                         .interrupted = workplace_.interrupted};
    rounds.progress = [&](int done) {
      show(row.name, "round " + std::to_string(done) + " of " + std::to_string(options_.rounds));
    };
    std::string file = std::filesystem::absolute(row.file).string();
    Result<std::vector<Entrant>> all = arena_.run(file, *entries, rounds);
    if (!all) return tl::unexpected(all.error());
    contest.entrants = *std::move(all);
    for (const Entrant &one : contest.entrants)
      if (contest.reference.empty() && one.isMeasured()) contest.reference = one.name;
    return {};
  }

  Result<std::vector<Entry>> entriesFor(const ProgramEvaluation &row, const std::string &folder) {
    Result<ConvolutionForm> form = findConvolutionForm(row.setup.convolutions);
    if (!form) return tl::unexpected(form.error());
    Result<Program> program = readProgram(row.file, {});
    Result<Subject> subject = program ? makeSubject(*program, *form) : tl::unexpected(program.error());
    if (!subject) return tl::unexpected(subject.error());
    std::vector<Entry> entries;
    for (const EvaluatedVersion &version : row.versions) {
      if (!isOurs(version)) continue;
      Result<Entry> entry = libraryEntry(*subject, version.name, version.schedules, "O3", row, folder);
      if (!entry) return tl::unexpected(entry.error());
      entries.push_back(*std::move(entry));
    }
    for (const std::string &name : options_.against) {
      Result<Entry> entry = peerEntry(*subject, *findPeer(name), row, folder);
      if (!entry) return tl::unexpected(entry.error());
      entries.push_back(*std::move(entry));
    }
    return entries;
  }

  Result<Entry> libraryEntry(const Subject &subject, const std::string &name, const std::string &schedules,
                             const std::string &pipeline, const ProgramEvaluation &row, const std::string &folder) {
    LowerOptions lowering{
        .targetCpu = evaluated_.measuring.targetCpu, .llvmPipeline = pipeline, .threads = row.setup.threads};
    Result<BuiltLibrary> built = buildLibrary(subject, schedules, workplace_.machine, lowering, folder + "/" + name);
    if (!built) return tl::unexpected(built.error());
    return Entry{name, "library", "", {{"library", built->library}, {"header", built->header}}};
  }

  Result<Entry> peerEntry(const Subject &subject, const Peer &peer, const ProgramEvaluation &row,
                          const std::string &folder) {
    if (peer.form == PeerForm::library) return libraryEntry(subject, peer.name, "", peer.variant, row, folder);
    Entry entry{peer.name, peer.module, peer.variant, nlohmann::json::object()};
    entry.hasOutputs = peer.form != PeerForm::roof;
    if (peer.form == PeerForm::roof) entry.order["flops"] = row.flops;
    if (peer.form != PeerForm::onnx) return entry;
    std::string why;
    Result<std::string> model = arena_.onnxOf(std::filesystem::absolute(row.file).string(), folder, why);
    if (!model) return tl::unexpected(model.error());
    if (model->empty()) std::fprintf(stderr, "mlir-rl: %s: no ONNX model: %s\n", row.name.c_str(), why.c_str());
    entry.order["onnx"] = *model;
    return entry;
  }

  void show(const std::string &name, const std::string &what) {
    state_.detail = name + ": " + what;
    workplace_.progress(state_);
  }

  const EvaluateOptions &evaluated_;
  const AgainstOptions &options_;
  Arena arena_;
  const Workplace &workplace_;
  ResultTable &table_;
  std::vector<Contest> known_;
  ProgressState state_;
};

}  // namespace

Result<ContestRun> runContests(const std::vector<ProgramEvaluation> &rows, const EvaluateOptions &evaluated,
                               const AgainstOptions &options, const ChildPlace &place, const Workplace &workplace,
                               ResultTable &table) {
  return Contests(evaluated, options, place, workplace, table).run(rows);
}

}  // namespace mlir_rl
