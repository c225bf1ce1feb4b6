#include <cstdio>
#include <nlohmann/json.hpp>

#include "mlir_rl/optimize/replay_proof.h"
#include "mlir_rl/support/json_lines.h"
#include "mlir_rl/support/table.h"
#include "mlir_rl/support/units.h"
#include "tools/mlir-rl/command.h"
#include "tools/mlir-rl/workplace.h"

namespace mlir_rl {
namespace {

std::string spreadText(const Measurement &m) { return m.median > 0 ? "±" + formatFixed(50 * m.spread, 1) + " %" : "-"; }

std::string outcomeText(const Measurement &m, bool isReference) {
  if (m.outcome != Outcome::ok) return std::string("NO: ") + nameOf(m.outcome);
  return isReference ? "reference" : "yes";
}

std::string textOf(const Proof &proof, const Replayed &now) {
  using enum Table::Align;
  Table table({{"", left}, {"time then"}, {"spread"}, {"time now"}, {"spread"}, {"speed-up"}, {"verified", left}});
  auto row = [&](Choice choice, const Measurement &old, const Measurement &fresh) {
    double speedup = now.speedup(choice);
    table.addRow({nameOf(choice), formatSeconds(old.median), spreadText(old), formatSeconds(fresh.median),
                  spreadText(fresh), speedup > 0 ? formatFixed(speedup, 1) + "x" : "-",
                  outcomeText(fresh, choice == Choice::unscheduled)});
  };
  row(Choice::unscheduled, proof.unscheduled, now.unscheduled);
  row(Choice::rules, proof.rules, now.rules);
  row(Choice::found, proof.found, now.found);
  std::string text = table.text() + "\nchosen then: " + nameOf(proof.choice) + "\n";
  if (!now.sameMachine) text += "note: measured then on another machine, " + proof.machine.cpu + "\n";
  if (!now.sameVersions)
    text += "note: measured then by version " + proof.versions.project + " (LLVM " + proof.versions.llvm + ")\n";
  if (now.confirmed) text += "confirmed: " + now.verdict + "\n";
  return text;
}

nlohmann::json toJson(const Proof &proof, const Replayed &now) {
  return {{"input", proof.input},
          {"threads", proof.options.threads},
          {"chosen", nameOf(proof.choice)},
          {"confirmed", now.confirmed},
          {"verdict", now.verdict},
          {"same_machine", now.sameMachine},
          {"same_versions", now.sameVersions},
          {"then",
           {{"unscheduled", mlir_rl::toJson(proof.unscheduled)},
            {"default", mlir_rl::toJson(proof.rules)},
            {"found", mlir_rl::toJson(proof.found)}}},
          {"now",
           {{"unscheduled", mlir_rl::toJson(now.unscheduled)},
            {"default", mlir_rl::toJson(now.rules)},
            {"found", mlir_rl::toJson(now.found)}}}};
}

class ReplayCommand : public Command {
 public:
  std::vector<Option> options() override {
    return {{.name = "proof",
             .value = &path_,
             .positional = true,
             .required = true,
             .unit = "PROOF",
             .help = "The NAME.proof.json that optimize wrote"}};
  }

  Status run(const Context &context) override {
    Result<Proof> proof = readProof(path_);
    if (!proof) return tl::unexpected(proof.error());
    proof->options.noStore = true;
    proof->options.workers = 1;
    context.announce("replay " + path_ + ": " + proof->input + ", chosen then: " + nameOf(proof->choice));
    auto owned = makeWorkplace(proof->options, context);
    if (!owned) return tl::unexpected(owned.error());
    Result<Replayed> now = replayProof(*proof, (*owned)->place);
    if (!now) return tl::unexpected(Error{now.error().kind, path_ + ": " + now.error().message});
    std::string text = context.json ? jsonText(toJson(*proof, *now)) + "\n" : textOf(*proof, *now);
    std::fwrite(text.data(), 1, text.size(), stdout);
    if (!now->confirmed) return failed("not confirmed: " + now->verdict);
    return {};
  }

 private:
  std::string path_;
};

}  // namespace

std::unique_ptr<Command> replayCommand() { return std::make_unique<ReplayCommand>(); }

}  // namespace mlir_rl
