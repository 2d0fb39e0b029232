#ifndef HOTLOOPS_H
#define HOTLOOPS_H

#include <stddef.h>
#include <stdint.h>

// --- Audio and spectra -----------------------------------------------------------------------------------

/// Frames that the spectral loops work on side by side.
enum { hot_frame_lanes = 16 };

/// out[i] = mean over c of in[i * channels + c], i < frames; returns 0 where a sample is not finite, else 1.
int hot_downmix(const float *in, size_t frames, size_t channels, float *out);

/// out[i] = in[i] * window[i] in double, i < count.
void hot_window(const float *in, const double *window, double *out, size_t count);

/// Spectrum of 2 * half real values x from `packed`, the complex transform of x[2i] + i x[2i + 1]:
/// out = half + 1 (real, imaginary) pairs. cosines[k] = cos(pi k / half), sines alike, k <= half / 2.
void hot_real_spectrum(const double *packed, const double *cosines, const double *sines, size_t half,
                       float *out);

/// The squared magnitudes of that spectrum X: lower[k] = |X[k]|^2, upper[k] = |X[half - k]|^2, k <= half / 2.
void hot_real_power(const double *packed, const double *cosines, const double *sines, size_t half,
                    float *lower, float *upper);

/// Turns `hot_frame_lanes` rows into columns: out[k * step * lanes + f] = rows[f * stride + k], k < count.
/// Rows lie on 64-byte boundaries and may be read up to the next multiple of 16 values.
void hot_rows_to_lanes(const float *rows, size_t stride, size_t count, float *out, ptrdiff_t step);

/// One sparse bank row over side-by-side powers: out[f] = sum over k of weights[k] * power[k * lanes + f].
void hot_band_power(const float *power, const float *weights, size_t count, float *out);

/// values[i] = 10 * log10(max(floor, values[i])), i < count, floor >= 1e-37; relative error of the logarithm below
/// 2e-7. NaN gives the floor.
void hot_power_to_db(float *values, size_t count, float floor);

/// The largest of `count` values (-infinity for none).
float hot_maximum(const float *in, size_t count);

/// values[i] = max(values[i] - offset, floor), i < count.
void hot_shift_and_floor(float *values, size_t count, float offset, float floor);

/// out[r * columns + t] = sum over b of basis[r * bands + b] * in[b * columns + t], b ascending.
void hot_project_rows(const float *basis, size_t rows, size_t bands, const float *in, size_t columns,
                      float *out);

// MARK: Features of frames (frames.c); [bins][hot_frame_lanes], sixteen frames side by side

/// out[k][f] = sqrt(power[k][f]).
void hot_lane_roots(const float *power, size_t bins, float *out);
/// out[f] = sum over k of k * width * m[k][f] / sum over k of m[k][f]; 0 in silence.
void hot_lane_centroids(const float *magnitude, size_t bins, double width, double *out);
/// out[f] = sqrt(sum over k of m[k][f] * (k * width - centroid)^2 / sum over k of m[k][f]); 0 in silence.
void hot_lane_bandwidths(const float *magnitude, size_t bins, double width, double *out);
/// out[f] = the first bin up to which the sum reaches `fraction` of the whole.
void hot_lane_rolloffs(const float *magnitude, size_t bins, double fraction, float *out);
/// out[f] = geometric mean / arithmetic mean of max(floor, p[k][f]).
void hot_lane_flatness(const float *power, size_t bins, float floor, double *out);
/// The means of the `kept` smallest and largest of `bins` values of every lane; scratch: 2 * kept * lanes floats.
void hot_lane_extremes(const float *magnitude, size_t bins, size_t kept, float *scratch, float *lowest,
                       float *highest);
