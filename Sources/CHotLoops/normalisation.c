// Sums and normalisation over the columns (channels) of a matrix, and over its rows.
//
// Long columns are summed in blocks of rows in single precision (they vectorise), blocks in double.
#include <math.h>
#include <stddef.h>

#include "clones.h"
#include "hotloops.h"

enum { tile_columns = 64, block_rows = 64 };

HOT(void, hot_add_bias, (float *x, size_t rows, size_t columns, const float *bias), (x, rows, columns, bias)) {
  for (size_t r = 0; r < rows; r++)
    for (size_t j = 0; j < columns; j++) x[r * columns + j] += bias[j];
}

HOT_INLINE size_t smaller(size_t a, size_t b) { return a < b ? a : b; }

HOT(void, hot_channel_sums, (const float *x, size_t rows, size_t columns, float *sums), (x, rows, columns, sums)) {
  for (size_t column = 0; column < columns; column += tile_columns) {
    size_t width = smaller(tile_columns, columns - column);
    double total[tile_columns] = {0};
    for (size_t start = 0; start < rows; start += block_rows) {
      size_t end = start + smaller(block_rows, rows - start);
      float part[tile_columns] = {0};
      for (size_t r = start; r < end; r++)
        for (size_t j = 0; j < width; j++) part[j] += x[r * columns + column + j];
      for (size_t j = 0; j < width; j++) total[j] += (double)part[j];
    }
    for (size_t j = 0; j < width; j++) sums[column + j] = (float)total[j];
  }
}

HOT(void, hot_channel_squares, (const float *x, size_t rows, size_t columns, const float *means, float *sums),
    (x, rows, columns, means, sums)) {
  for (size_t column = 0; column < columns; column += tile_columns) {
    size_t width = smaller(tile_columns, columns - column);
    double total[tile_columns] = {0};
    for (size_t start = 0; start < rows; start += block_rows) {
      size_t end = start + smaller(block_rows, rows - start);
      float part[tile_columns] = {0};
      for (size_t r = start; r < end; r++)
        for (size_t j = 0; j < width; j++) {
          float difference = x[r * columns + column + j] - means[column + j];
          part[j] += difference * difference;
        }
      for (size_t j = 0; j < width; j++) total[j] += (double)part[j];
    }
    for (size_t j = 0; j < width; j++) sums[column + j] = (float)total[j];
  }
}

HOT(void, hot_scale_shift, (const float *x, float *y, size_t rows, size_t columns, const float *scale,
     const float *shift), (x, y, rows, columns, scale, shift)) {
  for (size_t r = 0; r < rows; r++)
    for (size_t j = 0; j < columns; j++) y[r * columns + j] = x[r * columns + j] * scale[j] + shift[j];
}

HOT(void, hot_normalise_sums, (const float *x, const float *dy, size_t rows, size_t columns, const float *means,
     const float *inverses, float *sums, float *products),
    (x, dy, rows, columns, means, inverses, sums, products)) {
  for (size_t column = 0; column < columns; column += tile_columns) {
    size_t width = smaller(tile_columns, columns - column);
    double total[tile_columns] = {0}, product[tile_columns] = {0};
    for (size_t start = 0; start < rows; start += block_rows) {
      size_t end = start + smaller(block_rows, rows - start);
      float part[tile_columns] = {0}, part_product[tile_columns] = {0};
      for (size_t r = start; r < end; r++)
        for (size_t j = 0; j < width; j++) {
          float slope = dy[r * columns + column + j];
          part[j] += slope;
          part_product[j] += slope * (x[r * columns + column + j] - means[column + j]);
        }
      for (size_t j = 0; j < width; j++) total[j] += (double)part[j];
      for (size_t j = 0; j < width; j++) product[j] += (double)part_product[j];
    }
    for (size_t j = 0; j < width; j++) sums[column + j] = (float)total[j];
    for (size_t j = 0; j < width; j++) products[column + j] = (float)(product[j] * (double)inverses[column + j]);
  }
}

HOT(void, hot_normalise_backward, (const float *x, float *dy, size_t rows, size_t all, size_t columns,
     const float *means, const float *inverses, const float *gain, const float *sums, const float *products),
    (x, dy, rows, all, columns, means, inverses, gain, sums, products)) {
  float share = 1.0f / (float)all;
  for (size_t r = 0; r < rows; r++) {
    const float *from = x + r * columns;
    float *slope = dy + r * columns;
    for (size_t j = 0; j < columns; j++) {
      float standard = (from[j] - means[j]) * inverses[j];
      slope[j] = gain[j] * inverses[j] * (slope[j] - share * (sums[j] + standard * products[j]));
    }
  }
}

HOT(void, hot_layer_norm, (const float *x, float *y, size_t rows, size_t columns, const float *gain,
     const float *shift, float epsilon, float *statistics),
    (x, y, rows, columns, gain, shift, epsilon, statistics)) {
  for (size_t r = 0; r < rows; r++) {
    const float *from = x + r * columns;
    double sum = 0, squares = 0;
    for (size_t j = 0; j < columns; j++) sum += (double)from[j];
    double mean = sum / (double)columns;
    for (size_t j = 0; j < columns; j++) squares += ((double)from[j] - mean) * ((double)from[j] - mean);
    float inverse = (float)(1.0 / sqrt(squares / (double)columns + (double)epsilon));
    for (size_t j = 0; j < columns; j++) y[r * columns + j] = (from[j] - (float)mean) * inverse * gain[j] + shift[j];
    statistics[2 * r] = (float)mean;
    statistics[2 * r + 1] = inverse;
  }
}

HOT(void, hot_layer_norm_backward, (const float *x, float *dy, size_t rows, size_t columns, const float *gain,
     const float *statistics, float *dgain, float *dshift),
    (x, dy, rows, columns, gain, statistics, dgain, dshift)) {
  for (size_t j = 0; j < columns; j++) dgain[j] = dshift[j] = 0.0f;
  for (size_t r = 0; r < rows; r++) {
    const float *from = x + r * columns;
    float *slope = dy + r * columns;
    float mean = statistics[2 * r], inverse = statistics[2 * r + 1];
    double sum = 0, product = 0;
    for (size_t j = 0; j < columns; j++) {
      float standard = (from[j] - mean) * inverse;
      dgain[j] += slope[j] * standard;
      dshift[j] += slope[j];
      sum += (double)(slope[j] * gain[j]);
      product += (double)(slope[j] * gain[j] * standard);
    }
    float average = (float)(sum / (double)columns), along = (float)(product / (double)columns);
    for (size_t j = 0; j < columns; j++)
      slope[j] = inverse * (slope[j] * gain[j] - average - (from[j] - mean) * inverse * along);
  }
}
