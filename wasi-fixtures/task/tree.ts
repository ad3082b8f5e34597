// Carries out plans for task trees, and notes whatever must not happen. Virtual time; driven by tests/task/trees.test.ts.
//
// A plan is a tree in preorder, three numbers a node: kind, argument, number of children.
import {
  CancelledError, moveOnAfter, onTimeout, run, Scope, scope, select, shield, sleep, spawn, timeout, TimeoutError, yieldNow,
} from "as-pollen";
import { firstRoot } from "as-pollen/assembly/core/context_tree";
import { pendingTimers } from "as-pollen/assembly/core/timers";

const enum Kind { SLEEP, YIELD, SCOPE, SPAWN, DEADLINE, SHIELD, FAIL, CANCEL, TIMEOUT, LOOSE, SELECT, SWALLOW, RACE }

class Step {
  readonly children: Step[] = [];
  entered: i32 = 0;
  left: i32 = 0;

  constructor(
    readonly kind: Kind,
    readonly argument: i32,
  ) {}
}

/** How many steps of a scope, and of the scopes in it, are being carried out. */
class Region {
  active: i32 = 0;

  constructor(
    readonly scope: Scope,
    readonly around: Region | null,
  ) {}

  add(n: i32): void {
    let at: Region | null = this;
    while (at !== null) {
      at.active += n;
      at = at.around;
    }
  }
}

const plan: i32[] = [];
let complaints: string[] = [];
const steps: Step[] = [];

/** Adds a number to the plan. */
export function push(n: i32): void { plan.push(n); }

let at = 0;
function read(): Step {
  const step = new Step(<Kind>plan[at], plan[at + 1]), children = plan[at + 2];
  at += 3;
  steps.push(step);
  for (let i = 0; i < children; i++) step.children.push(read());
  return step;
}

async function all(step: Step, region: Region): Promise<void> {
  for (let i = 0; i < step.children.length; i++) await perform(step.children[i], region);
}

async function perform(step: Step, region: Region): Promise<void> {
  step.entered++;
  region.add(1);
  try {
    if (!(await carryOut(step, region))) await all(step, region);
  } finally {
    step.left++;
    region.add(-1);
  }
}

/** Carries out a block of steps in a scope of its own, which must not end before what is in it. */
async function inScope(step: Step, around: Region, s: Scope, inner: Region[]): Promise<void> {
  const region = new Region(s, around);
  inner.push(region);
  await all(step, region);
}

function ended(inner: Region[]): void {
  for (let i = 0; i < inner.length; i++) if (inner[i].active) complaints.push("a scope ended before what was in it");
}

/** Does what a step says; returns whether that was to carry out its children. */
async function carryOut(step: Step, region: Region): Promise<bool> {
  const ms = <f64>step.argument, inner: Region[] = [];
  switch (step.kind) {
    case Kind.SLEEP:
      await sleep(ms);
      break;
    case Kind.YIELD:
      await yieldNow();
      break;
    case Kind.SCOPE:
      try {
        await scope<void>((s) => inScope(step, region, s, inner));
      } finally {
        ended(inner);
      }
      return true;
    case Kind.SPAWN:
      region.scope.spawn(() => all(step, region));
      return true;
    case Kind.DEADLINE:
      try {
        await moveOnAfter(ms, (s) => inScope(step, region, s, inner));
      } finally {
        ended(inner);
      }
      return true;
    case Kind.SHIELD:
      await shield(() => sleep(ms));
      break;
    case Kind.FAIL:
      throw new Error("failure");
    case Kind.CANCEL:
      region.scope.cancel("planned");
      break;
    case Kind.TIMEOUT:
      try {
        await timeout(all(step, region), ms);
      } catch (e) {
        if (!(e instanceof TimeoutError)) throw e;
      }
      return true;
    case Kind.LOOSE:
      all(step, region).catch((_) => {});
      return true;
    case Kind.SELECT:
      await select<void>([onTimeout(ms, () => {}), onTimeout(7, () => {})]);
      break;
    case Kind.SWALLOW:
      try {
        await sleep(ms);
      } catch (e) {
        if (!(e instanceof CancelledError)) complaints.push("a sleep failed");
      }
      break;
    case Kind.RACE: {
      const task = spawn(sleep(ms));
      task.cancel("at once");
      try {
        await task;
        complaints.push("a cancelled task went on");
      } catch (e) {
        if (region.scope.isCancelled) throw e;
      }
    }
  }
  return false;
}

let over = false;

async function grow(root: Step, cancelAt: i32): Promise<void> {
  const task = spawn(async () => {
    await scope<void>(async (s) => {
      await perform(root, new Region(s, null));
    });
  });
  setTimeout(() => { task.cancel("from outside"); }, <f64>cancelAt);
  try {
    await task;
  } catch (_) {}
  over = true;
}

/** Carries out the plan; returns how many complaints there are. */
export function execute(cancelAt: i32): i32 {
  at = 0;
  steps.length = 0;
  complaints = [];
  over = false;
  const root = read();
  plan.length = 0;
  grow(root, cancelAt);
  run();
  if (!over) complaints.push("it has not ended");
  if (pendingTimers()) complaints.push("a timer is left");
  if (firstRoot()) complaints.push("a context is left");
  for (let i = 0; i < steps.length; i++) {
    if (steps[i].entered != steps[i].left || steps[i].entered > 1) complaints.push("a finally did not run exactly once");
  }
  return complaints.length;
}

/** A complaint. */
export function complaint(i: i32): string { return complaints[i]; }
