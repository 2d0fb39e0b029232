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

typedef float gemm_quad __attribute__((vector_size(16), aligned(4)));

#define GEMM_NAME(x) portable_##x
#define GEMM_TARGET
#define GEMM_LANES 4
#define GEMM_ROWS 4
#define GEMM_LOW(a, b) __builtin_shufflevector(a, b, 0, 4, 1, 5)
#define GEMM_HIGH(a, b) __builtin_shufflevector(a, b, 2, 6, 3, 7)
#include "gemm_tier.h"

#if defined(__x86_64__)
#define GEMM_NAME(x) v3_##x
#define GEMM_TARGET HOT_TARGET_V3
#define GEMM_LANES 8
#define GEMM_ROWS 6
#define GEMM_LOW(a, b) __builtin_shufflevector(a, b, 0, 8, 1, 9, 2, 10, 3, 11)
#define GEMM_HIGH(a, b) __builtin_shufflevector(a, b, 4, 12, 5, 13, 6, 14, 7, 15)
#include "gemm_tier.h"

#define GEMM_NAME(x) v4_##x
#define GEMM_TARGET HOT_TARGET_V4_WIDE
#define GEMM_LANES 16
#define GEMM_ROWS 8
#define GEMM_LOW(a, b) __builtin_shufflevector(a, b, 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23)
#define GEMM_HIGH(a, b) __builtin_shufflevector(a, b, 8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29, 14, 30, 15, 31)
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
