// The divergence of a Gaussian latent dimension by dimension, for penalties that weigh dimensions apart.
#include "approximations.h"
#include "hotloops.h"

HOT_INLINE float bounded(float value) {
  float raised = value > HOT_LOG_VARIANCE_LOWEST ? value : HOT_LOG_VARIANCE_LOWEST;
  return raised < HOT_LOG_VARIANCE_HIGHEST ? raised : HOT_LOG_VARIANCE_HIGHEST;
}

HOT(void, hot_dimension_divergences,
    (const float *heads, size_t rows, size_t latent, double *sums),
    (heads, rows, latent, sums)) {
  for (size_t r = 0; r < rows; r++) {
    const float *mean = heads + r * 2 * latent;
    const float *log_variance = mean + latent;
    for (size_t j = 0; j < latent; j++) {
      float value = bounded(log_variance[j]);
      double m = mean[j];
      sums[j] -= 0.5 * (1.0 + (double)value - m * m - (double)approximate_exp(value));
    }
  }
}

HOT(void, hot_divergence_backward,
    (const float *heads, float *dheads, size_t rows, size_t latent, const float *scales),
    (heads, dheads, rows, latent, scales)) {
  for (size_t r = 0; r < rows; r++) {
    const float *mean = heads + r * 2 * latent;
    const float *log_variance = mean + latent;
    float *dmean = dheads + r * 2 * latent;
    float *dlog_variance = dmean + latent;
    for (size_t j = 0; j < latent; j++) {
      float value = log_variance[j];
      float slope = 0.5f * scales[j] * (approximate_exp(bounded(value)) - 1.0f);
      // Beyond the bounds only a slope that leads back inside passes (descent goes against the slope).
      float upper = value > HOT_LOG_VARIANCE_HIGHEST && slope < 0.0f ? 0.0f : slope;
      dmean[j] += scales[j] * mean[j];
      dlog_variance[j] += value < HOT_LOG_VARIANCE_LOWEST && upper > 0.0f ? 0.0f : upper;
    }
  }
}
