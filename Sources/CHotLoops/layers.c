// Elementwise parts of layers and losses.
#include <stddef.h>

#include "clones.h"
#include "hotloops.h"

HOT(void, hot_relu, (float *x, size_t count), (x, count)) {
  for (size_t i = 0; i < count; i++) x[i] = x[i] > 0.0f ? x[i] : 0.0f;
}

HOT(void, hot_relu_backward, (const float *y, float *dy, size_t count), (y, dy, count)) {
  for (size_t i = 0; i < count; i++) dy[i] = y[i] > 0.0f ? dy[i] : 0.0f;
}

HOT(void, hot_column_sums, (const float *x, size_t rows, size_t columns, float *sums), (x, rows, columns, sums)) {
  for (size_t j = 0; j < columns; j++) sums[j] = 0.0f;
  for (size_t r = 0; r < rows; r++) {
    const float *row = x + r * columns;
    for (size_t j = 0; j < columns; j++) sums[j] += row[j];
  }
}

HOT(double, hot_squared_error, (const float *y, const float *x, float *dy, size_t count, float scale),
    (y, x, dy, count, scale)) {
  double lanes[8] = {0};
  size_t whole = count / 8 * 8;
  for (size_t i = 0; i < whole; i += 8) {
    for (size_t l = 0; l < 8; l++) {
      float difference = y[i + l] - x[i + l];
      dy[i + l] = scale * difference;
      lanes[l] += (double)difference * (double)difference;
    }
  }
  for (size_t i = whole; i < count; i++) {
    float difference = y[i] - x[i];
    dy[i] = scale * difference;
    lanes[0] += (double)difference * (double)difference;
  }
  return ((lanes[0] + lanes[4]) + (lanes[1] + lanes[5])) + ((lanes[2] + lanes[6]) + (lanes[3] + lanes[7]));
}

HOT(int, hot_is_finite, (const float *x, size_t count), (x, count)) {
  // x * 0 is 0 for every finite x and NaN otherwise, and NaN stays.
  float lanes[16] = {0};
  size_t whole = count / 16 * 16;
  for (size_t i = 0; i < whole; i += 16)
    for (size_t l = 0; l < 16; l++) lanes[l] += x[i + l] * 0.0f;
  for (size_t i = whole; i < count; i++) lanes[0] += x[i] * 0.0f;
  int finite = 1;
  for (size_t l = 0; l < 16; l++) finite = finite && lanes[l] == 0.0f;
  return finite;
}
