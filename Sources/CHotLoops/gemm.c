// Dense products of small matrices: a panel of B is packed to the stack (it stays in the first-level cache), a
// tile of C stays in registers. Every element of C is summed over k in order, so only the instruction set (fused
// or separate multiply-add) and not the tiling changes a result.
#include <string.h>

#include "clones.h"
#include "hotloops.h"

// Depth of a packed panel: 256 x 32 floats = 32 KiB.
#define GEMM_DEPTH 256

typedef struct {
  size_t m, n, k;
  const float *a, *b, *bias;
  float *c;
  size_t stride_a, stride_b, stride_c;
  int transposes_a, transposes_b, accumulates;
} gemm_problem;

#define GEMM_NAME(x) portable_##x
#define GEMM_TARGET
#define GEMM_LANES 4
#define GEMM_ROWS 4
#include "gemm_tier.h"

#if defined(__x86_64__)
#define GEMM_NAME(x) v3_##x
#define GEMM_TARGET __attribute__((target("arch=x86-64-v3")))
#define GEMM_LANES 8
#define GEMM_ROWS 6
#include "gemm_tier.h"

// By features, not arch=x86-64-v4: that tunes for 256-bit vectors and halves the registers a tile has.
#define GEMM_NAME(x) v4_##x
#define GEMM_TARGET __attribute__((target("avx512f,avx512bw,avx512cd,avx512dq,avx512vl,avx2,fma,bmi,bmi2,lzcnt")))
#define GEMM_LANES 16
#define GEMM_ROWS 8
#include "gemm_tier.h"
#endif

void hot_gemm(int path, int transposes_a, int transposes_b, size_t m, size_t n, size_t k, const float *a,
              size_t stride_a, const float *b, size_t stride_b, const float *bias, int accumulates, float *c,
              size_t stride_c) {
  gemm_problem problem = {m, n, k, a, b, bias, c, stride_a, stride_b, stride_c,
                          transposes_a, transposes_b, accumulates};
  int best = hot_path_best();
  int chosen = path < best ? path : best;
#if defined(__x86_64__)
  if (chosen == HOT_PATH_V4) return v4_product(&problem);
  if (chosen == HOT_PATH_V3) return v3_product(&problem);
#endif
  (void)chosen;
  portable_product(&problem);
}
