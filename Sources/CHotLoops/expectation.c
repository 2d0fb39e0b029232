// Expectation and maximisation for mixtures of Gaussians in double: sixteen points side by side for densities, eight
// columns side by side for covariances; the triangle that a symmetric matrix repeats is never worked out.
#include <math.h>
#include <string.h>

#include "clones.h"
#include "hotclusters.h"
#include "hotloops.h"

typedef double eight __attribute__((vector_size(64)));
typedef double loose_eight __attribute__((vector_size(64), aligned(8)));

#define LANES HOT_MIXTURE_LANES

// Four rows of W times the differences of sixteen points, squared and added.
HOT_INLINE void add_four(const double *weights, const double *differences, size_t columns, eight sum[2]) {
  eight y[4][2];
#pragma clang loop unroll(full)
  for (int r = 0; r < 4; r++) y[r][0] = (eight){0}, y[r][1] = (eight){0};
  for (size_t i = 0; i < columns; i++) {
    eight low = *(const loose_eight *)(differences + i * LANES), high = *(const loose_eight *)(differences + i * LANES + 8);
#pragma clang loop unroll(full)
    for (int r = 0; r < 4; r++) {
      y[r][0] += low * weights[i * 4 + (size_t)r];
      y[r][1] += high * weights[i * 4 + (size_t)r];
    }
  }
#pragma clang loop unroll(full)
  for (int r = 0; r < 4; r++) sum[0] += y[r][0] * y[r][0], sum[1] += y[r][1] * y[r][1];
}

HOT_INLINE void distances(const int path, const float *points, size_t count, size_t dimensions, const double *mean,
                          const double *whitening, double *scratch, double *out, size_t step) {
  (void)path;
  for (size_t start = 0; start < count; start += LANES) {
    size_t width = count - start < LANES ? count - start : LANES;
    for (size_t l = 0; l < LANES; l++) {
      const float *point = points + (start + (l < width ? l : width - 1)) * dimensions;
      for (size_t d = 0; d < dimensions; d++) scratch[d * LANES + l] = (double)point[d] - mean[d];
    }
    eight sum[2] = {{0}, {0}};
    for (size_t j = 0; j < dimensions; j += 4) {
      size_t columns = j + 4 < dimensions ? j + 4 : dimensions;
      add_four(whitening + j * dimensions, scratch, columns, sum);
    }
    double values[LANES];
    memcpy(values, sum, sizeof values);
    for (size_t l = 0; l < width; l++) out[(start + l) * step] = values[l];
  }
}

HOT_KERNEL(hot_mixture_distances, distances,
           (int path, const float *points, size_t count, size_t dimensions, const double *mean,
            const double *whitening, double *scratch, double *out, size_t step),
           points, count, dimensions, mean, whitening, scratch, out, step)

HOT_INLINE void diagonal(const int path, const float *points, size_t count, size_t dimensions, const double *mean,
                         const double *whitening, double *out, size_t step) {
  (void)path;
  for (size_t i = 0; i < count; i++) {
    const float *point = points + i * dimensions;
    double parts[8] = {0}, sum = 0;
    size_t d = 0;
    for (; d + 8 <= dimensions; d += 8)
      for (size_t l = 0; l < 8; l++) {
        double difference = ((double)point[d + l] - mean[d + l]) * whitening[d + l];
        parts[l] += difference * difference;
      }
    for (; d < dimensions; d++) {
      double difference = ((double)point[d] - mean[d]) * whitening[d];
      sum += difference * difference;
    }
    out[i * step] = sum + (((parts[0] + parts[4]) + (parts[1] + parts[5])) + ((parts[2] + parts[6]) + (parts[3] + parts[7])));
  }
}

HOT_KERNEL(hot_mixture_diagonal, diagonal,
           (int path, const float *points, size_t count, size_t dimensions, const double *mean,
            const double *whitening, double *out, size_t step),
           points, count, dimensions, mean, whitening, out, step)

