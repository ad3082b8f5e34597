// The lines of the table, in its order: how much work each does, and the figures that come of it. README.md has the
// definitions. Where less is not better, `more` says so. Where one measurement is so short that it is mostly noise, `turns` says
// how many there are in a round, all peers in each turn. `program` is the one that has the line, where it is not `bench`.

const time = (name, n, what, unit = "ns") => ({ name, n, figures: { [name]: { what, unit } } });
/** Measured beside the same by hand, in one process. */
const besideHand = (name, n, what, unit = "ns") => ({
  name,
  n,
  program: "machines",
  figures: { [name]: { what, unit }, [`${name}_by_hand`]: { what: "the same by hand", unit } },
});

export const lines = [
  time("spawn_join", 500_000, "start N tasks, join all; a task"),
  time("spawn_await", 500_000, "start a task and await it"),
  time("yield2", 2_000_000, "switch between 2 tasks"),
  time("yield1000", 2_000_000, "switch among 1,000 tasks"),
  time("chan64", 2_000_000, "message through a channel of 64"),
  time("chan0", 1_000_000, "message through a rendezvous channel"),
  time("chan_mp", 1_000_000, "message of one of 100 producers"),
  { name: "idle", n: 100_000, figures: { idle: { what: "memory of a suspended task", unit: "B" } } },
  {
    name: "timers",
    n: 1_000_000,
    cpu: "timers_cpu",
    figures: {
      timers_over_1s: { what: "1,000,000 tasks sleep up to 1 s: more", unit: "ms" },
      timers_cpu: { what: "the same: processor time of the process", unit: "s" },
      timers_per_task: { what: "the same: memory of a task", unit: "B" },
    },
  },
  time("timer_cancel", 500_000, "start and clear a timer"),
  time("timer_cancel_bg", 500_000, "the same beside 10,000 timers"),
  {
    name: "wake",
    n: 300,
    figures: {
      wake_1ms_late_p50: { what: "sleep of 1 ms: late, median", unit: "us" },
      wake_1ms_late_p99: { what: "the same, 99th percentile", unit: "us" },
    },
  },
  { name: "sleep0", n: 300, figures: { sleep_min: { what: "the shortest sleep", unit: "ns" } } },
  {
    name: "echo",
    n: 0,
    input: "lines",
    figures: { echo: { what: "stdin to stdout, line by line", unit: "MB/s", more: true } },
  },
  { name: "copy", n: 0, input: "bytes", figures: { copy: { what: "stdin to stdout", unit: "MB/s", more: true } } },
  {
    name: "tick",
    n: 0,
    input: "silence",
    figures: { ticks_with_stdin_pending: { what: "of 50 beside a read", unit: "", more: true } },
  },
  {
    name: "rest",
    n: 10_000,
    cpu: "rest_cpu",
    figures: {
      rest_cpu: { what: "10,000 tasks asleep for 1 s: CPU", unit: "s" },
    },
  },
  {
    name: "hello",
    n: 0,
    program: "hello",
    turns: 20,
    figures: { cold_start: { what: "hello that sleeps 1 ms, as a process", unit: "ms" } },
  },
  besideHand("switch", 2_000_000, "switch between 2 calls"),
  besideHand("await_ready", 1_000_000, "await of a call that has settled"),
  besideHand("await_call", 1_000_000, "await of a call that suspends once"),
  time("mutex", 1_000_000, "lock handed over between 2 tasks"),
  time("scope", 500_000, "task in a scope of 1,000"),
  time("cancel", 100_000, "cancel a sleeping task"),
];

/** What each figure is, whatever line it is of. */
export const figures = Object.assign({}, ...lines.map((line) => line.figures));
