#include "hotloops.h"
#include "clones.h"

#include <stdint.h>
#include <string.h>

// A float is not finite exactly when its eight exponent bits are all set.
HOT_INLINE uint32_t unbounded(float value) {
  uint32_t bits;
  memcpy(&bits, &value, sizeof bits);
  return (bits & 0x7f800000u) == 0x7f800000u;
}

HOT(int, hot_downmix, (const float *in, size_t frames, size_t channels, float *out), (in, frames, channels, out)) {
  uint32_t bad = 0;
  if (channels == 1) {
    for (size_t i = 0; i < frames; i++) {
      bad |= unbounded(in[i]);
      out[i] = in[i];
    }
  } else if (channels == 2) {
    for (size_t i = 0; i < frames; i++) {
      out[i] = (in[2 * i] + in[2 * i + 1]) * 0.5f;
      bad |= unbounded(in[2 * i]) | unbounded(in[2 * i + 1]);
    }
  } else {
    const float divisor = (float)channels;
    for (size_t i = 0; i < frames; i++) {
      float sum = 0;
      for (size_t c = 0; c < channels; c++) {
        sum += in[i * channels + c];
        bad |= unbounded(in[i * channels + c]);
      }
      out[i] = sum / divisor;
    }
  }
  return bad == 0;
}
