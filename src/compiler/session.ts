// What Pollen knows about one compilation. Hooks find it by what they have at hand; where there is none, the program
// is compiled without the transform and the hooks stay out of the way.
import type {
  Compiler,
  DiagnosticMessage,
  Expression,
  ExpressionRef,
  Function as Fn,
  ForOfStatement,
  FunctionDeclaration,
  FunctionTypeNode,
  MemorySegment,
  Node,
  Program,
  Range,
  Signature,
  Source,
  TypeNode,
} from "assemblyscript";
import { Closures } from "./closures/closures.js";
import { POINT_SIZE } from "./lower/layout.js";
import { Modules } from "./modules/syntax.js";
import type { Label } from "./syntax/labels.js";
import type { OptionalSyntax } from "./syntax/optional.js";
import { ThrowState } from "./throws/state.js";

/** Functions that stop and are resumed. */
export type CoroutineKind = "async" | "generator" | "async generator";

/** What desugaring notes of such a function. */
interface Coroutine {
  readonly kind: CoroutineKind;
  /** For messages and stacks: with the names of what it is in. */
  readonly name: string;
  /** How many places it may stop at. */
  readonly suspensions: number;
}

/** What compilation notes of such a function. */
export interface CoroutineInstance {
  readonly kind: CoroutineKind;
  /** Room in static memory for its suspension points. */
  readonly points: MemorySegment;
  /** What allocates the frame of a generator. */
  readonly allocate: Fn | null;
}

/** A `yield` or a `yield*`. */
export interface Yielded {
  readonly range: Range;
  /** Null if it is a `yield` without one. */
  readonly operand: Expression | null;
  readonly isDelegating: boolean;
}

/** Offsets of names, or of `function` where there is none, by what stands in front of them. */
interface Marks {
  readonly async: Set<number>;
  readonly generator: Set<number>;
}

export class Session {
  private readonly marks = new WeakMap<Source, Marks>();
  /** Async functions and generators, by their signatures: these are shared by the clones of a declaration. */
  readonly coroutines = new WeakMap<FunctionTypeNode, Coroutine>();
  /** Those that were compiled. */
  readonly coroutineInstances = new Map<Fn, CoroutineInstance>();
  /** Indirect calls, by their expressions. */
  readonly indirectCalls = new Map<ExpressionRef, Signature>();
  /** Calls that are awaited on the spot. */
  readonly awaitedCalls = new Set<ExpressionRef>();
  /** Expressions that read managed references from memory: their IR does not tell. */
  readonly managedLoads = new Set<ExpressionRef>();
  /** Instances of async functions and generators whose return type was looked at. */
  readonly checkedSignatures = new WeakSet<Fn>();
  /** Blocks that have a label. */
  readonly labels = new WeakMap<Node, Label>();
  private labelCount = 0;
  /** Expressions with `?.` and `??`. */
  readonly optionals = new WeakMap<Node, OptionalSyntax>();
  private bindings = 0;
  /** What `yield` and `yield*` were written with, by the calls that they have become. */
  readonly yields = new WeakMap<Node, Yielded>();
  /** Loops with `for await`, and "function (file:line:column)" of those that have names. */
  readonly awaitingLoops = new WeakMap<ForOfStatement, { site: string | null }>();
  /** Segments of static memory that code refers to by addresses in them, and with no arithmetic: places of awaits and errors. */
  readonly records = new Set<MemorySegment>();
  /** Where texts of the library lie (texts.ts). */
  readonly texts = new Map<string, MemorySegment>();
  /** Whether it is more than the stock compiler compiles: else that compiles it as ever. */
  isOurs = false;
  /** Whether the heap is that of `assembly/rt/next_fit.ts`. */
  sweepsHeap = false;
  /** Whether the user's source has loops over iterables. */
  loopsOverIterables = false;
  /** Whether the program may start isolates. */
  usesIsolates = false;
  /** The types of the fields of messages, by the calls that write and read them. */
  readonly messageFields = new WeakMap<Node, TypeNode>();
  readonly closures = new Closures();
  /** Sources that have been desugared. */
  readonly desugared = new WeakSet<Source>();
  readonly modules = new Modules();
  readonly throws = new ThrowState();

  constructor(
    readonly program: Program,
    /** Whether the module holds the places of its awaits, for stacks. */
    readonly withSites: boolean,
  ) {}

  /** What the tokenizer noted of the functions of a source. */
  marksOf(source: Source): Marks {
    let marks = this.marks.get(source);
    if (!marks) {
      marks = { async: new Set(), generator: new Set() };
      this.marks.set(source, marks);
    }
    return marks;
  }

  /** Number of the next block with a label in the compiled code. */
  nextLabel(): number {
    return ++this.labelCount;
  }

  /** Number of the next name within an expression that stands for a part of it. */
  nextBinding(): number {
    return ++this.bindings;
  }

  private infoOf(declaration: unknown): Coroutine | undefined {
    const { signature } = declaration as Partial<FunctionDeclaration>;
    return signature && this.coroutines.get(signature);
  }

  /** What kind of coroutine a declaration is that of; undefined for all other functions. */
  kindOf(declaration: unknown): CoroutineKind | undefined {
    return this.infoOf(declaration)?.kind;
  }

  /** Whether a declaration is that of an async function or a generator. */
  isCoroutine(declaration: unknown): boolean {
    return this.infoOf(declaration) !== undefined;
  }

  /** Reserves the suspension points of a function: its start, and each place that it may stop at. */
  addCoroutineInstance(compiler: Compiler, instance: Fn, allocate: Fn | null): void {
    const { kind, suspensions } = this.infoOf(instance.declaration) as Coroutine;
    const points = compiler.addAlignedMemorySegment(new Uint8Array((1 + suspensions) * POINT_SIZE), 4);
    this.records.add(points);
    this.coroutineInstances.set(instance, { kind, points, allocate });
  }

  /** Name of a function, for stacks. */
  nameOf({ declaration, internalName }: Fn): string {
    const name = this.infoOf(declaration)?.name;
    if (name) return name;
    const withoutPaths = internalName.replace(/[^<>,/]*\//g, "");
    return withoutPaths
      .replaceAll("#", ".")
      .replace(/~anonymous\|\d+/g, ".(anonymous)")
      .replace(/^\./, "");
  }
}

/** Programs, compilers, parsers and tokenizers of one compilation share the list of diagnostics. */
const sessions = new WeakMap<DiagnosticMessage[], Session>();

const OWN_SOURCES = /^~lib\/(as-pollen\/|pollen$)/;

/** Whether a source is of Pollen's own library. */
export const isOwn = ({ internalPath }: Source): boolean => OWN_SOURCES.test(internalPath);

/** "function (file:line:column)" */
export function describePlace(name: string, { source, start }: Range): string {
  return `${name} (${source.normalizedPath}:${source.lineAt(start)}:${source.columnAt()})`;
}

/** Starts the session of a program. */
export function openSession(program: Program): Session {
  const { shrinkLevelHint, debugInfo } = program.options;
  const session = new Session(program, debugInfo || shrinkLevelHint === 0);
  sessions.set(program.diagnostics, session);
  return session;
}

/** The session of whoever emits these diagnostics, if the transform is in use there. */
export function sessionOf(emitter: { diagnostics: DiagnosticMessage[] }): Session | undefined {
  return sessions.get(emitter.diagnostics);
}
