#include "mlir_rl/support/flags.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cctype>
#include <string>

namespace mlir_rl {
namespace {

std::string cliName(const Option &option) {
  if (option.positional) return option.name;
  std::string names = option.letter ? std::string("-") + option.letter + "," + option.flag() : option.flag();
  for (const std::string &other : option.otherNames) names += ",--" + other;
  return names;
}

/// "Measured candidates (at least 0, default 64)".
std::string description(const Option &option) {
  std::string range = rangeText(option);
  std::string now = textOf(option);
  bool isSwitch = std::holds_alternative<bool *>(option.value);
  if (!isSwitch && !now.empty()) range += (range.empty() ? "default " : ", default ") + now;
  return option.help + (range.empty() ? "" : " (" + range + ")");
}

std::string placeholder(const Option &option) {
  std::string unit = option.unit.empty() ? (option.choices.empty() ? "VALUE" : "NAME") : option.unit;
  std::transform(unit.begin(), unit.end(), unit.begin(), [](unsigned char c) { return std::toupper(c); });
  return unit;
}

}  // namespace

void addFlags(CLI::App &app, const std::vector<Option> &options) {
  for (const Option &option : options) {
    if (std::holds_alternative<bool *>(option.value)) {
      app.add_flag(cliName(option))->description(description(option));
      continue;
    }
    CLI::Option *added = app.add_option(cliName(option));
    added->description(description(option))
        ->type_name(option.positional ? "" : placeholder(option))
        ->required(option.required);
    // One value for each mention: a list flag must not swallow the positional after it.
    if (std::holds_alternative<std::vector<std::string> *>(option.value)) {
      added->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
      if (option.positional) added->expected(option.required ? 1 : 0, -1)->allow_extra_args();
    }
  }
}

Status applyFlags(const CLI::App &app, const std::vector<Option> &options) {
  for (const Option &option : options) {
    const CLI::Option *given = app.get_option_no_throw(option.positional ? option.name : option.flag());
    if (!given || given->count() == 0) continue;
    if (std::holds_alternative<bool *>(option.value)) {
      *std::get<bool *>(option.value) = true;
      continue;
    }
    clearList(option);
    for (const std::string &text : given->results()) {
      Status status = setFromText(option, text);
      if (!status) return status;
    }
  }
  return {};
}

}  // namespace mlir_rl
