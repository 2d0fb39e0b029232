#include "hotloops.h"
#include "clones.h"

#include <stddef.h>

// hot_real_spectrum backwards: E = (X[k] + conj X[h-k]) / 2, O = conj(w) (X[k] - conj X[h-k]) / 2, Z[k] = E + iO and
// Z[h-k] = conj(E) + i conj(O).
HOT(void, hot_real_pack, (const float *restrict spectrum, const double *restrict cosines,
     const double *restrict sines, size_t half, double *restrict packed),
    (spectrum, cosines, sines, half, packed)) {
  packed[0] = 0.5 * ((double)spectrum[0] + (double)spectrum[2 * half]);
  packed[1] = 0.5 * ((double)spectrum[0] - (double)spectrum[2 * half]);
  for (size_t k = 1; 2 * k <= half; k++) {
    const size_t m = half - k;
    const double xr = spectrum[2 * k], xi = spectrum[2 * k + 1];
    const double yr = spectrum[2 * m], yi = spectrum[2 * m + 1];
    const double er = 0.5 * (xr + yr), ei = 0.5 * (xi - yi);
    const double dr = 0.5 * (xr - yr), di = 0.5 * (xi + yi);
    const double odd_r = cosines[k] * dr - sines[k] * di;
    const double odd_i = cosines[k] * di + sines[k] * dr;
    packed[2 * k] = er - odd_i;
    packed[2 * k + 1] = ei + odd_r;
    packed[2 * m] = er + odd_i;
    packed[2 * m + 1] = odd_r - ei;
  }
}

HOT(void, hot_overlap_add, (const double *frame, const double *window, double *out, size_t count,
     double scale),
    (frame, window, out, count, scale)) {
  for (size_t i = 0; i < count; i++) out[i] += frame[i] * window[i] * scale;
}

HOT(void, hot_phase_step, (const float *restrict rebuilt, float *restrict previous,
     const float *restrict magnitude, size_t bins, float weight, float *restrict estimate),
    (rebuilt, previous, magnitude, bins, weight, estimate)) {
  for (size_t k = 0; k < bins; k++) {
    const float re = rebuilt[2 * k] - weight * previous[2 * k];
    const float im = rebuilt[2 * k + 1] - weight * previous[2 * k + 1];
    const float size = __builtin_elementwise_sqrt(re * re + im * im) + 1e-30f;
    const float scale = magnitude[k] / size;
    estimate[2 * k] = re * scale;
    estimate[2 * k + 1] = im * scale;
    previous[2 * k] = rebuilt[2 * k];
    previous[2 * k + 1] = rebuilt[2 * k + 1];
  }
}

// Lee and Seung's (2000) multiplicative steps for |Bx - y|^2, x >= 0: x <- x (B'y) / (B'Bx). They never leave the
// allowed region and never make the residual larger.
void hot_bank_nonnegative(const float *weights, const int32_t *firsts, const int32_t *counts, size_t bands,
                          size_t bins, const double *target, size_t steps, double *scratch, double *power) {
  double *wanted = scratch, *reached = scratch + bins;
  for (size_t k = 0; k < bins; k++) wanted[k] = 0;
  const float *row = weights;
  for (size_t b = 0; b < bands; row += counts[b], b++) {
    for (int32_t i = 0; i < counts[b]; i++) wanted[firsts[b] + i] += (double)row[i] * target[b];
  }
  for (size_t step = 0; step < steps; step++) {
    for (size_t k = 0; k < bins; k++) reached[k] = 0;
    row = weights;
    for (size_t b = 0; b < bands; row += counts[b], b++) {
      double sum = 0;
      for (int32_t i = 0; i < counts[b]; i++) sum += (double)row[i] * power[firsts[b] + i];
      for (int32_t i = 0; i < counts[b]; i++) reached[firsts[b] + i] += (double)row[i] * sum;
    }
    for (size_t k = 0; k < bins; k++) power[k] = reached[k] > 0 ? power[k] * wanted[k] / reached[k] : 0;
  }
}