/// out[r][f] = sum over k of bank[r * bins + k] * power[k][f].
void hot_lane_bank(const float *bank, size_t rows, size_t bins, const float *power, float *out);
/// Divides every lane by its largest size; silence stays.
void hot_lane_normalise(float *values, size_t rows);
/// Peaks of one lane above a tenth of its largest value at bins first ..< last, by parabolas: positions in bins and
/// heights, of at most (last - first + 1) / 2 peaks; returns how many.
size_t hot_lane_peaks(const float *power, size_t bins, size_t first, size_t last, size_t lane, float *positions,
                      float *heights);
/// The sum of squares of `count` values.
double hot_square_sum(const float *in, size_t count);
/// running[i] = how often the sign changes up to value i; what is within `threshold` of 0 is positive.
void hot_sign_changes(const float *in, size_t count, float threshold, uint32_t *running);

// MARK: Spectra back to samples (synthesis.c)

/// `packed` such that its inverse complex transform, divided by half, is x[2i] + i x[2i + 1] of the 2 * half real values
/// x whose spectrum has half + 1 (real, imaginary) pairs.
void hot_real_pack(const float *spectrum, const double *cosines, const double *sines, size_t half, double *packed);
/// out[i] += frame[i] * window[i] * scale.
void hot_overlap_add(const double *frame, const double *window, double *out, size_t count, double scale);
/// estimate[k] = magnitude[k] with the phase of rebuilt[k] - weight * previous[k]; previous = rebuilt; complex pairs.
void hot_phase_step(const float *rebuilt, float *previous, const float *magnitude, size_t bins, float weight,
                    float *estimate);
/// Steps from `power` towards the non-negative values whose band sums are `target`; row b of the bank has counts[b]
/// weights from bin firsts[b] on, one row after another. scratch: 2 * bins values.
void hot_bank_nonnegative(const float *weights, const int32_t *firsts, const int32_t *counts, size_t bands,
                          size_t bins, const double *target, size_t steps, double *scratch, double *power);

// MARK: Matrix products (gemm.c)

enum { HOT_PATH_PORTABLE = 1, HOT_PATH_V3 = 2, HOT_PATH_V4 = 3, HOT_PATH_BEST = 9 };

/// The instruction-set path of this process, one of HOT_PATH_PORTABLE, HOT_PATH_V3, HOT_PATH_V4: the processor's best,
/// or less when the environment variable MVAE_CPU was `avx2` or `portable` at its start. Every loop of this library
/// keeps to it.
int hot_path_best(void);
/// Whether MVAE_CPU asks for a path.
int hot_path_is_forced(void);

/// C[m][n] = op(A)[m][k] * op(B)[k][n] + bias[n], or C += op(A) * op(B) when `accumulates`; `bias` may be NULL.
/// Row-major with row strides; op is the transpose where asked. `path` is an upper bound.
void hot_gemm(int path, int transposes_a, int transposes_b, size_t m, size_t n, size_t k, const float *a,
              size_t stride_a, const float *b, size_t stride_b, const float *bias, int accumulates, float *c,
              size_t stride_c);

// MARK: Layers and losses (layers.c)

/// x[i] = max(0, x[i]).
void hot_relu(float *x, size_t count);
/// dy[i] = y[i] > 0 ? dy[i] : 0.
void hot_relu_backward(const float *y, float *dy, size_t count);
/// sums[j] = sum over rows of x[row][j].
void hot_column_sums(const float *x, size_t rows, size_t columns, float *sums);
/// Sum of (y - x)^2, with dy = scale * (y - x).
double hot_squared_error(const float *y, const float *x, float *dy, size_t count, float scale);
/// 1 when no value is NaN or infinite.
int hot_is_finite(const float *x, size_t count);

// MARK: Gaussian latents (gaussian.c); heads[rows][2 * latent] = mean | log-variance

/// Log-variances are read as clamped to this range: e^20 and e^-30 leave every sum finite.
#define HOT_LOG_VARIANCE_LOWEST -30.0f
#define HOT_LOG_VARIANCE_HIGHEST 20.0f

