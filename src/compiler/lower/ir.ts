// A view of Binaryen's expression trees: children in evaluation order, each with the setter of its place. Binaryen's
// own objects are numbers, and looking into one costs a call: the analyses work on this view, which is read once.
import binaryen, { type ExpressionRef, type Module, type TypeRef } from "../binaryen.js";

/** An expression, and what the analyses want to know of it. */
export interface IrNode {
  readonly ref: ExpressionRef;
  readonly id: number;
  readonly children: IrNode[];
  /** Locals: the index. */
  readonly index: number;
  /** Blocks and loops: the label, or null. Branches: the target. Calls: the callee. Globals: the name. */
  readonly name: string | null;
  /** Switches: all targets, the default one last. */
  readonly names: readonly string[];
  /** Whether a point of interest is this node or below it. */
  marked: boolean;
}

type Accessors = { get: (ref: ExpressionRef) => number; set: (ref: ExpressionRef, child: number) => void };
type Wrapper = Record<string, (ref: ExpressionRef, ...rest: number[]) => number>;

/** Fields that hold children, in evaluation order, by the name of the kind. */
const FIELDS: Record<string, readonly string[]> = {
  If: ["Condition", "IfTrue", "IfFalse"],
  Loop: ["Body"],
  Break: ["Value", "Condition"],
  Switch: ["Value", "Condition"],
  LocalSet: ["Value"],
  GlobalSet: ["Value"],
  Unary: ["Value"],
  Drop: ["Value"],
  Return: ["Value"],
  Load: ["Ptr"],
  Store: ["Ptr", "Value"],
  Binary: ["Left", "Right"],
  Select: ["IfTrue", "IfFalse", "Condition"],
  MemoryGrow: ["Delta"],
  MemoryCopy: ["Dest", "Source", "Size"],
  MemoryFill: ["Dest", "Value", "Size"],
  AtomicRMW: ["Ptr", "Value"],
  AtomicCmpxchg: ["Ptr", "Expected", "Replacement"],
  AtomicWait: ["Ptr", "Expected", "Timeout"],
  AtomicNotify: ["Ptr", "NotifyCount"],
  AtomicFence: [],
  SIMDExtract: ["Vec"],
  SIMDReplace: ["Vec", "Value"],
  SIMDShuffle: ["Left", "Right"],
  SIMDTernary: ["A", "B", "C"],
  SIMDShift: ["Vec", "Shift"],
  SIMDLoad: ["Ptr"],
  SIMDLoadStoreLane: ["Ptr", "Vec"],
  RefIsNull: ["Value"],
  RefAs: ["Value"],
  Const: [],
  LocalGet: [],
  GlobalGet: [],
  Nop: [],
  Unreachable: [],
  MemorySize: [],
  RefNull: [],
  RefFunc: [],
};

const api = binaryen as unknown as Record<string, unknown>;
const fieldsById = new Map<number, Accessors[]>();
for (const [kind, fields] of Object.entries(FIELDS)) {
  const id = api[`${kind}Id`];
  const wrapper = api[kind] as Wrapper | undefined;
  if (typeof id !== "number") continue;
  fieldsById.set(
    id,
    fields.map((field) => {
      const get = wrapper?.[`get${field}`];
      const set = wrapper?.[`set${field}`];
      if (!get || !set) throw new Error(`POLLEN_E_HOOK: binaryen lacks ${kind}.${field}`);
      return { get, set: set as Accessors["set"] };
    }),
  );
}

const offsetsById = new Map(
  Object.keys(FIELDS).map((kind) => [api[`${kind}Id`], (api[kind] as Wrapper | undefined)?.getOffset]),
);

const { BlockId, BreakId, CallId, CallIndirectId, GlobalGetId, IfId, LocalGetId, LocalSetId, LoopId, SwitchId } =
  binaryen;
export const idOf = (ref: ExpressionRef): number => binaryen.getExpressionId(ref);
export const typeOf = (ref: ExpressionRef): TypeRef => binaryen.getExpressionType(ref);

/** The constant that an access to memory adds to its address; 0 for everything else. */
export function offsetOf(ref: ExpressionRef, id: number): number {
  return offsetsById.get(id)?.(ref) ?? 0;
}

/** The number that a constant is. */
export function constOf(ref: ExpressionRef): number {
  return (binaryen.getExpressionInfo(ref) as unknown as { value: number }).value;
}

