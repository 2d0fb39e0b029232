// Pieces of work over the threads that oneDNN works with.
//
// A second pool beside GNU OpenMP's waiting threads would fight with them for the cores, so its own team is used,
// found at run time because nothing but oneDNN links it. Without it everything runs on the calling thread.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stddef.h>

#include "hotloops.h"

typedef void (*parallel_function)(void (*body)(void *), void *data, unsigned threads, unsigned flags);
typedef int (*count_function)(void);

typedef struct {
  size_t count;
  void (*body)(void *context, size_t index);
  void *context;
  count_function thread, threads;
} team_work;

static void team_share(void *raw) {
  team_work *work = raw;
  size_t thread = (size_t)work->thread(), threads = (size_t)work->threads();
  size_t end = work->count * (thread + 1) / threads;
  for (size_t i = work->count * thread / threads; i < end; i++) work->body(work->context, i);
}

typedef struct {
  parallel_function parallel;
  count_function thread, threads;
} team_library;

// Looked up each time (about 1 us): it keeps no state, and work below 100 us is not spread.
static team_library found(void) {
  team_library library = {(parallel_function)dlsym(RTLD_DEFAULT, "GOMP_parallel"),
                          (count_function)dlsym(RTLD_DEFAULT, "omp_get_thread_num"),
                          (count_function)dlsym(RTLD_DEFAULT, "omp_get_num_threads")};
  return library;
}

void hot_spread(size_t count, void (*body)(void *context, size_t index), void *context) {
  team_library library = found();
  if (count < 2 || !library.parallel || !library.thread || !library.threads) {
    for (size_t i = 0; i < count; i++) body(context, i);
    return;
  }
  team_work work = {count, body, context, library.thread, library.threads};
  library.parallel(team_share, &work, 0, 0);
}
