#include "mlir_rl/support/options.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <functional>
#include <map>
#include <nlohmann/json.hpp>
#include <type_traits>
#include <utility>

#include "mlir_rl/support/json_lines.h"
#include "mlir_rl/support/nearest.h"

namespace mlir_rl {
namespace {

using nlohmann::json;
using List = std::vector<std::string>;

template <class T>
constexpr bool isNumber = std::is_arithmetic_v<T> && !std::is_same_v<T, bool>;

std::string jsonKeyOf(std::string name) {
  std::replace(name.begin(), name.end(), '-', '_');
  return name;
}

/// 0.5 as "0.5", 64 as "64".
std::string numberText(double value) {
  char text[64];
  auto end = std::to_chars(text, text + sizeof text, value).ptr;
  return {text, end};
}

std::string joined(const List &list, const char *between) {
  std::string text;
  for (const std::string &item : list) text += (text.empty() ? "" : between) + item;
  return text;
}

tl::unexpected<Error> refuse(const Option &option, const std::string &got, const std::string &wanted) {
  return badUsage((option.positional ? option.name : option.flag()) + ": " + got + " is not " + wanted);
}

Status checkNumber(const Option &option, double value, const std::string &got) {
  if (std::isnan(value)) return refuse(option, got, "a number");
  if (value < option.min || value > option.max) return refuse(option, got, "in the range " + rangeText(option));
  return {};
}

Status checkChoice(const Option &option, const std::string &value) {
  bool known =
      option.choices.empty() || std::find(option.choices.begin(), option.choices.end(), value) != option.choices.end();
  if (known) return {};
  return refuse(option, "'" + value + "'",
                "one of " + joined(option.choices, ", ") + didYouMean(value, option.choices));
}

template <class T>
Result<T> parse(const Option &option, std::string_view text) {
  std::string got = "'" + std::string(text) + "'";
  if constexpr (std::is_same_v<T, bool>) {
    if (text == "true" || text == "false") return text == "true";
    return refuse(option, got, "true or false");
  } else if constexpr (isNumber<T>) {
    T value{};
    auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size()) {
      return refuse(option, got, std::is_integral_v<T> ? "a whole number" : "a number");
    }
    Status inRange = checkNumber(option, static_cast<double>(value), got);
    if (!inRange) return tl::unexpected<Error>(inRange.error());
    return value;
  } else {
    Status allowed = checkChoice(option, std::string(text));
    if (!allowed) return tl::unexpected<Error>(allowed.error());
    return std::string(text);
  }
}

List splitAtCommas(std::string_view text) {
  List items;
  while (true) {
    size_t comma = text.find(',');
    items.emplace_back(text.substr(0, comma));
    if (comma == std::string_view::npos) return items;
    text.remove_prefix(comma + 1);
  }
}

Status addToList(const Option &option, List &list, std::string_view text) {
  List items = option.commas ? splitAtCommas(text) : List{std::string(text)};
  for (const std::string &item : items) {
    Status allowed = checkChoice(option, item);
    if (!allowed) return allowed;
  }
  list.insert(list.end(), items.begin(), items.end());
  return {};
}

/// The texts that stand for a JSON value of the option's type; an error for any other type.
Result<List> textsOfJson(const Option &option, const json &value) {
  bool isList = std::holds_alternative<List *>(option.value);
  bool isText = isList || std::holds_alternative<std::string *>(option.value);
  if (!isList) {
    if (isText != value.is_string()) return refuse(option, jsonText(value), isText ? "a string" : "of the right type");
    return List{isText ? value.get<std::string>() : jsonText(value)};
  }
  if (!value.is_array()) return refuse(option, jsonText(value), "a list");
  List texts;
  for (const json &item : value) {
    if (!item.is_string()) return refuse(option, jsonText(item), "a string");
    texts.push_back(item.get<std::string>());
  }
  return texts;
}

/// A copy of every variable, put back unless kept.
class Backup {
 public:
  explicit Backup(const std::vector<Option> &options) {
    for (const Option &option : options) {
      std::visit([&](auto *slot) { restores_.push_back([slot, old = *slot] { *slot = old; }); }, option.value);
    }
  }
  void restore() const {
    for (const auto &restore : restores_) restore();
  }

