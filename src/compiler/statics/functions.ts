// Functions that only the table holds. The compiler puts each into it whose object it lays into static memory; once nothing
// refers to that object any more, nobody calls the function either.
//
//   before optimizing    where code reads the index of such an object, it gets an imported global, as for addresses (unused.ts):
//                        these objects never change
//   once optimized       functions whose object and whose index nothing refers to leave the table, and with that the module
import type { Compiler, Function as Fn, MemorySegment } from "assemblyscript";
import binaryen, { type ExpressionRef, type Module } from "../binaryen.js";
import { childrenOf, fixGlobal, offsetOf } from "../lower/ir.js";
import type { Session } from "../session.js";
import { startOf } from "./objects.js";

/** Names of the globals that stand for indices: this and the index. */
const INDEX = "~index|";

/** What reads the index of an object. */
const GETTER = /^~lib\/function\/Function<.*>#get:index$/;

/** A function that stays in the table only as long as something refers to it. */
interface Candidate {
  readonly index: number;
  readonly object: MemorySegment;
}

export class UnusedFunctions {
  private readonly m: Module;
  /** By the addresses of their objects. */
  private readonly candidates = new Map<number, Candidate>();
  private readonly named = new Set<number>();
  /** Index of the first function in the table. */
  private first: number;

  /** @param optional static objects that may be left out, by the addresses that refer to them */
  constructor(session: Session, compiler: Compiler, optional: ReadonlyMap<number, MemorySegment>) {
    this.m = binaryen.wrapModule(compiler.module.ref);
    const { functionTable, options } = compiler;
    this.first = options.tableBase || 1;
    if (options.importTable || options.exportTable) return;
    functionTable.forEach((instance, i) => {
      const { memorySegment } = instance as Fn;
      const address = memorySegment ? startOf(memorySegment) + compiler.program.totalOverhead : 0;
      const object = optional.get(address);
      if (!object || session.closures.environments.get(instance)?.size) return; // a closure has an object of its own
      this.candidates.set(address, { index: this.first + i, object });
    });
  }

  /**
   * What takes the place of an expression that reads the index of an object; 0 for everything else.
   * @param constantOf the number that an expression is
   */
  nameOf(ref: ExpressionRef, id: number, constantOf: (child: ExpressionRef) => number | undefined): ExpressionRef {
    const reads = id === binaryen.CallId ? GETTER.test(binaryen.Call.getTarget(ref)) : id === binaryen.LoadId;
    if (!reads || offsetOf(ref, id)) return 0;
    const [address] = childrenOf(ref, id);
    const candidate = address && this.candidates.get(constantOf(address) ?? 0);
    if (!candidate) return 0;
    this.named.add(candidate.index);
    return this.m.global.get(`${INDEX}${candidate.index}`, binaryen.i32);
  }

  /** Imports the globals. */
  declare(): void {
    for (const index of this.named) {
      this.m.addGlobalImport(`${INDEX}${index}`, INDEX, `${index}`, binaryen.i32, false);
    }
  }

  /**
   * Takes out of the table what nothing refers to, and makes the globals numbers again.
   * @param isReferred whether something refers to a static object
   */
  omit(isReferred: (address: number, object: MemorySegment) => boolean): void {
    const { m } = this;
    for (let left = -1; left !== this.candidates.size; ) {
      left = this.candidates.size;
      const unused = [...this.candidates].filter(
        ([address, { index, object }]) => !m.getGlobal(`${INDEX}${index}`) && !isReferred(address, object),
      );
      this.leaveOut(new Set(unused.map(([, { index }]) => index)));
      for (const [address] of unused) this.candidates.delete(address);
      m.runPasses(["remove-unused-module-elements"]);
    }
    for (const index of this.named) fixGlobal(m, `${INDEX}${index}`, index);
  }

  /** Takes functions out of the table: others fill their places, where nobody looks. */
  private leaveOut(indices: ReadonlySet<number>): void {
    const { m } = this;
    if (!indices.size || !m.getNumElementSegments()) return;
    const { name, table, data } = binaryen.getElementSegmentInfo(m.getElementSegmentByIndex(0));
    const isKept = data.map((_, i) => !indices.has(this.first + i));
    const [start, end] = [isKept.indexOf(true), isKept.lastIndexOf(true) + 1];
    m.removeElementSegment(name);
    if (!end) return;
    const functions = data.map((named, i) => (isKept[i] ? named : (data[start] as string))).slice(start, end);
    this.first += start;
    m.addActiveElementSegment(table, name, functions, m.i32.const(this.first));
  }
}
