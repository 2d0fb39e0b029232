// Layers of transformers: products with weights that were packed once, softmax, and the norm of a sum.
//
// A panel of weights (32 outputs, `depth_step` inputs: 24 KiB) stays in the first-level cache while all rows pass by, a
// tile of the result stays in registers. The panel's columns of the result are still in the cache when their GELU is taken.
#include <math.h>

#include "approximations.h"
#include "hottext.h"

enum { lane_count = 16, panel_width = 32, depth_step = 192 };

typedef float lanes __attribute__((vector_size(64), aligned(4)));

size_t hot_packed_size(size_t outputs, size_t inputs) {
  return (outputs + panel_width - 1) / panel_width * panel_width * inputs;
}

void hot_pack_weights(const float *w, size_t outputs, size_t inputs, float *packed) {
  for (size_t column = 0; column < outputs; column += panel_width)
    for (size_t p = 0; p < inputs; p++)
      for (size_t j = 0; j < panel_width; j++)
        *packed++ = column + j < outputs ? w[(column + j) * inputs + p] : 0.0f;
}

// x Phi(x); Phi by erf: below |z| = 0.93 an odd polynomial, above 1 - e^p(|z|) (Juffa's erff, within 1 ulp or so).
HOT_INLINE float gelu(float x) {
  float z = x * 0.707106781f, size = z < 0.0f ? -z : z, square = z * z;
  size = size < 4.0f ? size : 4.0f;
  float r = -1.72853470e-5f;
  r = r * size + 3.83197126e-4f;
  float u = -3.88396438e-3f * size + 2.42546219e-2f;
  r = r * (size * size) + u;
  r = r * size - 1.06777877e-1f;
  r = r * size - 6.34846687e-1f;
  r = r * size - 1.28717512e-1f;
  r = r * size - size;
  float large = 1.0f - approximate_exp(r);
  float p = -5.96761703e-4f;
  p = p * square + 4.99119423e-3f;
  p = p * square - 2.67681349e-2f;
  p = p * square + 1.12819925e-1f;
  p = p * square - 3.76125336e-1f;
  p = p * square + 1.28379166e-1f;
  float small = p * z + z;
  float erf = square > 0.8606f ? (z < 0.0f ? -large : large) : small;
  return 0.5f * x * (1.0f + erf);
}

// The rows x width tile at y (+)= x[rows][length] * panel[length][32], with `bias` added to it when there is one.
HOT_INLINE void tile(const int rows, const int vectors, const float *x, size_t inputs, size_t found, size_t length,
                     const float *panel, int accumulates, const float *bias, size_t width, float *y, size_t stride) {
  lanes sum[12][2];
  const float *row[12];
#pragma clang loop unroll(full)
  for (int i = 0; i < rows; i++) {
    // Missing rows repeat the last one and are not stored.
    row[i] = x + ((size_t)i < found ? (size_t)i : found - 1) * inputs;
#pragma clang loop unroll(full)
    for (int v = 0; v < vectors; v++) sum[i][v] = (lanes){0};
  }
  for (size_t p = 0; p < length; p++) {
    lanes w[2];
#pragma clang loop unroll(full)
    for (int v = 0; v < vectors; v++) w[v] = *(const lanes *)(panel + p * panel_width + v * lane_count);
#pragma clang loop unroll(full)
    for (int i = 0; i < rows; i++) {
      float value = row[i][p];
#pragma clang loop unroll(full)
      for (int v = 0; v < vectors; v++) sum[i][v] += value * w[v];
    }
  }
#pragma clang loop unroll(full)
  for (int i = 0; i < rows; i++) {
    if ((size_t)i >= found) break;
#pragma clang loop unroll(full)
    for (int v = 0; v < vectors; v++) {
      float *target = y + i * stride + v * lane_count;
      const float *added = bias ? bias + v * lane_count : target;
      size_t from = (size_t)v * lane_count, left = width > from ? width - from : 0;
      if (left >= lane_count) {
        if (accumulates || bias) sum[i][v] += *(const lanes *)added;
        *(lanes *)target = sum[i][v];
      } else {
        float values[lane_count];
        *(lanes *)values = sum[i][v];
        for (size_t j = 0; j < left; j++) target[j] = accumulates || bias ? values[j] + added[j] : values[j];
      }
    }
  }
}

