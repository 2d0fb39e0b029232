// Which instruction sets this process uses: the processor's best, or less when MVAE_CPU says so.
#include <stdlib.h>
#include <string.h>

#include "hotloops.h"

static int detected(void) {
#if defined(__x86_64__)
  if (__builtin_cpu_supports("x86-64-v4")) return HOT_PATH_V4;
  if (__builtin_cpu_supports("x86-64-v3")) return HOT_PATH_V3;
#endif
  return HOT_PATH_PORTABLE;
}

static int requested(void) {
  const char *word = getenv("MVAE_CPU");
  if (word && strcmp(word, "portable") == 0) return HOT_PATH_PORTABLE;
  if (word && strcmp(word, "avx2") == 0) return HOT_PATH_V3;
  return HOT_PATH_BEST;
}

// Written once, before main.
static int path = HOT_PATH_PORTABLE;

__attribute__((constructor)) static void choose(void) {
  int best = detected(), wanted = requested();
  path = wanted < best ? wanted : best;
}

int hot_path_best(void) { return path; }

int hot_path_is_forced(void) { return requested() != HOT_PATH_BEST; }
