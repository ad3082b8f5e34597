// Static memory that nothing refers to is left out of the module. The compiler lays objects there while it compiles, and the
// places of awaits and of errors; what the optimizer then removes from the code leaves all of that behind.
//
//   before optimizing    each address that code refers to becomes an imported global, of which the optimizer knows nothing: it
//                        cannot calculate with it, and removes it with the last code that uses it
//   once optimized       the globals that are left tell what code refers to; what that refers to stays, too
//   optimized again      the globals are the numbers that they were
//
// Nothing moves: only the bytes of what is left out are missing. Whatever else lies there (`memory.data`) stays. It takes the
// optimizer twice, so it is done only where a module is to be small above all (`-Os`, `-Oz`).
import { type Compiler, Module as CompilerModule, type MemorySegment } from "assemblyscript";
import binaryen, { type ExpressionRef, type Module } from "../binaryen.js";
import { Runtime } from "../enums.js";
import { hook } from "../hooks.js";
import { childrenOf, constOf, exportedNames, fixGlobal, idOf, offsetOf, setChild } from "../lower/ir.js";
import type { Session } from "../session.js";
import { UnusedClasses } from "./classes.js";
import { UnusedFunctions } from "./functions.js";
import { isConst, startOf, staticObjectsOf } from "./objects.js";
import { UnusedParts } from "./parts.js";
import { visitUnasked } from "./visits.js";

/** Names of the globals that stand for addresses: this and the address. */
const SYMBOL = "~static|";
/** Name that memory is exported by. */
const MEMORY = "memory";

/** What is known of a module whose memory was laid out. */
interface Layout {
  readonly session: Session;
  readonly compiler: Compiler;
  /** Lays memory out once more, with the segments that the compiler has now. */
  readonly layOut: () => void;
}

/** What lies below stays: numbers like these are in all code, and are to be known to the optimizer. */
const SMALL_NUMBERS = 256;
/** Bytes of an object's header that only the allocator reads, of what it has allocated: `__renew` of the other runtimes does, too. */
const BLOCK_HEADER = 4;
/** Bytes that a segment takes besides its own. */
const SEGMENT_COST = 6;
/** Most instructions of a function that is smaller in the place of its one call; larger ones are slow to compile. */
const ONE_CALLER = 300;
const { GeSInt32, GeUInt32, GtSInt32, GtUInt32, LeSInt32, LeUInt32, LtSInt32, LtUInt32 } = binaryen;
/** What looks which of two numbers is larger: of an object such a number tells nothing. */
const orders = new Set([GeSInt32, GeUInt32, GtSInt32, GtUInt32, LeSInt32, LeUInt32, LtSInt32, LtUInt32]);
const layouts = new WeakMap<CompilerModule, Layout>();

/** Leaves out of a module what it does not need, should it be optimized for size. */
export function omitUnusedStatics(session: Session, compiler: Compiler, layOut: () => void): void {
  const { shrinkLevelHint, importMemory } = compiler.options;
  if (shrinkLevelHint && !importMemory) layouts.set(compiler.module, { session, compiler, layOut });
}

/** Installs what does so. */
export function installUnusedStatics(): void {
  hook<(this: CompilerModule, optimizeLevel: number, shrinkLevel: number, ...rest: boolean[]) => void>(
    CompilerModule,
    "optimize",
    2,
    (original) =>
      function (optimizeLevel, shrinkLevel, ...rest) {
        const layout = layouts.get(this);
        layouts.delete(this); // what is optimized more than once is done with it
        const optimize = () => original.call(this, optimizeLevel, shrinkLevel, ...rest);
        if (layout && shrinkLevel) new UnusedStatics(layout).omit(optimize);
        else optimize();
      },
  );
}

class UnusedStatics {
  private readonly m: Module;
  /** In the order of their addresses. */
  private readonly segments: readonly MemorySegment[];
  /** What may be left out. */
  private readonly optional: ReadonlySet<MemorySegment>;
  /** What code refers to, by the addresses that have names. */
  private readonly named = new Map<number, MemorySegment>();
  private readonly kept: Set<MemorySegment>;
  private readonly functions: UnusedFunctions;
  /** What global constants are that are addresses, by their names. */
  private readonly constants = new Map<string, number>();

  constructor(private readonly layout: Layout) {
    const { module, memorySegments } = layout.compiler;
    this.m = binaryen.wrapModule(module.ref);
    this.segments = [...memorySegments].sort((a, b) => startOf(a) - startOf(b));
    const { byAddress, evaluated } = staticObjectsOf(module);
    this.optional = new Set(
      [...byAddress.values(), ...layout.session.records].filter(
        (it) => !evaluated.has(it) && startOf(it) >= SMALL_NUMBERS,
      ),
    );
    this.kept = new Set(memorySegments.filter((segment) => !this.optional.has(segment)));
    const optionalObjects = [...byAddress].filter(([, object]) => this.optional.has(object));
    this.functions = new UnusedFunctions(layout.session, layout.compiler, new Map(optionalObjects));
  }

