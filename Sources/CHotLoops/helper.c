// One helping thread for work of a fraction of a millisecond.
//
// It spins briefly for the next piece and then parks. The caller takes the piece back when the helper has not begun
// it by the time the caller needs it, so that on busy cores nothing waits for a thread that is not running.
#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>
#include <stdlib.h>

#include "hotloops.h"

enum { idle, posted, taken, done };
// About 100 us: longer than what lies between two steps.
enum { patience = 2000 };

struct hot_helper {
  pthread_t thread;
  pthread_mutex_t lock;
  pthread_cond_t wake;
  atomic_int state, is_parked, ends;
  void (*body)(void *context);
  void *context;
};

static void breathe(void) {
#if defined(__x86_64__)
  __builtin_ia32_pause();
#endif
}

static int take(hot_helper *helper) {
  int expected = posted;
  return atomic_compare_exchange_strong(&helper->state, &expected, taken);
}

static void park(hot_helper *helper) {
  pthread_mutex_lock(&helper->lock);
  atomic_store(&helper->is_parked, 1);
  while (atomic_load(&helper->state) != posted && !atomic_load(&helper->ends))
    pthread_cond_wait(&helper->wake, &helper->lock);
  atomic_store(&helper->is_parked, 0);
  pthread_mutex_unlock(&helper->lock);
}

static void *serve(void *raw) {
  hot_helper *helper = raw;
  int waited = 0;
  while (!atomic_load(&helper->ends)) {
    if (take(helper)) {
      helper->body(helper->context);
      atomic_store(&helper->state, done);
      waited = 0;
    } else if (++waited < patience) {
      breathe();
    } else {
      park(helper);
      waited = 0;
    }
  }
  return NULL;
}

hot_helper *hot_helper_start(void) {
  hot_helper *helper = calloc(1, sizeof *helper);
  if (!helper) return NULL;
  pthread_mutex_init(&helper->lock, NULL);
  pthread_cond_init(&helper->wake, NULL);
  if (pthread_create(&helper->thread, NULL, serve, helper) == 0) return helper;
  free(helper);
  return NULL;
}

static void wake(hot_helper *helper) {
  if (!atomic_load(&helper->is_parked)) return;
  pthread_mutex_lock(&helper->lock);
  pthread_cond_signal(&helper->wake);
  pthread_mutex_unlock(&helper->lock);
}

void hot_helper_post(hot_helper *helper, void (*body)(void *context), void *context) {
  helper->body = body;
  helper->context = context;
  atomic_store(&helper->state, posted);
  wake(helper);
}

void hot_helper_finish(hot_helper *helper) {
  if (take(helper)) {
    helper->body(helper->context);
  } else {
    for (int waited = 0; atomic_load(&helper->state) != done; waited++) {
      if (waited < patience)
        breathe();
      else
        sched_yield();
    }
  }
  atomic_store(&helper->state, idle);
}

void hot_helper_stop(hot_helper *helper) {
  atomic_store(&helper->ends, 1);
  wake(helper);
  pthread_join(helper->thread, NULL);
  pthread_cond_destroy(&helper->wake);
  pthread_mutex_destroy(&helper->lock);
  free(helper);
}
