#include "hotloops.h"
#include "clones.h"

#include <string.h>

enum { lanes = hot_frame_lanes };

HOT(void, hot_window, (const float *in, const double *window, double *out, size_t count),
    (in, window, out, count)) {
  for (size_t i = 0; i < count; i++) out[i] = (double)in[i] * window[i];
}

HOT(void, hot_band_power, (const float *power, const float *weights, size_t count, float *out),
    (power, weights, count, out)) {
  float sums[lanes] = {0};
  for (size_t k = 0; k < count; k++) {
    const float weight = weights[k];
    for (size_t f = 0; f < lanes; f++) sums[f] += weight * power[k * lanes + f];
  }
  memcpy(out, sums, sizeof sums);
}

// Four rows by 32 columns at a time: eight vectors of sums stay in registers, and each value of `in` that is
// loaded serves four rows.
HOT(void, hot_project_rows, (const float *basis, size_t rows, size_t bands, const float *in, size_t columns,
     float *out), (basis, rows, bands, in, columns, out)) {
  enum { tile = 32, group = 4 };
  size_t start = 0;
  for (; start + tile <= columns; start += tile) {
    size_t r = 0;
    for (; r + group <= rows; r += group) {
      float sums[group][tile] = {{0}};
      for (size_t b = 0; b < bands; b++) {
        const float *values = in + b * columns + start;
        for (size_t g = 0; g < group; g++) {
          const float weight = basis[(r + g) * bands + b];
          for (size_t t = 0; t < tile; t++) sums[g][t] += weight * values[t];
        }
      }
      for (size_t g = 0; g < group; g++) memcpy(out + (r + g) * columns + start, sums[g], sizeof sums[g]);
    }
    for (; r < rows; r++) {
      float sums[tile] = {0};
      for (size_t b = 0; b < bands; b++) {
        const float weight = basis[r * bands + b];
        const float *values = in + b * columns + start;
        for (size_t t = 0; t < tile; t++) sums[t] += weight * values[t];
      }
      memcpy(out + r * columns + start, sums, sizeof sums);
    }
  }
  for (size_t r = 0; r < rows; r++) {
    for (size_t t = start; t < columns; t++) {
      float sum = 0;
      for (size_t b = 0; b < bands; b++) sum += basis[r * bands + b] * in[b * columns + t];
      out[r * columns + t] = sum;
    }
  }
}
