// The gradient of the convolution's input, also the transposed convolution, by Winograd's filtering.
//
// Of each phase, dx_a[p] = w[2 + a] dy[p - 1] + w[a] dy[p]: two taps over dy. A tile is 4 x 4 values of dx, 2 x 2 of
// each phase, from 4 x 4 values r of dy. On each axis phase 1 needs (r0 - r1, r1, r1 - r2) and phase 0
// (r1 - r2, r2, r2 - r3), so five values serve both, and 25 planes all four phases.
#include "winograd.h"

HOT_INLINE tile_grid grid_of(const hot_winograd_shape *s) {
  size_t rows = (s->height + 3) / 4, columns = (s->width + 3) / 4;
  return (tile_grid){rows, columns, rows * columns * s->images};
}

HOT_INLINE void differences(lanes *r, size_t step) {
  lanes a = r[0], b = r[step], c = r[2 * step], d = r[3 * step];
  r[0] = a - b;
  r[2 * step] = b - c;
  r[3 * step] = c;
  r[4 * step] = c - d;
}

// planes[5 x 5][channel block][room][16] of one tile.
HOT_INLINE void transform_slopes(const hot_winograd_shape *s, const float *dy, tile_grid grid, size_t index,
                                 const float *nothing, float *planes, size_t room) {
  size_t blocks = blocks_of(s->outputs);
  tile_place place = place_of(grid, index);
  const float *pixels[16];
  find_pixels(dy + place.image * s->output_height * s->output_width * s->outputs, s->output_height, s->output_width,
              s->outputs, 2 * place.row - 1, 2 * place.column - 1, 4, 4, nothing, pixels);
  for (size_t c = 0; c < blocks; c++) {
    lanes r[5][5];
#pragma clang loop unroll(full)
    for (int i = 0; i < 16; i++) load_channels(pixels[i], c * block, s->outputs, &r[i / 4][i % 4]);
#pragma clang loop unroll(full)
    for (int j = 0; j < 4; j++) differences(&r[0][j], 5);
#pragma clang loop unroll(full)
    for (int i = 0; i < 5; i++) {
      differences(r[i], 1);
#pragma clang loop unroll(full)
      for (int j = 0; j < 5; j++)
        *(lanes *)(planes + (((size_t)(5 * i + j) * blocks + c) * room) * block) = r[i][j];
    }
  }
}

// 2 x 2 values of one phase of dx and 16 channels from products[position][room][width * 16].
HOT_INLINE void transform_outputs(const hot_winograd_shape *s, const float *products, size_t plane, tile_place place,
                                  int phase, size_t channel, const float *bias, float *dx) {
  size_t row = 4 * place.row + 1 - phase / 2, column = 4 * place.column + 1 - phase % 2;
  lanes m[3][3], added = {0};
  if (bias) load_channels(bias, channel, s->inputs, &added);
#pragma clang loop unroll(full)
  for (int i = 0; i < 9; i++) m[i / 3][i % 3] = *(const lanes *)(products + i * plane);
#pragma clang loop unroll(full)
  for (int j = 0; j < 3; j++) {
    m[0][j] = m[0][j] + m[1][j];
    m[1][j] = m[1][j] - m[2][j];
  }
  float *image = dx + place.image * s->height * s->width * s->inputs;
#pragma clang loop unroll(full)
  for (int i = 0; i < 2; i++) {
    if (row + 2 * i >= s->height) break;
    float *line = image + ((row + 2 * i) * s->width + column) * s->inputs;
    lanes first = m[i][0] + m[i][1] + added, second = m[i][1] - m[i][2] + added;
    if (column < s->width) store_channels(&first, line, channel, s->inputs);
    if (column + 2 < s->width) store_channels(&second, line + 2 * s->inputs, channel, s->inputs);
  }
}

HOT_INLINE void input_gradient(const int path, const hot_winograd_shape *s, const float *dy, const float *filters,
                               const float *bias, float *dx, size_t part, float *scratch) {
  const int rows = rows_of(path), width = width_of(path);
  tile_grid grid = grid_of(s);
  size_t tiles = tiles_of(2 * s->outputs), room = room_for(tiles), first = part * tiles;
  size_t depth = blocks_of(s->outputs), outputs = blocks_of(s->inputs);
  size_t found = grid.all - first < tiles ? grid.all - first : tiles;
  float *nothing = scratch, *planes = nothing + depth * block, *products = planes + 25 * depth * room * block;
  memset(nothing, 0, depth * block * sizeof(float));
  for (size_t t = 0; t < found; t++)
    transform_slopes(s, dy, grid, first + t, nothing, planes + t * block, room);
  for (int phase = 0; phase < 4; phase++)
    for (size_t o = 0; o < outputs; o += width) {
      int vectors = outputs - o < (size_t)width ? 1 : width;
      for (size_t position = 0; position < 9; position++) {
        size_t i = position / 3 + (phase / 2 ? 0 : 2), j = position % 3 + (phase % 2 ? 0 : 2);
        const float *plane = planes + (5 * i + j) * depth * room * block;
        const float *filter = filters + ((phase * 9 + position) * outputs + o) * depth * block * block;
        for (size_t t = 0; t < found; t += rows)
          multiply_add_upto(rows, width, vectors, plane + t * block, block, room * block, 1, filter,
                            depth * block * block, depth, block, 0,
                            products + (position * room + t) * width * block, width * block, block);
      }
      for (size_t t = 0; t < found; t++) {
        tile_place place = place_of(grid, first + t);
        for (int v = 0; v < vectors; v++)
          transform_outputs(s, products + (t * width + v) * block, room * width * block, place, phase,
                            (o + v) * block, bias, dx);
      }
    }
}

size_t hot_winograd_input_gradient_parts(const hot_winograd_shape *s) {
  return (grid_of(s).all + tiles_of(2 * s->outputs) - 1) / tiles_of(2 * s->outputs);
}

size_t hot_winograd_input_gradient_scratch(const hot_winograd_shape *s) {
  size_t depth = blocks_of(s->outputs);
  return (depth + (25 * depth + 18) * room_for(tiles_of(2 * s->outputs))) * block;
}

HOT_KERNEL(hot_winograd_input_gradient, input_gradient,
           (int path, const hot_winograd_shape *s, const float *dy, const float *filters, const float *bias,
            float *dx, size_t part, float *scratch),
           s, dy, filters, bias, dx, part, scratch)
