// Polynomials that the compiler can vectorise where the C library's functions cannot be.
#ifndef HOTLOOPS_APPROXIMATIONS_H
#define HOTLOOPS_APPROXIMATIONS_H

#include <stdint.h>
#include <string.h>

#include "clones.h"

// e^x for |x| <= 87; relative error below 2e-7 (Cephes expf's polynomial).
HOT_INLINE float approximate_exp(float x) {
  float rounder = 12582912.0f;  // 1.5 * 2^23: adding it rounds to a whole number
  float n = (x * 1.44269504f + rounder) - rounder;
  float r = x - n * 0.693359375f;
  r = r + n * 2.12194440e-4f;
  float p = 1.9875691500e-4f;
  p = p * r + 1.3981999507e-3f;
  p = p * r + 8.3334519073e-3f;
  p = p * r + 4.1665795894e-2f;
  p = p * r + 1.6666665459e-1f;
  p = p * r + 5.0000001201e-1f;
  p = p * r * r + r + 1.0f;
  int32_t bits = ((int32_t)n + 127) << 23;
  float scale;
  memcpy(&scale, &bits, sizeof scale);
  return p * scale;
}

// ln(x) for normal x > 0; relative error below 2e-7 away from 1 (Cephes logf's polynomial).
HOT_INLINE float approximate_log(float x) {
  int32_t bits;
  memcpy(&bits, &x, sizeof bits);
  // The mantissa is taken in [sqrt(1/2), sqrt(2)), so that the polynomial is centred on 1.
  int32_t shifted = bits - 0x3F3504F3;
  float e = (float)(shifted >> 23);
  int32_t mantissa = (shifted & 0x007FFFFF) + 0x3F3504F3;
  float m;
  memcpy(&m, &mantissa, sizeof m);
  float f = m - 1.0f;
  float square = f * f;
  float p = 7.0376836292e-2f;
  p = p * f - 1.1514610310e-1f;
  p = p * f + 1.1676998740e-1f;
  p = p * f - 1.2420140846e-1f;
  p = p * f + 1.4249322787e-1f;
  p = p * f - 1.6668057665e-1f;
  p = p * f + 2.0000714765e-1f;
  p = p * f - 2.4999993993e-1f;
  p = p * f + 3.3333331174e-1f;
  float y = f * square * p;
  y = y - 2.12194440e-4f * e;
  y = y - 0.5f * square;
  return f + y + 0.693359375f * e;
}

#endif
