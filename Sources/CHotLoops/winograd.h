// Winograd's minimal filtering F(2x2, 2x2) (Lavin & Gray 2016) for the convolution of kernel 4, stride 2, padding 1.
//
// With rows r = 2p + a - 1, a in {0, 1}, the convolution is the sum over the four phases (a, b) of convolutions of
// two taps and stride 1: y[p] = x_a[p] * w[a] + x_a[p + 1] * w[2 + a]. Two neighbouring outputs of two taps (g0, g1)
// over three values d need three products instead of four, on both axes nine instead of sixteen:
//   m0 = (d0 - d1) g0, m1 = d1 (g0 + g1), m2 = (d1 - d2) g1; y0 = m0 + m1, y1 = m1 - m2.
// Each of the nine positions is then a matrix product over channels. Arrays between transforms and products are
// blocked by 16 channels, [position][channel block][room for tiles][16], whatever the instruction set.
#ifndef HOTLOOPS_WINOGRAD_H
#define HOTLOOPS_WINOGRAD_H

#include <string.h>

#include "clones.h"
#include "hotloops.h"

enum { block = 16 };

typedef float lanes __attribute__((vector_size(64), aligned(4)));

HOT_INLINE size_t blocks_of(size_t channels) { return (channels + block - 1) / block; }

// Tiles of one part: their transformed values, 9 times `depth` channels or more, stay in the second-level cache.
HOT_INLINE size_t tiles_of(size_t depth) { return depth > 256 ? 32 : 64; }

// Room for them: one more, so that a tile's values at all positions do not fall into one set of the first-level cache.
HOT_INLINE size_t room_for(size_t tiles) { return tiles + 1; }

// Registers of one product: rows of one operand times vectors of the other.
HOT_INLINE int rows_of(int path) { return path == HOT_PATH_V4 ? 8 : path == HOT_PATH_V3 ? 4 : 2; }
HOT_INLINE int width_of(int path) { return path == HOT_PATH_V4 ? 2 : 1; }

// sums[row][vector] (+)= sum over `outer` and `inner` of a[row * row_step + ...] * b[vector * vector_step + ...]; all
// steps in floats, b advances by 16 a step.
HOT_INLINE void multiply_add(const int rows, const int width, const float *a, size_t row_step, size_t outer_step,
                             size_t inner_step, const float *b, size_t vector_step, size_t outer, size_t inner,
                             int accumulates, float *sums, size_t sum_row, size_t sum_vector) {
  lanes sum[8][2];
#pragma clang loop unroll(full)
  for (int i = 0; i < rows; i++)
#pragma clang loop unroll(full)
    for (int v = 0; v < width; v++) sum[i][v] = (lanes){0};
  for (size_t o = 0; o < outer; o++) {
    const float *from = a + o * outer_step;
    for (size_t s = 0; s < inner; s++) {
      lanes values[2];
#pragma clang loop unroll(full)
      for (int v = 0; v < width; v++) values[v] = *(const lanes *)(b + v * vector_step);
#pragma clang loop unroll(full)
      for (int i = 0; i < rows; i++) {
        float value = from[i * row_step + s * inner_step];
#pragma clang loop unroll(full)
        for (int v = 0; v < width; v++) sum[i][v] += value * values[v];
      }
      b += block;
    }
  }
#pragma clang loop unroll(full)
  for (int i = 0; i < rows; i++)
#pragma clang loop unroll(full)
    for (int v = 0; v < width; v++) {
      lanes *target = (lanes *)(sums + i * sum_row + v * sum_vector);
      *target = accumulates ? *target + sum[i][v] : sum[i][v];
    }
}

// The same for one or two vectors, as many as there are.
HOT_INLINE void multiply_add_upto(const int rows, const int width, int found, const float *a, size_t row_step,
                                  size_t outer_step, size_t inner_step, const float *b, size_t vector_step,
                                  size_t outer, size_t inner, int accumulates, float *sums, size_t sum_row,
                                  size_t sum_vector) {
  if (width == 2 && found == 2)
    multiply_add(rows, 2, a, row_step, outer_step, inner_step, b, vector_step, outer, inner, accumulates, sums,
                 sum_row, sum_vector);
  else
    multiply_add(rows, 1, a, row_step, outer_step, inner_step, b, vector_step, outer, inner, accumulates, sums,
                 sum_row, sum_vector);
}

