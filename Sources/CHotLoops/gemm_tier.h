// One instruction-set level of the matrix product, included once a level by gemm.c.
//
// GEMM_NAME(x) names a function of this level, GEMM_TARGET is its target attribute, GEMM_LANES the floats of
// one vector, GEMM_ROWS the rows of C held in registers (GEMM_ROWS x 2 accumulators).

typedef float GEMM_NAME(vector) __attribute__((vector_size(GEMM_LANES * 4), aligned(4)));

// Copies columns [column, column + width) of op(B), depths [depth, depth + length), to panel[length][lanes],
// with zeros for the columns that B does not have.
GEMM_TARGET static void GEMM_NAME(pack)(const gemm_problem *problem, size_t column, size_t width, size_t lanes,
                                        size_t depth, size_t length, float *panel) {
  const float *b = problem->b;
  if (width < lanes) memset(panel, 0, length * lanes * sizeof(float));
  if (problem->transposes_b) {
    for (size_t j = 0; j < width; j++) {
      const float *source = b + (column + j) * problem->stride_b + depth;
      for (size_t p = 0; p < length; p++) panel[p * lanes + j] = source[p];
    }
  } else {
    for (size_t p = 0; p < length; p++)
      memcpy(panel + p * lanes, b + (depth + p) * problem->stride_b + column, width * sizeof(float));
  }
}

// C[rows][width] (+)= A[rows][length] * panel[length][vectors * lanes]; A(i, p) = a[i * step_i + p * step_p].
// Missing rows repeat the last one and are not stored.
HOT_INLINE GEMM_TARGET void GEMM_NAME(tile)(const float *a, size_t step_i, size_t step_p, size_t rows,
                                            size_t length, const float *panel, const int vectors, size_t width,
                                            const float *bias, int accumulates, float *c, size_t stride_c) {
  GEMM_NAME(vector) sum[GEMM_ROWS][2];
  const float *row[GEMM_ROWS];
#pragma clang loop unroll(full)
  for (int i = 0; i < GEMM_ROWS; i++) {
    row[i] = a + ((size_t)i < rows ? (size_t)i : rows - 1) * step_i;
#pragma clang loop unroll(full)
    for (int v = 0; v < vectors; v++) sum[i][v] = (GEMM_NAME(vector)){0};
  }
  for (size_t p = 0; p < length; p++) {
    GEMM_NAME(vector) b[2];
#pragma clang loop unroll(full)
    for (int v = 0; v < vectors; v++)
      b[v] = *(const GEMM_NAME(vector) *)(panel + (p * vectors + v) * GEMM_LANES);
#pragma clang loop unroll(full)
    for (int i = 0; i < GEMM_ROWS; i++) {
      float value = row[i][p * step_p];
#pragma clang loop unroll(full)
      for (int v = 0; v < vectors; v++) sum[i][v] += value * b[v];
    }
  }
#pragma clang loop unroll(full)
  for (int i = 0; i < GEMM_ROWS; i++) {
    if ((size_t)i >= rows) break;
    float *target = c + i * stride_c;
    float line[2 * GEMM_LANES];
    memcpy(line, sum[i], vectors * GEMM_LANES * sizeof(float));
    if (accumulates)
      for (size_t j = 0; j < width; j++) target[j] += line[j];
    else if (bias)
      for (size_t j = 0; j < width; j++) target[j] = line[j] + bias[j];
    else
      for (size_t j = 0; j < width; j++) target[j] = line[j];
  }
}

GEMM_TARGET static void GEMM_NAME(product)(const gemm_problem *problem) {
  float panel[GEMM_DEPTH * 2 * GEMM_LANES] __attribute__((aligned(64)));
  size_t step_i = problem->transposes_a ? 1 : problem->stride_a;
  size_t step_p = problem->transposes_a ? problem->stride_a : 1;
  for (size_t column = 0; column < problem->n;) {
    size_t left = problem->n - column;
    int vectors = left > GEMM_LANES ? 2 : 1;
    size_t lanes = (size_t)vectors * GEMM_LANES;
    size_t width = left < lanes ? left : lanes;
    const float *bias = problem->bias ? problem->bias + column : NULL;
    for (size_t depth = 0; depth < problem->k; depth += GEMM_DEPTH) {
      size_t length = problem->k - depth < GEMM_DEPTH ? problem->k - depth : GEMM_DEPTH;
      int accumulates = problem->accumulates || depth > 0;
      GEMM_NAME(pack)(problem, column, width, lanes, depth, length, panel);
      for (size_t i = 0; i < problem->m; i += GEMM_ROWS) {
        size_t rows = problem->m - i < GEMM_ROWS ? problem->m - i : GEMM_ROWS;
        const float *a = problem->a + i * step_i + depth * step_p;
        float *c = problem->c + i * problem->stride_c + column;
        if (vectors == 2)
          GEMM_NAME(tile)(a, step_i, step_p, rows, length, panel, 2, width, bias, accumulates, c, problem->stride_c);
        else
          GEMM_NAME(tile)(a, step_i, step_p, rows, length, panel, 1, width, bias, accumulates, c, problem->stride_c);
      }
    }
    column += width;
  }
}

#undef GEMM_NAME
#undef GEMM_TARGET
#undef GEMM_LANES
#undef GEMM_ROWS
