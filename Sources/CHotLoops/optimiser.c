// Steps of the optimisers beside Adam, and what training watches of gradients.
#include "clones.h"
#include "hotloops.h"

HOT(void, hot_momentum,
    (float *weights, const float *gradients, float *velocity, size_t count, float rate, float momentum),
    (weights, gradients, velocity, count, rate, momentum)) {
  for (size_t i = 0; i < count; i++) {
    float v = momentum * velocity[i] + gradients[i];
    velocity[i] = v;
    weights[i] -= rate * v;
  }
}

HOT(void, hot_scale, (float *x, size_t count, float factor), (x, count, factor)) {
  for (size_t i = 0; i < count; i++) x[i] *= factor;
}

HOT(double, hot_sum_of_squares, (const float *x, size_t count), (x, count)) {
  double lanes[8] = {0};
  size_t whole = count / 8 * 8;
  for (size_t i = 0; i < whole; i += 8)
    for (size_t l = 0; l < 8; l++) lanes[l] += (double)x[i + l] * (double)x[i + l];
  for (size_t i = whole; i < count; i++) lanes[0] += (double)x[i] * (double)x[i];
  return ((lanes[0] + lanes[4]) + (lanes[1] + lanes[5])) + ((lanes[2] + lanes[6]) + (lanes[3] + lanes[7]));
}

size_t hot_mark_moved(const float *gradients, uint8_t *moved, size_t count) {
  size_t total = 0;
  for (size_t i = 0; i < count; i++) {
    moved[i] |= gradients[i] != 0.0f;
    total += moved[i];
  }
  return total;
}
