// What the C library's allocator does with large blocks.
#if defined(__linux__)
#include <malloc.h>
#endif

#include "hotloops.h"

void hot_return_large_blocks(void) {
#if defined(__GLIBC__)
  mallopt(M_MMAP_THRESHOLD, 4 << 20);
  mallopt(M_TRIM_THRESHOLD, 4 << 20);
#endif
}
