#include "mlir_rl/kernel_make/partners.h"

#include "mlir_rl/kernel_make/loops.h"
#include "mlir_rl/kernel_make/sketch.h"

namespace mlir_rl::kernel::make {

Partners addPartners(Maker &m, Partners::Manner manner, int own, int others, int most, const PartnerNames &names) {
  Partners partners = {.manner = manner, .own = own, .others = others};
  if (manner == Partners::lists) partners.rows = addRows(m, own, others, most, names.offsets, names.indices);
  if (manner != Partners::table) return partners;
  partners.width = m.plan.extent(3, most);
  partners.indices = addIndices(m, {own, partners.width}, others, names.indices);
  m.known(partners.indices).hidden = true;
  return partners;
}

Value addBeside(Maker &m, const Partners &partners, const Type &element, const std::string &hint) {
  std::vector<int> extents = {partners.own, partners.manner == Partners::all ? partners.others : partners.width};
  if (partners.manner == Partners::lists) extents = {partners.rows.entries};
  return addReals(m, element, extents, hint);
}

int mostPartners(const Maker &m, const Partners &partners) {
  switch (partners.manner) {
    case Partners::lists:
      return m.plan.most(partners.rows.entries);
    case Partners::table:
      return m.plan.most(partners.width);
    case Partners::all:
      break;
  }
  return m.plan.most(partners.others);
}

Value countOf(Maker &m, const Partners &partners, const Value &own) {
  if (partners.manner == Partners::lists) return entriesIn(m, partners.rows, own);
  return sizeOf(m, partners.manner == Partners::table ? partners.width : partners.others);
}

void forPartners(Maker &m, const Partners &partners, const Value &own,
                 const std::function<void(const Value &other, const Values &entry)> &body) {
  switch (partners.manner) {
    case Partners::lists:
      return forEntries(m, partners.rows, own,
                        [&](const Value &k) { body(elementOf(m, partners.rows.columns, {k}), {k}); });
    case Partners::table:
      return forLoop(
          m, tripOver(m, partners.width),
          [&](const Value &k) {
            Values entry = {own, k};
            body(elementOf(m, partners.indices, entry), entry);
          },
          m.draw.of({"k", "slot", "n"}));
    case Partners::all:
      return forLoop(m, tripOver(m, partners.others), [&](const Value &other) { body(other, {own, other}); }, "j");
  }
}

}  // namespace mlir_rl::kernel::make
