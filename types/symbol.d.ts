// AssemblyScript declares `Symbol.iterator` as any symbol; TypeScript wants a unique one to know the iteration protocol
// by. The first declaration counts, so this file comes first in tsconfig.json.

interface SymbolConstructor {
  readonly iterator: unique symbol;
  readonly asyncIterator: unique symbol;
  readonly dispose: unique symbol;
  readonly asyncDispose: unique symbol;
}
