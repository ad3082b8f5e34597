// Loops over `Map` and `Set`, which see what is added and removed meanwhile (ECMA-262 24.1.5.1, 24.2.5.1).
//
// AssemblyScript's collections keep their entries in the order of insertion, and move them together when they grow or
// shrink. In programs that have loops each of them notes that (`assembly/iteration/collections.ts`), so that loops find
// out where they are.
import type { Class, ClassDeclaration, Parser, Program, Source, Statement, Type } from "assemblyscript";
import { NodeKind } from "../enums.js";
import { HookError } from "../hooks.js";
import type { Loop } from "./loop.js";

const CURSOR = "~cursor";

function collectionOf(program: Program, type: Type): "Map" | "Set" | null {
  for (let cls: Class | null = type.getClass(); cls; cls = cls.base) {
    if (cls.prototype === program.lookup("Map")) return "Map";
    if (cls.prototype === program.lookup("Set")) return "Set";
  }
  return null;
}

/** Whether a type is a standard collection, or extends one. */
export function isCollection(program: Program, type: Type): boolean {
  return collectionOf(program, type) !== null;
}

export function stepCollection(loop: Loop, type: Type): Statement | null {
  const { nodes, iterable, compiler, view } = loop;
  const collection = collectionOf(compiler.program, type);
  if (!collection) return null;
  const cursor = nodes.name(CURSOR);
  const read = (name: string) => nodes.call(nodes.member(iterable, name), cursor);
  const [key, value] = [read("__key_at"), read(collection === "Map" ? "__value_at" : "__key_at")];
  const isPair = view ? view === "entries" : collection === "Map";
  const body = isPair ? loop.stepPair(key, value) : loop.step(view === "values" ? value : key);
  return nodes.loop(
    nodes.declare(CURSOR, nodes.call(nodes.member(iterable, "__cursor"))),
    nodes.call(nodes.member(iterable, "__step"), cursor),
    null,
    body,
  );
}

/** What both collections get; `Entry` is the class of their entries. */
const members = (Entry: string, size: string): string => `
  private moves: __Moves | null = null;

  __cursor(): __Cursor {
    let moves = this.moves;
    if (moves === null) this.moves = moves = new __Moves();
    return new __Cursor(moves);
  }

  __step(cursor: __Cursor): bool {
    let moves = cursor.moves;
    for (let next = moves.next; next !== null; next = moves.next) {
      const before = cursor.next;
      cursor.next = 0;
      const entries = moves.entries;
      if (entries !== null) {
        for (let i = 0; i < before; ++i) {
          const entry = changetype<${Entry}>(changetype<usize>(entries) + <usize>i * ${size});
          if (!(entry.taggedNext & EMPTY)) ++cursor.next;
        }
      }
      moves = next;
    }
    cursor.moves = moves;
    const end = this.entriesOffset;
    while (cursor.next < end) {
      const entry = changetype<usize>(this.entries) + <usize>(cursor.next++) * ${size};
      if (!(changetype<${Entry}>(entry).taggedNext & EMPTY)) return true;
    }
    return false;
  }
`;

const atCursor = (size: string): string => `changetype<usize>(this.entries) + <usize>(cursor.next - 1) * ${size}`;

/** Additions to a collection, by the names of its methods where they are put in front of what is there. */
const SOURCES: Record<string, string> = {
  "~lib/map": `class Map<K, V> {
    ${members("MapEntry<K, V>", "ENTRY_SIZE<K, V>()")}
    __key_at(cursor: __Cursor): K { return changetype<MapEntry<K, V>>(${atCursor("ENTRY_SIZE<K, V>()")}).key; }
    __value_at(cursor: __Cursor): V { return changetype<MapEntry<K, V>>(${atCursor("ENTRY_SIZE<K, V>()")}).value; }
    clear(): void { this.moves = __moved(this.moves, null); }
    rehash(): void { this.moves = __moved(this.moves, this.entries); }
    __visit(): void { __visit(changetype<usize>(this.moves), cookie); }
  }`,
  "~lib/set": `class Set<T> {
    ${members("SetEntry<T>", "ENTRY_SIZE<T>()")}
    __key_at(cursor: __Cursor): T { return changetype<SetEntry<T>>(${atCursor("ENTRY_SIZE<T>()")}).key; }
    clear(): void { this.moves = __moved(this.moves, null); }
    rehash(): void { this.moves = __moved(this.moves, this.entries); }
    __visit(): void { __visit(changetype<usize>(this.moves), cookie); }
  }`,
};

/** Lets loops step through the collections of a program. */
export function extendCollections(parser: Parser): void {
  for (const [path, text] of Object.entries(SOURCES)) {
    const source = parser.sources.find(({ internalPath }) => internalPath === path);
    if (!source) continue;
    parser.parseFile(text, `~lib/pollen/${path.slice("~lib/".length)}.ts`, false);
    const added = parser.sources.at(-1) as Source;
    const [addition] = added.statements.splice(0) as [ClassDeclaration];
    const collection = source.statements.find(
      (statement) =>
        statement.kind === NodeKind.ClassDeclaration &&
        (statement as ClassDeclaration).name.text === addition.name.text,
    ) as ClassDeclaration | undefined;
    if (!collection) throw new HookError(path, "has no such class");
    extend(collection, addition);
  }
}

type Member = ClassDeclaration["members"][number] & { body?: { statements: Statement[] } | null };

/** Adds the members of a class to another; statements of methods that are there go in front. */
function extend(collection: ClassDeclaration, addition: ClassDeclaration): void {
  for (const member of addition.members as Member[]) {
    const existing = (collection.members as Member[]).find(({ name }) => name.text === member.name.text);
    if (existing) existing.body?.statements.unshift(...(member.body?.statements ?? []));
    else collection.members.push(member);
  }
  for (const name of ["clear", "rehash", "__visit", "entries", "entriesOffset"]) {
    if (!collection.members.some((member) => member.name.text === name)) {
      throw new HookError(`${collection.name.text}#${name}`, "is missing");
    }
  }
}
