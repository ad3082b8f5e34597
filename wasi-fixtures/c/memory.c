/* Two allocators in one memory: the program's and the runtime's, which grow by turns. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "pollen.h"

#define TASKS 20000

/* State of a task, and bytes that nobody else may touch. */
struct state {
  unsigned char byte;
  int turns;
  size_t size;
  unsigned char *bytes;
};

static int damaged;

static void check(struct state *state) {
  for (size_t i = 0; i < state->size; i++) damaged += state->bytes[i] != state->byte;
}

static pollen_status grow(void *argument, pollen_waker waker) {
  struct state *state = argument;
  check(state);
  if (!state->turns--) {
    free(state->bytes);
    free(state);
    return POLLEN_DONE;
  }
  state->size += 100;
  state->bytes = realloc(state->bytes, state->size);
  memset(state->bytes, state->byte, state->size);
  pollen_await_after(state->byte % 3);
  return POLLEN_YIELDED;
}

int main(void) {
  pollen_scope runtime = pollen_runtime_create();
  int done = 0;
  for (int round = 0; round < 3; round++) {
    for (int n = 0; n < TASKS; n++) {
      struct state *state = calloc(1, sizeof *state);
      state->byte = (unsigned char)(n * 7 + round);
      state->turns = n % 4;
      if (pollen_spawn(runtime, state, grow) == 0) done++;
    }
    if (pollen_run(runtime)) return 1;
  }
  printf("%d tasks, %d bytes damaged\n", done, damaged);
  printf("%zu pages\n", __builtin_wasm_memory_size(0));
  return 0;
}