double hot_mixture_share(double *logs, size_t count, size_t components) {
  double total = 0;
  for (size_t i = 0; i < count; i++) {
    double *row = logs + i * components, most = row[0], sum = 0;
    for (size_t c = 1; c < components; c++) most = row[c] > most ? row[c] : most;
    for (size_t c = 0; c < components; c++) {
      double below = row[c] - most;
      row[c] = below < -55 ? 0 : below == 0 ? 1 : exp(below);
      sum += row[c];
    }
    for (size_t c = 0; c < components; c++) row[c] /= sum;
    total += most + log(sum);
  }
  return total;
}

// second[4 rows from j][16 columns from i] += sum of scaled[n][j ...] * plain[n][i ...].
HOT_INLINE void add_products(const double *scaled, const double *plain, size_t count, size_t stride, size_t j,
                             size_t i, const int vectors, double *second) {
  eight sum[4][2];
#pragma clang loop unroll(full)
  for (int r = 0; r < 4; r++)
#pragma clang loop unroll(full)
    for (int v = 0; v < vectors; v++) sum[r][v] = (eight){0};
  for (size_t n = 0; n < count; n++) {
    const double *left = scaled + n * stride + j, *right = plain + n * stride + i;
    eight x[2];
#pragma clang loop unroll(full)
    for (int v = 0; v < vectors; v++) x[v] = *(const loose_eight *)(right + v * 8);
#pragma clang loop unroll(full)
    for (int r = 0; r < 4; r++)
#pragma clang loop unroll(full)
      for (int v = 0; v < vectors; v++) sum[r][v] += x[v] * left[r];
  }
#pragma clang loop unroll(full)
  for (int r = 0; r < 4; r++)
#pragma clang loop unroll(full)
    for (int v = 0; v < vectors; v++) {
      loose_eight *target = (loose_eight *)(second + (j + (size_t)r) * stride + i + (size_t)v * 8);
      *target += sum[r][v];
    }
}

// The points that the component shares in, about its centre and padded with zeros: plain, and scaled by their shares.
HOT_INLINE size_t gather(const float *points, size_t count, size_t dimensions, const double *centre,
                         const double *shares, size_t step, size_t stride, double *plain, double *scaled,
                         double *weight, double *first) {
  size_t kept = 0;
  for (size_t n = 0; n < count; n++) {
    double share = shares[n * step];
    if (share == 0) continue;
    const float *point = points + n * dimensions;
    double *z = plain + kept * stride, *y = scaled + kept * stride;
    for (size_t d = 0; d < dimensions; d++) {
      z[d] = (double)point[d] - centre[d];
      y[d] = share * z[d];
      first[d] += y[d];
    }
    for (size_t d = dimensions; d < stride; d++) z[d] = 0, y[d] = 0;
    *weight += share;
    kept++;
  }
  return kept;
}

HOT_INLINE void moments(const int path, const float *points, size_t count, size_t dimensions, const double *centre,
                        const double *shares, size_t step, int is_diagonal, size_t stride, double *scratch,
                        double *weight, double *first, double *second) {
  (void)path;
  double *plain = scratch, *scaled = scratch + count * stride;
  size_t kept = gather(points, count, dimensions, centre, shares, step, stride, plain, scaled, weight, first);
  if (is_diagonal) {
    for (size_t n = 0; n < kept; n++)
      for (size_t d = 0; d < dimensions; d++) second[d] += scaled[n * stride + d] * plain[n * stride + d];
    return;
  }
  for (size_t j = 0; j < dimensions; j += 4) {
    size_t i = 0, end = j + 4;
    for (; i + 8 < end && i + 16 <= stride; i += 16) add_products(scaled, plain, kept, stride, j, i, 2, second);
    for (; i < end; i += 8) add_products(scaled, plain, kept, stride, j, i, 1, second);
  }
}

HOT_KERNEL(hot_mixture_moments, moments,
           (int path, const float *points, size_t count, size_t dimensions, const double *centre,
            const double *shares, size_t step, int diagonal, size_t stride, double *scratch, double *weight,
            double *first, double *second),
           points, count, dimensions, centre, shares, step, diagonal, stride, scratch, weight, first, second)
