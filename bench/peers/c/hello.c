// A task that sleeps 1 ms, on the least of loops; for WASI only.
#include <stdlib.h>
#include <string.h>
#include <wasi/api.h>
typedef struct task task;
struct task {
  int (*fn)(task *);
  int st, val;
  uint64_t when;
};
static task *q[16];
static int qn;
static task *hp[16];
static int hn;
static uint64_t now(void) {
  __wasi_timestamp_t t;
  __wasi_clock_time_get(1, 1, &t);
  return t;
}
static int f(task *t) {
  if (!t->st) {
    t->st = 1;
    t->when = now() + 1000000;
    hp[hn++] = t;
    return 0;
  }
  t->val = 42;
  return 1;
}
int main() {
  task *t = calloc(1, sizeof *t);
  t->fn = f;
  q[qn++] = t;
  for (;;) {
    while (qn) {
      task *x = q[--qn];
      x->fn(x);
    }
    if (!hn)
      break;
    task *x = hp[--hn];
    __wasi_subscription_t s;
    memset(&s, 0, sizeof s);
    s.u.u.clock.id = 1;
    s.u.u.clock.timeout = x->when;
    s.u.u.clock.flags = 1;
    __wasi_event_t e;
    __wasi_size_t k;
    __wasi_poll_oneoff(&s, &e, 1, &k);
    q[qn++] = x;
  }
  char b[] = "hello 42\n";
  __wasi_ciovec_t v = {(void *)b, 9};
  __wasi_size_t k;
  __wasi_fd_write(1, &v, 1, &k);
  return t->val != 42;
}
