#include "mlir_rl/kernel/form.h"

#include <algorithm>
#include <array>

namespace mlir_rl::kernel {

static constexpr std::array kRows = {
#define ROW(id, name, extension, backend, maker, about) \
  FormRow{Form::id, name, extension, Backend::backend, FormMaker::maker, about},
    MLIR_RL_KERNEL_FORMS(ROW)
#undef ROW
};

std::span<const FormRow> forms() { return kRows; }

const FormRow &rowOf(Form id) { return kRows[size_t(id)]; }

const FormRow *findForm(std::string_view name) {
  const auto *row = std::find_if(kRows.begin(), kRows.end(), [&](const FormRow &r) { return r.name == name; });
  return row == kRows.end() ? nullptr : row;
}

const char *backendName(Backend backend) { return backend == Backend::cpu ? "cpu" : "cuda"; }

}  // namespace mlir_rl::kernel
