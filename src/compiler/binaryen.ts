// Binaryen as it is at run time: its type declarations lack the classes that read and write expressions.
import untyped from "assemblyscript/binaryen";

export type ExpressionRef = number;
export type FunctionRef = number;
export type TypeRef = number;
export type Module = InstanceType<typeof untyped.Module>;

type Get<T> = (ref: ExpressionRef) => T;
type Set<T> = (ref: ExpressionRef, value: T) => void;
type GetAt = (ref: ExpressionRef, index: number) => ExpressionRef;
type SetAt = (ref: ExpressionRef, index: number, child: ExpressionRef) => void;

interface Expressions {
  readonly Binary: { getOp: Get<number> };
  readonly Block: {
    getName: Get<string | null>;
    setName: Set<string>;
    getNumChildren: Get<number>;
    getChildAt: GetAt;
    setChildAt: SetAt;
  };
  readonly Break: {
    getName: Get<string>;
    setName: Set<string>;
    getCondition: Get<ExpressionRef>;
    getValue: Get<ExpressionRef>;
  };
  readonly Call: {
    getTarget: Get<string>;
    setTarget: Set<string>;
    getNumOperands: Get<number>;
    getOperandAt: GetAt;
    setOperandAt: SetAt;
  };
  readonly CallIndirect: {
    getParams: Get<TypeRef>;
    getResults: Get<TypeRef>;
    getNumOperands: Get<number>;
    getOperandAt: GetAt;
    setOperandAt: SetAt;
    getTarget: Get<ExpressionRef>;
    setTarget: Set<ExpressionRef>;
  };
  readonly Function: {
    getBody: (ref: FunctionRef) => ExpressionRef;
    setBody: (ref: FunctionRef, body: ExpressionRef) => void;
    getNumLocals: (ref: FunctionRef) => number;
    setLocalName: (ref: FunctionRef, index: number, name: string) => void;
  };
  readonly GlobalGet: { getName: Get<string> };
  readonly Load: { getPtr: Get<ExpressionRef> };
  readonly LocalGet: { getIndex: Get<number>; setIndex: Set<number> };
  readonly LocalSet: {
    getIndex: Get<number>;
    setIndex: Set<number>;
    isTee: Get<boolean>;
    getValue: Get<ExpressionRef>;
  };
  readonly Loop: { getName: Get<string | null>; setName: Set<string> };
  readonly Return: { getValue: Get<ExpressionRef>; setValue: Set<ExpressionRef> };
  readonly Switch: {
    getNames: Get<string[]>;
    setNameAt: (ref: ExpressionRef, index: number, name: string) => void;
    getDefaultName: Get<string | null>;
    setDefaultName: Set<string>;
  };
  readonly _BinaryenBlockAppendChild: (block: ExpressionRef, child: ExpressionRef) => number;
  readonly _BinaryenFunctionAddVar: (ref: FunctionRef, type: TypeRef) => number;
}

const binaryen = untyped as unknown as typeof untyped & Expressions;
export default binaryen;
