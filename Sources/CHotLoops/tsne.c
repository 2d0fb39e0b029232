// t-SNE: affinities of neighbours, and forces between points of 2 or 3 dimensions.
#include <math.h>
#include <string.h>

#include "approximations.h"
#include "hotloops.h"

typedef float lanes __attribute__((vector_size(64), aligned(4)));

#define LANES 16
// Edges or points whose coordinates are gathered before they are worked on.
#define BATCH 256

HOT_INLINE double lane_sum(const lanes *v) {
  float part[LANES];
  memcpy(part, v, sizeof part);
  double sum = 0;
  for (int l = 0; l < LANES; l++) sum += (double)part[l];
  return sum;
}

// MARK: Affinities

// Entropy of p = exp(-beta * d) / sum, and its slope in ln beta: -(beta^2) * variance of d.
HOT_INLINE double entropy(const float *distances, size_t padded, double beta, float *p, double *slope) {
  float b = (float)beta;
  double total = 0, first = 0, second = 0;
  for (size_t start = 0; start < padded; start += LANES) {
    float sum[LANES];
    for (int l = 0; l < LANES; l++) {
      float exponent = -b * distances[start + l];
      p[start + l] = exponent > -87.0f ? approximate_exp(exponent) : 0.0f;
      sum[l] = p[start + l];
    }
    for (int l = 0; l < LANES; l++) {
      double d = (double)distances[start + l], w = (double)sum[l];
      if (w > 0.0) total += w, first += w * d, second += w * d * d;
    }
  }
  double mean = first / total;
  *slope = -beta * beta * (second / total - mean * mean);
  return log(total) + beta * mean;
}

HOT(double, hot_perplexity, (const double *squares, size_t count, double target, float *scratch, float *p),
    (squares, count, target, scratch, p)) {
  size_t padded = (count + LANES - 1) / LANES * LANES;
  // The nearest is at 0, so that its weight is 1 and no sum vanishes; the mean distance is 1.
  double least = squares[0], mean = 0;
  for (size_t i = 0; i < count; i++) mean += squares[i] - least;
  mean /= (double)count;
  if (!(mean > 0.0)) {
    for (size_t i = 0; i < count; i++) p[i] = 1.0f / (float)count;
    return 0.0;
  }
  for (size_t i = 0; i < padded; i++) scratch[i] = i < count ? (float)((squares[i] - least) / mean) : 1e30f;
  float *weights = scratch + padded;
  double low = 1e-12, high = 1e12, beta = 1.0, slope;
  for (int round = 0; round < 100; round++) {
    double difference = entropy(scratch, padded, beta, weights, &slope) - target;
    if (fabs(difference) < 1e-6) break;
    if (difference > 0) low = beta;
    else high = beta;
    // Newton's step in ln beta, where it stays between the bounds; else their (geometric) middle.
    double next = slope < 0.0 ? beta * exp(fmin(20.0, fmax(-20.0, -difference / slope))) : 0.0;
    beta = next > low && next < high ? next : sqrt(low) * sqrt(high);
  }
  double total = 0;
  for (size_t i = 0; i < count; i++) total += (double)weights[i];
  for (size_t i = 0; i < count; i++) p[i] = (float)((double)weights[i] / total);
  return beta / mean;
}

// MARK: Repulsion of all by all

HOT_INLINE void repel(const int dimensions, const float *planes, size_t padded, const float *queries, size_t count,
                      float *forces, double *normalisers) {
  for (size_t r = 0; r < count; r++) {
    const float *query = queries + r * dimensions;
    double force[3] = {0}, normaliser = 0;
    for (size_t start = 0; start < padded; start += 1024) {
      size_t end = start + 1024 < padded ? start + 1024 : padded;
      lanes sums[3] = {{0}}, total = {0};
      for (size_t j = start; j < end; j += LANES) {
        lanes difference[3], square = {0};
#pragma clang loop unroll(full)
        for (int d = 0; d < dimensions; d++) {
          difference[d] = query[d] - *(const lanes *)(planes + d * padded + j);
          square += difference[d] * difference[d];
        }
        lanes q = 1.0f / (1.0f + square);
        total += q;
        q *= q;
#pragma clang loop unroll(full)
        for (int d = 0; d < dimensions; d++) sums[d] += q * difference[d];
      }
      normaliser += lane_sum(&total);
#pragma clang loop unroll(full)
      for (int d = 0; d < dimensions; d++) force[d] += lane_sum(&sums[d]);
    }
#pragma clang loop unroll(full)
    for (int d = 0; d < dimensions; d++) forces[r * dimensions + d] = (float)force[d];
    normalisers[r] = normaliser;
  }
}

