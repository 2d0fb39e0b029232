// Products of Gaussian experts, and the divergence of rows that count differently.
#include "approximations.h"
#include "hotloops.h"

HOT_INLINE float bounded(float value) {
  float raised = value > HOT_LOG_VARIANCE_LOWEST ? value : HOT_LOG_VARIANCE_LOWEST;
  return raised < HOT_LOG_VARIANCE_HIGHEST ? raised : HOT_LOG_VARIANCE_HIGHEST;
}

// Beyond the bounds only a slope that leads back inside passes (descent goes against the slope).
HOT_INLINE float inward(float value, float slope) {
  float upper = value > HOT_LOG_VARIANCE_HIGHEST && slope < 0.0f ? 0.0f : slope;
  return value < HOT_LOG_VARIANCE_LOWEST && upper > 0.0f ? 0.0f : upper;
}

HOT(void, hot_expert_add, (const float *heads, const float *shown, float *sums, size_t rows, size_t latent),
    (heads, shown, sums, rows, latent)) {
  for (size_t r = 0; r < rows; r++) {
    const float *mean = heads + r * 2 * latent;
    const float *log_variance = mean + latent;
    float *weighted = sums + r * 2 * latent;
    float *precisions = weighted + latent;
    for (size_t j = 0; j < latent; j++) {
      float precision = shown[r] * approximate_exp(-bounded(log_variance[j]));
      weighted[j] += precision * mean[j];
      precisions[j] += precision;
    }
  }
}

HOT(void, hot_expert_product, (const float *prior, float *sums, size_t rows, size_t latent),
    (prior, sums, rows, latent)) {
  for (size_t r = 0; r < rows; r++) {
    float *weighted = sums + r * 2 * latent;
    float *precisions = weighted + latent;
    for (size_t j = 0; j < latent; j++) {
      float precision = precisions[j] + prior[r];
      // A row that nothing is known of is the prior.
      float all = precision > 0.0f ? precision : 1.0f;
      weighted[j] /= all;
      precisions[j] = -approximate_log(all);
    }
  }
}

HOT(void, hot_expert_backward, (const float *heads, const float *shown, const float *product,
     const float *dproduct, float *dheads, size_t rows, size_t latent),
    (heads, shown, product, dproduct, dheads, rows, latent)) {
  for (size_t r = 0; r < rows; r++) {
    const float *mean = heads + r * 2 * latent;
    const float *log_variance = mean + latent;
    const float *joint = product + r * 2 * latent;
    const float *slope = dproduct + r * 2 * latent;
    float *dmean = dheads + r * 2 * latent;
    float *dlog_variance = dmean + latent;
    for (size_t j = 0; j < latent; j++) {
      float value = log_variance[j];
      float share = shown[r] * approximate_exp(joint[latent + j] - bounded(value));
      dmean[j] += slope[j] * share;
      dlog_variance[j] += inward(value, share * (slope[latent + j] - slope[j] * (mean[j] - joint[j])));
    }
  }
}

HOT(void, hot_weighted_divergences, (const float *heads, const float *weights, size_t rows, size_t latent, double *sums),
    (heads, weights, rows, latent, sums)) {
  for (size_t r = 0; r < rows; r++) {
    const float *mean = heads + r * 2 * latent;
    const float *log_variance = mean + latent;
    for (size_t j = 0; j < latent; j++) {
      double m = mean[j];
      float value = bounded(log_variance[j]);
      sums[j] -= 0.5 * (double)weights[r] * (1.0 + (double)value - m * m - (double)approximate_exp(value));
    }
  }
}

HOT(void, hot_weighted_divergence_backward, (const float *heads, const float *weights, float *dheads, size_t rows,
     size_t latent, const float *scales),
    (heads, weights, dheads, rows, latent, scales)) {
  for (size_t r = 0; r < rows; r++) {
    const float *mean = heads + r * 2 * latent;
    const float *log_variance = mean + latent;
    float *dmean = dheads + r * 2 * latent;
    float *dlog_variance = dmean + latent;
    for (size_t j = 0; j < latent; j++) {
      float scale = weights[r] * scales[j];
      float value = log_variance[j];
      dmean[j] += scale * mean[j];
      dlog_variance[j] += inward(value, 0.5f * scale * (approximate_exp(bounded(value)) - 1.0f));
    }
  }
}
