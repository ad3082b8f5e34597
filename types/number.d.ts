// AssemblyScript declares `type Number = _Float`, in which TypeScript 7 finds no methods of numbers: it wants an
// interface. The first declaration counts, so this file comes first in tsconfig.json.

interface Number extends _Float {}

declare const Number: typeof _Float;