HOT(void, hot_repulsion, (size_t dimensions, const float *planes, size_t padded, const float *queries, size_t count,
     float *forces, double *normalisers), (dimensions, planes, padded, queries, count, forces, normalisers)) {
  if (dimensions == 3) repel(3, planes, padded, queries, count, forces, normalisers);
  else repel(2, planes, padded, queries, count, forces, normalisers);
}

// MARK: Attraction along the edges of a graph

typedef struct {
  float planes[3][BATCH], weights[BATCH];
} edge_batch;

// Coordinates and weights of up to BATCH edges, filled up with edges of weight 0; returns how many whole vectors.
HOT_INLINE size_t gather(const int dimensions, const float *others, const int32_t *indices, const float *weights,
                         size_t count, edge_batch *batch) {
  size_t padded = (count + LANES - 1) / LANES * LANES;
  for (size_t e = 0; e < count; e++) {
    const float *other = others + (size_t)indices[e] * dimensions;
#pragma clang loop unroll(full)
    for (int d = 0; d < dimensions; d++) batch->planes[d][e] = other[d];
    batch->weights[e] = weights[e];
  }
  for (size_t e = count; e < padded; e++) {
#pragma clang loop unroll(full)
    for (int d = 0; d < dimensions; d++) batch->planes[d][e] = 0;
    batch->weights[e] = 0;
  }
  return padded;
}

HOT_INLINE void attract(const int dimensions, const float *points, const float *others, const int64_t *starts,
                        const int32_t *indices, const float *weights, size_t first, size_t count, float *forces) {
  edge_batch batch;
  for (size_t r = 0; r < count; r++) {
    const float *own = points + (first + r) * dimensions;
    lanes sums[3] = {{0}};
    for (size_t e = (size_t)starts[first + r], end = (size_t)starts[first + r + 1]; e < end; e += BATCH) {
      size_t padded = gather(dimensions, others, indices + e, weights + e, end - e < BATCH ? end - e : BATCH, &batch);
      for (size_t j = 0; j < padded; j += LANES) {
        lanes difference[3], square = {0};
#pragma clang loop unroll(full)
        for (int d = 0; d < dimensions; d++) {
          difference[d] = own[d] - *(const lanes *)(batch.planes[d] + j);
          square += difference[d] * difference[d];
        }
        lanes pull = *(const lanes *)(batch.weights + j) / (1.0f + square);
#pragma clang loop unroll(full)
        for (int d = 0; d < dimensions; d++) sums[d] += pull * difference[d];
      }
    }
#pragma clang loop unroll(full)
    for (int d = 0; d < dimensions; d++) forces[(first + r) * dimensions + d] = (float)lane_sum(&sums[d]);
  }
}

HOT(void, hot_attraction, (size_t dimensions, const float *points, const float *others, const int64_t *starts,
     const int32_t *indices, const float *weights, size_t first, size_t count, float *forces),
    (dimensions, points, others, starts, indices, weights, first, count, forces)) {
  if (dimensions == 3) attract(3, points, others, starts, indices, weights, first, count, forces);
  else attract(2, points, others, starts, indices, weights, first, count, forces);
}

HOT(double, hot_tsne_cost, (size_t dimensions, const float *points, const int64_t *starts, const int32_t *indices,
     const float *weights, size_t first, size_t count), (dimensions, points, starts, indices, weights, first, count)) {
  double sum = 0;
  for (size_t r = first; r < first + count; r++)
    for (int64_t e = starts[r]; e < starts[r + 1]; e++) {
      double square = 0;
      for (size_t d = 0; d < dimensions; d++) {
        double difference = (double)points[r * dimensions + d] - (double)points[(size_t)indices[e] * dimensions + d];
        square += difference * difference;
      }
      if (weights[e] > 0.0f) sum += (double)weights[e] * (log((double)weights[e]) + log1p(square));
    }
  return sum;
}

// MARK: Descent

HOT(void, hot_tsne_step, (float *points, const float *attraction, const float *repulsion, float *velocity, float *gains,
     size_t count, float exaggeration, float normaliser, float rate, float momentum),
    (points, attraction, repulsion, velocity, gains, count, exaggeration, normaliser, rate, momentum)) {
  for (size_t i = 0; i < count; i++) {
    float gradient = 4.0f * (exaggeration * attraction[i] - normaliser * repulsion[i]);
    // A gain grows while the gradient leads on in the direction of the last step.
    float gain = gradient * velocity[i] < 0.0f ? gains[i] + 0.2f : gains[i] * 0.8f;
    gain = gain > 0.01f ? gain : 0.01f;
    gains[i] = gain;
    velocity[i] = momentum * velocity[i] - rate * gain * gradient;
    points[i] += velocity[i];
  }
}
