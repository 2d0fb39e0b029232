// Adam (Kingma & Ba 2015, algorithm 1) as one pass over the flat buffers.
#include "clones.h"
#include "hotloops.h"

HOT(void, hot_adam, (float *weights, const float *gradients, float *first, float *second, size_t count, float rate,
     float decay1, float decay2, float root_correction2, float epsilon),
    (weights, gradients, first, second, count, rate, decay1, decay2, root_correction2, epsilon)) {
  for (size_t i = 0; i < count; i++) {
    float g = gradients[i];
    float m = decay1 * first[i] + (1.0f - decay1) * g;
    float v = decay2 * second[i] + (1.0f - decay2) * g * g;
    first[i] = m;
    second[i] = v;
    weights[i] -= rate * m / (__builtin_elementwise_sqrt(v) * root_correction2 + epsilon);
  }
}
