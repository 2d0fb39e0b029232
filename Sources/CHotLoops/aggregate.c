// Densities of a mixture of diagonal Gaussians, one component a data point, at one place.
#include <string.h>

#include "clones.h"
#include "hotloops.h"

// e^x for x <= 0, 0 below -708; relative error below 1e-13 (Taylor's polynomial of degree 11 on |r| <= ln 2 / 2).
HOT_INLINE double decay(double x) {
  double bounded = x > -708.0 ? x : -708.0;
  double shifted = bounded * 1.4426950408889634 + 6755399441055744.0;  // 1.5 * 2^52: rounds to a whole number
  double n = shifted - 6755399441055744.0;
  double r = bounded - n * 6.93147180369123816490e-01;
  r = r - n * 1.90821492927058770002e-10;
  double p = 2.505210838544172e-8;
  p = p * r + 2.755731922398589e-7;
  p = p * r + 2.7557319223985893e-6;
  p = p * r + 2.48015873015873e-5;
  p = p * r + 1.984126984126984e-4;
  p = p * r + 1.388888888888889e-3;
  p = p * r + 8.333333333333333e-3;
  p = p * r + 4.1666666666666664e-2;
  p = p * r + 1.6666666666666666e-1;
  p = p * r + 0.5;
  p = p * r + 1.0;
  p = p * r + 1.0;
  int64_t bits;
  memcpy(&bits, &shifted, sizeof bits);
  // The low bits of the rounded sum are n in two's complement.
  bits = (bits + 1023) << 52;
  double scale;
  memcpy(&scale, &bits, sizeof scale);
  return x > -708.0 ? p * scale : 0.0;
}

HOT_INLINE void reduce(const double *values, double *maximum, double *sum) {
  double top[8], total[8];
  for (size_t l = 0; l < 8; l++) top[l] = values[l];
  for (size_t i = 8; i < HOT_COMPONENTS; i += 8)
    for (size_t l = 0; l < 8; l++) top[l] = values[i + l] > top[l] ? values[i + l] : top[l];
  double most = top[0];
  for (size_t l = 1; l < 8; l++) most = top[l] > most ? top[l] : most;
  for (size_t l = 0; l < 8; l++) total[l] = 0.0;
  for (size_t i = 0; i < HOT_COMPONENTS; i += 8)
    for (size_t l = 0; l < 8; l++) total[l] += decay(values[i + l] - most);
  *maximum = most;
  *sum = ((total[0] + total[4]) + (total[1] + total[5])) + ((total[2] + total[6]) + (total[3] + total[7]));
}

HOT(void, hot_mixture_block, (const double *means, const double *precisions, const double *offsets,
     size_t dimensions, const double *point, double *maxima, double *sums),
    (means, precisions, offsets, dimensions, point, maxima, sums)) {
  double joint[HOT_COMPONENTS], values[HOT_COMPONENTS];
  for (size_t i = 0; i < HOT_COMPONENTS; i++) joint[i] = 0.0;
  for (size_t d = 0; d < dimensions; d++) {
    const double *mean = means + d * HOT_COMPONENTS;
    const double *precision = precisions + d * HOT_COMPONENTS;
    const double *offset = offsets + d * HOT_COMPONENTS;
    double z = point[d];
    for (size_t i = 0; i < HOT_COMPONENTS; i++) {
      double difference = z - mean[i];
      values[i] = offset[i] - difference * difference * precision[i];
      joint[i] += values[i];
    }
    reduce(values, maxima + d, sums + d);
  }
  reduce(joint, maxima + dimensions, sums + dimensions);
}
