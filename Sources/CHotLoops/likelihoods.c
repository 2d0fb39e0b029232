// What decoders' outputs cost, and its slope, in one pass.
#include <stddef.h>

#include "approximations.h"
#include "hotloops.h"

HOT_INLINE double sum16(const double *lanes) {
  double total = 0;
  for (size_t l = 0; l < 8; l++) total += lanes[l] + lanes[l + 8];
  return total;
}

HOT(double, hot_absolute_error,
    (const float *y, const float *x, float *dy, size_t count, float scale),
    (y, x, dy, count, scale)) {
  double lanes[16] = {0};
  size_t whole = count / 16 * 16;
  for (size_t i = 0; i < whole; i += 16) {
    for (size_t l = 0; l < 16; l++) {
      float difference = y[i + l] - x[i + l];
      float size = difference < 0.0f ? -difference : difference;
      dy[i + l] = difference > 0.0f ? scale : (difference < 0.0f ? -scale : 0.0f);
      lanes[l] += (double)size;
    }
  }
  for (size_t i = whole; i < count; i++) {
    float difference = y[i] - x[i];
    dy[i] = difference > 0.0f ? scale : (difference < 0.0f ? -scale : 0.0f);
    lanes[0] += (double)(difference < 0.0f ? -difference : difference);
  }
  return sum16(lanes);
}

// max(y, 0) - x y + ln(1 + e^-|y|): no exponential of a positive number, so no logit overflows.
HOT_INLINE float bernoulli(float y, float x, float *dy, float scale) {
  float size = y < 0.0f ? -y : y;
  float small = approximate_exp(-(size < 87.0f ? size : 87.0f));
  float larger = 1.0f / (1.0f + small);
  float probability = y < 0.0f ? small * larger : larger;
  *dy = scale * (probability - x);
  return (y > 0.0f ? y : 0.0f) - x * y + approximate_log(1.0f + small);
}

HOT(double, hot_bernoulli,
    (const float *y, const float *x, float *dy, size_t count, float scale),
    (y, x, dy, count, scale)) {
  double lanes[16] = {0};
  size_t whole = count / 16 * 16;
  for (size_t i = 0; i < whole; i += 16) {
    float values[16];
    for (size_t l = 0; l < 16; l++) values[l] = bernoulli(y[i + l], x[i + l], dy + i + l, scale);
    for (size_t l = 0; l < 16; l++) lanes[l] += (double)values[l];
  }
  for (size_t i = whole; i < count; i++) lanes[0] += (double)bernoulli(y[i], x[i], dy + i, scale);
  return sum16(lanes);
}

// e^(y - largest) to out; returns their sum. A difference of NaN stays one.
HOT_INLINE float exponentials(const float *y, float *out, size_t columns, float *largest) {
  float top = y[0], sum = 0.0f;
  for (size_t j = 1; j < columns; j++) top = y[j] > top ? y[j] : top;
  for (size_t j = 0; j < columns; j++) {
    float below = y[j] - top;
    out[j] = approximate_exp(below > -87.0f ? below : -87.0f) + (below - below);
    sum += out[j];
  }
  *largest = top;
  return sum;
}

HOT(double, hot_categorical,
    (const float *y, const float *x, float *dy, size_t rows, size_t columns, float scale),
    (y, x, dy, rows, columns, scale)) {
  double total = 0;
  for (size_t r = 0; r < rows; r++) {
    const float *logits = y + r * columns, *target = x + r * columns;
    float *slope = dy + r * columns;
    float largest, weight = 0.0f;
    float sum = exponentials(logits, slope, columns, &largest);
    float normaliser = largest + approximate_log(sum);
    for (size_t j = 0; j < columns; j++) {
      weight += target[j];
      total += (double)target[j] * (double)(normaliser - logits[j]);
    }
    for (size_t j = 0; j < columns; j++) slope[j] = scale * (weight * slope[j] / sum - target[j]);
  }
  return total;
}

HOT(void, hot_softmax, (float *x, size_t rows, size_t columns), (x, rows, columns)) {
  for (size_t r = 0; r < rows; r++) {
    float *row = x + r * columns;
    float largest;
    float sum = exponentials(row, row, columns, &largest);
    for (size_t j = 0; j < columns; j++) row[j] /= sum;
  }
}
