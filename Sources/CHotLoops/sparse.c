// Weighted sums of rows in double: products of a sparse matrix, or of a small one, with a block of vectors.
#include <string.h>

#include "clones.h"
#include "hotloops.h"

typedef double lanes __attribute__((vector_size(64), aligned(8)));

// out[8 * vectors] = the sum of count rows, read at `rows` + index * width; accumulators stay in registers.
HOT_INLINE void combine(const double *weights, const int32_t *indices, size_t count, const double *rows,
                        size_t width, const int vectors, double *out) {
  lanes sum[4];
#pragma clang loop unroll(full)
  for (int v = 0; v < vectors; v++) sum[v] = *(const lanes *)(out + 8 * v);
  for (size_t t = 0; t < count; t++) {
    const double *row = rows + (size_t)indices[t] * width;
    double weight = weights[t];
#pragma clang loop unroll(full)
    for (int v = 0; v < vectors; v++) sum[v] += weight * *(const lanes *)(row + 8 * v);
  }
#pragma clang loop unroll(full)
  for (int v = 0; v < vectors; v++) *(lanes *)(out + 8 * v) = sum[v];
}

HOT(void, hot_combine_rows, (const double *weights, const int32_t *indices, size_t count, const double *rows,
     size_t width, double *out), (weights, indices, count, rows, width, out)) {
  size_t column = 0;
  for (; column + 32 <= width; column += 32) combine(weights, indices, count, rows + column, width, 4, out + column);
  for (; column < width; column += 8) combine(weights, indices, count, rows + column, width, 1, out + column);
}