/// `count` (even) draws from N(0, 1) by Box and Muller over a counter; the same key gives the same draws.
void hot_normal(uint64_t key, float *out, size_t count);
/// z = mean + noise * exp(log-variance / 2).
void hot_reparameterise(const float *heads, const float *noise, float *z, size_t rows, size_t latent);
/// KL(q || N(0, 1)) = -1/2 * sum(1 + log-variance - mean^2 - exp(log-variance)).
double hot_divergence(const float *heads, size_t rows, size_t latent);
/// dheads from dz and from divergence_scale * KL.
void hot_reparameterise_backward(const float *heads, const float *noise, const float *dz, float *dheads, size_t rows,
                                 size_t latent, float divergence_scale);

// MARK: Threads (threads.c)

/// Threads of oneDNN's team, 1 where there is none.
size_t hot_spread_threads(void);
/// body(context, i, thread) for every i < count in any order, on up to `threads` of that team's threads; `thread` is
/// below `threads`. Returns when all ended.
void hot_spread(size_t count, size_t threads, void (*body)(void *context, size_t index, size_t thread), void *context);

// MARK: A helping thread (helper.c)

typedef struct hot_helper hot_helper;

/// A thread that waits for work; NULL when the system refuses one.
hot_helper *hot_helper_start(void);
/// Offers body(context) to the helper; one piece at a time.
void hot_helper_post(hot_helper *helper, void (*body)(void *context), void *context);
/// Returns when the piece is done, by the helper or, if that has not begun it, by the caller.
void hot_helper_finish(hot_helper *helper);
/// Ends the thread; nothing may be posted.
void hot_helper_stop(hot_helper *helper);

// MARK: Activations (activations.c)

/// x[i] = x[i] > 0 ? x[i] : slope * x[i].
void hot_leaky_relu(float *x, size_t count, float slope);
/// dy[i] = y[i] > 0 ? dy[i] : slope * dy[i].
void hot_leaky_relu_backward(const float *y, float *dy, size_t count, float slope);
/// x[i] = 1 / (1 + exp(-x[i])).
void hot_sigmoid(float *x, size_t count);
/// dy[i] *= y[i] * (1 - y[i]).
void hot_sigmoid_backward(const float *y, float *dy, size_t count);
/// x[i] = tanh(x[i]).
void hot_tanh(float *x, size_t count);
/// dy[i] *= 1 - y[i]^2.
void hot_tanh_backward(const float *y, float *dy, size_t count);
/// x[i] = ln(1 + exp(x[i])).
void hot_softplus(float *x, size_t count);
/// dy[i] *= 1 - exp(-y[i]).
void hot_softplus_backward(const float *y, float *dy, size_t count);
/// y[i] = x[i] * Phi(x[i]), Phi the normal distribution function.
void hot_gelu(const float *x, float *y, size_t count);
/// dy[i] *= Phi(x[i]) + x[i] * phi(x[i]).
void hot_gelu_backward(const float *x, float *dy, size_t count);
/// mask[i] = 0 with probability `dropped`, else 1 / (1 - dropped); x[i] *= mask[i]. The same key, the same mask.
void hot_dropout(uint64_t key, float dropped, float *x, float *mask, size_t count);
/// x[i] *= y[i].
void hot_multiply(float *x, const float *y, size_t count);
/// x[i] += y[i].
void hot_add(float *x, const float *y, size_t count);

// MARK: Likelihoods (likelihoods.c); dy is written beside the sum that is returned

/// sum of |y - x|; dy = scale * sign(y - x), 0 where they are equal.
double hot_absolute_error(const float *y, const float *x, float *dy, size_t count, float scale);
/// sum of ln(1 + e^y) - x y for logits y, without overflow; dy = scale * (1 / (1 + e^-y) - x).
double hot_bernoulli(const float *y, const float *x, float *dy, size_t count, float scale);
/// sum over rows and columns (at least 1) of x (ln sum e^y - y); dy = scale * (softmax(y) * sum x - x), row by row.
double hot_categorical(const float *y, const float *x, float *dy, size_t rows, size_t columns, float scale);
/// Replaces every row of at least 1 column by its softmax.
void hot_softmax(float *x, size_t rows, size_t columns);

