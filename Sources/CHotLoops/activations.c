// Elementwise functions between layers, and dropout.
#include <math.h>

#include "approximations.h"
#include "hotloops.h"

HOT(void, hot_leaky_relu, (float *x, size_t count, float slope), (x, count, slope)) {
  for (size_t i = 0; i < count; i++) x[i] = x[i] > 0.0f ? x[i] : slope * x[i];
}

HOT(void, hot_leaky_relu_backward, (const float *y, float *dy, size_t count, float slope), (y, dy, count, slope)) {
  for (size_t i = 0; i < count; i++) dy[i] = y[i] > 0.0f ? dy[i] : slope * dy[i];
}

HOT_INLINE float within(float x, float bound) {
  float raised = x > -bound ? x : -bound;
  return raised < bound ? raised : bound;
}

HOT(void, hot_sigmoid, (float *x, size_t count), (x, count)) {
  for (size_t i = 0; i < count; i++) {
    float value = 1.0f / (1.0f + approximate_exp(within(-x[i], 87.0f)));
    x[i] = x[i] == x[i] ? value : x[i];
  }
}

HOT(void, hot_sigmoid_backward, (const float *y, float *dy, size_t count), (y, dy, count)) {
  for (size_t i = 0; i < count; i++) dy[i] *= y[i] * (1.0f - y[i]);
}

HOT(void, hot_tanh, (float *x, size_t count), (x, count)) {
  for (size_t i = 0; i < count; i++) {
    float value = x[i];
    float square = value * value;
    // Cephes tanhf: near 0 the quotient would lose digits.
    float p = -5.70498872745e-3f;
    p = p * square + 2.06390887954e-2f;
    p = p * square - 5.37397155531e-2f;
    p = p * square + 1.33314422036e-1f;
    p = p * square - 3.33332819422e-1f;
    float small = p * square * value + value;
    float large = 1.0f - 2.0f / (approximate_exp(within(2.0f * value, 60.0f)) + 1.0f);
    float result = square < 0.390625f ? small : large;
    x[i] = value == value ? result : value;
  }
}

HOT(void, hot_tanh_backward, (const float *y, float *dy, size_t count), (y, dy, count)) {
  for (size_t i = 0; i < count; i++) dy[i] *= 1.0f - y[i] * y[i];
}

HOT(void, hot_softplus, (float *x, size_t count), (x, count)) {
  for (size_t i = 0; i < count; i++) {
    float value = x[i];
    float size = value < 0.0f ? -value : value;
    float rest = approximate_log(1.0f + approximate_exp(-within(size, 87.0f)));
    x[i] = (value > 0.0f ? value : 0.0f) + rest;
    x[i] = value == value ? x[i] : value;
  }
}

HOT(void, hot_softplus_backward, (const float *y, float *dy, size_t count), (y, dy, count)) {
  for (size_t i = 0; i < count; i++) dy[i] *= 1.0f - approximate_exp(-within(y[i], 87.0f));
}

static float normal_distribution(float x) { return 0.5f * erfcf(-x * 0.70710678f); }

void hot_gelu(const float *x, float *y, size_t count) {
  for (size_t i = 0; i < count; i++) y[i] = x[i] * normal_distribution(x[i]);
}

void hot_gelu_backward(const float *x, float *dy, size_t count) {
  for (size_t i = 0; i < count; i++)
    dy[i] *= normal_distribution(x[i]) + x[i] * 0.39894228f * expf(-0.5f * x[i] * x[i]);
}

HOT(void, hot_dropout, (uint64_t key, float dropped, float *x, float *mask, size_t count),
    (key, dropped, x, mask, count)) {
  // 24 bits of SplitMix64's finaliser over a counter.
  float kept = 1.0f / (1.0f - dropped);
  int32_t limit = (int32_t)(dropped * 16777216.0f);
  for (size_t i = 0; i < count; i++) {
    uint64_t value = key + (i + 1) * 0x9E3779B97F4A7C15ull;
    value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9ull;
    value = (value ^ (value >> 27)) * 0x94D049BB133111EBull;
    mask[i] = (int32_t)(value >> 40) < limit ? 0.0f : kept;
    x[i] *= mask[i];
  }
}

HOT(void, hot_multiply, (float *x, const float *y, size_t count), (x, y, count)) {
  for (size_t i = 0; i < count; i++) x[i] *= y[i];
}

HOT(void, hot_add, (float *x, const float *y, size_t count), (x, y, count)) {
  for (size_t i = 0; i < count; i++) x[i] += y[i];
}