// Channels [channel, channel + 16) of a pixel of `channels`; 0 where there are none.
HOT_INLINE void load_channels(const float *pixel, size_t channel, size_t channels, lanes *out) {
  if (channels - channel >= block) {
    *out = *(const lanes *)(pixel + channel);
  } else {
    float part[block] = {0};
    memcpy(part, pixel + channel, (channels - channel) * sizeof(float));
    *out = *(const lanes *)part;
  }
}

HOT_INLINE void store_channels(const lanes *values, float *pixel, size_t channel, size_t channels) {
  if (channels - channel >= block)
    *(lanes *)(pixel + channel) = *values;
  else
    memcpy(pixel + channel, values, (channels - channel) * sizeof(float));
}

// Where the rows x columns pixels from (row, column) on lie in an image; `nothing` beyond its edges.
HOT_INLINE void find_pixels(const float *image, size_t height, size_t width, size_t channels, size_t row,
                            size_t column, int rows, int columns, const float *nothing, const float **pixels) {
  // Scattered pointers are slower than one after the other.
#pragma clang loop vectorize(disable) unroll(disable)
  for (int i = 0; i < rows; i++) {
    // Unsigned, so that positions before the image are beyond it too.
    size_t y = row + i;
    const float *line = image + y * width * channels;
#pragma clang loop vectorize(disable) unroll(disable)
    for (int j = 0; j < columns; j++) {
      size_t x = column + j;
      *pixels++ = y < height && x < width ? line + x * channels : nothing;
    }
  }
}

// Tiles of an image and of all images.
typedef struct {
  size_t rows, columns, all;
} tile_grid;

typedef struct {
  size_t image, row, column;
} tile_place;

HOT_INLINE tile_place place_of(tile_grid grid, size_t index) {
  size_t per_image = grid.rows * grid.columns, within = index % per_image;
  return (tile_place){index / per_image, within / grid.columns, within % grid.columns};
}

// Tiles of 2 x 2 outputs.
HOT_INLINE tile_grid forward_grid(const hot_winograd_shape *s) {
  size_t rows = (s->output_height + 1) / 2, columns = (s->output_width + 1) / 2;
  return (tile_grid){rows, columns, rows * columns * s->images};
}

// Inputs of the nine products of one tile: planes[position][phase * blocks + channel block][room][16].
HOT_INLINE void transform_inputs(const hot_winograd_shape *s, const float *x, tile_place place, const float *nothing,
                                 float *planes, size_t room) {
  size_t blocks = blocks_of(s->inputs), plane = 4 * blocks * room * block;
  const float *pixels[36];
  find_pixels(x + place.image * s->height * s->width * s->inputs, s->height, s->width, s->inputs, 4 * place.row - 1,
              4 * place.column - 1, 6, 6, nothing, pixels);
  for (size_t c = 0; c < blocks; c++)
#pragma clang loop unroll(full)
    for (int phase = 0; phase < 4; phase++) {
      lanes d[3][3];
#pragma clang loop unroll(full)
      for (int i = 0; i < 9; i++)
        load_channels(pixels[(2 * (i / 3) + phase / 2) * 6 + 2 * (i % 3) + phase % 2], c * block, s->inputs,
                      &d[i / 3][i % 3]);
#pragma clang loop unroll(full)
      for (int j = 0; j < 3; j++) {
        d[0][j] = d[0][j] - d[1][j];
        d[2][j] = d[1][j] - d[2][j];
      }
      float *target = planes + (phase * blocks + c) * room * block;
#pragma clang loop unroll(full)
      for (int i = 0; i < 3; i++) {
        *(lanes *)(target + (3 * i + 0) * plane) = d[i][0] - d[i][1];
        *(lanes *)(target + (3 * i + 1) * plane) = d[i][1];
        *(lanes *)(target + (3 * i + 2) * plane) = d[i][1] - d[i][2];
      }
    }
}

#endif
