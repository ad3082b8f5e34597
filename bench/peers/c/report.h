// What the programs report.
#include <stdint.h>
#include <stdio.h>
#ifdef __wasm__
static uint64_t memb(void) {
  return (uint64_t)__builtin_wasm_memory_size(0) * 65536;
}
#else
#include <sys/resource.h>
static uint64_t memb(void) {
  struct rusage r;
  getrusage(RUSAGE_SELF, &r);
  return (uint64_t)r.ru_maxrss * 1024;
}
#endif
static void rep(const char *n, double v, const char *u) {
  printf("RESULT %s %.4f %s\n", n, v, u);
  fflush(stdout);
}
static uint32_t lcg(uint32_t *x) {
  *x = *x * 1664525u + 1013904223u;
  return *x >> 8;
}
