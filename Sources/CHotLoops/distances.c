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

HOT(void, hot_nearest, (const float *tiles, size_t tile_count, size_t dimensions, const double *centres,
     size_t centre_count, int64_t *nearest, double *distances),
    (tiles, tile_count, dimensions, centres, centre_count, nearest, distances)) {
  for (size_t t = 0; t < tile_count; t++) {
    const float *tile = tiles + t * dimensions * HOT_TILE;
    double best[HOT_TILE], current[HOT_TILE];
    int64_t index[HOT_TILE] = {0};
    tile_distances(tile, centres, dimensions, best);
    for (size_t c = 1; c < centre_count; c++) {
      tile_distances(tile, centres + c * dimensions, dimensions, current);
      for (size_t j = 0; j < HOT_TILE; j++) {
        index[j] = current[j] < best[j] ? (int64_t)c : index[j];
        best[j] = current[j] < best[j] ? current[j] : best[j];
      }
    }
    memcpy(nearest + t * HOT_TILE, index, sizeof index);
    memcpy(distances + t * HOT_TILE, best, sizeof best);
  }
}

HOT(void, hot_distance_sums, (const float *tiles, const int64_t *labels, size_t tile_count, size_t dimensions,
     size_t last_count, const double *queries, size_t query_count, double *sums, size_t clusters),
    (tiles, labels, tile_count, dimensions, last_count, queries, query_count, sums, clusters)) {
  for (size_t t = 0; t < tile_count; t++) {
    const float *tile = tiles + t * dimensions * HOT_TILE;
    const int64_t *label = labels + t * HOT_TILE;
    size_t count = t + 1 == tile_count ? last_count : HOT_TILE;
    // Points are sorted by cluster: most tiles hold one cluster only, and are summed in lanes.
    int whole = count == HOT_TILE && label[0] == label[HOT_TILE - 1];
    for (size_t q = 0; q < query_count; q++) {
      double distance[HOT_TILE];
      tile_distances(tile, queries + q * dimensions, dimensions, distance);
      for (size_t j = 0; j < HOT_TILE; j++) distance[j] = __builtin_elementwise_sqrt(distance[j]);
      double *sum = sums + q * clusters;
      if (whole) {
        double lanes[8] = {0};
        for (size_t j = 0; j < HOT_TILE; j += 8)
          for (size_t l = 0; l < 8; l++) lanes[l] += distance[j + l];
        sum[label[0]] += ((lanes[0] + lanes[4]) + (lanes[1] + lanes[5])) + ((lanes[2] + lanes[6]) + (lanes[3] + lanes[7]));
      } else {
        for (size_t j = 0; j < count; j++) sum[label[j]] += distance[j];
      }
    }
  }
}

HOT(void, hot_cluster_sums, (const float *points, const int64_t *labels, size_t count, size_t dimensions,
     double *sums, double *counts), (points, labels, count, dimensions, sums, counts)) {
  for (size_t i = 0; i < count; i++) {
    const float *point = points + i * dimensions;
    double *sum = sums + (size_t)labels[i] * dimensions;
    counts[labels[i]] += 1.0;
    for (size_t d = 0; d < dimensions; d++) sum[d] += (double)point[d];
  }
}
