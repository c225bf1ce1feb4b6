#pragma once

/// \file
/// An option is declared once, as a row: name, variable, range or choices, unit, help. From the rows come the
/// command-line flag (`support/flags.h`), the JSON key and the reference in Markdown.
///
///     struct SearchOptions {
///       int64_t trials = 64;
///       std::string strategy = "evolutionary";
///     };
///     std::vector<Option> rows(SearchOptions &o) {
///       return {{.name = "trials", .value = &o.trials, .min = 0, .unit = "candidates", .help = "..."},
///               {.name = "strategy", .value = &o.strategy, .choices = {"random", "evolutionary"}, .help = "..."}};
///     }

#include <cstdint>
#include <limits>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "mlir_rl/support/result.h"

namespace mlir_rl {

/// Where the value lives; what it holds when the row is made is the default. The variable outlives the row.
using OptionValue =
    std::variant<bool *, int *, int64_t *, uint64_t *, double *, std::string *, std::vector<std::string> *>;

struct Option {
  std::string name;  ///< "target-cpu": the flag is --target-cpu, the JSON key target_cpu
  OptionValue value;
  char letter = 0;                                        ///< short flag
  double min = -std::numeric_limits<double>::infinity();  ///< numbers only; included
  double max = std::numeric_limits<double>::infinity();   ///< likewise
  std::vector<std::string> choices;                       ///< texts and lists of texts: the values allowed
  bool positional = false;                                ///< FILE instead of --file FILE
  bool required = false;
  std::vector<std::string> otherNames;  ///< read like `name`, never written
  bool commas = false;                  ///< lists: a flag's value may name several, "obj,so"
  std::string unit;                     ///< "seconds", "candidates", "FILE"; upper case in help
  std::string help;                     ///< one sentence without a full stop

  std::string flag() const { return "--" + name; }
  std::string jsonKey() const;
};

/// Sets from a text as on the command line; a list gets one more element. Error (usage) when the text is not of
/// the type, out of range or none of the choices; the variable then keeps its value.
Status setFromText(const Option &option, std::string_view text);

/// Empties a list, so that a flag replaces the default instead of adding to it. No effect on other types.
void clearList(const Option &option);

/// The value as on the command line; lists joined with commas.
std::string textOf(const Option &option);

/// Sets the options that an object names. Errors (usage): not an object, an unknown key (with the nearest known
/// one), a value of another type or out of range. All or nothing: on an error no variable is changed.
Status readJson(const std::vector<Option> &options, const nlohmann::json &object);

/// An object with every option; readJson takes it back.
nlohmann::json writeJson(const std::vector<Option> &options);

/// "1..64", "at least 0", "obj|so", or "".
std::string rangeText(const Option &option);

/// A Markdown table: option, values, default, meaning.
std::string markdownTable(const std::vector<Option> &options);

}  // namespace mlir_rl
