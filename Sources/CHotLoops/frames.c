#include "hotloops.h"
#include "clones.h"

#include <math.h>
#include <stdint.h>
#include <string.h>

// Sixteen frames lie side by side, so that the loop over frames is one or two vectors wide and every frame's sum
// runs over its bins in their order, whatever the processor.
enum { lanes = hot_frame_lanes };

typedef float root_row __attribute__((vector_size(64)));

// As vectors: sqrtf may set errno, which keeps a plain loop from being vectorised.
HOT(void, hot_lane_roots, (const float *power, size_t bins, float *out), (power, bins, out)) {
  for (size_t k = 0; k < bins; k++) {
    root_row row;
    memcpy(&row, power + k * lanes, sizeof row);
    row = __builtin_elementwise_sqrt(row);
    memcpy(out + k * lanes, &row, sizeof row);
  }
}

HOT(void, hot_lane_centroids, (const float *magnitude, size_t bins, double width, double *out),
    (magnitude, bins, width, out)) {
  double sums[lanes] = {0}, moments[lanes] = {0};
  for (size_t k = 0; k < bins; k++) {
    const double frequency = (double)k * width;
    for (size_t f = 0; f < lanes; f++) {
      const double value = (double)magnitude[k * lanes + f];
      sums[f] += value;
      moments[f] += frequency * value;
    }
  }
  for (size_t f = 0; f < lanes; f++) out[f] = sums[f] > 1e-37 ? moments[f] / sums[f] : 0;
}

HOT(void, hot_lane_bandwidths, (const float *magnitude, size_t bins, double width, double *out),
    (magnitude, bins, width, out)) {
  double centroids[lanes], sums[lanes] = {0}, moments[lanes] = {0};
  hot_lane_centroids(magnitude, bins, width, centroids);
  for (size_t k = 0; k < bins; k++) {
    const double frequency = (double)k * width;
    for (size_t f = 0; f < lanes; f++) {
      const double value = (double)magnitude[k * lanes + f];
      const double distance = frequency - centroids[f];
      sums[f] += value;
      moments[f] += value * (distance * distance);
    }
  }
  for (size_t f = 0; f < lanes; f++) out[f] = sums[f] > 1e-37 ? sqrt(moments[f] / sums[f]) : 0;
}

HOT(void, hot_lane_rolloffs, (const float *magnitude, size_t bins, double fraction, float *out),
    (magnitude, bins, fraction, out)) {
  double totals[lanes] = {0}, sums[lanes] = {0};
  float below[lanes] = {0};
  for (size_t k = 0; k < bins; k++) {
    for (size_t f = 0; f < lanes; f++) totals[f] += (double)magnitude[k * lanes + f];
  }
  for (size_t k = 0; k < bins; k++) {
    for (size_t f = 0; f < lanes; f++) {
      sums[f] += (double)magnitude[k * lanes + f];
      below[f] += sums[f] < fraction * totals[f] ? 1 : 0;
    }
  }
  memcpy(out, below, sizeof below);
}

// The geometric mean by a product instead of a logarithm a value: eight factors of at most 1e30 fit into a double,
// then its exponent is moved to a count of its own.
HOT(void, hot_lane_flatness, (const float *power, size_t bins, float floor, double *out),
    (power, bins, floor, out)) {
  double sums[lanes] = {0}, products[lanes];
  int64_t exponents[lanes] = {0};
  for (size_t f = 0; f < lanes; f++) products[f] = 1;
  for (size_t k = 0; k < bins; k++) {
    for (size_t f = 0; f < lanes; f++) {
      float value = power[k * lanes + f];
      value = value > floor ? value : floor;
      value = value < 1e30f ? value : 1e30f;
      sums[f] += (double)value;
      products[f] *= (double)value;
    }
    if (k % 8 != 7) continue;
    for (size_t f = 0; f < lanes; f++) {
      int64_t bits;
      memcpy(&bits, &products[f], sizeof bits);
      exponents[f] += (bits >> 52) - 1023;
      bits = (bits & 0x000fffffffffffff) | 0x3ff0000000000000;
      memcpy(&products[f], &bits, sizeof bits);
    }
  }
  for (size_t f = 0; f < lanes; f++) {
    const double logarithm = log(products[f]) + (double)exponents[f] * 0.693147180559945309;
    out[f] = exp(logarithm / (double)bins) / (sums[f] / (double)bins);
  }
}

