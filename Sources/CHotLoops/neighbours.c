// Nearest neighbours: the smallest of blocks of approximate distances, and exact ones by direct differences.
#include <string.h>

#include "clones.h"
#include "hotloops.h"

// Moves the `keep` smallest of `count` > keep candidates to the front and returns the largest of them (Hoare's
// quickselect with a median of three).
HOT_INLINE float select_smallest(hot_candidate *all, size_t count, size_t keep) {
  size_t low = 0, high = count - 1, target = keep - 1;
  while (low < high) {
    float a = all[low].value, b = all[(low + high) / 2].value, c = all[high].value;
    float pivot = a < b ? (b < c ? b : (a < c ? c : a)) : (a < c ? a : (b < c ? c : b));
    ptrdiff_t i = (ptrdiff_t)low - 1, j = (ptrdiff_t)high + 1;
    for (;;) {
      do i++;
      while (all[i].value < pivot);
      do j--;
      while (all[j].value > pivot);
      if (i >= j) break;
      hot_candidate swap = all[i];
      all[i] = all[j];
      all[j] = swap;
    }
    if ((size_t)j >= target) high = (size_t)j;
    else low = (size_t)j + 1;
  }
  return all[target].value;
}

HOT(void, hot_keep_smallest, (const float *values, size_t rows, size_t columns, size_t stride, int32_t first,
     size_t keep, hot_candidate *kept, size_t *counts, float *limits),
    (values, rows, columns, stride, first, keep, kept, counts, limits)) {
  for (size_t r = 0; r < rows; r++) {
    const float *row = values + r * stride;
    hot_candidate *own = kept + r * 2 * keep;
    size_t count = counts[r];
    float limit = limits[r];
    for (size_t start = 0; start < columns; start += 32) {
      size_t end = start + 32 < columns ? start + 32 : columns;
      int any = 0;
      for (size_t j = start; j < end; j++) any |= row[j] < limit;
      if (!any) continue;
      for (size_t j = start; j < end; j++) {
        if (!(row[j] < limit)) continue;
        own[count++] = (hot_candidate){row[j], first + (int32_t)j};
        if (count == 2 * keep) {
          limit = select_smallest(own, count, keep);
          count = keep;
        }
      }
    }
    counts[r] = count;
    limits[r] = limit;
  }
}

HOT(void, hot_row_distances, (const float *points, const int32_t *indices, size_t count, size_t dimensions,
     const float *query, double *out), (points, indices, count, dimensions, query, out)) {
  for (size_t i = 0; i < count; i++) {
    const float *point = points + (indices ? (size_t)indices[i] : i) * dimensions;
    double lanes[8] = {0};
    size_t d = 0;
    for (; d + 8 <= dimensions; d += 8)
      for (size_t l = 0; l < 8; l++) {
        double difference = (double)point[d + l] - (double)query[d + l];
        lanes[l] += difference * difference;
      }
    for (size_t l = 0; d < dimensions; d++, l++) {
      double difference = (double)point[d] - (double)query[d];
      lanes[l] += difference * difference;
    }
    out[i] = ((lanes[0] + lanes[4]) + (lanes[1] + lanes[5])) + ((lanes[2] + lanes[6]) + (lanes[3] + lanes[7]));
  }
}

HOT(size_t, hot_count_nearer, (const double *distances, size_t count, size_t index), (distances, count, index)) {
  double value = distances[index];
  size_t nearer = 0;
  for (size_t i = 0; i < index; i++) nearer += distances[i] <= value;
  for (size_t i = index + 1; i < count; i++) nearer += distances[i] < value;
  return nearer;
}
