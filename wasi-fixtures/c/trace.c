/* What the C ABI promises, as a trace: every runtime prints the same. */
#include <stdio.h>
#include <unistd.h>

#include "pollen.h"

static pollen_scope runtime;

/* Goes round some times, and prints each time. */
struct steps {
  const char *name;
  int left;
  double ms; /* how long it waits in between; negative: it does not */
};

static pollen_status step(void *state, pollen_waker waker) {
  struct steps *self = state;
  printf("%s %d%s\n", self->name, self->left, pollen_cancel_requested() ? ", to end" : "");
  if (pollen_cancel_requested() || !self->left--) return POLLEN_DONE;
  if (self->ms < 0) return POLLEN_RUNNING;
  pollen_await_after(self->ms);
  return POLLEN_YIELDED;
}

static void turns(void) {
  struct steps a = {"a", 2, -1}, b = {"b", 3, -1}, c = {"c", 0, -1};
  pollen_spawn(runtime, &a, step);
  pollen_spawn(runtime, &b, step);
  pollen_spawn(runtime, &c, step);
  printf("turns: %d\n", pollen_run(runtime));
}

static void timers(void) {
  struct steps last = {"last", 1, 30}, first = {"first", 1, 10}, second = {"second", 1, 20};
  double start = pollen_now();
  pollen_spawn(runtime, &last, step);
  pollen_spawn(runtime, &first, step);
  pollen_spawn(runtime, &second, step);
  int result = pollen_run(runtime);
  printf("timers: %d, %s\n", result, pollen_now() - start >= 30 ? "in time" : "too early");
}

/* A mailbox of one letter: whoever waits for it leaves a waker. */
static struct {
  int letter;
  pollen_waker reader;
} mailbox;

static pollen_status read_mail(void *state, pollen_waker waker) {
  if (!mailbox.letter) {
    printf("no letter\n");
    mailbox.reader = pollen_waker_clone(waker);
    return POLLEN_YIELDED;
  }
  printf("letter %d\n", mailbox.letter);
  return POLLEN_DONE;
}

static pollen_status post(void *state, pollen_waker waker) {
  if (!mailbox.reader) return POLLEN_RUNNING;
  mailbox.letter = 7;
  printf("posted: %d, %d\n", pollen_waker_wake(mailbox.reader), pollen_waker_wake(mailbox.reader));
  return POLLEN_DONE;
}

/* Wakes itself before it waits: the wake is not lost. */
static pollen_status wakes_itself(void *state, pollen_waker waker) {
  int *times = state;
  if ((*times)++ == 2) return POLLEN_DONE;
  pollen_waker_wake(waker);
  return POLLEN_YIELDED;
}

static void wakers(void) {
  pollen_spawn(runtime, NULL, post);
  pollen_spawn(runtime, NULL, read_mail);
  printf("wakers: %d\n", pollen_run(runtime));
  printf("its task is done: %d\n", pollen_waker_wake(mailbox.reader));
  printf("drop: %d, again: %d\n", pollen_waker_drop(mailbox.reader), pollen_waker_drop(mailbox.reader));
  printf("wake what was dropped: %d\n", pollen_waker_wake(mailbox.reader));
  int times = 0;
  printf("wakes itself: %d", pollen_block_on(runtime, &times, wakes_itself));
  printf(", polled %d times\n", times);
}

static void tokens(void) {
  pollen_scope outer = pollen_cancel_token(runtime), inner = pollen_cancel_token(outer);
  struct steps a = {"inner", 9, 10000}, b = {"outer", 9, 10000}, c = {"neither", 1, -1}, d = {"later", 9, 10000};
  pollen_spawn(inner, &a, step);
  pollen_spawn(outer, &b, step);
  struct steps turn = {"turn", 0, -1};
  pollen_block_on(runtime, &turn, step);
  printf("cancel inner: %d\n", pollen_cancel(inner));
  printf("inner: %d\n", pollen_run(inner));
  pollen_spawn(runtime, &c, step);
  printf("cancel outer: %d\n", pollen_cancel(outer));
  printf("all: %d\n", pollen_run(runtime));
  pollen_spawn(inner, &d, step);
  printf("spawned in what was cancelled: %d\n", pollen_run(inner));
  printf("end them: %d, %d\n", pollen_runtime_destroy(inner), pollen_runtime_destroy(outer));
}

