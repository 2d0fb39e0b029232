// Squared Euclidean distances by direct differences in double: no digits are lost for near pairs, as they are in
// ||x||^2 + ||y||^2 - 2xy. Points lie in tiles of 32, dimension by dimension (tile[dimension][32]).
#include <math.h>
#include <string.h>

#include "clones.h"
#include "hotloops.h"

typedef float narrow __attribute__((vector_size(32), aligned(4)));
typedef double wide __attribute__((vector_size(64)));

// out[32] = squared distances of one tile's points to `query`.
HOT_INLINE void tile_distances(const float *tile, const double *query, size_t dimensions, double *out) {
  wide s0 = {0}, s1 = {0}, s2 = {0}, s3 = {0};
  for (size_t d = 0; d < dimensions; d++) {
    const float *values = tile + d * HOT_TILE;
    double q = query[d];
    wide d0 = __builtin_convertvector(*(const narrow *)values, wide) - q;
    wide d1 = __builtin_convertvector(*(const narrow *)(values + 8), wide) - q;
    wide d2 = __builtin_convertvector(*(const narrow *)(values + 16), wide) - q;
    wide d3 = __builtin_convertvector(*(const narrow *)(values + 24), wide) - q;
    s0 += d0 * d0;
    s1 += d1 * d1;
    s2 += d2 * d2;
    s3 += d3 * d3;
  }
  memcpy(out, &s0, sizeof s0);
  memcpy(out + 8, &s1, sizeof s1);
  memcpy(out + 16, &s2, sizeof s2);
  memcpy(out + 24, &s3, sizeof s3);
}

HOT(void, hot_squared_distances, (const float *tiles, size_t tile_count, size_t dimensions, const double *query,
     double *out), (tiles, tile_count, dimensions, query, out)) {
  for (size_t t = 0; t < tile_count; t++)
    tile_distances(tiles + t * dimensions * HOT_TILE, query, dimensions, out + t * HOT_TILE);
}

// Centres whose sums, four vectors each, stay in the registers of a level.
#define CENTRE_ROWS(path) ((path) == HOT_PATH_V4 ? 4 : 1)

HOT_INLINE void nearest_centres(const int path, const float *tiles, size_t tile_count, size_t dimensions,
                                const double *centres, size_t centre_count, int64_t *nearest, double *distances) {
  for (size_t t = 0; t < tile_count; t++) {
    const float *tile = tiles + t * dimensions * HOT_TILE;
    double best[HOT_TILE];
    int64_t index[HOT_TILE] = {0};
    for (size_t j = 0; j < HOT_TILE; j++) best[j] = INFINITY;
    for (size_t c = 0; c < centre_count; c += CENTRE_ROWS(path)) {
      wide sum[CENTRE_ROWS(path)][4];
      const double *centre[CENTRE_ROWS(path)];
#pragma clang loop unroll(full)
      for (size_t r = 0; r < CENTRE_ROWS(path); r++) {
        centre[r] = centres + (c + r < centre_count ? c + r : centre_count - 1) * dimensions;
#pragma clang loop unroll(full)
        for (int v = 0; v < 4; v++) sum[r][v] = (wide){0};
      }
      for (size_t d = 0; d < dimensions; d++) {
        wide x[4];
#pragma clang loop unroll(full)
        for (int v = 0; v < 4; v++) x[v] = __builtin_convertvector(*(const narrow *)(tile + d * HOT_TILE + v * 8), wide);
#pragma clang loop unroll(full)
        for (size_t r = 0; r < CENTRE_ROWS(path); r++)
#pragma clang loop unroll(full)
          for (int v = 0; v < 4; v++) {
            wide difference = x[v] - centre[r][d];
            sum[r][v] += difference * difference;
          }
      }
#pragma clang loop unroll(full)
      for (size_t r = 0; r < CENTRE_ROWS(path); r++) {
        double current[HOT_TILE];
        memcpy(current, sum[r], sizeof current);
        int64_t number = (int64_t)(c + r < centre_count ? c + r : centre_count - 1);
        for (size_t j = 0; j < HOT_TILE; j++) {
          index[j] = current[j] < best[j] ? number : index[j];
          best[j] = current[j] < best[j] ? current[j] : best[j];
        }
      }
    }
    memcpy(nearest + t * HOT_TILE, index, sizeof index);
    memcpy(distances + t * HOT_TILE, best, sizeof best);
  }
}

HOT_KERNEL(hot_nearest, nearest_centres,
           (int path, const float *tiles, size_t tile_count, size_t dimensions, const double *centres,
            size_t centre_count, int64_t *nearest, double *distances),
           tiles, tile_count, dimensions, centres, centre_count, nearest, distances)

HOT(void, hot_cluster_sums, (const float *points, const int64_t *labels, size_t count, size_t dimensions,
     double *sums, double *counts), (points, labels, count, dimensions, sums, counts)) {
  for (size_t i = 0; i < count; i++) {
    const float *point = points + i * dimensions;
    double *sum = sums + (size_t)labels[i] * dimensions;
    counts[labels[i]] += 1.0;
    for (size_t d = 0; d < dimensions; d++) sum[d] += (double)point[d];
  }
}
