// The benchmarks by hand: PROGRAM BENCH N, as ../../README.md defines them.
#include "loop.h"
#include "report.h"
#include "streams.h"

// spawn_join
static int s_num(task *t) {
  return 1;
}
static int64_t spawn_join(int n) {
  task **v = malloc(n * sizeof *v);
  for (int i = 0; i < n; i++) {
    v[i] = spawn(s_num);
    v[i]->val = i & 7;
  }
  int64_t s = 0;
  run();
  for (int i = 0; i < n; i++) {
    s += v[i]->val;
    free(v[i]);
  }
  free(v);
  return s;
}
static int s_root(task *t) { // spawn_await
  for (;;)
    switch (t->state) {
    case 0: {
      if (!t->left--)
        return 1;
      task *c = spawn(s_num);
      c->val = t->left & 7;
      c->waiter = t;
      t->p = c;
      t->state = 1;
      return 0;
    }
    case 1: {
      task *c = t->p;
      t->val += c->val;
      free(c);
      t->state = 0;
    }
    }
}
static void spawn_await(int n) {
  task *t = spawn(s_root);
  t->left = n;
  run();
  free(t);
}
static int s_yield(task *t) {
  if (!t->left--)
    return 1;
  ready(t);
  return 0;
}
static void yields(int k, int total) {
  task **v = malloc(k * sizeof *v);
  for (int i = 0; i < k; i++) {
    v[i] = spawn(s_yield);
    v[i]->left = total / k;
  }
  run();
  for (int i = 0; i < k; i++)
    free(v[i]);
  free(v);
}
// channel: bounded ring + parked queues
typedef struct {
  int *b;
  uint32_t cap, h, n;
  task *sh, *st, *rh;
} ch;
static ch C;
static int64_t csum;
static int cleft;
static int s_send(task *t) {
  while (t->left) {
    if (C.n == C.cap) {
      t->next = 0;
      if (C.st)
        C.st->next = t;
      else
        C.sh = t;
      C.st = t;
      return 0;
    }
    C.b[(C.h + C.n++) % C.cap] = t->left--;
    if (C.rh) {
      task *r = C.rh;
      C.rh = 0;
      ready(r);
    }
  }
  return 1;
}
static int s_recv(task *t) {
  while (cleft) {
    if (!C.n) {
      C.rh = t;
      return 0;
    }
    csum += C.b[C.h];
    C.h = (C.h + 1) % C.cap;
    C.n--;
    cleft--;
    if (C.sh) {
      task *s = C.sh;
      C.sh = s->next;
      if (!C.sh)
        C.st = 0;
      ready(s);
    }
  }
  return 1;
}
static void chan(int cap, int p, int total) {
  memset(&C, 0, sizeof C);
  C.cap = cap;
  C.b = malloc(cap * 4);
  int per = total / p;
  cleft = per * p;
  task **v = malloc((p + 1) * sizeof *v);
  for (int i = 0; i < p; i++) {
    v[i] = spawn(s_send);
    v[i]->left = per;
  }
  v[p] = spawn(s_recv);
  run();
  for (int i = 0; i <= p; i++)
    free(v[i]);
  free(v);
  free(C.b);
}
static int s_sleep(task *t) {
  if (t->state == 0) {
    t->state = 1;
    t->when = now() + t->when;
    tadd(t);
    return 0;
  }
  return 1;
}
static void timers(int n, uint32_t span) {
  uint32_t seed = 12345;
  task **v = malloc(n * sizeof *v);
  for (int i = 0; i < n; i++) {
    v[i] = spawn(s_sleep);
    v[i]->when = (uint64_t)(lcg(&seed) % span) * 1000;
  }
  run();
  for (int i = 0; i < n; i++)
    free(v[i]);
  free(v);
}
static void tcancel(int n) {
  for (int i = 0; i < n; i++) {
    task *t = mk(s_sleep);
    t->when = now() + (uint64_t)(1000 + i % 1000) * 1000000;
    tadd(t);
    tdel(t);
    free(t);
  }
}
static int s_wait(task *t) {
  if (t->state == 0) {
    t->state = 1;
    t->next = (task *)C.sh;
    C.sh = t;
    return 0;
  }
  return 1;
}
static int cmpd(const void *a, const void *b) {
  double x = *(double *)a, y = *(double *)b;
  return x < y ? -1 : x > y;
}
int main(int c, char **a) {
  const char *b = a[1];
  int n = c > 2 ? atoi(a[2]) : 0;
  uint64_t t;
#define M(nm, warm, exp, u)                                                                                            \
  if (!strcmp(b, nm)) {                                                                                                \
    warm;                                                                                                              \
    t = now();                                                                                                         \
    exp;                                                                                                               \
    rep(nm, (double)(now() - t) / n, u);                                                                               \
  }
  M("spawn_join", spawn_join(n / 10), spawn_join(n), "ns/task")
  M("spawn_await", spawn_await(n / 10), spawn_await(n), "ns/task")
  M("yield2", yields(2, n / 10), yields(2, n), "ns/switch")
  M("yield1000", yields(1000, n / 10), yields(1000, n), "ns/switch")
  M("chan64", chan(64, 1, n / 10), chan(64, 1, n), "ns/msg")
  M("chan0", chan(1, 1, n / 10), chan(1, 1, n), "ns/msg")
  M("chan_mp", chan(64, 100, n / 10), chan(64, 100, n), "ns/msg")
  M("timer_cancel", tcancel(n / 10), tcancel(n), "ns/op")
  if (!strcmp(b, "timer_cancel_bg")) {
    for (int i = 0; i < 10000; i++) {
      task *x = mk(s_sleep);
      x->when = now() + (3600ull + i) * 1000000000ull;
      tadd(x);
    }
    tcancel(n / 10);
    t = now();
    tcancel(n);
    rep(b, (double)(now() - t) / n, "ns/op");
  }
  if (!strcmp(b, "timers")) {
    timers(n / 100, 10000);
    uint64_t m0 = memb();
    t = now();
    timers(n, 1000000);
    rep("timers_over_1s", (now() - t) / 1e6 - 1000, "ms");
    rep("timers_per_task", (double)(memb() - m0) / n, "B/task");
  }
  if (!strcmp(b, "idle")) {
    uint64_t m0 = memb();
    task **v = malloc(n * sizeof *v);
    for (int i = 0; i < n; i++)
      v[i] = spawn(s_wait);
    run();
    rep("idle", (double)(memb() - m0) / n, "B/task");
  }
  if (!strcmp(b, "wake")) {
    double *l = malloc(n * sizeof *l);
    for (int i = 0; i < n; i++) {
      t = now();
      sleep_until(t + 1000000);
      l[i] = (now() - t) / 1e3 - 1000;
    }
    qsort(l, n, sizeof *l, cmpd);
    rep("wake_1ms_late_p50", l[n / 2], "us");
    rep("wake_1ms_late_p99", l[n * 99 / 100], "us");
  }
  if (!strcmp(b, "sleep0")) {
    t = now();
    for (int i = 0; i < n; i++)
      sleep_until(now() + 1);
    rep("sleep_min", (double)(now() - t) / n, "ns/op");
  }
  if (!strcmp(b, "echo") || !strcmp(b, "copy"))
    transfer(b);
  if (!strcmp(b, "tick"))
    tick();
  return 0;
}
