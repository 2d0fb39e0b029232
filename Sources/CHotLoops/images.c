// Windows of images for the portable convolution, and the change between channels last and channels first.
#include "clones.h"
#include "hotloops.h"

void hot_patches(const hot_window_shape *s, const float *image, float *patches) {
  size_t depth = s->channels * s->kernel * s->kernel;
  for (size_t oy = 0; oy < s->output_height; oy++)
    for (size_t ox = 0; ox < s->output_width; ox++) {
      float *patch = patches + (oy * s->output_width + ox) * depth;
      for (size_t i = 0; i < s->kernel; i++)
        for (size_t j = 0; j < s->kernel; j++) {
          // Unsigned, so that positions before the image are beyond it too.
          size_t y = oy * s->stride + i - s->padding, x = ox * s->stride + j - s->padding;
          int inside = y < s->height && x < s->width;
          const float *pixel = inside ? image + (y * s->width + x) * s->channels : image;
          float *target = patch + i * s->kernel + j;
          for (size_t c = 0; c < s->channels; c++) target[c * s->kernel * s->kernel] = inside ? pixel[c] : 0.0f;
        }
    }
}

// One channel, kernel 4, stride 2, padding 1: the edge layers of the image models.
static void edge_backward(const hot_window_shape *s, const float *patches, float *image) {
  for (size_t oy = 0; oy < s->output_height; oy++)
    for (size_t i = 0; i < 4; i++) {
      size_t y = 2 * oy + i - 1;
      if (y >= s->height) continue;
      float *row = image + y * s->width;
      const float *taps = patches + oy * s->output_width * 16 + i * 4;
      size_t last = s->output_width - 1;
      for (size_t j = 1; j < 4; j++)
        if (j - 1 < s->width) row[j - 1] += taps[j];
      for (size_t ox = 1; ox < last; ox++)
        for (size_t j = 0; j < 4; j++) row[2 * ox + j - 1] += taps[ox * 16 + j];
      if (last > 0)
        for (size_t j = 0; j < 4; j++)
          if (2 * last + j - 1 < s->width) row[2 * last + j - 1] += taps[last * 16 + j];
    }
}

void hot_patches_backward(const hot_window_shape *s, const float *patches, float *image) {
  if (s->channels == 1 && s->kernel == 4 && s->stride == 2 && s->padding == 1)
    return edge_backward(s, patches, image);
  size_t depth = s->channels * s->kernel * s->kernel;
  for (size_t oy = 0; oy < s->output_height; oy++)
    for (size_t ox = 0; ox < s->output_width; ox++) {
      const float *patch = patches + (oy * s->output_width + ox) * depth;
      for (size_t i = 0; i < s->kernel; i++)
        for (size_t j = 0; j < s->kernel; j++) {
          size_t y = oy * s->stride + i - s->padding, x = ox * s->stride + j - s->padding;
          if (y >= s->height || x >= s->width) continue;
          float *pixel = image + (y * s->width + x) * s->channels;
          const float *source = patch + i * s->kernel + j;
          for (size_t c = 0; c < s->channels; c++) pixel[c] += source[c * s->kernel * s->kernel];
        }
    }
}

HOT(void, hot_transpose, (const float *source, size_t rows, size_t columns, float *target),
    (source, rows, columns, target)) {
  enum { tile = 16 };
  for (size_t r = 0; r < rows; r += tile)
    for (size_t c = 0; c < columns; c += tile) {
      size_t row_end = rows - r < tile ? rows : r + tile, column_end = columns - c < tile ? columns : c + tile;
      for (size_t j = c; j < column_end; j++)
        for (size_t i = r; i < row_end; i++) target[j * rows + i] = source[i * columns + j];
    }
}