// A row enters the sorted lists from the top and pushes what it beats downwards; lists are a few rows long.
HOT(void, hot_lane_extremes, (const float *magnitude, size_t bins, size_t kept, float *scratch,
     float *lowest, float *highest),
    (magnitude, bins, kept, scratch, lowest, highest)) {
  float *low = scratch, *high = scratch + kept * lanes;
  for (size_t i = 0; i < kept * lanes; i++) low[i] = INFINITY;
  for (size_t i = 0; i < kept * lanes; i++) high[i] = -INFINITY;
  for (size_t k = 0; k < bins; k++) {
    float small[lanes], large[lanes];
    memcpy(small, magnitude + k * lanes, sizeof small);
    memcpy(large, small, sizeof large);
    for (size_t j = 0; j < kept; j++) {
      for (size_t f = 0; f < lanes; f++) {
        const float l = low[j * lanes + f], h = high[j * lanes + f];
        low[j * lanes + f] = small[f] < l ? small[f] : l;
        small[f] = small[f] < l ? l : small[f];
        high[j * lanes + f] = large[f] > h ? large[f] : h;
        large[f] = large[f] > h ? h : large[f];
      }
    }
  }
  for (size_t f = 0; f < lanes; f++) {
    double sum_low = 0, sum_high = 0;
    for (size_t j = 0; j < kept; j++) {
      sum_low += (double)low[j * lanes + f];
      sum_high += (double)high[j * lanes + f];
    }
    lowest[f] = (float)(sum_low / (double)kept);
    highest[f] = (float)(sum_high / (double)kept);
  }
}

// Four rows at a time: each power that is loaded serves four sums, kept in registers.
HOT(void, hot_lane_bank, (const float *bank, size_t rows, size_t bins, const float *power, float *out),
    (bank, rows, bins, power, out)) {
  enum { group = 4, block = 64 };
  for (size_t r = 0; r < rows; r += group) {
    const size_t height = rows - r < group ? rows - r : group;
    const float *row[group];
    for (size_t g = 0; g < group; g++) row[g] = bank + (r + (g < height ? g : 0)) * bins;
    float totals[group][lanes] = {{0}};
    // Sums of 64 bins are added up: a thousand in one line would lose two digits.
    for (size_t start = 0; start < bins; start += block) {
      const size_t end = bins - start < block ? bins : start + block;
      float sums[group][lanes] = {{0}};
      for (size_t k = start; k < end; k++) {
        for (size_t g = 0; g < group; g++) {
          const float weight = row[g][k];
          for (size_t f = 0; f < lanes; f++) sums[g][f] += weight * power[k * lanes + f];
        }
      }
      for (size_t g = 0; g < group; g++) {
        for (size_t f = 0; f < lanes; f++) totals[g][f] += sums[g][f];
      }
    }
    for (size_t g = 0; g < height; g++) memcpy(out + (r + g) * lanes, totals[g], sizeof totals[g]);
  }
}

HOT(void, hot_lane_normalise, (float *values, size_t rows), (values, rows)) {
  float peaks[lanes] = {0};
  for (size_t r = 0; r < rows; r++) {
    for (size_t f = 0; f < lanes; f++) {
      const float size = fabsf(values[r * lanes + f]);
      peaks[f] = size > peaks[f] ? size : peaks[f];
    }
  }
  for (size_t f = 0; f < lanes; f++) peaks[f] = peaks[f] < 1.17549435e-38f ? 1 : peaks[f];
  for (size_t r = 0; r < rows; r++) {
    for (size_t f = 0; f < lanes; f++) values[r * lanes + f] /= peaks[f];
  }
}

size_t hot_lane_peaks(const float *power, size_t bins, size_t first, size_t last, size_t lane, float *positions,
                      float *heights) {
  float peak = 0;
  for (size_t k = 0; k < bins; k++) peak = power[k * lanes + lane] > peak ? power[k * lanes + lane] : peak;
  const float threshold = 0.1f * peak;
  size_t found = 0;
  for (size_t k = first > 1 ? first : 1; k < last && k + 1 < bins; k++) {
    const float value = power[k * lanes + lane];
    if (!(value > threshold)) continue;
    const float before = power[(k - 1) * lanes + lane], after = power[(k + 1) * lanes + lane];
    if (!(value > (before > threshold ? before : 0) && value >= (after > threshold ? after : 0))) continue;
    const float bend = after + before - 2 * value, slope = (after - before) / 2;
    const float shift = fabsf(slope) >= fabsf(bend) ? 0 : -slope / bend;
    positions[found] = (float)k + shift;
    heights[found] = value + 0.5f * slope * shift;
    found++;
  }
  return found;
}

HOT(double, hot_square_sum, (const float *in, size_t count), (in, count)) {
  double sums[lanes] = {0}, total = 0;
  size_t i = 0;
  for (; i + lanes <= count; i += lanes) {
    for (size_t l = 0; l < lanes; l++) sums[l] += (double)in[i + l] * (double)in[i + l];
  }
  for (; i < count; i++) total += (double)in[i] * (double)in[i];
  for (size_t l = 0; l < lanes; l++) total += sums[l];
  return total;
}

void hot_sign_changes(const float *in, size_t count, float threshold, uint32_t *running) {
  uint32_t changes = 0;
  for (size_t i = 0; i < count; i++) {
    if (i > 0) changes += (in[i] < -threshold) != (in[i - 1] < -threshold);
    running[i] = changes;
  }
}
