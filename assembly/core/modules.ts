// Evaluation of modules that await at their top level, and of those that import them (ECMA-262 16.2.1.6.1.3). Compiled
// code adds them in the order in which the imports name them, each behind what it imports:
//
//   __module(body, awaits)   __module_imports(number)...   __module_evaluate()
//
// A module starts at once if nothing that it imports is still evaluated: modules that do not depend on each other wait
// at the same time. Otherwise the last of its imports to be done starts it.
import { newPromise } from "./frame";
import { FLAGS, Flag, STATUS, Status } from "./layout";
import { Promise } from "./promise";
import { fulfillVoid, PromiseBase, reasonOf, reject } from "./settle";

class Module {
  /** How many of its imports are not evaluated yet. */
  pending: i32 = 0;
  isDone: bool = false;
  readonly importers: Module[] = [];

  constructor(
    /** Its place in the order in which modules were added. */
    readonly number: i32,
    readonly body: () => Promise<void>,
    /** Whether the body itself awaits: if it does not, it is done when it returns. */
    readonly awaits: bool,
  ) {}
}

// @ts-ignore: decorator
@lazy const modules = new Array<Module>();
/** How many of them are not done. */
let left: i32 = 0;
/** What the first one that failed was rejected with. */
let failure: Error | null = null;
/** What the program waits for. */
let evaluated: PromiseBase | null = null;

/** A promise that is fulfilled once all modules that were added are done, and rejected as soon as one fails. */
export function modulesEvaluated(): usize {
  const promise = newPromise();
  evaluated = changetype<PromiseBase>(promise);
  settleIfDone();
  return promise;
}

function settleIfDone(): void {
  const promise = changetype<usize>(evaluated);
  const reason = failure;
  if (!promise || load<u8>(promise, STATUS) != Status.PENDING) return;
  if (reason !== null) reject(promise, reason);
  else if (!left) fulfillVoid(promise);
}

/** Adds a module. */
// @ts-ignore: decorator
@global export function __module(body: usize, awaits: bool): void {
  modules.push(new Module(modules.length, changetype<() => Promise<void>>(body), awaits));
  left++;
}

/** The module that was added last imports another one. */
// @ts-ignore: decorator
@global export function __module_imports(number: i32): void {
  if (modules[number].isDone) return;
  const last = modules[modules.length - 1];
  modules[number].importers.push(last);
  last.pending++;
}

/** Starts the module that was added last, unless it has to wait. */
// @ts-ignore: decorator
@global export function __module_evaluate(): void {
  const last = modules[modules.length - 1];
  if (!last.pending) start(last);
}

/** Runs a module's body. */
function start(module: Module): void {
  const promise = module.body();
  if (!module.awaits) end(module, changetype<usize>(promise));
  else {
    promise.then<void>(
      () => {
        done(module);
        startImporters(module);
        settleIfDone();
      },
      (error: Error) => { fail(module, error); },
    );
  }
}

/** Ends a module whose body does not await: its promise is settled. */
function end(module: Module, promise: usize): void {
  store<u8>(promise, load<u8>(promise, FLAGS) | Flag.HANDLED, FLAGS);
  if (load<u8>(promise, STATUS) == Status.REJECTED) fail(module, reasonOf(promise));
  else done(module);
}

function done(module: Module): void {
  module.isDone = true;
  left--;
}

/** A module that fails, fails those that import it. */
function fail(module: Module, error: Error): void {
  if (module.isDone) return;
  done(module);
  for (let i = 0, n = module.importers.length; i < n; i++) fail(module.importers[i], error);
  if (failure === null) failure = error;
  settleIfDone();
}

/** Starts what waited for nothing but a module that is done now, in the order of the imports. */
function startImporters(module: Module): void {
  const ready = new Array<Module>();
  gather(module, ready);
  ready.sort((a, b) => a.number - b.number);
  for (let i = 0, n = ready.length; i < n; i++) {
    if (!ready[i].isDone) start(ready[i]);
  }
}

/** Those that wait for nothing else; and what waits for those of them that do not await themselves. */
function gather(module: Module, ready: Module[]): void {
  for (let i = 0, n = module.importers.length; i < n; i++) {
    const importer = module.importers[i];
    if (--importer.pending || importer.isDone) continue;
    ready.push(importer);
    if (!importer.awaits) gather(importer, ready);
  }
}
