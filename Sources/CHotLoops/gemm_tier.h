// One instruction-set level of the matrix product, included once a level by gemm.c.
//
// GEMM_NAME(x) names a function of this level, GEMM_TARGET is its target attribute, GEMM_LANES the floats of
// one vector, GEMM_ROWS the rows of C held in registers (GEMM_ROWS x 2 accumulators), GEMM_LOW and GEMM_HIGH
// interleave the lower and the upper halves of two vectors.

typedef float GEMM_NAME(vector) __attribute__((vector_size(GEMM_LANES * 4), aligned(4)));

// A square of source[lane][depth] to panel[depth * lanes + lane], by shuffles: each round interleaves the two halves.
HOT_INLINE GEMM_TARGET void GEMM_NAME(transpose)(const float *source, size_t stride, float *panel, size_t lanes) {
  GEMM_NAME(vector) rows[GEMM_LANES], next[GEMM_LANES];
#pragma clang loop unroll(full)
  for (int i = 0; i < GEMM_LANES; i++) rows[i] = *(const GEMM_NAME(vector) *)(source + i * stride);
#pragma clang loop unroll(full)
  for (int round = 1; round < GEMM_LANES; round *= 2) {
#pragma clang loop unroll(full)
    for (int i = 0; i < GEMM_LANES / 2; i++) {
      next[2 * i] = GEMM_LOW(rows[i], rows[i + GEMM_LANES / 2]);
      next[2 * i + 1] = GEMM_HIGH(rows[i], rows[i + GEMM_LANES / 2]);
    }
#pragma clang loop unroll(full)
    for (int i = 0; i < GEMM_LANES; i++) rows[i] = next[i];
  }
#pragma clang loop unroll(full)
  for (int i = 0; i < GEMM_LANES; i++) *(GEMM_NAME(vector) *)(panel + i * lanes) = rows[i];
}

// Copies columns [column, column + width) of op(B), depths [depth, depth + length), to panel[length][lanes],
// with zeros for the columns that B does not have.
GEMM_TARGET static void GEMM_NAME(pack)(const gemm_problem *problem, size_t column, size_t width, size_t lanes,
                                        size_t depth, size_t length, float *panel) {
  size_t stride = problem->stride_b;
  if (width < lanes) memset(panel, 0, length * lanes * sizeof(float));
  if (problem->transposes_b) {
    const float *b = problem->b + column * stride + depth;
    size_t whole_j = width / GEMM_LANES * GEMM_LANES, whole_p = length / GEMM_LANES * GEMM_LANES;
    for (size_t j = 0; j < whole_j; j += GEMM_LANES)
      for (size_t p = 0; p < whole_p; p += GEMM_LANES)
        GEMM_NAME(transpose)(b + j * stride + p, stride, panel + p * lanes + j, lanes);
    for (size_t j = 0; j < width; j++)
      for (size_t p = j < whole_j ? whole_p : 0; p < length; p++) panel[p * lanes + j] = b[j * stride + p];
    return;
  }
  const float *b = problem->b + depth * stride + column;
  size_t vectors = width / GEMM_LANES;
  for (size_t p = 0; p < length; p++) {
    const float *from = b + p * stride;
    float *to = panel + p * lanes;
    // At most two, spelled out: a loop would become a call of memcpy for each depth.
    if (vectors > 0) *(GEMM_NAME(vector) *)to = *(const GEMM_NAME(vector) *)from;
    if (vectors > 1) *(GEMM_NAME(vector) *)(to + GEMM_LANES) = *(const GEMM_NAME(vector) *)(from + GEMM_LANES);
    for (size_t j = vectors * GEMM_LANES; j < width; j++) to[j] = from[j];
  }
}

// The same end of a tile that is not as wide as its vectors.
GEMM_TARGET static void GEMM_NAME(store_part)(const float *block, size_t lanes, size_t rows, size_t width,
                                              const float *bias, int accumulates, float *c, size_t stride_c) {
  for (size_t i = 0; i < rows; i++) {
    const float *sums = block + i * lanes;
    float *target = c + i * stride_c;
    const float *added = accumulates ? target : bias;
    size_t j = 0;
    for (; j + 4 <= width; j += 4) {
      gemm_quad sum = *(const gemm_quad *)(sums + j);
      if (added) sum += *(const gemm_quad *)(added + j);
      *(gemm_quad *)(target + j) = sum;
    }
    for (; j < width; j++) target[j] = added ? sums[j] + added[j] : sums[j];
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
  if (width == (size_t)vectors * GEMM_LANES) {
#pragma clang loop unroll(full)
    for (int i = 0; i < GEMM_ROWS; i++) {
      if ((size_t)i >= rows) break;
      const float *added = accumulates ? c + i * stride_c : bias;
#pragma clang loop unroll(full)
      for (int v = 0; v < vectors; v++) {
        if (added) sum[i][v] += *(const GEMM_NAME(vector) *)(added + v * GEMM_LANES);
        *(GEMM_NAME(vector) *)(c + i * stride_c + v * GEMM_LANES) = sum[i][v];
      }
    }
    return;
  }
  float block[GEMM_ROWS * 2 * GEMM_LANES];
#pragma clang loop unroll(full)
  for (int i = 0; i < GEMM_ROWS; i++)
#pragma clang loop unroll(full)
    for (int v = 0; v < vectors; v++)
      *(GEMM_NAME(vector) *)(block + (i * vectors + v) * GEMM_LANES) = sum[i][v];
  GEMM_NAME(store_part)(block, (size_t)vectors * GEMM_LANES, rows, width, bias, accumulates, c, stride_c);
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
#undef GEMM_LOW
#undef GEMM_HIGH
