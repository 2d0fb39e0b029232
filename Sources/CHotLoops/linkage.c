// The inner loops of agglomerative clustering, in double: heights are what the dendrogram shows.
#include <math.h>
#include <string.h>

#include "clones.h"
#include "hotclusters.h"
#include "hotloops.h"

typedef double octet __attribute__((vector_size(64)));
typedef double loose_octet __attribute__((vector_size(64), aligned(8)));
typedef _Bool octet_flags __attribute__((ext_vector_type(8)));

// Queries whose sums, four vectors each, stay in the registers of a level.
#define WARD_ROWS(path) ((path) == HOT_PATH_V4 ? 4 : 1)

// Of those below `limit`.
HOT_INLINE uint32_t octet_bits(const octet *values, double limit) {
  octet_flags flags = __builtin_convertvector(*values < limit, octet_flags);
  uint8_t bits;
  memcpy(&bits, &flags, sizeof bits);
  return bits;
}

HOT_INLINE void ward_distances(const double *tile, const double *const *query, size_t dimensions, const int rows,
                               octet (*sum)[4]) {
#pragma clang loop unroll(full)
  for (int r = 0; r < rows; r++)
#pragma clang loop unroll(full)
    for (int v = 0; v < 4; v++) sum[r][v] = (octet){0};
  for (size_t d = 0; d < dimensions; d++) {
    octet x[4];
#pragma clang loop unroll(full)
    for (int v = 0; v < 4; v++) x[v] = *(const loose_octet *)(tile + d * HOT_TILE + v * 8);
#pragma clang loop unroll(full)
    for (int r = 0; r < rows; r++)
#pragma clang loop unroll(full)
      for (int v = 0; v < 4; v++) {
        octet difference = x[v] - query[r][d];
        sum[r][v] += difference * difference;
      }
  }
}

// Puts a candidate into its place in a list that is kept ascending.
HOT_INLINE void list_insert(double height, int32_t place, size_t length, double *heights, int32_t *places) {
  size_t i = length - 1;
  for (; i > 0 && heights[i - 1] > height; i--) heights[i] = heights[i - 1], places[i] = places[i - 1];
  heights[i] = height, places[i] = place;
}

HOT_INLINE void list_tile(const octet sum[4], const double *sizes, double size, size_t start, int32_t own,
                          size_t length, double *heights, int32_t *places) {
  for (int v = 0; v < 4; v++) {
    octet other = *(const loose_octet *)(sizes + start + (size_t)v * 8);
    octet height = sum[v] * (other * size / (other + size));
    uint32_t bits = octet_bits(&height, heights[length - 1]);
    for (; bits; bits &= bits - 1) {
      int lane = __builtin_ctz(bits);
      int32_t place = (int32_t)start + v * 8 + lane;
      if (place != own && height[lane] < heights[length - 1]) list_insert(height[lane], place, length, heights, places);
    }
  }
}

HOT_INLINE void nearest_ward(const int path, const double *tiles, const double *sizes, size_t first, size_t last,
                             size_t dimensions, const double *queries, const double *query_sizes, const int32_t *own,
                             size_t count, size_t length, double *heights, int32_t *places) {
  for (size_t t = first; t < last; t++) {
    const double *tile = tiles + t * dimensions * HOT_TILE;
    for (size_t q = 0; q < count; q += WARD_ROWS(path)) {
      octet sum[WARD_ROWS(path)][4];
      const double *query[WARD_ROWS(path)];
#pragma clang loop unroll(full)
      for (size_t r = 0; r < WARD_ROWS(path); r++)
        query[r] = queries + (q + r < count ? q + r : count - 1) * dimensions;
      ward_distances(tile, query, dimensions, WARD_ROWS(path), sum);
#pragma clang loop unroll(full)
      for (size_t r = 0; r < WARD_ROWS(path); r++) {
        if (q + r >= count) break;
        list_tile(sum[r], sizes, query_sizes[q + r], t * HOT_TILE, own[q + r], length, heights + (q + r) * length,
                  places + (q + r) * length);
      }
    }
  }
}