// MARK: Normalisation (normalisation.c); x[rows][columns]

/// x[row][j] += bias[j].
void hot_add_bias(float *x, size_t rows, size_t columns, const float *bias);
/// sums[j] = sum over rows of x[row][j], in blocks that are added up in double.
void hot_channel_sums(const float *x, size_t rows, size_t columns, float *sums);
/// sums[j] = sum over rows of (x[row][j] - means[j])^2, in the same way.
void hot_channel_squares(const float *x, size_t rows, size_t columns, const float *means, float *sums);
/// y[row][j] = x[row][j] * scale[j] + shift[j]; `y` may be `x`.
void hot_scale_shift(const float *x, float *y, size_t rows, size_t columns, const float *scale, const float *shift);
/// sums[j] = sum over rows of dy, products[j] = sum over rows of dy * (x - mean[j]) * inverse[j].
void hot_normalise_sums(const float *x, const float *dy, size_t rows, size_t columns, const float *means,
                        const float *inverses, float *sums, float *products);
/// dy = gain * inverse * (dy - sums / all - (x - mean) * inverse * products / all), column by column, for `rows` of
/// `all` rows.
void hot_normalise_backward(const float *x, float *dy, size_t rows, size_t all, size_t columns, const float *means,
                            const float *inverses, const float *gain, const float *sums, const float *products);
/// y = (x - mean) / sqrt(variance + epsilon) * gain + shift of every row; its mean and 1 / sqrt to statistics[row][2].
void hot_layer_norm(const float *x, float *y, size_t rows, size_t columns, const float *gain, const float *shift,
                    float epsilon, float *statistics);
/// dx from dy (in place); dgain and dshift are overwritten.
void hot_layer_norm_backward(const float *x, float *dy, size_t rows, size_t columns, const float *gain,
                             const float *statistics, float *dgain, float *dshift);

// MARK: Images (images.c); channels last: x[y][x][channel]

typedef struct {
  size_t channels, height, width, kernel, stride, padding, output_height, output_width;
} hot_window_shape;

/// patches[position][channel][i][j] = the window of every output position, 0 outside the image.
void hot_patches(const hot_window_shape *shape, const float *image, float *patches);
/// image += every window back in its place.
void hot_patches_backward(const hot_window_shape *shape, const float *patches, float *image);
/// target[c * positions + p] = source[p * channels + c].
void hot_transpose(const float *source, size_t rows, size_t columns, float *target);

// MARK: Winograd's convolution (winograd_*.c): kernel 4, stride 2, padding 1, channels last, weights
// [outputs][inputs][4][4]. Parts and groups may run on any threads, each thread with its own `scratch`.

typedef struct {
  size_t images, inputs, outputs, height, width, output_height, output_width;
} hot_winograd_shape;

/// Floats of transformed weights.
size_t hot_winograd_filters(const hot_winograd_shape *shape);
/// The weights for the forward pass, one part for every 16 outputs.
void hot_winograd_forward_filters(int path, const hot_winograd_shape *shape, const float *w, float *filters,
                                  size_t part);
/// The weights for the input's gradient, one part for every 16 inputs.
void hot_winograd_gradient_filters(int path, const hot_winograd_shape *shape, const float *w, float *filters,
                                   size_t part);

size_t hot_winograd_forward_parts(const hot_winograd_shape *shape);
/// Floats of scratch.
size_t hot_winograd_forward_scratch(const hot_winograd_shape *shape);
/// y = x * w + bias, one part of it; `bias` may be NULL.
void hot_winograd_forward(int path, const hot_winograd_shape *shape, const float *x, const float *filters,
                          const float *bias, float *y, size_t part, float *scratch);

