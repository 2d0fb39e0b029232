// Squared distances of a few queries to the 32 points of a tile, in registers.
#ifndef HOTLOOPS_PAIRS_H
#define HOTLOOPS_PAIRS_H

#include <stdint.h>
#include <string.h>

#include "clones.h"

typedef float lanes __attribute__((vector_size(64)));
typedef float loose_lanes __attribute__((vector_size(64), aligned(4)));
typedef _Bool lane_flags __attribute__((ext_vector_type(16)));

// Queries whose sums, two vectors each, stay in the registers of a level.
#define PAIR_ROWS(path) ((path) == HOT_PATH_V4 ? 8 : (path) == HOT_PATH_V3 ? 2 : 1)

// sum[r] = squared distances of query r; rows that are not there repeat the last one.
HOT_INLINE void pair_distances(const float *tile, const float *queries, size_t count, size_t dimensions,
                               const int rows, lanes (*sum)[2]) {
  const float *query[8];
#pragma clang loop unroll(full)
  for (int r = 0; r < rows; r++) {
    query[r] = queries + ((size_t)r < count ? (size_t)r : count - 1) * dimensions;
    sum[r][0] = (lanes){0}, sum[r][1] = (lanes){0};
  }
  for (size_t d = 0; d < dimensions; d++) {
    lanes low = *(const loose_lanes *)(tile + d * HOT_TILE), high = *(const loose_lanes *)(tile + d * HOT_TILE + 16);
#pragma clang loop unroll(full)
    for (int r = 0; r < rows; r++) {
      lanes a = low - query[r][d], b = high - query[r][d];
      sum[r][0] += a * a;
      sum[r][1] += b * b;
    }
  }
}

// Of those at most `limit`.
HOT_INLINE uint32_t lane_bits(const lanes *values, float limit) {
  lane_flags flags = __builtin_convertvector(*values <= limit, lane_flags);
  uint16_t bits;
  memcpy(&bits, &flags, sizeof bits);
  return bits;
}

// Of those below their limits.
HOT_INLINE uint32_t lane_bits_below(const lanes *values, const lanes *limits) {
  lane_flags flags = __builtin_convertvector(*values < *limits, lane_flags);
  uint16_t bits;
  memcpy(&bits, &flags, sizeof bits);
  return bits;
}

// In double, of one point of a tile.
HOT_INLINE double exact_distance(const float *tile, int lane, const float *query, size_t dimensions) {
  double sum = 0;
  for (size_t d = 0; d < dimensions; d++) {
    double difference = (double)tile[d * HOT_TILE + lane] - (double)query[d];
    sum += difference * difference;
  }
  return sum;
}

#endif
