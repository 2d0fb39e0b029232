// UMAP: an epoch of attraction along sampled edges and of repulsion from random points.
#include <math.h>

#include "approximations.h"
#include "hotloops.h"

#define LANES 8

// SplitMix64's finaliser over a counter: each edge of each epoch has its own bits.
HOT_INLINE uint64_t mixed(uint64_t key, uint64_t index) {
  uint64_t value = key + (index + 1) * 0x9E3779B97F4A7C15ull;
  value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9ull;
  value = (value ^ (value >> 27)) * 0x94D049BB133111EBull;
  return value ^ (value >> 31);
}

HOT_INLINE float clipped(float x) { return x > 4.0f ? 4.0f : x < -4.0f ? -4.0f : x; }

// x^b for x >= 1e-12.
HOT_INLINE float power(float x, float b) { return approximate_exp(b * approximate_log(x)); }

// Whether an edge that is drawn in `rate` of the epochs is drawn in this one.
HOT_INLINE int is_drawn(float rate, float epoch) { return (int)(epoch * rate) > (int)((epoch - 1.0f) * rate); }

HOT_INLINE void attract(const int dimensions, const hot_umap *umap, const float *other, float *own) {
  float difference[3], square = 1e-12f;
#pragma clang loop unroll(full)
  for (int d = 0; d < dimensions; d++) {
    difference[d] = own[d] - other[d];
    square += difference[d] * difference[d];
  }
  float raised = power(square, umap->b);
  float factor = -2.0f * umap->a * umap->b * raised / (square * (1.0f + umap->a * raised));
#pragma clang loop unroll(full)
  for (int d = 0; d < dimensions; d++) own[d] += umap->rate * clipped(factor * difference[d]);
}

// Away from random points, all seen from the same place.
HOT_INLINE void repel(const int dimensions, const hot_umap *umap, uint64_t draw, size_t self, float *own) {
  float difference[3][LANES], square[LANES], factor[LANES];
  for (int l = 0; l < LANES; l += 2) {
    uint64_t bits = mixed(umap->key, draw * (LANES / 2) + (uint64_t)(l / 2));
    for (int half = 0; half < 2; half++) {
      size_t index = (size_t)(((bits >> (32 * half)) & 0xFFFFFFFFu) * (uint64_t)umap->population >> 32);
      const float *other = umap->others + index * dimensions;
      float counts = l + half < umap->negatives && index != self ? 1.0f : 0.0f;
#pragma clang loop unroll(full)
      for (int d = 0; d < dimensions; d++) difference[d][l + half] = counts * (own[d] - other[d]);
    }
  }
  for (int l = 0; l < LANES; l++) {
    float sum = 1e-12f;
#pragma clang loop unroll(full)
    for (int d = 0; d < dimensions; d++) sum += difference[d][l] * difference[d][l];
    square[l] = sum;
  }
  for (int l = 0; l < LANES; l++) {
    float raised = power(square[l], umap->b);
    factor[l] = 2.0f * umap->b / ((0.001f + square[l]) * (1.0f + umap->a * raised));
  }
#pragma clang loop unroll(full)
  for (int d = 0; d < dimensions; d++) {
    float step[LANES], sum = 0;
    for (int l = 0; l < LANES; l++) step[l] = clipped(factor[l] * difference[d][l]);
    for (int l = 0; l < LANES; l++) sum += step[l];
    own[d] += umap->rate * sum;
  }
}

HOT_INLINE void move(const int dimensions, const hot_umap *umap, size_t first, size_t stride, size_t count,
                     float *next) {
  for (size_t r = 0; r < count; r++) {
    size_t row = first + r * stride;
    float own[3];
#pragma clang loop unroll(full)
    for (int d = 0; d < dimensions; d++) own[d] = umap->points[row * dimensions + d];
    // An edge is drawn from both its ends and moves both.
    for (int64_t e = umap->starts[row]; umap->moves_ends && e < umap->starts[row + 1]; e++)
      if (is_drawn(umap->rates[e], (float)umap->epoch))
        attract(dimensions, umap, umap->others + (size_t)umap->indices[e] * dimensions, own);
    for (int64_t e = umap->starts[row]; e < umap->starts[row + 1]; e++) {
      if (!is_drawn(umap->rates[e], (float)umap->epoch)) continue;
      attract(dimensions, umap, umap->others + (size_t)umap->indices[e] * dimensions, own);
      repel(dimensions, umap, (uint64_t)umap->epoch * (uint64_t)umap->edges + (uint64_t)e,
            umap->moves_ends ? row : SIZE_MAX, own);
    }
#pragma clang loop unroll(full)
    for (int d = 0; d < dimensions; d++) next[r * dimensions + d] = own[d];
  }
}

HOT(void, hot_umap_move, (size_t dimensions, const hot_umap *umap, size_t first, size_t stride, size_t count,
     float *next), (dimensions, umap, first, stride, count, next)) {
  if (dimensions == 3) move(3, umap, first, stride, count, next);
  else move(2, umap, first, stride, count, next);
}
