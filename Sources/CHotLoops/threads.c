// Pieces of work over the threads that oneDNN works with.
//
// A second pool beside GNU OpenMP's waiting threads would fight with them for the cores, so its own team is used,
// found at run time because nothing but oneDNN links it. Without it everything runs on the calling thread.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdatomic.h>
#include <stddef.h>

#include "hotloops.h"

typedef void (*parallel_function)(void (*body)(void *), void *data, unsigned threads, unsigned flags);
typedef int (*count_function)(void);

typedef struct {
  parallel_function parallel;
  count_function thread, most;
} team_library;

typedef struct {
  size_t count;
  void (*body)(void *context, size_t index, size_t thread);
  void *context;
  count_function thread;
  atomic_size_t next;
} team_work;

// Pieces go to whoever is free: on busy cores the threads are not equally fast.
static void team_share(void *raw) {
  team_work *work = raw;
  size_t thread = (size_t)work->thread(), index;
  while ((index = atomic_fetch_add(&work->next, 1)) < work->count) work->body(work->context, index, thread);
}

// Looked up each time (about 1 us): it keeps no state, and work below 100 us is not spread.
static team_library found(void) {
  team_library library = {(parallel_function)dlsym(RTLD_DEFAULT, "GOMP_parallel"),
                          (count_function)dlsym(RTLD_DEFAULT, "omp_get_thread_num"),
                          (count_function)dlsym(RTLD_DEFAULT, "omp_get_max_threads")};
  return library;
}

static int is_complete(team_library library) { return library.parallel && library.thread && library.most; }

size_t hot_spread_threads(void) {
  team_library library = found();
  int most = is_complete(library) ? library.most() : 1;
  return most > 1 ? (size_t)most : 1;
}

void hot_spread(size_t count, size_t threads, void (*body)(void *context, size_t index, size_t thread),
                void *context) {
  team_library library = found();
  if (count < 2 || threads < 2 || !is_complete(library)) {
    for (size_t i = 0; i < count; i++) body(context, i, 0);
    return;
  }
  team_work work = {count, body, context, library.thread, 0};
  library.parallel(team_share, &work, (unsigned)threads, 0);
}
