// Pairs of points by direct differences, sixteen lanes of single precision at a time. The points are floats, so a squared
// distance is off by its own last digits only, never by cancellation as in ||x||^2 + ||y||^2 - 2xy; pairs whose distance
// is that close to the limit are decided in double.
#include <math.h>
#include <string.h>

#include "clones.h"
#include "hotclusters.h"
#include "hotloops.h"
#include "pairs.h"

// Bits of the points of a tile that are near a query.
HOT_INLINE uint32_t near_bits(const lanes sum[2], const float *tile, const float *query, size_t dimensions,
                              hot_near near) {
  uint32_t perhaps = lane_bits(sum, near.perhaps) | lane_bits(sum + 1, near.perhaps) << 16;
  uint32_t unsure = perhaps & ~(lane_bits(sum, near.surely) | lane_bits(sum + 1, near.surely) << 16);
  while (unsure) {
    int lane = __builtin_ctz(unsure);
    unsure &= unsure - 1;
    if (!(exact_distance(tile, lane, query, dimensions) <= near.limit)) perhaps &= ~(1u << lane);
  }
  return perhaps;
}

HOT_INLINE void count_pairs(const int path, const float *tiles, size_t first, size_t last, size_t dimensions,
                            const float *queries, size_t count, hot_near near, int32_t *row_counts,
                            int32_t *column_counts) {
  for (size_t t = first; t < last; t++) {
    const float *tile = tiles + t * dimensions * HOT_TILE;
    int32_t *columns = column_counts ? column_counts + t * HOT_TILE : NULL;
    for (size_t q = 0; q < count; q += PAIR_ROWS(path)) {
      lanes sum[PAIR_ROWS(path)][2];
      pair_distances(tile, queries + q * dimensions, count - q, dimensions, PAIR_ROWS(path), sum);
      for (size_t r = 0; r < PAIR_ROWS(path) && q + r < count; r++) {
        uint32_t bits = near_bits(sum[r], tile, queries + (q + r) * dimensions, dimensions, near);
        row_counts[q + r] += __builtin_popcount(bits);
        if (columns)
          for (; bits; bits &= bits - 1) columns[__builtin_ctz(bits)]++;
      }
    }
  }
}

HOT_KERNEL(hot_pairs_count, count_pairs,
           (int path, const float *tiles, size_t first, size_t last, size_t dimensions, const float *queries,
            size_t count, hot_near near, int32_t *row_counts, int32_t *column_counts),
           tiles, first, last, dimensions, queries, count, near, row_counts, column_counts)

HOT_INLINE int32_t root_of(int32_t *parents, int32_t point) {
  while (parents[point] != point) {
    parents[point] = parents[parents[point]];
    point = parents[point];
  }
  return point;
}

HOT_INLINE void join_pairs(const int path, const float *tiles, size_t first, size_t last, size_t dimensions,
                           const float *queries, size_t count, size_t base, hot_near near, int32_t *parents) {
  for (size_t t = first; t < last; t++) {
    const float *tile = tiles + t * dimensions * HOT_TILE;
    for (size_t q = 0; q < count; q += PAIR_ROWS(path)) {
      lanes sum[PAIR_ROWS(path)][2];
      pair_distances(tile, queries + q * dimensions, count - q, dimensions, PAIR_ROWS(path), sum);
      for (size_t r = 0; r < PAIR_ROWS(path) && q + r < count; r++) {
        uint32_t bits = near_bits(sum[r], tile, queries + (q + r) * dimensions, dimensions, near);
        if (!bits) continue;
        int32_t own = root_of(parents, (int32_t)(base + q + r));
        for (; bits; bits &= bits - 1) {
          int32_t other = root_of(parents, (int32_t)(t * HOT_TILE + __builtin_ctz(bits)));
          if (other < own) parents[own] = other, own = other;
          else parents[other] = own;
        }
      }
    }
  }
}