HOT_KERNEL(hot_ward_nearest, nearest_ward,
           (int path, const double *tiles, const double *sizes, size_t first, size_t last, size_t dimensions,
            const double *queries, const double *query_sizes, const int32_t *own, size_t count, size_t length,
            double *heights, int32_t *places),
           tiles, sizes, first, last, dimensions, queries, query_sizes, own, count, length, heights, places)

HOT(void, hot_ward_heights, (const double *centroids, const double *sizes, size_t dimensions, size_t own,
     const int32_t *others, size_t count, double *out), (centroids, sizes, dimensions, own, others, count, out)) {
  const double *x = centroids + own * dimensions;
  for (size_t i = 0; i < count; i++) {
    const double *y = centroids + (size_t)others[i] * dimensions;
    double parts[8] = {0}, sum = 0;
    size_t d = 0;
    for (; d + 8 <= dimensions; d += 8)
      for (size_t l = 0; l < 8; l++) parts[l] += (x[d + l] - y[d + l]) * (x[d + l] - y[d + l]);
    for (; d < dimensions; d++) sum += (x[d] - y[d]) * (x[d] - y[d]);
    sum += ((parts[0] + parts[4]) + (parts[1] + parts[5])) + ((parts[2] + parts[6]) + (parts[3] + parts[7]));
    double a = sizes[own], b = sizes[others[i]];
    out[i] = sum * (a * b / (a + b));
  }
}

// Row i of the upper triangle begins before its own column i + 1.
HOT_INLINE size_t condensed(size_t total, size_t a, size_t b) {
  size_t low = a < b ? a : b, high = a < b ? b : a;
  return low * (2 * total - low - 1) / 2 + high - low - 1;
}

size_t hot_condensed_nearest(const double *matrix, size_t total, const int32_t *active, size_t count, size_t point,
                             ptrdiff_t previous, double *height) {
  double best = previous < 0 ? INFINITY : matrix[condensed(total, point, (size_t)previous)];
  size_t nearest = previous < 0 ? point : (size_t)previous;
  for (size_t i = 0; i < count; i++) {
    size_t other = (size_t)active[i];
    if (other == point) continue;
    double value = matrix[condensed(total, point, other)];
    if (value < best) best = value, nearest = other;
  }
  *height = best;
  return nearest;
}

void hot_condensed_merge(double *matrix, size_t total, const int32_t *active, size_t count, size_t gone, size_t kept,
                         int complete, double size_gone, double size_kept) {
  double share = size_gone / (size_gone + size_kept);
  for (size_t i = 0; i < count; i++) {
    size_t other = (size_t)active[i];
    if (other == gone || other == kept) continue;
    double a = matrix[condensed(total, other, gone)], *b = matrix + condensed(total, other, kept);
    *b = complete ? (a > *b ? a : *b) : share * a + (1 - share) * *b;
  }
}

HOT(void, hot_condensed_row, (const float *points, size_t rows, size_t dimensions, size_t row, double *out),
    (points, rows, dimensions, row, out)) {
  const float *own = points + row * dimensions;
  for (size_t other = row + 1; other < rows; other++) {
    const float *point = points + other * dimensions;
    double parts[8] = {0}, sum = 0;
    size_t d = 0;
    for (; d + 8 <= dimensions; d += 8)
      for (int l = 0; l < 8; l++) {
        double difference = (double)own[d + (size_t)l] - (double)point[d + (size_t)l];
        parts[l] += difference * difference;
      }
    for (; d < dimensions; d++) {
      double difference = (double)own[d] - (double)point[d];
      sum += difference * difference;
    }
    sum += ((parts[0] + parts[4]) + (parts[1] + parts[5])) + ((parts[2] + parts[6]) + (parts[3] + parts[7]));
    out[other - row - 1] = __builtin_elementwise_sqrt(sum);
  }
}
