#include "mlir_rl/optimize/replay_proof.h"

#include <algorithm>

#include "mlir_rl/measure/timing.h"
#include "mlir_rl/optimize/final_round.h"
#include "mlir_rl/optimize/user_inputs.h"
#include "mlir_rl/support/files.h"
#include "mlir_rl/support/hash.h"
#include "mlir_rl/support/units.h"

namespace mlir_rl {

namespace {

class Replay {
 public:
  Replay(const Proof &proof, const Workplace &workplace) : proof_(proof), place_(workplace) {}

  Result<Replayed> run() {
    if (Status ok = checkInputsFile(); !ok) return tl::unexpected(ok.error());
    Result<Program> program = parseProgram(proof_.program, proof_.input, {proof_.entry, 0});
    if (!program) return tl::unexpected(program.error());
    Result<Subject> subject = makeSubject(*program, proof_.options.convolutionForm());
    if (!subject) return tl::unexpected(subject.error());
    if (Status ok = checkInputs(proof_.options, subject->raw.arguments()); !ok) return tl::unexpected(ok.error());
    Result<std::string> rules = script(*subject, &ProofTask::rules), found = script(*subject, &ProofTask::found);
    if (!rules) return tl::unexpected(rules.error());
    if (!found) return tl::unexpected(found.error());
    return measure(*subject, *rules, *found);
  }

 private:
  Status checkInputsFile() const {
    const std::string &path = proof_.options.inputs;
    if (path.empty()) return {};
    Result<std::string> values = readFile(path);
    if (!values) return tl::unexpected(values.error());
    if (hashText(*values) != proof_.inputsHash) return badUsage(path + " is not what the proof was measured on");
    return {};
  }

  Result<std::string> script(const Subject &subject, Schedule ProofTask::*which) const {
    std::vector<Schedule> schedules;
    for (const SubjectTask &task : subject.tasks) {
      auto known = std::ranges::find(proof_.tasks, task.summary->hash, &ProofTask::hash);
      if (known == proof_.tasks.end())
        return failed("the proof has no schedule for task " + task.summary->hash + ": version " +
                      proof_.versions.project + " (LLVM " + proof_.versions.llvm + ") made other tasks of the program");
      schedules.push_back((*known).*which);
    }
    return subject.script(schedules);
  }

  /// What was chosen stands before its rival, which then has to beat it.
  Result<Replayed> measure(const Subject &subject, const std::string &rules, const std::string &found) const {
    bool foundFirst = proof_.choice == Choice::found;
    std::vector<std::optional<std::string>> versions = {std::nullopt, foundFirst ? found : rules};
    if (rules != found) versions.push_back(foundFirst ? rules : found);
    if (subject.tasks.empty()) versions.resize(1);
    RoofAlarm alarm(place_.machine, place_.raiseRoof);
    auto measured = measureRound(*place_.runner, subject, roundRequest(proof_.options, std::move(versions)), alarm,
                                 place_.interrupted);
    if (!measured) return tl::unexpected(measured.error());
    Replayed result;
    result.unscheduled = measured->front();
    const Measurement &second = measured->size() > 1 ? measured->at(1) : measured->front();
    result.rules = foundFirst ? measured->back() : second;
    result.found = foundFirst ? second : measured->back();
    result.sameMachine = place_.machine.fingerprint == proof_.machine.fingerprint;
    result.sameVersions = proof_.versions == Versions{MLIR_RL_VERSION, MLIR_RL_LLVM_VERSION};
    judge(*measured, result);
    return result;
  }

  void judge(const std::vector<Measurement> &measured, Replayed &result) const {
    int fastest = fastestOf(measured), chosen = proof_.choice == Choice::unscheduled ? 0 : 1;
    const Measurement &m = measured[size_t(chosen)];
    std::string name = nameOf(proof_.choice);
    result.confirmed = fastest == chosen;
    if (m.outcome != Outcome::ok) {
      result.verdict = name + " failed (" + nameOf(m.outcome) + "): " + m.message;
    } else if (result.confirmed) {
      result.verdict = chosen == 0 ? "nothing is faster than unscheduled"
                                   : name + " is right, " + formatFixed(result.speedup(proof_.choice), 2) +
                                         "x unscheduled, and nothing else is faster";
    } else {
      bool rival = fastest == 2;
      std::string other = rival          ? (proof_.choice == Choice::found ? "default" : "found")
                          : fastest == 1 ? "default"
                                         : "";
      result.verdict =
          other.empty() ? name + " is not clearly faster than unscheduled" : other + " is faster than " + name;
    }
  }

  const Proof &proof_;
  const Workplace &place_;
};

}  // namespace

double Replayed::speedup(Choice choice) const {
  const Measurement &m = choice == Choice::unscheduled ? unscheduled : choice == Choice::rules ? rules : found;
  return m.median > 0 ? unscheduled.median / m.median : 0;
}

Result<Replayed> replayProof(const Proof &proof, const Workplace &workplace) { return Replay(proof, workplace).run(); }

}  // namespace mlir_rl