size_t hot_winograd_input_gradient_parts(const hot_winograd_shape *shape);
size_t hot_winograd_input_gradient_scratch(const hot_winograd_shape *shape);
/// dx from dy, plus bias[inputs]; `bias` may be NULL.
void hot_winograd_input_gradient(int path, const hot_winograd_shape *shape, const float *dy, const float *filters,
                                 const float *bias, float *dx, size_t part, float *scratch);

/// Floats of one group's sums.
size_t hot_winograd_weight_sums(const hot_winograd_shape *shape);
size_t hot_winograd_weight_gradient_scratch(const hot_winograd_shape *shape);
/// Adds the products of `images` images from `image` on to the sums of their group: those of the outputs in
/// `blocks` blocks of 16 from `first_block` on.
void hot_winograd_weight_gradient(int path, const hot_winograd_shape *shape, const float *dy, const float *x,
                                  float *sums, size_t image, size_t images, size_t first_block, size_t blocks,
                                  float *scratch);
/// dw, or dw added to what is there, from the sums of all groups, one after the other; one part for every 16 outputs.
void hot_winograd_weight_sum(int path, const hot_winograd_shape *shape, const float *sums, size_t groups,
                             int accumulates, float *dw, size_t part);

// MARK: Optimiser (adam.c)

/// One step; `rate` is divided by 1 - decay1^t, `root_correction2` = 1 / sqrt(1 - decay2^t).
void hot_adam(float *weights, const float *gradients, float *first, float *second, size_t count, float rate,
              float decay1, float decay2, float root_correction2, float epsilon);

// MARK: Optimisers and gradients (optimiser.c)

/// velocity = momentum * velocity + gradients; weights -= rate * velocity.
void hot_momentum(float *weights, const float *gradients, float *velocity, size_t count, float rate, float momentum);
/// x[i] *= factor.
void hot_scale(float *x, size_t count, float factor);
/// Sum of x[i]^2 in double; finite exactly when every x[i] is.
double hot_sum_of_squares(const float *x, size_t count);
/// moved[i] = 1 where gradients[i] is not 0, and stays 1; returns how many are.
size_t hot_mark_moved(const float *gradients, uint8_t *moved, size_t count);

// MARK: Divergence by dimension (divergence.c); heads[rows][2 * latent] = mean | log-variance

/// sums[j] += KL(q || N(0, 1)) of dimension j, summed over the rows.
void hot_dimension_divergences(const float *heads, size_t rows, size_t latent, double *sums);
/// dheads += the slope of the sum over j of scales[j] * KL of dimension j.
void hot_divergence_backward(const float *heads, float *dheads, size_t rows, size_t latent, const float *scales);

// MARK: Products of experts (experts.c); heads[rows][2 * latent] = mean | log-variance, weights and bits one a row

/// sums += shown * (mean / variance | 1 / variance).
void hot_expert_add(const float *heads, const float *shown, float *sums, size_t rows, size_t latent);
/// Sums of experts, with `prior` times N(0, 1) as one more -> mean | log-variance of their product, in place.
void hot_expert_product(const float *prior, float *sums, size_t rows, size_t latent);
/// dheads += the slope of one expert from that of the product.
void hot_expert_backward(const float *heads, const float *shown, const float *product, const float *dproduct,
                         float *dheads, size_t rows, size_t latent);
/// sums[j] += weight * KL(q || N(0, 1)) of dimension j, summed over the rows.
void hot_weighted_divergences(const float *heads, const float *weights, size_t rows, size_t latent, double *sums);
/// dheads += the slope of the sum over rows and j of weight * scales[j] * KL.
void hot_weighted_divergence_backward(const float *heads, const float *weights, float *dheads, size_t rows,
                                      size_t latent, const float *scales);

