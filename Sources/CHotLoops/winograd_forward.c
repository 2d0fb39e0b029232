// The forward pass of the convolution by Winograd's filtering: tiles of 2 x 2 outputs.
#include "winograd.h"

// The outputs of one tile and 16 channels from products[position][room][width * 16].
HOT_INLINE void transform_outputs(const hot_winograd_shape *s, const float *products, size_t plane, tile_place place,
                                  size_t channel, const float *bias, float *y) {
  size_t row = 2 * place.row, column = 2 * place.column;
  lanes m[3][3], added = {0};
  if (bias) load_channels(bias, channel, s->outputs, &added);
#pragma clang loop unroll(full)
  for (int i = 0; i < 9; i++) m[i / 3][i % 3] = *(const lanes *)(products + i * plane);
#pragma clang loop unroll(full)
  for (int j = 0; j < 3; j++) {
    m[0][j] = m[0][j] + m[1][j];
    m[1][j] = m[1][j] - m[2][j];
  }
  float *image = y + place.image * s->output_height * s->output_width * s->outputs;
#pragma clang loop unroll(full)
  for (int i = 0; i < 2; i++) {
    if (row + i >= s->output_height) break;
    float *line = image + ((row + i) * s->output_width + column) * s->outputs;
    lanes first = m[i][0] + m[i][1] + added, second = m[i][1] - m[i][2] + added;
    store_channels(&first, line, channel, s->outputs);
    if (column + 1 < s->output_width) store_channels(&second, line + s->outputs, channel, s->outputs);
  }
}

HOT_INLINE void forward(const int path, const hot_winograd_shape *s, const float *x, const float *filters,
                        const float *bias, float *y, size_t part, float *scratch) {
  const int rows = rows_of(path), width = width_of(path);
  tile_grid grid = forward_grid(s);
  size_t tiles = tiles_of(4 * s->inputs), room = room_for(tiles), first = part * tiles;
  size_t depth = 4 * blocks_of(s->inputs), outputs = blocks_of(s->outputs);
  size_t found = grid.all - first < tiles ? grid.all - first : tiles;
  float *nothing = scratch, *planes = nothing + depth * block, *products = planes + 9 * depth * room * block;
  memset(nothing, 0, depth * block * sizeof(float));
  for (size_t t = 0; t < found; t++)
    transform_inputs(s, x, place_of(grid, first + t), nothing, planes + t * block, room);
  for (size_t o = 0; o < outputs; o += width) {
    int vectors = outputs - o < (size_t)width ? 1 : width;
    for (size_t position = 0; position < 9; position++)
      for (size_t t = 0; t < found; t += rows)
        multiply_add_upto(rows, width, vectors, planes + (position * depth * room + t) * block, block,
                          room * block, 1, filters + (position * outputs + o) * depth * block * block,
                          depth * block * block, depth, block, 0, products + (position * room + t) * width * block,
                          width * block, block);
    for (size_t t = 0; t < found; t++) {
      tile_place place = place_of(grid, first + t);
      for (int v = 0; v < vectors; v++)
        transform_outputs(s, products + (t * width + v) * block, room * width * block, place, (o + v) * block, bias,
                          y);
    }
  }
}

size_t hot_winograd_forward_parts(const hot_winograd_shape *s) {
  return (forward_grid(s).all + tiles_of(4 * s->inputs) - 1) / tiles_of(4 * s->inputs);
}

size_t hot_winograd_forward_scratch(const hot_winograd_shape *s) {
  size_t depth = 4 * blocks_of(s->inputs);
  return (depth + 9 * (depth + 2) * room_for(tiles_of(4 * s->inputs))) * block;
}

HOT_KERNEL(hot_winograd_forward, forward,
           (int path, const hot_winograd_shape *s, const float *x, const float *filters, const float *bias, float *y,
            size_t part, float *scratch),
           s, x, filters, bias, y, part, scratch)
