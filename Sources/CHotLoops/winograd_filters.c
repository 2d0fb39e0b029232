// Winograd's transformed weights (g0, g0 + g1, g1 on both axes) of the forward pass and of the input's gradient.
#include "winograd.h"

// The nine values of a phase from taps[4 x 4][16], by `step` floats. The gradient's taps run the other way.
HOT_INLINE void transform(const float (*taps)[block], int phase, int reversed, float *target, size_t step) {
  lanes g[3][3];
  for (int u = 0; u < 2; u++)
    for (int v = 0; v < 2; v++) {
      int i = 2 * (reversed ? 1 - u : u) + phase / 2, j = 2 * (reversed ? 1 - v : v) + phase % 2;
      g[2 * u][2 * v] = *(const lanes *)taps[4 * i + j];
    }
  g[1][0] = g[0][0] + g[2][0];
  g[1][2] = g[0][2] + g[2][2];
  for (int i = 0; i < 3; i++) g[i][1] = g[i][0] + g[i][2];
  for (int i = 0; i < 9; i++) *(lanes *)(target + i * step) = g[i / 3][i % 3];
}

// taps[tap][lane] = w[lane * stride + tap], 0 from lane `found` on.
HOT_INLINE void gather(const float *w, size_t stride, size_t found, float (*taps)[block]) {
  for (size_t tap = 0; tap < 16; tap++)
    for (size_t lane = 0; lane < block; lane++) taps[tap][lane] = lane < found ? w[lane * stride + tap] : 0.0f;
}

// filters[position][output block][phase][input][16 outputs] of one output block.
HOT_INLINE void forward_filters(const int path, const hot_winograd_shape *s, const float *w, float *filters,
                                size_t part) {
  (void)path;
  size_t inputs = blocks_of(s->inputs), outputs = blocks_of(s->outputs);
  size_t panel = 4 * inputs * block * block;
  size_t found = s->outputs - part * block < block ? s->outputs - part * block : block;
  float taps[16][block];
  for (size_t channel = 0; channel < inputs * block; channel++) {
    if (channel < s->inputs)
      gather(w + (part * block * s->inputs + channel) * 16, s->inputs * 16, found, taps);
    else
      memset(taps, 0, sizeof taps);
    for (int phase = 0; phase < 4; phase++)
      transform((const float(*)[block])taps, phase, 0,
                filters + part * panel + (phase * inputs * block + channel) * block, outputs * panel);
  }
}

// filters[phase][position][input block][output][16 inputs] of one input block.
HOT_INLINE void gradient_filters(const int path, const hot_winograd_shape *s, const float *w, float *filters,
                                 size_t part) {
  (void)path;
  size_t inputs = blocks_of(s->inputs), outputs = blocks_of(s->outputs);
  size_t panel = outputs * block * block;
  size_t found = s->inputs - part * block < block ? s->inputs - part * block : block;
  float taps[16][block];
  for (size_t channel = 0; channel < outputs * block; channel++) {
    if (channel < s->outputs)
      gather(w + (channel * s->inputs + part * block) * 16, 16, found, taps);
    else
      memset(taps, 0, sizeof taps);
    for (int phase = 0; phase < 4; phase++)
      transform((const float(*)[block])taps, phase, 1,
                filters + (phase * 9 * inputs + part) * panel + channel * block, inputs * panel);
  }
}

size_t hot_winograd_filters(const hot_winograd_shape *s) {
  return 36 * blocks_of(s->inputs) * blocks_of(s->outputs) * block * block;
}

HOT_KERNEL(hot_winograd_forward_filters, forward_filters,
           (int path, const hot_winograd_shape *s, const float *w, float *filters, size_t part), s, w, filters, part)
HOT_KERNEL(hot_winograd_gradient_filters, gradient_filters,
           (int path, const hot_winograd_shape *s, const float *w, float *filters, size_t part), s, w, filters, part)
