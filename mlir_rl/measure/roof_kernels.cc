#include "mlir_rl/measure/roof_kernels.h"

namespace mlir_rl {

const RoofKernels &roofKernels(Isa isa) {
  switch (isa) {
    case Isa::avx512:
      return roof_avx512::kernels;
    case Isa::avx2:
      return roof_avx2::kernels;
    case Isa::sse2:
      return roof_sse2::kernels;
  }
  return roof_sse2::kernels;
}

}  // namespace mlir_rl
