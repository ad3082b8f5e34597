// Modules that await at their top level, and those that import them: found in the syntax. All others are compiled, and
// evaluated, as the stock compiler does it.
import {
  type ExpressionRef,
  type ImportStatement,
  Node,
  type Source,
  type StringLiteralExpression,
} from "assemblyscript";
import { NodeKind } from "../enums.js";

/** The name of top-level code, for messages and stacks. */
export const TOP_LEVEL = "(module)";

/** An import, or an export of what another file has. */
interface Reference {
  readonly path: StringLiteralExpression;
  readonly internalPath: string;
}

export class Modules {
  /** How many awaits stand at the top level of a source. */
  private readonly awaits = new Map<Source, number>();
  /** The sources that await or wait for one that does. */
  private readonly waiting = new Set<Source>();
  /** Those that are compiled, in this order: by it the start function refers to them. -1: not yet. */
  readonly numbers = new Map<Source, number>();
  count = 0;
  /** The start function's body, while one of their bodies is compiled. */
  startBody: ExpressionRef[] | null = null;
  /** The calls that run the program, for the end of the start function. */
  readonly runs: ExpressionRef[] = [];
  private readonly sources = new Map<string, Source>();

  noteAwaits(source: Source, count: number): void {
    if (count) this.awaits.set(source, count);
  }

  awaitsOf(source: Source): number {
    return this.awaits.get(source) ?? 0;
  }

  /** Whether importers of a source have to wait for it. */
  isWaiting(source: Source): boolean {
    return this.waiting.has(source);
  }

  /** Finds the importers of what awaits. The body of each source that waits ends with a `return`, as async functions do. */
  link(sources: readonly Source[]): void {
    for (const source of sources) this.sources.set(source.internalPath, source);
    let found = sources.filter((source) => this.awaits.has(source));
    while (found.length) {
      for (const source of found) {
        this.waiting.add(source);
        source.statements.push(Node.createReturnStatement(null, source.range.atEnd));
      }
      const imports = (source: Source) => this.importsOf(source).some((imported) => this.waiting.has(imported.source));
      found = sources.filter((source) => !this.waiting.has(source) && imports(source));
    }
  }

  /** What a source imports, in the order of its statements. */
  importsOf(source: Source): (Reference & { readonly source: Source })[] {
    const references = source.statements.filter(
      ({ kind }) => kind === NodeKind.Import || kind === NodeKind.Export,
    ) as ImportStatement[];
    return references.flatMap(({ internalPath, path }) => {
      const imported = this.sources.get(internalPath) ?? this.sources.get(`${internalPath}/index`);
      return imported ? [{ source: imported, internalPath, path }] : [];
    });
  }
}