 private:
  std::vector<std::function<void()>> restores_;
};

Status setFromJson(const Option &option, const json &value) {
  Result<List> texts = textsOfJson(option, value);
  if (!texts) return tl::unexpected<Error>(texts.error());
  clearList(option);
  for (const std::string &text : *texts) {
    Status status = setFromText(option, text);
    if (!status) return status;
  }
  return {};
}

Status readKeys(const std::vector<Option> &options, const json &object) {
  List keys;
  std::vector<const Option *> owners;
  for (const Option &option : options) {
    List names = option.otherNames;
    names.insert(names.begin(), option.name);
    for (const std::string &name : names) {
      keys.push_back(jsonKeyOf(name));
      owners.push_back(&option);
    }
  }
  std::map<const Option *, std::string> given;
  for (const auto &[key, value] : object.items()) {
    auto found = std::find(keys.begin(), keys.end(), key);
    if (found == keys.end()) return badUsage("unknown key '" + key + "'" + didYouMean(key, keys));
    const Option *option = owners[static_cast<size_t>(found - keys.begin())];
    auto [first, isNew] = given.try_emplace(option, key);
    if (!isNew) return badUsage("'" + first->second + "' and '" + key + "' are the same key");
    Status status = setFromJson(*option, value);
    if (!status) return status;
  }
  return {};
}

}  // namespace

std::string Option::jsonKey() const { return jsonKeyOf(name); }

Status setFromText(const Option &option, std::string_view text) {
  return std::visit(
      [&](auto *slot) -> Status {
        using T = std::remove_pointer_t<decltype(slot)>;
        if constexpr (std::is_same_v<T, List>) {
          return addToList(option, *slot, text);
        } else {
          Result<T> value = parse<T>(option, text);
          if (!value) return tl::unexpected<Error>(value.error());
          *slot = std::move(*value);
          return {};
        }
      },
      option.value);
}

void clearList(const Option &option) {
  if (auto *const *list = std::get_if<List *>(&option.value)) (*list)->clear();
}

std::string textOf(const Option &option) {
  return std::visit(
      [](auto *slot) -> std::string {
        using T = std::remove_pointer_t<decltype(slot)>;
        if constexpr (std::is_same_v<T, bool>) return *slot ? "true" : "false";
        if constexpr (std::is_same_v<T, double>) return numberText(*slot);
        if constexpr (isNumber<T>) return std::to_string(*slot);
        if constexpr (std::is_same_v<T, std::string>) return *slot;
        if constexpr (std::is_same_v<T, List>) return joined(*slot, ",");
      },
      option.value);
}

Status readJson(const std::vector<Option> &options, const json &object) {
  if (!object.is_object()) return badUsage("options must be a JSON object, not " + std::string(object.type_name()));
  Backup backup(options);
  Status status = readKeys(options, object);
  if (!status) backup.restore();
  return status;
}

json writeJson(const std::vector<Option> &options) {
  json object = json::object();
  for (const Option &option : options) {
    std::visit([&](auto *slot) { object[option.jsonKey()] = *slot; }, option.value);
  }
  return object;
}

std::string rangeText(const Option &option) {
  if (!option.choices.empty()) return joined(option.choices, "|");
  bool below = std::isfinite(option.max), above = std::isfinite(option.min);
  if (below && above) return numberText(option.min) + ".." + numberText(option.max);
  if (above) return "at least " + numberText(option.min);
  if (below) return "at most " + numberText(option.max);
  return "";
}

std::string markdownTable(const std::vector<Option> &options) {
  std::string out = "| option | values | default | meaning |\n| --- | --- | --- | --- |\n";
  for (const Option &option : options) {
    std::string name = option.positional ? option.name : option.flag();
    if (option.letter) name = std::string("-") + option.letter + ", " + name;
    for (const std::string &other : option.otherNames) name += ", --" + other;
    std::string values = rangeText(option);
    if (!option.unit.empty()) values += (values.empty() ? "" : " ") + option.unit;
    std::replace(values.begin(), values.end(), '|', ',');  // ends a cell
    std::string now = textOf(option);
    out += "| `" + name + "` | " + values + " | " + (now.empty() ? "" : "`" + now + "`") + " | " + option.help + " |\n";
  }
  return out;
}

}  // namespace mlir_rl