// MARK: Distances (distances.c); tiles[tile][dimension][HOT_TILE]

#define HOT_TILE 32

/// out[tile * HOT_TILE + j] = squared distance of that point to `query`.
void hot_squared_distances(const float *tiles, size_t tile_count, size_t dimensions, const double *query,
                           double *out);
/// The nearest of centres[centre_count][dimensions] of each point (the first on a tie) and its squared distance.
void hot_nearest(int path, const float *tiles, size_t tile_count, size_t dimensions, const double *centres,
                 size_t centre_count, int64_t *nearest, double *distances);
/// sums[label][dimension] += points[i][dimension] (row-major) and counts[label] += 1, in the points' order.
void hot_cluster_sums(const float *points, const int64_t *labels, size_t count, size_t dimensions, double *sums,
                      double *counts);

// MARK: Nearest neighbours (neighbours.c)

typedef struct {
  float value;
  int32_t index;
} hot_candidate;

/// Adds values[r * stride + j] below limits[r] to the candidates of row r, with index first + j. A row has room for
/// 2 * keep candidates; when it is full the `keep` smallest stay and limits[r] becomes the largest of them.
void hot_keep_smallest(const float *values, size_t rows, size_t columns, size_t stride, int32_t first, size_t keep,
                       hot_candidate *kept, size_t *counts, float *limits);
// MARK: Moments (moments.c)

/// sums[j] += x[i][j] over all rows.
void hot_column_totals(const float *x, size_t rows, size_t columns, double *sums);
/// sums[j] += (x[i][j] - means[j])^2 over all rows.
void hot_column_squares(const float *x, size_t rows, size_t columns, const double *means, double *sums);
/// sums[j][k] += (x[i][j] - means[j]) * (x[i][k] - means[k]) over all rows, for k >= j; `centred` holds `columns` values.
void hot_column_products(const float *x, size_t rows, size_t columns, const double *means, double *centred,
                         double *sums);
/// out[i][k] = sum over j of (x[i][j] - means[j]) * directions[j][k]; `sums` holds `count` values.
void hot_directions(const float *x, size_t rows, size_t columns, const double *means, const double *directions,
                    size_t count, double *sums, float *out);

/// out[i] = squared distance, by differences in double, of `query` to row indices[i] of points[.][dimensions], or to
/// row i where `indices` is NULL.
void hot_row_distances(const float *points, const int32_t *indices, size_t count, size_t dimensions,
                       const float *query, double *out);
/// How many of distances[count] come before distances[index], ties by index.
size_t hot_count_nearer(const double *distances, size_t count, size_t index);

// MARK: t-SNE (tsne.c); points[count][dimensions], dimensions 2 or 3; rows of a graph are starts[row]..<starts[row + 1]

/// p[i] = exp(-beta * squares[i]) / sum with an entropy of `target` nats; squares ascend, count >= 1. Returns beta.
/// scratch: 2 * (count + 15) values.
double hot_perplexity(const double *squares, size_t count, double target, float *scratch, float *p);
/// forces[i] = sum over j of q^2 * (queries[i] - y[j]), normalisers[i] = sum over j of q, q = 1 / (1 + distance^2), for
/// y in planes[dimensions][padded], a multiple of 16, filled up with far points.
void hot_repulsion(size_t dimensions, const float *planes, size_t padded, const float *queries, size_t count,
                   float *forces, double *normalisers);
/// forces[i] = sum over the edges (i, j, w) of w * (points[i] - others[j]) / (1 + distance^2), rows first ..< first + count.
void hot_attraction(size_t dimensions, const float *points, const float *others, const int64_t *starts,
                    const int32_t *indices, const float *weights, size_t first, size_t count, float *forces);
/// Sum over the edges of these rows of w * (ln w + ln(1 + distance^2)).
double hot_tsne_cost(size_t dimensions, const float *points, const int64_t *starts, const int32_t *indices,
                     const float *weights, size_t first, size_t count);
