// What Pollen knows about one compilation. Hooks find it by what they have at hand; where there is none, the program
// is compiled without the transform and the hooks stay out of the way.
import type {
  Compiler,
  DiagnosticMessage,
  ExpressionRef,
  Function as Fn,
  FunctionDeclaration,
  FunctionTypeNode,
  MemorySegment,
  Node,
  Program,
  Range,
  Signature,
  Source,
} from "assemblyscript";
import { Closures } from "./closures/closures.js";
import { POINT_SIZE } from "./lower/layout.js";
import type { Label } from "./syntax/labels.js";
import { ThrowState } from "./throws/state.js";

/** What desugaring notes of an async function. */
interface AsyncFunction {
  /** For messages and stacks: with the names of what it is in. */
  readonly name: string;
  readonly awaits: number;
}

export class Session {
  private readonly asyncMarks = new WeakMap<Source, Set<number>>();
  /** Async functions, by their signatures: these are shared by the clones of a declaration. */
  readonly asyncFunctions = new WeakMap<FunctionTypeNode, AsyncFunction>();
  /** Those that were compiled, with room in static memory for their suspension points. */
  readonly asyncInstances = new Map<Fn, MemorySegment>();
  /** Indirect calls, by their expressions. */
  readonly indirectCalls = new Map<ExpressionRef, Signature>();
  /** Expressions that read managed references from memory: their IR does not tell. */
  readonly managedLoads = new Set<ExpressionRef>();
  /** Instances of async functions whose return type was looked at. */
  readonly checkedSignatures = new WeakSet<Fn>();
  /** Blocks that have a label. */
  readonly labels = new WeakMap<Node, Label>();
  private labelCount = 0;
  /** Whether the user's source has loops over iterables. */
  loopsOverIterables = false;
  readonly closures = new Closures();
  readonly throws = new ThrowState();

  constructor(
    readonly program: Program,
    /** Whether the module holds the places of its awaits, for stacks. */
    readonly withSites: boolean,
  ) {}

  /** Offsets of the tokens of a source that an `async` stood in front of. */
  marksOf(source: Source): Set<number> {
    let marks = this.asyncMarks.get(source);
    if (!marks) {
      marks = new Set();
      this.asyncMarks.set(source, marks);
    }
    return marks;
  }

  /** Number of the next block with a label in the compiled code. */
  nextLabel(): number {
    return ++this.labelCount;
  }

  /** Whether a function is an async one that awaits: it is split in two. */
  isSplit(declaration: unknown): boolean {
    return (this.infoOf(declaration)?.awaits ?? 0) > 0;
  }

  private infoOf(declaration: unknown): AsyncFunction | undefined {
    const { signature } = declaration as Partial<FunctionDeclaration>;
    return signature && this.asyncFunctions.get(signature);
  }

  /** Whether a declaration is that of an async function. */
  isAsync(declaration: unknown): boolean {
    return this.infoOf(declaration) !== undefined;
  }

  /** Reserves the suspension points of an async function: its start, and each await. */
  addAsyncInstance(compiler: Compiler, instance: Fn): void {
    const awaits = this.infoOf(instance.declaration)?.awaits ?? 0;
    const points = compiler.addAlignedMemorySegment(new Uint8Array((1 + awaits) * POINT_SIZE), 4);
    this.asyncInstances.set(instance, points);
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
