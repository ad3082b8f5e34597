// Standard input and output.
#ifdef __wasm__
static long rd(void *b, size_t n) {
  __wasi_iovec_t v = {b, n};
  __wasi_size_t k;
  if (__wasi_fd_read(0, &v, 1, &k))
    return -1;
  return k;
}
static void wr(const void *b, size_t n) {
  while (n) {
    __wasi_ciovec_t v = {b, n};
    __wasi_size_t k;
    if (__wasi_fd_write(1, &v, 1, &k))
      abort();
    b = (char *)b + k;
    n -= k;
  }
}
// poll fd 0 and, when when!=0, an absolute clock; returns 1 if the fd is ready
static int pollfd0(uint64_t when) {
  __wasi_subscription_t s[2];
  memset(s, 0, sizeof s);
  s[0].u.tag = __WASI_EVENTTYPE_FD_READ;
  s[0].u.u.fd_read.file_descriptor = 0;
  s[0].userdata = 1;
  int k = 1;
  if (when) {
    s[1].u.tag = __WASI_EVENTTYPE_CLOCK;
    s[1].u.u.clock.id = __WASI_CLOCKID_MONOTONIC;
    s[1].u.u.clock.timeout = when;
    s[1].u.u.clock.flags = 1;
    s[1].userdata = 2;
    k = 2;
  }
  __wasi_event_t e[2];
  __wasi_size_t ne = 0;
  if (__wasi_poll_oneoff(s, e, k, &ne))
    abort();
  for (int i = 0; i < (int)ne; i++)
    if (e[i].userdata == 1)
      return 1;
  return 0;
}
#else
#include <poll.h>
#include <unistd.h>
static long rd(void *b, size_t n) {
  return read(0, b, n);
}
static void wr(const void *b, size_t n) {
  while (n) {
    long k = write(1, b, n);
    if (k < 0)
      abort();
    b = (char *)b + k;
    n -= k;
  }
}
static int pollfd0(uint64_t when) {
  struct pollfd p = {0, POLLIN, 0};
  uint64_t n = now();
  return poll(&p, 1, when ? (when > n ? (int)((when - n + 999999) / 1000000) : 0) : -1) > 0;
}
#endif

static void transfer(const char *b) {
  uint64_t t;
  int lines = *b == 'e';
  static char in[65536], out[65536];
  size_t on = 0, tot = 0;
  long k;
  t = now();
  while (pollfd0(0), (k = rd(in, sizeof in)) > 0) {
    tot += k;
    if (!lines) {
      wr(in, k);
      continue;
    }
    char *p = in, *e = in + k;
    while (p < e) {
      char *q = memchr(p, '\n', e - p);
      size_t m = (q ? q + 1 : e) - p;
      if (on + m > sizeof out) {
        wr(out, on);
        on = 0;
      }
      memcpy(out + on, p, m);
      on += m;
      p += m;
    }
  }
  wr(out, on);
  fprintf(stderr, "RESULT %s %.3f MB/s\n", b, tot / 1e6 / ((now() - t) / 1e9));
}

static void tick(void) {
  uint64_t t0 = now();
  int k = 0;
  int pend = 1;
  while (now() - t0 < 500000000ull) {
    uint64_t w = now() + 10000000;
    while (now() < w) {
      if (pend) {
        if (pollfd0(w)) {
          char x;
          rd(&x, 1);
          pend = 0;
        }
      } else
        sleep_until(w);
    }
    k++;
  }
  rep("ticks_with_stdin_pending", k, "of50");
}
