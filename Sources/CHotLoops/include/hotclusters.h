#ifndef HOTCLUSTERS_H
#define HOTCLUSTERS_H

#include <stddef.h>
#include <stdint.h>

// Hot loops of clustering. Points lie in tiles of HOT_TILE, tile[dimension][HOT_TILE], as in hotloops.h; `path` is an
// upper bound of the instruction set. What fills up the last tile is infinite.

// MARK: Pairs of points (pairs.c)

/// When two points are near: in single precision surely up to `surely`, perhaps up to `perhaps`, and then by the
/// squared distance in double, which is `limit` at most.
typedef struct {
  float surely, perhaps;
  double limit;
} hot_near;

/// row_counts[r] += how many points of tiles first ..< last are near row r of queries[count][dimensions];
/// column_counts[point] += how many queries are near the point (may be NULL). At most HOT_TILE queries.
void hot_pairs_count(int path, const float *tiles, size_t first, size_t last, size_t dimensions,
                     const float *queries, size_t count, hot_near near, int32_t *row_counts, int32_t *column_counts);
/// Joins query r, which is point `base` + r, with every point near it: `parents` is a forest whose roots are the lowest
/// points of their trees.
void hot_pairs_join(int path, const float *tiles, size_t first, size_t last, size_t dimensions, const float *queries,
                    size_t count, size_t base, hot_near near, int32_t *parents);
/// lowest[r] = the least of itself and the labels of the points near query r.
void hot_pairs_lowest(int path, const float *tiles, size_t first, size_t last, size_t dimensions,
                      const float *queries, size_t count, hot_near near, const int32_t *labels, int32_t *lowest);
/// sums[r][label] += the distances of query r to the points of that label, in single precision within a tile. Points
/// are sorted by label; the last tile of all, number `tile_count` - 1, holds `last_count` points.
void hot_pairs_sums(int path, const float *tiles, const int32_t *labels, size_t first, size_t last,
                    size_t tile_count, size_t last_count, size_t dimensions, const float *queries, size_t count,
                    double *sums, size_t clusters);

// MARK: Spanning trees (spanning.c)

/// One step of Prim's algorithm: of each point outside the tree, the squared mutual reachability to `query` (whose
/// squared core distance is `core`) when it is below nearest[point], with from[point] = `name`; `found` is the point with
/// the least, the first on a tie. With cores = NULL it is the squared distance.
void hot_prim_step(int path, const float *tiles, size_t count, size_t dimensions, const float *query, double core,
                   const double *cores, int32_t name, double *nearest, int32_t *from, size_t *found);
/// Moves point `source` of the tiles to place `target`.
void hot_tile_move(float *tiles, size_t dimensions, size_t source, size_t target);

// MARK: Merging (linkage.c); centroids in tiles of doubles, the size of a dead place is NaN

/// The `length` clusters nearest by Ward's measure a * b / (a + b) * |x - y|^2 to each of queries[count][dimensions]
/// with sizes query_sizes, its own place `own` left out: heights ascending (infinite when there are fewer) and places.
void hot_ward_nearest(int path, const double *tiles, const double *sizes, size_t first, size_t last,
                      size_t dimensions, const double *queries, const double *query_sizes, const int32_t *own,
                      size_t count, size_t length, double *heights, int32_t *places);
/// out[i] = Ward's measure of cluster `own` and cluster others[i], of centroids[place][dimensions].
void hot_ward_heights(const double *centroids, const double *sizes, size_t dimensions, size_t own,
                      const int32_t *others, size_t count, double *out);
/// The nearest of the active points to `point` in a condensed matrix of `total` points; `previous` wins a tie (-1 for none).
size_t hot_condensed_nearest(const double *matrix, size_t total, const int32_t *active, size_t count, size_t point,
                             ptrdiff_t previous, double *height);
/// Distances of what is merged of `gone` and `kept` to the others, in the place of `kept`: the greatest of the two where
/// `complete`, else their mean weighted by sizes.
void hot_condensed_merge(double *matrix, size_t total, const int32_t *active, size_t count, size_t gone, size_t kept,
                         int complete, double size_gone, double size_kept);
/// out[i] = distance of points `row` and row + 1 + i, i < rows - row - 1, of points[rows][dimensions].
void hot_condensed_row(const float *points, size_t rows, size_t dimensions, size_t row, double *out);

// MARK: Mixtures of Gaussians (expectation.c)

/// Points handled side by side.
#define HOT_MIXTURE_LANES 16

/// Squared Mahalanobis distances |W (x - mean)|^2 of `count` points, out[i * step]. points[count][dimensions]; `whitening`
/// is lower triangular, in groups of four rows side by side: [group][column][4]. scratch: dimensions * HOT_MIXTURE_LANES.
void hot_mixture_distances(int path, const float *points, size_t count, size_t dimensions, const double *mean,
                           const double *whitening, double *scratch, double *out, size_t step);
/// The same for whitening[dimensions], a diagonal.
void hot_mixture_diagonal(int path, const float *points, size_t count, size_t dimensions, const double *mean,
                          const double *whitening, double *out, size_t step);
/// logs[count][components] (log-densities with log-weights) to responsibilities; returns the sum of the points'
/// log-densities. Those below e^-55 become 0.
double hot_mixture_share(double *logs, size_t count, size_t components);
/// Adds the points' moments about `centre`: weight += sum of r, first[d] += sum of r z, second[d][d] (lower triangle, in
/// tiles of 4 x 8, stride `stride`, a multiple of 8) += sum of r z z^T; r = shares[i * step]. With `diagonal`, second[d] +=
/// sum of r z^2. scratch: (2 * stride) * count doubles.
void hot_mixture_moments(int path, const float *points, size_t count, size_t dimensions, const double *centre,
                         const double *shares, size_t step, int diagonal, size_t stride, double *scratch,
                         double *weight, double *first, double *second);

// MARK: Graphs (graph.c); x[rows][width] with a width that is a multiple of 8

/// One step of Chebyshev's recurrence with a sparse symmetric matrix S, rows first ..< last:
/// out[i] = scale * (sum over t in offsets[i] ..< offsets[i + 1] of weights[t] * x[indices[t]] - shift * x[i]) - damping *
/// previous[i]; `previous` may be `out`.
void hot_graph_step(int path, const int64_t *offsets, const int32_t *indices, const double *weights, size_t first,
                    size_t last, size_t width, const double *x, double scale, double shift, double damping,
                    const double *previous, double *out);
/// out[i][j] += sum over rows of a[row][i] * b[row][j], i and j < width.
void hot_block_gram(int path, const double *a, const double *b, size_t rows, size_t width, double *out);
/// x[row][j] = sum over i of x[row][i] * turn[i][j], i and j < width, in place. scratch: width doubles.
void hot_block_turn(int path, double *x, size_t rows, size_t width, const double *turn, double *scratch);

#endif