/* Reads standard input to its end, and gives up where nothing comes for a second. */
static pollen_status read_input(void *state, pollen_waker waker) {
  int *started = state;
  char text[64];
  if (*started) {
    ssize_t count = read(0, text, sizeof text);
    if (count <= 0) {
      printf("end of input\n");
      return POLLEN_DONE;
    }
    printf("input: %.*s", (int)count, text);
  }
  *started = 1;
  pollen_await_io(0, POLLEN_READ);
  pollen_await_after(1000);
  return POLLEN_YIELDED;
}

/* Blocks within a poll function: everything else goes on meanwhile. */
static pollen_status nested(void *state, pollen_waker waker) {
  struct steps inside = {"inside", 1, 5};
  printf("nested: %d\n", pollen_block_on(runtime, &inside, step));
  return POLLEN_DONE;
}

static pollen_status forever(void *state, pollen_waker waker) { return POLLEN_YIELDED; }
static pollen_status nonsense(void *state, pollen_waker waker) { return (pollen_status)3; }

static pollen_status stubborn(void *state, pollen_waker waker) {
  printf("stubborn%s\n", pollen_cancel_requested() ? ", to end" : "");
  return POLLEN_YIELDED;
}

/* Ends the scope that it is in, and with that itself. */
static pollen_status destroys(void *state, pollen_waker waker) {
  printf("destroys %d\n", pollen_runtime_destroy(*(pollen_scope *)state));
  return POLLEN_YIELDED;
}

static void self_destruction(void) {
  for (int round = 0; round < 2; round++) {
    pollen_scope token = pollen_cancel_token(runtime);
    pollen_spawn(token, &token, destroys);
    pollen_spawn(token, NULL, forever);
    printf("destroyed: %d\n", round ? pollen_shutdown(token, 10000) : pollen_run(token));
  }
}

static void errors(void) {
  printf("outside: %d, %d, %d\n", pollen_await_after(1), pollen_await_io(0, POLLEN_READ), pollen_cancel_requested());
  printf("bad handles: %d, %d, %d, %d, %d, %d, %d\n", pollen_spawn(0, NULL, forever), pollen_run(-1),
         pollen_cancel(12345), pollen_cancel_token(0), pollen_waker_wake(runtime), pollen_waker_clone(0),
         pollen_runtime_destroy(99));
  printf("nonsense: %d\n", pollen_block_on(runtime, NULL, nonsense));
  printf("stuck: %d\n", pollen_block_on(runtime, NULL, forever));
  printf("still stuck: %d\n", pollen_run(runtime));
}

static void end(void) {
  struct steps obedient = {"obedient", 9, 10000};
  pollen_spawn(runtime, &obedient, step);
  pollen_spawn(runtime, NULL, stubborn);
  printf("shutdown leaves %d\n", pollen_shutdown(runtime, 20));
  printf("destroy drops %d\n", pollen_runtime_destroy(runtime));
  printf("it is gone: %d, %d\n", pollen_run(runtime), pollen_runtime_destroy(runtime));
}

int main(void) {
  setvbuf(stdout, NULL, _IOLBF, 0);
  runtime = pollen_runtime_create();
  turns();
  timers();
  wakers();
  tokens();
  int started = 0;
  printf("input: %d\n", pollen_block_on(runtime, &started, read_input));
  printf("nested: %d\n", pollen_block_on(runtime, NULL, nested));
  self_destruction();
  errors();
  end();
  return 0;
}
