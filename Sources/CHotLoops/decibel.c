#include "hotloops.h"
#include "clones.h"

#include <math.h>
#include <stdint.h>
#include <string.h>

// Natural logarithm of a normal positive float after Cephes' logf (S. L. Moshier): x = m * 2^e with m in
// [sqrt(1/2), sqrt(2)), a polynomial of degree 8 in m - 1. Branch-free, so that the loop is vectorised:
// log10f of the C library is a call for each value, 6 times slower.
HOT_INLINE float decibel_of(float value) {
  uint32_t bits;
  memcpy(&bits, &value, sizeof bits);
  const uint32_t offset = bits - 0x3f3504f3u;
  const float exponent = (float)((int32_t)offset >> 23);
  bits = (offset & 0x007fffffu) + 0x3f3504f3u;
  float mantissa;
  memcpy(&mantissa, &bits, sizeof mantissa);
  const float x = mantissa - 1.0f;
  const float square = x * x;
  float series = 7.0376836292e-2f;
  series = series * x - 1.1514610310e-1f;
  series = series * x + 1.1676998740e-1f;
  series = series * x - 1.2420140846e-1f;
  series = series * x + 1.4249322787e-1f;
  series = series * x - 1.6668057665e-1f;
  series = series * x + 2.0000714765e-1f;
  series = series * x - 2.4999993993e-1f;
  series = series * x + 3.3333331174e-1f;
  series = series * x * square - 0.5f * square;
  const float natural = x + series;
  return exponent * 3.01029995663981195f + natural * 4.34294481903251828f;
}

// In place by one pointer: with two that may be equal the compiler falls back to one value at a time.
HOT(void, hot_power_to_db, (float *values, size_t count, float floor), (values, count, floor)) {
  for (size_t i = 0; i < count; i++) {
    values[i] = decibel_of(values[i] > floor ? values[i] : floor);
  }
}

// Sixteen running maxima: the compiler may not reorder a single one.
HOT(float, hot_maximum, (const float *in, size_t count), (in, count)) {
  float lanes[16];
  for (size_t l = 0; l < 16; l++) lanes[l] = -INFINITY;
  size_t i = 0;
  for (; i + 16 <= count; i += 16) {
    for (size_t l = 0; l < 16; l++) lanes[l] = in[i + l] > lanes[l] ? in[i + l] : lanes[l];
  }
  for (; i < count; i++) lanes[0] = in[i] > lanes[0] ? in[i] : lanes[0];
  for (size_t l = 1; l < 16; l++) lanes[0] = lanes[l] > lanes[0] ? lanes[l] : lanes[0];
  return lanes[0];
}

HOT(void, hot_shift_and_floor, (float *values, size_t count, float offset, float floor),
    (values, count, offset, floor)) {
  for (size_t i = 0; i < count; i++) {
    const float shifted = values[i] - offset;
    values[i] = shifted > floor ? shifted : floor;
  }
}