HOT_INLINE void product(const int path, const float *x, size_t rows, size_t inputs, const float *packed,
                        const float *bias, size_t outputs, size_t first, size_t end, int activates, float *y) {
  const int tall = path == HOT_PATH_V4 ? 12 : path == HOT_PATH_V3 ? 6 : 2;
  const int vectors = path == HOT_PATH_V4 ? 2 : 1;
  for (size_t panel = first; panel < end; panel++) {
    size_t column = panel * panel_width, width = outputs - column;
    if (width > panel_width) width = panel_width;
    for (size_t depth = 0; depth < inputs; depth += depth_step) {
      size_t length = inputs - depth < depth_step ? inputs - depth : depth_step;
      for (size_t v = 0; v < 2; v += vectors) {
        size_t offset = v * lane_count;
        if (offset >= width) break;
        const float *weights = packed + (panel * inputs + depth) * panel_width + offset;
        for (size_t i = 0; i < rows; i += tall)
          tile(tall, vectors, x + i * inputs + depth, inputs, rows - i < (size_t)tall ? rows - i : (size_t)tall, length,
               weights, depth > 0, depth == 0 ? bias + column + offset : NULL, width - offset,
               y + i * outputs + column + offset, outputs);
      }
    }
    if (activates)
      for (size_t i = 0; i < rows; i++) {
        float *row = y + i * outputs + column;
        if (width == panel_width)
          for (size_t j = 0; j < panel_width; j++) row[j] = gelu(row[j]);
        else
          for (size_t j = 0; j < width; j++) row[j] = gelu(row[j]);
      }
  }
}

HOT_KERNEL(hot_packed_product, product,
           (int path, const float *x, size_t rows, size_t inputs, const float *packed, const float *bias,
            size_t outputs, size_t first, size_t end, int gelu, float *y),
           x, rows, inputs, packed, bias, outputs, first, end, gelu, y)

HOT_INLINE float sum16(const float *lane) {
  float total = 0.0f;
  for (size_t l = 0; l < 8; l++) total += lane[l] + lane[l + 8];
  return total;
}

HOT(void, hot_scaled_softmax, (float *x, size_t rows, size_t columns, size_t stride, float scale),
    (x, rows, columns, stride, scale)) {
  size_t whole = columns / lane_count * lane_count;
  for (size_t r = 0; r < rows; r++) {
    float *row = x + r * stride;
    float most[lane_count], sums[lane_count] = {0};
    for (size_t l = 0; l < lane_count; l++) most[l] = row[0];
    for (size_t j = 0; j < whole; j += lane_count)
      for (size_t l = 0; l < lane_count; l++) most[l] = row[j + l] > most[l] ? row[j + l] : most[l];
    float top = most[0];
    for (size_t l = 1; l < lane_count; l++) top = most[l] > top ? most[l] : top;
    for (size_t j = whole; j < columns; j++) top = row[j] > top ? row[j] : top;
    for (size_t j = 0; j < whole; j += lane_count)
      for (size_t l = 0; l < lane_count; l++) {
        float below = scale * (row[j + l] - top);
        row[j + l] = approximate_exp(below > -87.0f ? below : -87.0f);
        sums[l] += row[j + l];
      }
    for (size_t j = whole; j < columns; j++) {
      float below = scale * (row[j] - top);
      row[j] = approximate_exp(below > -87.0f ? below : -87.0f);
      sums[0] += row[j];
    }
    float share = 1.0f / sum16(sums);
    for (size_t j = 0; j < columns; j++) row[j] *= share;
  }
}

HOT(void, hot_add_layer_norm, (float *x, const float *added, size_t rows, size_t columns, const float *gain,
     const float *shift, float epsilon), (x, added, rows, columns, gain, shift, epsilon)) {
  size_t whole = columns / lane_count * lane_count;
  for (size_t r = 0; r < rows; r++) {
    float *row = x + r * columns;
    if (added)
      for (size_t j = 0; j < columns; j++) row[j] += added[r * columns + j];
    float sums[lane_count] = {0}, squares[lane_count] = {0};
    for (size_t j = 0; j < whole; j += lane_count)
      for (size_t l = 0; l < lane_count; l++) sums[l] += row[j + l];
    for (size_t j = whole; j < columns; j++) sums[0] += row[j];
    float mean = sum16(sums) / (float)columns;
    for (size_t j = 0; j < whole; j += lane_count)
      for (size_t l = 0; l < lane_count; l++) squares[l] += (row[j + l] - mean) * (row[j + l] - mean);
    for (size_t j = whole; j < columns; j++) squares[0] += (row[j] - mean) * (row[j] - mean);
    float inverse = 1.0f / sqrtf(sum16(squares) / (float)columns + epsilon);
    for (size_t j = 0; j < columns; j++) row[j] = (row[j] - mean) * inverse * gain[j] + shift[j];
  }
}
