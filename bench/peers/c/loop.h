// An event loop written by hand, over poll_oneoff: what the fastest runtime could come to. Tasks are state machines; a
// ring of those that are ready, a binary heap of those that sleep.
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#ifdef __wasm__
#include <wasi/api.h>
static uint64_t now(void) {
  __wasi_timestamp_t t;
  __wasi_clock_time_get(__WASI_CLOCKID_MONOTONIC, 1, &t);
  return t;
}
#else
#include <time.h>
static uint64_t now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec * 1000000000ull + t.tv_nsec;
}
#endif
typedef struct task task;
typedef int (*stepfn)(task *); // 1 = done
struct task {
  stepfn fn;
  int state;
  int val;
  int left;
  task *waiter;
  task *next;
  uint64_t when;
  uint32_t hidx;
  int done;
  void *p;
};

// ring run queue, growable
static task **rq;
static uint32_t rqcap, rqh, rqn;
static void rq_grow(void) {
  uint32_t nc = rqcap ? rqcap * 2 : 64;
  task **q = malloc(nc * sizeof *q);
  for (uint32_t i = 0; i < rqn; i++)
    q[i] = rq[(rqh + i) & (rqcap - 1)];
  free(rq);
  rq = q;
  rqh = 0;
  rqcap = nc;
}
static inline void ready(task *t) {
  if (rqn == rqcap)
    rq_grow();
  rq[(rqh + rqn++) & (rqcap - 1)] = t;
}
// binary heap
static task **hp;
static uint32_t hn, hc;
static void up(uint32_t i) {
  task *t = hp[i];
  while (i) {
    uint32_t p = (i - 1) / 2;
    if (hp[p]->when <= t->when)
      break;
    hp[i] = hp[p];
    hp[i]->hidx = i;
    i = p;
  }
  hp[i] = t;
  t->hidx = i;
}
static void down(uint32_t i) {
  task *t = hp[i];
  for (;;) {
    uint32_t c = 2 * i + 1;
    if (c >= hn)
      break;
    if (c + 1 < hn && hp[c + 1]->when < hp[c]->when)
      c++;
    if (hp[c]->when >= t->when)
      break;
    hp[i] = hp[c];
    hp[i]->hidx = i;
    i = c;
  }
  hp[i] = t;
  t->hidx = i;
}
static void tadd(task *t) {
  if (hn == hc) {
    hc = hc ? hc * 2 : 64;
    hp = realloc(hp, hc * sizeof *hp);
  }
  hp[hn] = t;
  up(hn++);
}
static void tdel(task *t) {
  uint32_t i = t->hidx;
  task *l = hp[--hn];
  if (i < hn) {
    hp[i] = l;
    l->hidx = i;
    up(i);
    down(l->hidx);
  }
}
static void sleep_until(uint64_t w) {
#ifdef __wasm__
  __wasi_subscription_t s;
  memset(&s, 0, sizeof s);
  s.u.tag = __WASI_EVENTTYPE_CLOCK;
  s.u.u.clock.id = __WASI_CLOCKID_MONOTONIC;
  s.u.u.clock.timeout = w;
  s.u.u.clock.precision = 1;
  s.u.u.clock.flags = __WASI_SUBCLOCKFLAGS_SUBSCRIPTION_CLOCK_ABSTIME;
  __wasi_event_t e;
  __wasi_size_t k;
  __wasi_poll_oneoff(&s, &e, 1, &k);
#else
  struct timespec ts = {w / 1000000000ull, w % 1000000000ull};
  clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &ts, 0);
#endif
}
static void run(void) {
  for (;;) {
    uint32_t b = rqn;
    while (b--) {
      task *t = rq[rqh];
      rqh = (rqh + 1) & (rqcap - 1);
      rqn--;
      if (t->fn(t)) {
        t->done = 1;
        if (t->waiter)
          ready(t->waiter);
      }
    }
    if (hn) {
      uint64_t n = now();
      while (hn && hp[0]->when <= n) {
        task *t = hp[0];
        tdel(t);
        ready(t);
      }
      if (!rqn && hn)
        sleep_until(hp[0]->when);
    } else if (!rqn)
      return;
  }
}
static task *mk(stepfn f) {
  task *t = calloc(1, sizeof *t);
  t->fn = f;
  return t;
}
static task *spawn(stepfn f) {
  task *t = mk(f);
  ready(t);
  return t;
}
