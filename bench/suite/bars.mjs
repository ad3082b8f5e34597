// The bars: what the table has to show. A figure of Pollen on one side, a multiple of a peer's on the other.

/** The best WebAssembly peer; C is the floor, not a peer. */
const best = { name: "best peer", of: (peer) => peer.kind === "wasm" && peer.name !== "Pollen" };
const named = (name) => ({ name, of: (peer) => peer.name === name });
const atMost = (figure, factor, than = best, own = "Pollen") => ({ figure, factor, than, own, more: false });
const atLeast = (figure, factor, than = best) => ({ figure, factor, than, own: "Pollen", more: true });
/** Beside another figure of its own. */
const besideHand = (figure, own) => atMost(figure, 1.05, { name: "by hand", figure: `${figure}_by_hand` }, own);
const within = (figure, limit) => ({ figure, factor: 1, than: { name: "limit", limit }, own: "Pollen", more: false });

const ahead = ["spawn_join", "spawn_await", "yield2", "yield1000", "chan64", "chan0", "chan_mp"];

export const bars = [
  atMost("spawn_join", 0.6),
  atMost("spawn_await", 0.35),
  atMost("yield2", 0.45),
  atMost("yield1000", 0.45),
  atMost("chan64", 0.9),
  atMost("chan0", 0.5),
  atMost("chan_mp", 0.5),
  ...ahead.map((figure) => atMost(figure, 1 / 3, named("Go"))),
  within("idle", 96),
  atMost("timers_over_1s", 1),
  atMost("timers_cpu", 1),
  within("timers_per_task", 128),
  atMost("timer_cancel", 0.5),
  atMost("wake_1ms_late_p50", 1.1),
  atLeast("echo", 1.6),
  atLeast("copy", 1.1),
  atLeast("ticks_with_stdin_pending", 1, named("C")),
  within("rest_cpu", 0.05),
  atMost("cold_start", 1.1, named("C")),
  ...["Pollen", "Pollen, V8"].flatMap((own) =>
    ["switch", "await_ready", "await_call"].map((figure) => besideHand(figure, own)),
  ),
];

/**
 * @param medians of a figure: by name of a peer, its median; or undefined @param peers
 * @returns the bar with `value`, `reference` and its name, `ratio`; `passes` is undefined where something was not measured
 */
export function judge(bar, medians, peers) {
  const value = medians(bar.figure)?.get(bar.own);
  const others = peers.filter((peer) => bar.than.of?.(peer)).map(({ name }) => [name, medians(bar.figure)?.get(name)]);
  if (bar.than.limit) others.push(["limit", bar.than.limit]);
  if (bar.than.figure) others.push([bar.than.name, medians(bar.than.figure)?.get(bar.own)]);
  const known = others.filter(([, other]) => other !== undefined);
  const [[against, reference] = []] = known.sort(([, a], [, b]) => (bar.more ? b - a : a - b));
  const ratio = value === undefined || reference === undefined ? undefined : value / reference;
  const passes = ratio === undefined ? undefined : bar.more ? ratio >= bar.factor : ratio <= bar.factor;
  return { ...bar, value, against: against ?? bar.than.name, reference, ratio, passes };
}
