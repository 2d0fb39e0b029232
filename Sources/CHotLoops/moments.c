// First and second moments of the columns of a matrix, in double, and its rows seen along directions.
//
// Every sum is over rows in their order; what is vectorised are the columns, which do not meet.
#include "clones.h"

HOT(void, hot_column_totals,
    (const float *x, size_t rows, size_t columns, double *sums),
    (x, rows, columns, sums)) {
  for (size_t row = 0; row < rows; row++)
    for (size_t column = 0; column < columns; column++)
      sums[column] += x[row * columns + column];
}

HOT(void, hot_column_squares,
    (const float *x, size_t rows, size_t columns, const double *means, double *sums),
    (x, rows, columns, means, sums)) {
  for (size_t row = 0; row < rows; row++)
    for (size_t column = 0; column < columns; column++) {
      double difference = x[row * columns + column] - means[column];
      sums[column] += difference * difference;
    }
}

HOT(void, hot_column_products,
    (const float *x, size_t rows, size_t columns, const double *means, double *restrict centred, double *restrict sums),
    (x, rows, columns, means, centred, sums)) {
  for (size_t row = 0; row < rows; row++) {
    for (size_t column = 0; column < columns; column++)
      centred[column] = x[row * columns + column] - means[column];
    for (size_t i = 0; i < columns; i++)
      for (size_t j = i; j < columns; j++)
        sums[i * columns + j] += centred[i] * centred[j];
  }
}

HOT(void, hot_directions,
    (const float *x, size_t rows, size_t columns, const double *means, const double *directions, size_t count, double *restrict sums, float *restrict out),
    (x, rows, columns, means, directions, count, sums, out)) {
  for (size_t row = 0; row < rows; row++) {
    for (size_t index = 0; index < count; index++)
      sums[index] = 0;
    for (size_t column = 0; column < columns; column++) {
      double centred = x[row * columns + column] - means[column];
      for (size_t index = 0; index < count; index++)
        sums[index] += centred * directions[column * count + index];
    }
    for (size_t index = 0; index < count; index++)
      out[row * count + index] = (float)sums[index];
  }
}
