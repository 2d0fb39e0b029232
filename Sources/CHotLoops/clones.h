// How hot loops are compiled for several instruction sets. Which of them a process uses is decided once, in paths.c.
#ifndef HOTLOOPS_CLONES_H
#define HOTLOOPS_CLONES_H

#include "hotloops.h"

#define HOT_INLINE static inline __attribute__((always_inline))

#if defined(__x86_64__)
#define HOT_TARGET_V3 __attribute__((target("arch=x86-64-v3")))
#define HOT_TARGET_V4 __attribute__((target("arch=x86-64-v4")))
// By features, not arch=x86-64-v4: that tunes for 256-bit vectors and halves the registers a tile has.
#define HOT_TARGET_V4_WIDE \
  __attribute__((target("avx512f,avx512bw,avx512cd,avx512dq,avx512vl,avx2,fma,bmi,bmi2,lzcnt")))
#else
#define HOT_TARGET_V3
#define HOT_TARGET_V4
#define HOT_TARGET_V4_WIDE
#endif

// A plain C loop: `HOT(void, name, (float *x, size_t count), (x, count)) { ... }` is compiled once a level.
#define HOT(result, name, parameters, arguments)                                          \
  HOT_INLINE result name##_body parameters;                                               \
  HOT_TARGET_V4 static result name##_v4 parameters { return name##_body arguments; }      \
  HOT_TARGET_V3 static result name##_v3 parameters { return name##_body arguments; }      \
  static result name##_portable parameters { return name##_body arguments; }              \
  result name parameters {                                                                \
    int path = hot_path_best();                                                           \
    if (path == HOT_PATH_V4) return name##_v4 arguments;                                  \
    if (path == HOT_PATH_V3) return name##_v3 arguments;                                  \
    return name##_portable arguments;                                                     \
  }                                                                                       \
  HOT_INLINE result name##_body parameters

// A loop with its own sizes for each level: `body(path, arguments...)`, its `path` a constant.
#define HOT_KERNEL(name, body, parameters, ...)                                                         \
  HOT_TARGET_V4_WIDE static void name##_v4 parameters { (void)path, body(HOT_PATH_V4, __VA_ARGS__); }   \
  HOT_TARGET_V3 static void name##_v3 parameters { (void)path, body(HOT_PATH_V3, __VA_ARGS__); }        \
  static void name##_portable parameters { (void)path, body(HOT_PATH_PORTABLE, __VA_ARGS__); }          \
  void name parameters {                                                                                \
    int best = hot_path_best(), chosen = path < best ? path : best;                                     \
    if (chosen == HOT_PATH_V4) return name##_v4(path, __VA_ARGS__);                                     \
    if (chosen == HOT_PATH_V3) return name##_v3(path, __VA_ARGS__);                                     \
    name##_portable(path, __VA_ARGS__);                                                                 \
  }

#endif
