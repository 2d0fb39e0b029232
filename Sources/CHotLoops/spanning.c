// Prim's algorithm over points that are never compared twice: one pass over what is outside the tree for every point
// that joins it. Distances are bounded from below in single precision; only where they could be an improvement are they
// worked out in double.
#include <math.h>

#include "clones.h"
#include "hotclusters.h"
#include "hotloops.h"
#include "pairs.h"

// Bits of the points of a tile whose squared distance may be below their best.
HOT_INLINE uint32_t below_bits(const lanes sum[2], const double *best, float shrink) {
  uint32_t bits = 0;
  for (int h = 0; h < 2; h++) {
    lanes bound = sum[h] * shrink, limit;
    for (int l = 0; l < 16; l++) limit[l] = (float)best[h * 16 + l];
    // Rounding `best` to single precision may lose one digit, which `shrink` has room for.
    bits |= lane_bits_below(&bound, &limit) << 16 * h;
  }
  return bits;
}

HOT_INLINE void improve(const float *tile, uint32_t bits, size_t start, size_t dimensions, const float *query,
                        double core, const double *cores, int32_t name, double *best, int32_t *from) {
  for (; bits; bits &= bits - 1) {
    int lane = __builtin_ctz(bits);
    size_t point = start + (size_t)lane;
    double reach = core;
    if (cores && cores[point] > reach) reach = cores[point];
    if (reach >= best[point]) continue;
    double distance = exact_distance(tile, lane, query, dimensions);
    if (distance > reach) reach = distance;
    if (reach < best[point]) best[point] = reach, from[point] = name;
  }
}

// The place of the least of `count` values, the first on a tie.
HOT_INLINE size_t least(const double *values, size_t count) {
  double lowest[8];
  int64_t places[8] = {0};
  for (int l = 0; l < 8; l++) lowest[l] = INFINITY;
  size_t i = 0;
  for (; i + 8 <= count; i += 8)
    for (int l = 0; l < 8; l++) {
      double value = values[i + (size_t)l];
      places[l] = value < lowest[l] ? (int64_t)i + l : places[l];
      lowest[l] = value < lowest[l] ? value : lowest[l];
    }
  double value = INFINITY;
  int64_t found = 0;
  for (int l = 0; l < 8; l++)
    if (lowest[l] < value || (lowest[l] == value && places[l] < found)) value = lowest[l], found = places[l];
  for (; i < count; i++)
    if (values[i] < value) value = values[i], found = (int64_t)i;
  return (size_t)found;
}

HOT_INLINE void step_prim(const int path, const float *tiles, size_t count, size_t dimensions, const float *query,
                          double core, const double *cores, int32_t name, double *nearest, int32_t *from,
                          size_t *found) {
  (void)path;
  // (d + 3) roundings of at most 2^-24 each, twice over.
  float shrink = 1.0f - ((float)dimensions + 4.0f) * 0x1p-23f;
  size_t tile_count = (count + HOT_TILE - 1) / HOT_TILE;
  for (size_t t = 0; t < tile_count; t++) {
    const float *tile = tiles + t * dimensions * HOT_TILE;
    lanes sum[1][2];
    pair_distances(tile, query, 1, dimensions, 1, sum);
    uint32_t bits = below_bits(sum[0], nearest + t * HOT_TILE, shrink);
    if (t + 1 == tile_count && count % HOT_TILE) bits &= (1u << count % HOT_TILE) - 1;
    improve(tile, bits, t * HOT_TILE, dimensions, query, core, cores, name, nearest, from);
  }
  *found = least(nearest, count);
}

HOT_KERNEL(hot_prim_step, step_prim,
           (int path, const float *tiles, size_t count, size_t dimensions, const float *query, double core,
            const double *cores, int32_t name, double *nearest, int32_t *from, size_t *found),
           tiles, count, dimensions, query, core, cores, name, nearest, from, found)

void hot_tile_move(float *tiles, size_t dimensions, size_t source, size_t target) {
  const float *from = tiles + source / HOT_TILE * HOT_TILE * dimensions + source % HOT_TILE;
  float *to = tiles + target / HOT_TILE * HOT_TILE * dimensions + target % HOT_TILE;
  for (size_t d = 0; d < dimensions; d++) to[d * HOT_TILE] = from[d * HOT_TILE];
}
