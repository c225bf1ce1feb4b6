#include <nlohmann/json.hpp>

#include "mlir_rl/kernel_set/row_json.h"
#include "mlir_rl/kernel_set/set_options.h"
#include "mlir_rl/support/compressed.h"
#include "tools/mlir-rl/kernels/source.h"

namespace mlir_rl {

using namespace kernel;

/// Makes the row of an id as generating does, in a child.
static Result<PackedRow> makeRow(const KernelId &id, const RowSource &source, const std::set<Form> &wanted,
                                 const KernelsOptions &options) {
  std::unique_ptr<Maker> maker = source.maker();
  if (id.version != maker->version())
    return badUsage("kernel " + idText(id) + " is of generator " + std::to_string(id.version) + ", this program has " +
                    std::to_string(maker->version()));
  Result<PackedRow> made = failed("interrupted");
  auto take = [&](const ItemResult &result) -> Status {
    made = rowOf(result, id.seed, *maker);
    return made ? Status() : tl::unexpected(made.error());
  };
  Status ran = runPool({id.index}, options.pool(), rowWork(source, id.seed, wanted), take, [] { return false; });
  return ran ? made : tl::unexpected(ran.error());
}

static Result<std::string> textOf(const PackedRow &made, const std::string &hash) {
  auto text = made.texts.find(hash);
  return text == made.texts.end() ? std::string() : decompress(text->second, "text");
}

/// Its Python text, or the form's.
static Result<std::string> shownText(const PackedRow &made, const std::string &form) {
  if (form.empty()) return textOf(made, made.row.python.hash);
  auto facts = made.row.forms.find(findForm(form)->id);
  if (facts == made.row.forms.end())
    return failed("kernel " + idText(made.row.id) + " has no forms: it is " + stateName(made.row.state) + ", " +
                  made.row.stage + ": " + made.row.message);
  if (!facts->second.reason.empty()) return failed("it has no form " + form + ": " + facts->second.reason);
  return textOf(made, facts->second.text.hash);
}

Status showKernels(const KernelsOptions &options, const Context &context) {
  Result<KernelId> id = parseId(options.target);
  if (!id) return tl::unexpected(id.error());
  std::set<Form> wanted = defaultForms();
  if (!options.form.empty()) wanted = {findForm(options.form)->id};
  Result<RowSource> source = kernelSource(options, wanted, context);
  if (!source) return tl::unexpected(source.error());
  Result<PackedRow> made = makeRow(*id, *source, wanted, options);
  if (!made) return tl::unexpected(made.error());
  Result<std::string> text = shownText(*made, options.form);
  if (!text) return tl::unexpected(text.error());
  if (context.json)
    printJson({{"row", toJson(made->row)}, {"text", *text}});
  else
    printText(*text);
  return {};
}

}  // namespace mlir_rl
