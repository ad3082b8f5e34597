// Copies of trees: a body is written twice, once for its start and once for what follows, and so are the bodies of loops
// that a resumed function enters in their middle (see resume.ts).
import binaryen, { type ExpressionRef, type Module } from "../binaryen.js";
import { type IrNode, walk } from "./ir.js";

let copies = 0;

/**
 * Copies a tree. Labels within a function are unique: those of the copy are new.
 * @param read makes a view of what was copied
 * @param pair is told of each node and its copy
 */
export function copyTree(
  m: Module,
  node: IrNode,
  read: (ref: ExpressionRef) => IrNode,
  pair: (node: IrNode, copy: IrNode) => void,
): IrNode {
  const copy = read(m.copyExpression(node.ref));
  const suffix = `|${++copies}`;
  const labels = new Map<string, string>();
  walk(copy, ({ id, name }) => {
    if (name !== null && (id === binaryen.BlockId || id === binaryen.LoopId)) labels.set(name, name + suffix);
  });
  walk(copy, (inner) => rename(inner, labels));
  const pairs = (one: IrNode, other: IrNode): void => {
    pair(one, other);
    one.children.forEach((child, i) => {
      pairs(child, other.children[i] as IrNode);
    });
  };
  pairs(node, copy);
  return copy;
}

function rename(node: IrNode, labels: ReadonlyMap<string, string>): void {
  const { ref, id } = node;
  if (id === binaryen.SwitchId) {
    const { Switch } = binaryen;
    const renamed = (label: string | null): string => labels.get(label ?? "") ?? label ?? "";
    Switch.getNames(ref).forEach((label, i) => {
      Switch.setNameAt(ref, i, renamed(label));
    });
    Switch.setDefaultName(ref, renamed(Switch.getDefaultName(ref)));
    return;
  }
  const isNamed = id === binaryen.BlockId || id === binaryen.LoopId || id === binaryen.BreakId;
  const name = isNamed ? labels.get(node.name ?? "") : undefined;
  if (name === undefined) return;
  if (id === binaryen.BlockId) binaryen.Block.setName(ref, name);
  else if (id === binaryen.LoopId) binaryen.Loop.setName(ref, name);
  else binaryen.Break.setName(ref, name);
  (node as { name: string }).name = name;
}
