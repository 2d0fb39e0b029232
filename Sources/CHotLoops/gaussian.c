// The Gaussian latent of a variational autoencoder: noise, sampling by reparameterisation, and the divergence.
#include "approximations.h"
#include "hotloops.h"

// SplitMix64's finaliser over a counter: each index has its own 64 bits.
HOT_INLINE uint64_t mixed(uint64_t key, uint64_t index) {
  uint64_t value = key + (index + 1) * 0x9E3779B97F4A7C15ull;
  value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9ull;
  value = (value ^ (value >> 27)) * 0x94D049BB133111EBull;
  return value ^ (value >> 31);
}

HOT(void, hot_normal, (uint64_t key, float *out, size_t count), (key, out, count)) {
  size_t half = count / 2;
  float *second = out + half;
  for (size_t i = 0; i < half; i++) {
    uint64_t bits = mixed(key, i);
    // 24 bits each: (0, 1) for the radius, quarter turns in [0, 4) for the angle.
    float u = ((float)(int32_t)(bits >> 40) + 0.5f) * 0x1p-24f;
    float t = (float)(int32_t)(bits & 0xFFFFFF) * 0x1p-22f;
    float radius = __builtin_elementwise_sqrt(-2.0f * approximate_log(u));
    int32_t quarter = (int32_t)(t + 0.5f);
    float f = (t - (float)quarter) * 1.57079633f;
    float g = f * f;
    float sine = f * (1.0f + g * (-1.6666654611e-1f + g * (8.3321608736e-3f + g * -1.9515295891e-4f)));
    float cosine = 1.0f - 0.5f * g
                   + g * g * (4.166664568298827e-2f + g * (-1.388731625493765e-3f + g * 2.443315711809948e-5f));
    float x = quarter & 1 ? sine : cosine;
    float y = quarter & 1 ? cosine : sine;
    out[i] = radius * ((quarter + 1) & 2 ? -x : x);
    second[i] = radius * (quarter & 2 ? -y : y);
  }
}

HOT_INLINE float bounded(float value) {
  float raised = value > HOT_LOG_VARIANCE_LOWEST ? value : HOT_LOG_VARIANCE_LOWEST;
  return raised < HOT_LOG_VARIANCE_HIGHEST ? raised : HOT_LOG_VARIANCE_HIGHEST;
}

HOT(void, hot_reparameterise, (const float *heads, const float *noise, float *z, size_t rows, size_t latent),
    (heads, noise, z, rows, latent)) {
  for (size_t r = 0; r < rows; r++) {
    const float *mean = heads + r * 2 * latent;
    const float *log_variance = mean + latent;
    const float *e = noise + r * latent;
    float *out = z + r * latent;
    for (size_t j = 0; j < latent; j++)
      out[j] = mean[j] + e[j] * approximate_exp(0.5f * bounded(log_variance[j]));
  }
}

HOT(double, hot_divergence, (const float *heads, size_t rows, size_t latent), (heads, rows, latent)) {
  double total = 0;
  for (size_t r = 0; r < rows; r++) {
    const float *mean = heads + r * 2 * latent;
    const float *log_variance = mean + latent;
    for (size_t start = 0; start < latent; start += 64) {
      size_t width = latent - start < 64 ? latent - start : 64;
      float variance[64];
      for (size_t j = 0; j < width; j++) variance[j] = approximate_exp(bounded(log_variance[start + j]));
      for (size_t j = 0; j < width; j++) {
        double m = mean[start + j];
        total += 1.0 + (double)bounded(log_variance[start + j]) - m * m - (double)variance[j];
      }
    }
  }
  return -0.5 * total;
}

HOT(void, hot_reparameterise_backward, (const float *heads, const float *noise, const float *dz, float *dheads,
     size_t rows, size_t latent, float divergence_scale),
    (heads, noise, dz, dheads, rows, latent, divergence_scale)) {
  for (size_t r = 0; r < rows; r++) {
    const float *mean = heads + r * 2 * latent;
    const float *log_variance = mean + latent;
    const float *e = noise + r * latent;
    const float *g = dz + r * latent;
    float *dmean = dheads + r * 2 * latent;
    float *dlog_variance = dmean + latent;
    for (size_t j = 0; j < latent; j++) dmean[j] = g[j] + divergence_scale * mean[j];
    for (size_t j = 0; j < latent; j++) {
      float value = log_variance[j];
      float deviation = approximate_exp(0.5f * bounded(value));
      float slope = 0.5f * (g[j] * e[j] * deviation + divergence_scale * (deviation * deviation - 1.0f));
      // Beyond the bounds only a slope that leads back inside passes (descent goes against the slope).
      float upper = value > HOT_LOG_VARIANCE_HIGHEST && slope < 0.0f ? 0.0f : slope;
      dlog_variance[j] = value < HOT_LOG_VARIANCE_LOWEST && upper > 0.0f ? 0.0f : upper;
    }
  }
}
