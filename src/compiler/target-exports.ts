// What the targets' modules export for their hosts: functions of the library, by the names that they have there.
import type { Program } from "assemblyscript";

export interface TargetExports {
  /** The aliases that the build is known by. */
  readonly aliases: readonly string[];
  /** Where the functions are. */
  readonly from: string;
  /** Their names there, and those that the host knows them by. */
  readonly names: Readonly<Record<string, string>>;
  /** Whether a module that its host exchanges values with exports what that takes. */
  readonly isEmbeddable?: boolean;
  /** Which of them is called behind the start function, which then is no export of its own. */
  readonly behindStart?: string;
  /** Which of them are described to JavaScript, as the user's are. */
  readonly described?: readonly string[];
  /** Whether it answers requests, by the user's `handler`. */
  readonly answers?: boolean;
}

/** What every module without imports exports. */
const HOSTED = ["tick", "set_time", "set_seed", "take_output", "exit_code"];

/** The first that fits counts. */
const EXPORTS: readonly TargetExports[] = [
  { aliases: ["POLLEN_WASI_REACTOR"], from: "as-pollen/assembly/tick", names: { tick: "tick" }, isEmbeddable: true },
  {
    aliases: ["POLLEN_HOSTED", "POLLEN_HTTP"],
    from: "as-pollen/assembly/hosted_http",
    names: asTheyAre(...HOSTED, "answer_request", "current_request"),
    described: ["answer_request", "current_request"],
    isEmbeddable: true,
    answers: true,
  },
  {
    aliases: ["POLLEN_HOSTED"],
    from: "as-pollen/assembly/hosted",
    names: asTheyAre(...HOSTED),
    isEmbeddable: true,
  },
  {
    aliases: ["POLLEN_WASIP2", "POLLEN_HTTP"],
    from: "as-pollen/assembly/wasip2_http",
    names: { cabi_realloc: "cabi_realloc", __handle: "wasi:http/incoming-handler@0.2.12#handle" },
    answers: true,
  },
  {
    aliases: ["POLLEN_WASIP3", "POLLEN_HTTP"],
    from: "as-pollen/assembly/wasip3_http",
    names: {
      cabi_realloc: "cabi_realloc",
      __handle: "[async-lift]wasi:http/handler@0.3.0#handle",
      __handle_callback: "[callback][async-lift]wasi:http/handler@0.3.0#handle",
    },
    answers: true,
  },
  {
    aliases: ["POLLEN_WASIP2"],
    from: "as-pollen/assembly/wasip2",
    names: { cabi_realloc: "cabi_realloc", __run: "wasi:cli/run@0.2.12#run" },
    behindStart: "__run",
  },
  {
    aliases: ["POLLEN_WASIP3"],
    from: "as-pollen/assembly/wasip3",
    names: {
      cabi_realloc: "cabi_realloc",
      __run: "[async-lift]wasi:cli/run@0.3.0#run",
      __run_callback: "[callback][async-lift]wasi:cli/run@0.3.0#run",
    },
    behindStart: "__run",
  },
];

/** Defined where a module exchanges values with its host. */
export const EMBEDDED = "POLLEN_EMBEDDED";
/** Defined where some of them are there later. */
export const FUTURES = "POLLEN_FUTURES";
/** The task queue and the future store: see docs/hosted.md. */
const EMBEDDING: TargetExports = {
  aliases: [EMBEDDED, FUTURES],
  from: "as-pollen/assembly/abi",
  names: asTheyAre(
    ...["enqueue_task", "dequeue_task", "execute_next_task", "run_scheduler", "yield_execution", "resume_execution"],
    ...["create_future", "resolve_future", "resolve_future_reference", "reject_future", "cancel_future"],
    ...["is_future_ready", "get_future_value", "release_future", "promise_of", "future_of", "next_settled"],
    ...[
      "begin_call",
      "end_call",
      "leave_context",
      "return_context",
      "create_error",
      "take_error",
      "task_table",
      "future_table",
    ],
  ),
};

function asTheyAre(...names: string[]): Record<string, string> {
  return Object.fromEntries(names.map((name) => [name, name]));
}

/** What the target of a build has. */
export function exportsOf({ options }: Program): TargetExports[] {
  const isBuiltFor = ({ aliases }: TargetExports) => aliases.every((name) => options.globalAliases?.has(name));
  const target = EXPORTS.find(isBuiltFor);
  if (!target) return [];
  return isBuiltFor(EMBEDDING) ? [target, EMBEDDING] : [target];
}
