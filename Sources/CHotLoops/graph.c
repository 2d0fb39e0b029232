// Products of a sparse symmetric matrix with a few vectors side by side, and of such blocks with each other, in double.
#include <string.h>

#include "clones.h"
#include "hotclusters.h"
#include "hotloops.h"

HOT_INLINE void graph_step(const int path, const int64_t *offsets, const int32_t *indices, const double *weights,
                           size_t first, size_t last, size_t width, const double *x, double scale, double shift,
                           double damping, const double *previous, double *out) {
  (void)path;
  for (size_t i = first; i < last; i++) {
    for (size_t j = 0; j < width; j += 8) {
      double sum[8] = {0};
      for (int64_t t = offsets[i]; t < offsets[i + 1]; t++) {
        const double *row = x + (size_t)indices[t] * width + j;
        for (int l = 0; l < 8; l++) sum[l] += weights[t] * row[l];
      }
      const double *own = x + i * width + j, *old = previous + i * width + j;
      double *target = out + i * width + j;
      for (int l = 0; l < 8; l++) target[l] = scale * (sum[l] - shift * own[l]) - damping * old[l];
    }
  }
}

HOT_KERNEL(hot_graph_step, graph_step,
           (int path, const int64_t *offsets, const int32_t *indices, const double *weights, size_t first, size_t last,
            size_t width, const double *x, double scale, double shift, double damping, const double *previous,
            double *out),
           offsets, indices, weights, first, last, width, x, scale, shift, damping, previous, out)

HOT_INLINE void block_gram(const int path, const double *a, const double *b, size_t rows, size_t width, double *out) {
  (void)path;
  for (size_t r = 0; r < rows; r++) {
    const double *left = a + r * width, *right = b + r * width;
    for (size_t i = 0; i < width; i++) {
      double factor = left[i], *target = out + i * width;
      for (size_t j = 0; j < width; j++) target[j] += factor * right[j];
    }
  }
}

HOT_KERNEL(hot_block_gram, block_gram,
           (int path, const double *a, const double *b, size_t rows, size_t width, double *out), a, b, rows, width, out)

HOT_INLINE void block_turn(const int path, double *x, size_t rows, size_t width, const double *turn,
                           double *scratch) {
  (void)path;
  for (size_t r = 0; r < rows; r++) {
    double *row = x + r * width;
    memset(scratch, 0, width * sizeof *scratch);
    for (size_t i = 0; i < width; i++) {
      double factor = row[i];
      const double *from = turn + i * width;
      for (size_t j = 0; j < width; j++) scratch[j] += factor * from[j];
    }
    memcpy(row, scratch, width * sizeof *scratch);
  }
}

HOT_KERNEL(hot_block_turn, block_turn,
           (int path, double *x, size_t rows, size_t width, const double *turn, double *scratch), x, rows, width, turn,
           scratch)
