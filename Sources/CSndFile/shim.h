#include <sndfile.h>
#include <stdio.h>
#include <sys/types.h>

// As glibc's stdio.h declares them where _GNU_SOURCE is defined, which Swift's module of it is not built with.
typedef struct {
  ssize_t (*read)(void *cookie, char *bytes, size_t count);
  ssize_t (*write)(void *cookie, const char *bytes, size_t count);
  int (*seek)(void *cookie, off_t *offset, int whence);
  int (*close)(void *cookie);
} stream_functions;
FILE *fopencookie(void *cookie, const char *mode, stream_functions functions);

// A mutable global that Swift does not touch.
static inline void stream_take_stderr(FILE *stream) { stderr = stream; }
