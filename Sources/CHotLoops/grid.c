// Charges and potentials on a square grid, by cubic interpolation over the four nodes around a point on each axis.
#include <math.h>
#include <string.h>

#include "clones.h"
#include "hotloops.h"

typedef double four __attribute__((vector_size(32), aligned(8)));

// The first of the four nodes, and Lagrange's weights.
HOT_INLINE size_t nodes(double place, size_t side, four *weights) {
  double most = (double)side - 3.0;
  double bounded = place < 1.0 ? 1.0 : place > most ? most : place;
  size_t whole = (size_t)bounded;
  double t = bounded - (double)whole, a = t + 1.0, b = t - 1.0, c = t - 2.0;
  *weights = (four){-t * b * c / 6.0, a * b * c / 2.0, -a * t * c / 2.0, a * t * b / 6.0};
  return whole - 1;
}

HOT(void, hot_grid_spread, (const float *points, size_t count, const double *origin, double density, size_t side,
     double *charges), (points, count, origin, density, side, charges)) {
  for (size_t i = 0; i < count; i++) {
    four x, y;
    size_t column = nodes(((double)points[2 * i] - origin[0]) * density, side, &x);
    size_t row = nodes(((double)points[2 * i + 1] - origin[1]) * density, side, &y);
    double *corner = charges + row * side + column;
#pragma clang loop unroll(full)
    for (int r = 0; r < 4; r++) *(four *)(corner + r * side) += y[r] * x;
  }
}

HOT_INLINE double interpolated(const double *corner, size_t side, const four *x, const four *y) {
  four sum = {0};
#pragma clang loop unroll(full)
  for (int r = 0; r < 4; r++) sum += (*y)[r] * *(const four *)(corner + r * side);
  sum *= *x;
  return (sum[0] + sum[1]) + (sum[2] + sum[3]);
}

HOT(void, hot_grid_gather, (const float *points, size_t count, const double *origin, double density, size_t side,
     const double *planes, float *forces, double *potentials),
    (points, count, origin, density, side, planes, forces, potentials)) {
  size_t plane = side * side;
  for (size_t i = 0; i < count; i++) {
    four x, y;
    size_t column = nodes(((double)points[2 * i] - origin[0]) * density, side, &x);
    size_t row = nodes(((double)points[2 * i + 1] - origin[1]) * density, side, &y);
    const double *corner = planes + row * side + column;
    potentials[i] = interpolated(corner, side, &x, &y);
    forces[2 * i] = (float)interpolated(corner + plane, side, &x, &y);
    forces[2 * i + 1] = (float)interpolated(corner + 2 * plane, side, &x, &y);
  }
}

// sums[d] = sum over a of weights[a] * weights[a + d], twice for d > 0: both directions.
HOT_INLINE void overlaps(const four *weights, double *sums) {
  for (int d = 0; d < 4; d++) {
    double sum = 0;
    for (int a = 0; a + d < 4; a++) sum += (*weights)[a] * (*weights)[a + d];
    sums[d] = d ? 2.0 * sum : sum;
  }
}

HOT(double, hot_grid_own, (const float *points, size_t count, const double *origin, double density, size_t side),
    (points, count, origin, density, side)) {
  double kernel[16], total = 0;
  for (int i = 0; i < 16; i++) kernel[i] = 1.0 / (1.0 + (double)((i & 3) * (i & 3) + (i >> 2) * (i >> 2)) / (density * density));
  for (size_t i = 0; i < count; i++) {
    four x, y;
    double across[4], along[4];
    nodes(((double)points[2 * i] - origin[0]) * density, side, &x);
    nodes(((double)points[2 * i + 1] - origin[1]) * density, side, &y);
    overlaps(&x, across);
    overlaps(&y, along);
    for (int r = 0; r < 4; r++)
      for (int c = 0; c < 4; c++) total += along[r] * across[c] * kernel[4 * r + c];
  }
  return total;
}

HOT(void, hot_grid_kernel, (size_t side, double spacing, size_t row, double *potential, double *force),
    (side, spacing, row, potential, force)) {
  double y = (double)row * spacing;
  for (size_t i = 0; i <= side; i++) {
    double x = (double)i * spacing;
    double q = 1.0 / (1.0 + x * x + y * y);
    potential[i] = q;
    force[i] = x * q * q;
  }
  // Even and odd on the circle of 2 * side values; the value opposite to 0 is met by no pair of nodes.
  force[side] = 0;
  for (size_t i = 1; i < side; i++) {
    potential[2 * side - i] = potential[i];
    force[2 * side - i] = -force[i];
  }
}

HOT(void, hot_grid_filter, (const double *spectrum, const double *kernels, size_t size, size_t column, double *out),
    (spectrum, kernels, size, column, out)) {
  size_t half = size / 2, width = half + 1, plane = 2 * size;
  const double *even = kernels + column * width, *along = kernels + width * width + column * width;
  const double *across = kernels + width * width + column;
  for (size_t k = 0; k < size; k++) {
    size_t folded = k <= half ? k : size - k;
    double re = spectrum[2 * k], im = spectrum[2 * k + 1];
    double a = even[folded], x = along[folded], y = k <= half ? across[folded * width] : -across[folded * width];
    out[2 * k] = a * re;
    out[2 * k + 1] = a * im;
    out[plane + 2 * k] = -x * im;
    out[plane + 2 * k + 1] = x * re;
    out[2 * plane + 2 * k] = -y * im;
    out[2 * plane + 2 * k + 1] = y * re;
  }
}

HOT(void, hot_grid_turn, (const double *from, size_t from_stride, double *to, size_t to_stride, size_t rows,
     size_t columns), (from, from_stride, to, to_stride, rows, columns)) {
  for (size_t c = 0; c < columns; c++)
    for (size_t r = 0; r < rows; r++) {
      to[2 * (c * to_stride + r)] = from[2 * (r * from_stride + c)];
      to[2 * (c * to_stride + r) + 1] = from[2 * (r * from_stride + c) + 1];
    }
}
