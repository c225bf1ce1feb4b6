#include "mlir_rl/kernel_set/id.h"

#include <charconv>

namespace mlir_rl::kernel {

std::string idText(const KernelId &id) {
  std::string index = std::to_string(id.index);
  if (index.size() < 7) index.insert(0, 7 - index.size(), '0');
  return std::to_string(id.version) + "-" + std::to_string(id.seed) + "-" + index;
}

/// A number and the hyphen after it, or the end.
template <class Number>
static bool take(std::string_view &text, Number &number) {
  auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (code != std::errc() || number < 0) return false;
  text.remove_prefix(size_t(end - text.data()));
  if (!text.empty() && text[0] != '-') return false;
  if (!text.empty()) text.remove_prefix(1);
  return true;
}

Result<KernelId> parseId(std::string_view text) {
  KernelId id;
  std::string_view rest = text;
  bool read = take(rest, id.version) && take(rest, id.seed) && take(rest, id.index) && rest.empty();
  if (!read || idText(id) != text)
    return badUsage("'" + std::string(text) + "' is no id of a kernel; ids look like " + idText({1, 42, 17}));
  return id;
}

}  // namespace mlir_rl::kernel