/** Child expressions in evaluation order; absent ones are left out. */
export function childrenOf(ref: ExpressionRef, id = idOf(ref)): ExpressionRef[] {
  const list: ExpressionRef[] = [];
  if (id === BlockId) {
    for (let i = 0, n = binaryen.Block.getNumChildren(ref); i < n; i++) list.push(binaryen.Block.getChildAt(ref, i));
  } else if (id === CallId) {
    for (let i = 0, n = binaryen.Call.getNumOperands(ref); i < n; i++) list.push(binaryen.Call.getOperandAt(ref, i));
  } else if (id === CallIndirectId) {
    const n = binaryen.CallIndirect.getNumOperands(ref);
    for (let i = 0; i < n; i++) list.push(binaryen.CallIndirect.getOperandAt(ref, i));
    list.push(binaryen.CallIndirect.getTarget(ref));
  } else {
    const fields = fieldsById.get(id);
    if (!fields) throw new Error(`POLLEN_E_IR: an expression of kind ${id} in an async function`);
    for (const { get } of fields) {
      const child = get(ref);
      if (child) list.push(child);
    }
  }
  return list;
}

/** Replaces the child at a position of `childrenOf`. */
export function setChild(ref: ExpressionRef, at: number, child: ExpressionRef): void {
  const id = idOf(ref);
  if (id === BlockId) binaryen.Block.setChildAt(ref, at, child);
  else if (id === CallId) binaryen.Call.setOperandAt(ref, at, child);
  else if (id === CallIndirectId) {
    if (at < binaryen.CallIndirect.getNumOperands(ref)) binaryen.CallIndirect.setOperandAt(ref, at, child);
    else binaryen.CallIndirect.setTarget(ref, child);
  } else {
    const present = fieldsById.get(id)?.filter(({ get }) => get(ref));
    present?.[at]?.set(ref, child);
  }
}

/** Reads a tree. `isMarked` tells the points of interest. */
export function readTree(ref: ExpressionRef, isMarked: (ref: ExpressionRef, id: number) => boolean): IrNode {
  const id = idOf(ref);
  let index = -1;
  let name: string | null = null;
  let names: string[] = [];
  if (id === LocalGetId) index = binaryen.LocalGet.getIndex(ref);
  else if (id === LocalSetId) index = binaryen.LocalSet.getIndex(ref);
  else if (id === BlockId) name = binaryen.Block.getName(ref);
  else if (id === LoopId) name = binaryen.Loop.getName(ref);
  else if (id === BreakId) name = binaryen.Break.getName(ref);
  else if (id === CallId) name = binaryen.Call.getTarget(ref);
  else if (id === GlobalGetId) name = binaryen.GlobalGet.getName(ref);
  else if (id === SwitchId) {
    names = binaryen.Switch.getNames(ref);
    const otherwise = binaryen.Switch.getDefaultName(ref);
    if (otherwise) names.push(otherwise);
  }
  const children = childrenOf(ref, id).map((child) => readTree(child, isMarked));
  const marked = isMarked(ref, id) || children.some((child) => child.marked);
  return { ref, id, children, index, name, names, marked };
}

/** What indirect calls and functions in the table have in common. */
export function signatureOf({ params, results }: { params: TypeRef; results: TypeRef }): string {
  return `${params}>${results}`;
}

/** The signature of an indirect call. */
export function calledSignature(call: ExpressionRef): string {
  const { getParams, getResults } = binaryen.CallIndirect;
  return signatureOf({ params: getParams(call), results: getResults(call) });
}

/** Calls `visit` for each node of a tree, parents first. */
export function walk(node: IrNode, visit: (node: IrNode) => void): void {
  visit(node);
  for (const child of node.children) walk(child, visit);
}

/** Whether a node, or one below it, gives a local a value. */
export function assigns(node: IrNode, local: number): boolean {
  return (node.id === LocalSetId && node.index === local) || node.children.some((child) => assigns(child, local));
}

/** Whether a node only arranges others: these are what a suspension has to be re-entered through. */
export function isStructure(id: number): boolean {
  return id === BlockId || id === IfId || id === LoopId;
}

/** Rewrites a tree, children first: `replace` tells what takes the place of a node. */
export function rewrite(node: IrNode, replace: (node: IrNode) => ExpressionRef): ExpressionRef {
  node.children.forEach((child, i) => {
    const replaced = rewrite(child, replace);
    if (replaced !== child.ref) setChild(node.ref, i, replaced);
  });
  return replace(node);
}

/** The names of what a module exports, as they are inside. */
export function exportedNames(m: Module): string[] {
  return Array.from({ length: m.getNumExports() }, (_, i) => binaryen.getExportInfo(m.getExportByIndex(i)).value);
}

/** Makes a global a constant from now on, if there is still such a global; tells whether there is. */
export function fixGlobal(m: Module, name: string, value: number): boolean {
  if (!m.getGlobal(name)) return false;
  m.removeGlobal(name);
  m.addGlobal(name, binaryen.i32, false, m.i32.const(value));
  return true;
}
