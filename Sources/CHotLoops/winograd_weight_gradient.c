// The gradient of the convolution's weights by Winograd's filtering.
//
// dw[2u + a] = sum over y of dy[y] x_a[y + u]: the slopes of two neighbouring outputs are the two taps, the two u are
// the outputs, so that the nine products are summed over all tiles and transformed once, at the end. Groups of images
// have their own sums, which are added up in order; where sums are large, cores share the outputs instead.
#include "winograd.h"

// planes[position][channel block][room][16] of (g0, g0 + g1, g1) on both axes, 2 x 2 slopes a tile.
HOT_INLINE void transform_slopes(const hot_winograd_shape *s, const float *dy, tile_place place, size_t first,
                                 size_t blocks, const float *nothing, float *planes, size_t room) {
  const float *pixels[4];
  find_pixels(dy + place.image * s->output_height * s->output_width * s->outputs, s->output_height, s->output_width,
              s->outputs, 2 * place.row, 2 * place.column, 2, 2, nothing, pixels);
  for (size_t c = 0; c < blocks; c++) {
    lanes g[3][3];
#pragma clang loop unroll(full)
    for (int i = 0; i < 4; i++) load_channels(pixels[i], (first + c) * block, s->outputs, &g[i / 2 * 2][i % 2 * 2]);
    g[1][0] = g[0][0] + g[2][0];
    g[1][2] = g[0][2] + g[2][2];
#pragma clang loop unroll(full)
    for (int i = 0; i < 3; i++) g[i][1] = g[i][0] + g[i][2];
#pragma clang loop unroll(full)
    for (int i = 0; i < 9; i++) *(lanes *)(planes + ((i * blocks + c) * room) * block) = g[i / 3][i % 3];
  }
}

// sums[output block][4 * inputs][position][16] += planes of x times planes of dy, summed over `found` tiles.
HOT_INLINE void add_products(const int path, const float *values, const float *slopes, size_t depth, size_t outputs,
                             size_t room, size_t found, float *sums) {
  const int rows = rows_of(path), width = width_of(path);
  size_t panel = depth * block * 9 * block;
  for (size_t position = 0; position < 9; position++)
    for (size_t o = 0; o < outputs; o += width) {
      int vectors = outputs - o < (size_t)width ? 1 : width;
      for (size_t row = 0; row < depth * block; row += rows)
        multiply_add_upto(rows, width, vectors,
                          values + (position * depth + row / block) * room * block + row % block, 1, 0, block,
                          slopes + (position * outputs + o) * room * block, room * block, 1, found, 1,
                          sums + o * panel + (row * 9 + position) * block, 9 * block, panel);
    }
}

HOT_INLINE void weight_gradient(const int path, const hot_winograd_shape *s, const float *dy, const float *x,
                                float *sums, size_t image, size_t images, size_t first_block, size_t outputs,
                                float *scratch) {
  tile_grid grid = forward_grid(s);
  size_t per_image = grid.rows * grid.columns, tiles = tiles_of(4 * s->inputs), room = room_for(tiles);
  size_t first = image * per_image, end = first + images * per_image;
  size_t depth = 4 * blocks_of(s->inputs), all = blocks_of(s->outputs);
  size_t widest = depth > all ? depth : all;
  float *nothing = scratch, *values = nothing + widest * block, *slopes = values + 9 * depth * room * block;
  memset(nothing, 0, widest * block * sizeof(float));
  for (size_t start = first; start < end; start += tiles) {
    size_t found = end - start < tiles ? end - start : tiles;
    for (size_t t = 0; t < found; t++) {
      tile_place place = place_of(grid, start + t);
      transform_inputs(s, x, place, nothing, values + t * block, room);
      transform_slopes(s, dy, place, first_block, outputs, nothing, slopes + t * block, room);
    }
    add_products(path, values, slopes, depth, outputs, room, found, sums + first_block * depth * block * 9 * block);
  }
}

// Adds up the groups' sums and transforms them back: dw[output][input][4][4] of 16 outputs.
HOT_INLINE void weight_sum(const int path, const hot_winograd_shape *s, const float *sums, size_t groups,
                           int accumulates, float *dw, size_t part) {
  (void)path;
  size_t inputs = blocks_of(s->inputs), outputs = blocks_of(s->outputs);
  size_t panel = 4 * inputs * block * 9 * block, whole = outputs * panel;
  size_t found = s->outputs - part * block < block ? s->outputs - part * block : block;
  for (size_t channel = 0; channel < s->inputs; channel++) {
    float taps[16][block];
    for (int phase = 0; phase < 4; phase++) {
      const float *from = sums + part * panel + (phase * inputs * block + channel) * 9 * block;
      lanes m[3][3];
      for (int i = 0; i < 9; i++) {
        lanes sum = *(const lanes *)(from + i * block);
        for (size_t group = 1; group < groups; group++) sum += *(const lanes *)(from + group * whole + i * block);
        m[i / 3][i % 3] = sum;
      }
      for (int j = 0; j < 3; j++) {
        m[0][j] = m[0][j] + m[1][j];
        m[1][j] = m[1][j] - m[2][j];
      }
      for (int u = 0; u < 2; u++) {
        int tap = (2 * u + phase / 2) * 4 + phase % 2;
        *(lanes *)taps[tap] = m[u][0] + m[u][1];
        *(lanes *)taps[tap + 2] = m[u][1] - m[u][2];
      }
    }
    for (size_t o = 0; o < found; o++) {
      float *target = dw + ((part * block + o) * s->inputs + channel) * 16;
      for (size_t tap = 0; tap < 16; tap++) target[tap] = taps[tap][o] + (accumulates ? target[tap] : 0.0f);
    }
  }
}

size_t hot_winograd_weight_gradient_scratch(const hot_winograd_shape *s) {
  size_t depth = 4 * blocks_of(s->inputs), outputs = blocks_of(s->outputs);
  return (depth > outputs ? depth : outputs) * block + 9 * (depth + outputs) * room_for(tiles_of(4 * s->inputs)) * block;
}

size_t hot_winograd_weight_sums(const hot_winograd_shape *s) {
  return 36 * blocks_of(s->inputs) * blocks_of(s->outputs) * block * block;
}

HOT_KERNEL(hot_winograd_weight_gradient, weight_gradient,
           (int path, const hot_winograd_shape *s, const float *dy, const float *x, float *sums, size_t image,
            size_t images, size_t first_block, size_t outputs, float *scratch),
           s, dy, x, sums, image, images, first_block, outputs, scratch)

HOT_KERNEL(hot_winograd_weight_sum, weight_sum,
           (int path, const hot_winograd_shape *s, const float *sums, size_t groups, int accumulates, float *dw,
            size_t part),
           s, sums, groups, accumulates, dw, part)
