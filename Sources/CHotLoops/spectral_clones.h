#ifndef SPECTRAL_CLONES_H
#define SPECTRAL_CLONES_H

// The loader picks the widest version that the processor has.
#if defined(__x86_64__)
#define SPECTRAL_CLONES __attribute__((target_clones("default", "arch=x86-64-v3", "arch=x86-64-v4")))
#else
#define SPECTRAL_CLONES
#endif

#endif
