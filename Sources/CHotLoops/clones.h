// How a hot loop is compiled for several instruction sets: plain C loops get one clone a level, chosen at load.
#ifndef HOTLOOPS_CLONES_H
#define HOTLOOPS_CLONES_H

#if defined(__x86_64__) && defined(__linux__)
#define HOT_CLONES __attribute__((target_clones("default", "arch=x86-64-v3", "arch=x86-64-v4")))
#else
#define HOT_CLONES
#endif

#define HOT_INLINE static inline __attribute__((always_inline))

#endif
