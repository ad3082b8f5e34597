// What keeps the values that a function works with, so that they need not be on the shadow stack:
//
//   - the caller has put a parameter there
//   - a local's own slot there holds what the local is given, until it is given another value
//   - the frame of a resumed body holds what it reads back from it, until it stops again; and what runs holds the frame
//   - an object holds what is in a field of it that is never written again
import binaryen from "../binaryen.js";
import { assigns, type IrNode, setChild, walk } from "./ir.js";
import { TOSTACK } from "./lift.js";
import { isKept } from "./managed.js";

/** The parameter of a resumed body that is its frame. */
const FRAME = 0;

export class KeptValues {
  /** Locals whose values nothing keeps. */
  private readonly lost: Set<number>;
  private readonly assigned = new Set<number>();

  /**
   * @param lost parameters that are not kept
   * @param isResumed whether it is a resumed body
   * @param isField whether a call of a getter reads a field that is never written again
   */
  constructor(
    body: IrNode,
    lost: Iterable<number>,
    private readonly isResumed: boolean,
    private readonly isField: (call: IrNode) => boolean,
  ) {
    this.lost = new Set(lost);
    walk(body, (node) => {
      if (node.id !== binaryen.LocalSetId) return;
      this.assigned.add(node.index);
      if (!isKept((node.children[0] as IrNode).ref)) this.lost.add(node.index);
    });
  }

  /** Whether something holds a value while `later` is evaluated. */
  holds(value: IrNode, later: readonly IrNode[]): boolean {
    const local = this.holder(value);
    return local !== undefined && !later.some((other) => assigns(other, local));
  }

  /** Whether something holds a value as long as a local may have it. */
  holdsFor(value: IrNode): boolean {
    const inner = unmarked(value);
    if (this.isResumed && inner.id === binaryen.LoadId && isFrame(inner.children[0] as IrNode)) return true;
    const local = this.holder(inner);
    return local !== undefined && !this.assigned.has(local);
  }

  /** The local that holds a value, or an object that does. */
  private holder(value: IrNode): number | undefined {
    const inner = unmarked(value);
    if (inner.id === binaryen.LocalGetId) return this.lost.has(inner.index) ? undefined : inner.index;
    if (inner.id === binaryen.CallId && this.isField(inner)) return this.holder(inner.children[0] as IrNode);
    return undefined;
  }
}

function isFrame(node: IrNode): boolean {
  return node.id === binaryen.LocalGetId && node.index === FRAME;
}

/** What bears a mark. */
function unmarked(node: IrNode): IrNode {
  return node.name === TOSTACK ? unmarked(node.children[0] as IrNode) : node;
}

/** Takes the mark of a child, if it has one. */
export function takeMark(parent: IrNode, at: number): void {
  const child = unmarked(parent.children[at] as IrNode);
  if (child === parent.children[at]) return;
  setChild(parent.ref, at, child.ref);
  parent.children[at] = child;
}