/// One step with momentum and gains along 4 * (exaggeration * attraction - normaliser * repulsion), `count` values.
void hot_tsne_step(float *points, const float *attraction, const float *repulsion, float *velocity, float *gains,
                   size_t count, float exaggeration, float normaliser, float rate, float momentum);

// MARK: Potentials on a grid (grid.c); side * side nodes, `density` to a unit of length, row by row

/// Spreads a charge of 1 at each of points[count][2] over its 16 nodes.
void hot_grid_spread(const float *points, size_t count, const double *origin, double density, size_t side,
                     double *charges);
/// Interpolates planes[3][side][side] at each point: potentials from the first, forces[count][2] from the others.
void hot_grid_gather(const float *points, size_t count, const double *origin, double density, size_t side,
                     const double *planes, float *forces, double *potentials);
/// The sum of the potentials that charges at these points have of themselves, by interpolation; exactly 1 each.
double hot_grid_own(const float *points, size_t count, const double *origin, double density, size_t side);
/// A row of q = 1 / (1 + distance^2) and of x * q^2 on the circle of 2 * side values.
void hot_grid_kernel(size_t side, double spacing, size_t row, double *potential, double *force);
/// A column of `size` complex values times the transforms of q (real), x q^2 and y q^2 (imaginary), to out[3][size].
/// kernels[2][size / 2 + 1][size / 2 + 1] has the first two.
void hot_grid_filter(const double *spectrum, const double *kernels, size_t size, size_t column, double *out);
/// Turns rows of complex values into columns: to[c * to_stride + r] = from[r * from_stride + c].
void hot_grid_turn(const double *from, size_t from_stride, double *to, size_t to_stride, size_t rows, size_t columns);

// MARK: UMAP (umap.c)

typedef struct {
  /// points[rows][dimensions] move among others[population][dimensions], which may be the same.
  const float *points, *others;
  size_t population;
  /// Row i of the graph has the edges starts[i]..<starts[i + 1], `edges` in all, each drawn in rates[e] <= 1 of the epochs.
  const int64_t *starts;
  const int32_t *indices;
  const float *rates;
  size_t edges, epoch;
  /// Distances d are similar by 1 / (1 + a d^2b); steps are `rate` times the gradient.
  float a, b, rate;
  /// At most 8 random points repel for each drawn edge.
  int negatives;
  /// Whether both ends of an edge move, that is `others` is `points`.
  int moves_ends;
  uint64_t key;
} hot_umap;

/// next[r] = where row first + r * stride goes in this epoch, r < count; nothing else is written.
void hot_umap_move(size_t dimensions, const hot_umap *umap, size_t first, size_t stride, size_t count, float *next);

// MARK: Sums of rows (sparse.c)

/// out[j] += sum over t of weights[t] * rows[indices[t] * width + j], t ascending; `width` is a multiple of 8.
void hot_combine_rows(const double *weights, const int32_t *indices, size_t count, const double *rows,
                      size_t width, double *out);

// MARK: Mixtures of Gaussians (aggregate.c)

/// Components of one block.
#define HOT_COMPONENTS 128

/// Log-densities of one block of components at `point`: l[d][i] = offsets[d][i] - precisions[d][i] * (point[d] -
/// means[d][i])^2, each of [dimensions][HOT_COMPONENTS]. maxima[d] = max over i, sums[d] = sum over i of
/// exp(l - maximum); entry `dimensions` has those of the sum over d. A component with offset -1e300 counts for nothing.
void hot_mixture_block(const double *means, const double *precisions, const double *offsets, size_t dimensions,
                       const double *point, double *maxima, double *sums);

// MARK: Memory (memory.c)

/// Makes the allocator give blocks of 4 MiB and more back to the system when they are freed, where it is GNU's.
void hot_return_large_blocks(void);

#endif