  /** @param optimize a run of the optimizer */
  omit(optimize: () => void): void {
    const { m } = this;
    const classes = new UnusedClasses(this.layout.compiler);
    const parts = new UnusedParts(this.layout.compiler);
    parts.name();
    classes.name();
    this.nameAddresses();
    optimize();
    parts.settle();
    this.omitFunctions();
    for (const [address, segment] of this.named) {
      if (fixGlobal(m, `${SYMBOL}${address}`, address)) this.kept.add(segment);
    }
    for (const segment of this.kept) this.keepReferences(segment); // which adds to it
    const { compiler, layOut } = this.layout;
    const objects = [...staticObjectsOf(compiler.module).byAddress.values()].filter((object) => this.kept.has(object));
    classes.settle(objects);
    if (compiler.options.runtime === Runtime.Minimal) for (const { buffer } of objects) buffer.fill(0, 0, BLOCK_HEADER);
    compiler.memorySegments = joined(this.segments.filter((segment) => this.kept.has(segment)));
    if (compiler.options.exportMemory) m.removeExport(MEMORY);
    layOut();
    visitUnasked(compiler);
    optimize();
    binaryen.setOneCallerInlineMaxSize(ONE_CALLER);
    m.runPasses(["inlining-optimizing"]);
  }

  /** Leaves out functions that neither code nor other objects refer to. */
  private omitFunctions(): void {
    const referred = new Set<MemorySegment>();
    for (const segment of this.segments) for (const object of this.referencesOf(segment)) referred.add(object);
    const isNamed = (address: number) => this.m.getGlobal(`${SYMBOL}${address}`) !== 0;
    this.functions.omit((address, object) => isNamed(address) || this.kept.has(object) || referred.has(object));
  }

  /** Puts globals in the place of addresses, also of those that constants are. Variables keep what they begin with. */
  private nameAddresses(): void {
    const { m } = this;
    const exported = new Set(exportedNames(m));
    for (let i = 0, n = m.getNumGlobals(); i < n; i++) {
      const { name, init, mutable } = binaryen.getGlobalInfo(m.getGlobalByIndex(i));
      const segment = init && isConst(init) && this.segmentAt(constOf(init));
      if (!segment) continue;
      if (!mutable && !exported.has(name) && this.optionalAt(constOf(init))) this.constants.set(name, constOf(init));
      else this.kept.add(segment);
    }
    for (let i = 0, n = m.getNumFunctions(); i < n; i++) {
      const ref = m.getFunctionByIndex(i);
      const body = binaryen.Function.getBody(ref);
      const named = body && this.withNames(body);
      if (named !== body) binaryen.Function.setBody(ref, named);
    }
    for (const address of this.named.keys()) {
      m.addGlobalImport(`${SYMBOL}${address}`, SYMBOL, `${address}`, binaryen.i32, false);
    }
    this.functions.declare();
  }

  /** The number that an expression is, if it is a constant. */
  private constantOf(ref: ExpressionRef, id = idOf(ref)): number | undefined {
    if (id === binaryen.GlobalGetId) return this.constants.get(binaryen.GlobalGet.getName(ref));
    return isConst(ref, id) ? constOf(ref) : undefined;
  }

  /** An expression, with globals in the place of addresses. */
  private withNames(ref: ExpressionRef): ExpressionRef {
    const id = idOf(ref);
    const address = this.constantOf(ref, id);
    if (address !== undefined) {
      const segment = this.optionalAt(address);
      if (!segment) return ref;
      this.named.set(address, segment);
      return this.m.global.get(`${SYMBOL}${address}`, binaryen.i32);
    }
    const index = this.functions.nameOf(ref, id, (child) => this.constantOf(child));
    if (index) return index;
    const at = this.optionalAt(offsetOf(ref, id)); // of an access whose offset is an address
    if (at) this.kept.add(at);
    const isOrder = id === binaryen.BinaryId && orders.has(binaryen.Binary.getOp(ref));
    childrenOf(ref, id).forEach((child, i) => {
      if (isOrder && isConst(child)) return;
      const named = this.withNames(child);
      if (named !== child) setChild(ref, i, named);
    });
    return ref;
  }

  /** What may be left out and is referred to by an address. */
  private optionalAt(address: number): MemorySegment | undefined {
    const segment = this.segmentAt(address);
    if (!segment || !this.optional.has(segment)) return undefined;
    const { session, compiler } = this.layout;
    const isReference = session.records.has(segment) || address === startOf(segment) + compiler.program.totalOverhead;
    return isReference ? segment : undefined;
  }

  /** The segment that an address is in. */
  private segmentAt(address: number): MemorySegment | undefined {
    const { segments } = this;
    let [low, high] = [0, segments.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (startOf(segments[middle] as MemorySegment) <= address) low = middle + 1;
      else high = middle;
    }
    const segment = segments[low - 1];
    return segment && address < startOf(segment) + segment.buffer.length ? segment : undefined;
  }

  /** Keeps what a segment refers to. */
  private keepReferences(segment: MemorySegment): void {
    for (const referred of this.referencesOf(segment)) this.kept.add(referred);
  }

  /** What a segment refers to, of all that may be left out. */
  private referencesOf(segment: MemorySegment): MemorySegment[] {
    const { buffer } = segment;
    const view = new DataView(buffer.buffer, buffer.byteOffset, buffer.length);
    const found: MemorySegment[] = [];
    for (let at = -startOf(segment) & 3; at + 4 <= buffer.length; at += 4) {
      const referred = this.optionalAt(view.getUint32(at, true));
      if (referred) found.push(referred);
    }
    return found;
  }
}

/** Makes one of segments that lie so close that what a second one costs is more than what is between them. */
function joined(segments: readonly MemorySegment[]): MemorySegment[] {
  const all: MemorySegment[] = [];
  for (const segment of segments) {
    const last = all.at(-1);
    const gap = last ? startOf(segment) - startOf(last) - last.buffer.length : Number.POSITIVE_INFINITY;
    if (!last || gap > SEGMENT_COST) all.push(segment);
    else last.buffer = Buffer.concat([last.buffer, new Uint8Array(gap), segment.buffer]);
  }
  return all;
}