HOT_KERNEL(hot_pairs_join, join_pairs,
           (int path, const float *tiles, size_t first, size_t last, size_t dimensions, const float *queries,
            size_t count, size_t base, hot_near near, int32_t *parents),
           tiles, first, last, dimensions, queries, count, base, near, parents)

HOT_INLINE void lowest_pairs(const int path, const float *tiles, size_t first, size_t last, size_t dimensions,
                             const float *queries, size_t count, hot_near near, const int32_t *labels,
                             int32_t *lowest) {
  for (size_t t = first; t < last; t++) {
    const float *tile = tiles + t * dimensions * HOT_TILE;
    for (size_t q = 0; q < count; q += PAIR_ROWS(path)) {
      lanes sum[PAIR_ROWS(path)][2];
      pair_distances(tile, queries + q * dimensions, count - q, dimensions, PAIR_ROWS(path), sum);
      for (size_t r = 0; r < PAIR_ROWS(path) && q + r < count; r++) {
        uint32_t bits = near_bits(sum[r], tile, queries + (q + r) * dimensions, dimensions, near);
        for (; bits; bits &= bits - 1) {
          int32_t label = labels[t * HOT_TILE + __builtin_ctz(bits)];
          if (label < lowest[q + r]) lowest[q + r] = label;
        }
      }
    }
  }
}

HOT_KERNEL(hot_pairs_lowest, lowest_pairs,
           (int path, const float *tiles, size_t first, size_t last, size_t dimensions, const float *queries,
            size_t count, hot_near near, const int32_t *labels, int32_t *lowest),
           tiles, first, last, dimensions, queries, count, near, labels, lowest)

HOT_INLINE double lane_sum(const lanes *distances) {
  float values[16];
  memcpy(values, distances, sizeof values);
  float halves[8];
  for (int l = 0; l < 8; l++) halves[l] = values[l] + values[l + 8];
  return (double)(((halves[0] + halves[4]) + (halves[1] + halves[5])) +
                  ((halves[2] + halves[6]) + (halves[3] + halves[7])));
}

HOT_INLINE void sum_pairs(const int path, const float *tiles, const int32_t *labels, size_t first, size_t last,
                          size_t tile_count, size_t last_count, size_t dimensions, const float *queries, size_t count,
                          double *sums, size_t clusters) {
  for (size_t t = first; t < last; t++) {
    const float *tile = tiles + t * dimensions * HOT_TILE;
    const int32_t *label = labels + t * HOT_TILE;
    size_t width = t + 1 == tile_count ? last_count : HOT_TILE;
    // Points are sorted by cluster: most tiles hold one cluster only, and are summed in lanes.
    int whole = width == HOT_TILE && label[0] == label[HOT_TILE - 1];
    for (size_t q = 0; q < count; q += PAIR_ROWS(path)) {
      lanes sum[PAIR_ROWS(path)][2];
      pair_distances(tile, queries + q * dimensions, count - q, dimensions, PAIR_ROWS(path), sum);
#pragma clang loop unroll(full)
      for (size_t r = 0; r < PAIR_ROWS(path); r++) {
        if (q + r >= count) break;
        double *target = sums + (q + r) * clusters;
        lanes low = __builtin_elementwise_sqrt(sum[r][0]), high = __builtin_elementwise_sqrt(sum[r][1]);
        if (whole) {
          lanes both = low + high;
          target[label[0]] += lane_sum(&both);
        } else {
          float distance[HOT_TILE];
          memcpy(distance, &low, sizeof low);
          memcpy(distance + 16, &high, sizeof high);
          for (size_t j = 0; j < width; j++) target[label[j]] += (double)distance[j];
        }
      }
    }
  }
}

HOT_KERNEL(hot_pairs_sums, sum_pairs,
           (int path, const float *tiles, const int32_t *labels, size_t first, size_t last, size_t tile_count,
            size_t last_count, size_t dimensions, const float *queries, size_t count, double *sums, size_t clusters),
           tiles, labels, first, last, tile_count, last_count, dimensions, queries, count, sums, clusters)
