// Hot loops of encoders of text (transformer.c).
#ifndef HOTTEXT_H
#define HOTTEXT_H

#include <stddef.h>

/// Floats that `hot_pack_weights` writes for w[outputs][inputs].
size_t hot_packed_size(size_t outputs, size_t inputs);
/// w[outputs][inputs] by panels of 32 outputs, [panel][input][32], zeros where there are no outputs.
void hot_pack_weights(const float *w, size_t outputs, size_t inputs, float *packed);
/// y[rows][outputs] = x[rows][inputs] * w^T + bias, of its panels `first` ..< `end` only, then x Phi(x) of each when
/// `gelu`. Every element is summed over the inputs in blocks in order, whatever the rows beside it. `path` is an
/// upper bound.
void hot_packed_product(int path, const float *x, size_t rows, size_t inputs, const float *packed, const float *bias,
                        size_t outputs, size_t first, size_t end, int gelu, float *y);
/// Replaces the `columns` values of every row by e^(scale (x - largest)) over their sum; rows lie `stride` apart.
void hot_scaled_softmax(float *x, size_t rows, size_t columns, size_t stride, float scale);
/// x = layer norm of x + added, row by row; `added` may be NULL.
void hot_add_layer_norm(float *x, const float *added, size_t rows, size_t columns, const float *gain,
                        const float *shift, float epsilon);

#endif
