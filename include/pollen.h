/*
 * Pollen's C ABI: tasks that are polled, with timers and descriptors to wait for. See docs/c-abi.md.
 *
 * A task is a state and a function that goes on with it:
 *
 *               pollen_spawn()           POLLEN_RUNNING: again, behind what else is ready
 *                    |                       +-------+
 *                    v                       v       |
 *   +--------+   +-------+   its turn   +--------+---+   POLLEN_DONE   +------+
 *   |        |   | ready |------------->| polled |------------------->| done |
 *   +--------+   +-------+              +--------+                     +------+
 *                    ^                       |
 *                    |                       | POLLEN_YIELDED
 *                    |   woken: the time,    v
 *                    |   the descriptor,  +---------+
 *                    +--------------------| waiting |
 *                        the waker, the   +---------+
 *                        token
 *
 * All functions are called on the one thread that there is. None traps for a handle that is not valid: it returns an error,
 * which is negative.
 */
#ifndef POLLEN_H
#define POLLEN_H

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define POLLEN_IMPORT(name) __attribute__((import_module("pollen"), import_name(name)))

/* What tasks are spawned in: a runtime, or a token, which is a part of one that can be cancelled by itself. */
typedef int32_t pollen_scope;
/* Wakes a task. A poll function borrows it; whoever keeps it longer clones it, and drops the clone. */
typedef int32_t pollen_waker;

typedef enum {
  POLLEN_RUNNING = 0, /* poll it again, behind what else is ready */
  POLLEN_YIELDED = 1, /* poll it again when it is woken */
  POLLEN_DONE = 2     /* never again: the state may be freed */
} pollen_status;

typedef enum {
  POLLEN_BAD_HANDLE = -1, /* not a handle, or not any more */
  POLLEN_FULL = -4,       /* there are as many as there can be: 1,048,575 tasks, scopes and futures */
  POLLEN_STUCK = -6,      /* tasks are left, and nothing can ever wake one */
  POLLEN_NO_TASK = -7,    /* only within a poll function */
  POLLEN_BAD_STATUS = -8, /* the poll function has returned no pollen_status */
  POLLEN_BAD_EVENT = -9   /* neither POLLEN_READ nor POLLEN_WRITE nor both */
} pollen_error;

enum { POLLEN_READ = 1, POLLEN_WRITE = 2 };

/* Goes on with a task until it has to wait, and says how it is to be called again. */
typedef pollen_status (*pollen_poll)(void *state, pollen_waker waker);

/* Makes a runtime. Returns it, or POLLEN_FULL. */
POLLEN_IMPORT("runtime_create") pollen_scope pollen_runtime_create(void);
/* Ends a runtime or a token at once: its tasks are dropped, and not polled any more. Returns how many, or an error. */
POLLEN_IMPORT("runtime_destroy") int32_t pollen_runtime_destroy(pollen_scope scope);

/* Starts a task, which is polled first when the runtime runs. Returns 0 or an error. */
POLLEN_IMPORT("spawn") int32_t pollen_spawn(pollen_scope scope, void *state, pollen_poll poll);
/* Starts a task, and runs everything until it is done. Returns 0 or an error; POLLEN_STUCK leaves it waiting. */
POLLEN_IMPORT("block_on") int32_t pollen_block_on(pollen_scope scope, void *state, pollen_poll poll);
/* Runs everything until all tasks of a scope are done. Returns 0 or an error. */
POLLEN_IMPORT("run") int32_t pollen_run(pollen_scope scope);
/* Cancels a scope, and runs everything until its tasks are done, at most for some milliseconds. Returns how many are left. */
POLLEN_IMPORT("shutdown") int32_t pollen_shutdown(pollen_scope scope, double ms);

/* Wakes a task that waits. Returns 1, or 0 if it is done. */
POLLEN_IMPORT("waker_wake") int32_t pollen_waker_wake(pollen_waker waker);
/* A waker that lives until it is dropped, also beyond its task. */
POLLEN_IMPORT("waker_clone") pollen_waker pollen_waker_clone(pollen_waker waker);
/* Returns 0 or an error. */
POLLEN_IMPORT("waker_drop") int32_t pollen_waker_drop(pollen_waker waker);

/* Within a poll function that then returns POLLEN_YIELDED: wakes the task after some milliseconds, at the earliest. With
 * pollen_await_io, whichever comes first; when it is polled the other is forgotten. */
POLLEN_IMPORT("await_after") int32_t pollen_await_after(double ms);
/* Wakes it when a descriptor can be read from (POLLEN_READ), written to (POLLEN_WRITE), or either; or cannot be waited for:
 * that it will not block is likely, not certain. */
POLLEN_IMPORT("await_io") int32_t pollen_await_io(int32_t fd, int32_t events);

/* A token: tasks that are spawned in it belong to its scope, too. Returns it, or an error. pollen_runtime_destroy ends it. */
POLLEN_IMPORT("cancel_token") pollen_scope pollen_cancel_token(pollen_scope scope);
/* Asks the tasks of a scope to end: wakes each of them once. Returns 0 or an error. */
POLLEN_IMPORT("cancel") int32_t pollen_cancel(pollen_scope scope);
/* Within a poll function: 1 if its task was asked to end, else 0. */
POLLEN_IMPORT("cancel_requested") int32_t pollen_cancel_requested(void);

/* Milliseconds of a monotonic clock, as of when the executor looked at it last. */
POLLEN_IMPORT("now") double pollen_now(void);

/* How the runtime calls back: it shares this module's memory, and not its table of functions. */
__attribute__((weak, export_name("pollen_call"))) int32_t pollen_call(pollen_poll poll, void *state, pollen_waker waker) {
  return (int32_t)poll(state, waker);
}

#ifdef __cplusplus
}
#endif

#endif
