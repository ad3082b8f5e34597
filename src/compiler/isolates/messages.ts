// Classes decorated with `@message` get methods that write and read an object field by field:
//
//   @message class Job extends Base {        __write_message(message: usize): void {
//     name: string;                            __write_shape(message, SHAPE);
//   }                                          super.__write_message(message);
//                                              __write_field<string>(message, this.name);
//                                            }
//                                            __read_message(message: usize): void {
//                                              __read_shape(message, SHAPE);
//                                              super.__read_message(message);
//                                              __read_field<string>(message, changetype<usize>(this), offsetof<this>("name"));
//                                            }
//
// Everything points at the user's field, or at the name of the class.
import {
  type ClassDeclaration,
  type DeclarationStatement,
  type Expression,
  type FieldDeclaration,
  Node,
  type Range,
  type Source,
  type Statement,
  type TypeNode,
} from "assemblyscript";
import { CommonFlags, NodeKind } from "../enums.js";
import type { Session } from "../session.js";
import { Nodes } from "../syntax/nodes.js";

const MESSAGE = "message";

/** Adds the methods to the classes of a source that are decorated, in namespaces, too. */
export function addMessageMethods(session: Session, source: Source): void {
  const visit = (statements: readonly Statement[]): void => {
    for (const statement of statements) {
      if (statement.kind === NodeKind.NamespaceDeclaration) {
        visit((statement as unknown as { members: Statement[] }).members);
      } else if (statement.kind === NodeKind.ClassDeclaration && isMessage(statement as ClassDeclaration)) {
        addTo(session, statement as ClassDeclaration);
      }
    }
  };
  visit(source.statements);
}

function isMessage({ decorators }: ClassDeclaration): boolean {
  return decorators?.some(({ name }) => (name as { text?: string }).text === MESSAGE) ?? false;
}

function addTo(session: Session, declaration: ClassDeclaration): void {
  const { members, name } = declaration;
  const fields = members.filter((member) => isField(member)) as FieldDeclaration[];
  const nodes = new Nodes(name.range);
  const shape = () => nodes.number(shapeOf(declaration, fields));
  const base = (method: string) =>
    declaration.extendsType
      ? [nodes.run(nodes.call(nodes.member(Node.createSuperExpression(name.range), method), nodes.name(MESSAGE)))]
      : [];
  const written = fields.map((field) => write(session, field));
  const read = fields.map((field) => readField(session, field));
  members.push(
    method("__write_message", name.range, [
      nodes.run(nodes.call(nodes.name("__write_shape"), nodes.name(MESSAGE), shape())),
      ...base("__write_message"),
      ...written,
    ]),
    method("__read_message", name.range, [
      nodes.run(nodes.call(nodes.name("__read_shape"), nodes.name(MESSAGE), shape())),
      ...base("__read_message"),
      ...read,
    ]),
  );
}

/** Fields without a type are the stock compiler's to complain about. */
function isField(member: DeclarationStatement): boolean {
  return (
    member.kind === NodeKind.FieldDeclaration && !member.is(CommonFlags.Static) && !!(member as FieldDeclaration).type
  );
}

function write(session: Session, { name, type }: FieldDeclaration): Statement {
  const nodes = new Nodes(name.range);
  const self = nodes.member(Node.createThisExpression(name.range), name.text);
  const call = typed("__write_field", type as TypeNode, [nodes.name(MESSAGE), self], name.range);
  session.messageFields.set(call, type as TypeNode);
  return nodes.run(call);
}

function readField(session: Session, { name, type }: FieldDeclaration): Statement {
  const { range } = name;
  const nodes = new Nodes(range);
  const named = (text: string) => Node.createNamedType(Node.createSimpleTypeName(text, range), null, false, range);
  const self = typed("changetype", named("usize"), [Node.createThisExpression(range)], range);
  const offset = typed("offsetof", named("this"), [Node.createStringLiteralExpression(name.text, range)], range);
  const call = typed("__read_field", type as TypeNode, [nodes.name(MESSAGE), self, offset], range);
  session.messageFields.set(call, type as TypeNode);
  return nodes.run(call);
}

function typed(name: string, type: TypeNode, args: Expression[], range: Range): Expression {
  return Node.createCallExpression(Node.createIdentifierExpression(name, range), [type], args, range);
}

/** `name(message: usize): void { statements }` */
function method(name: string, range: Range, statements: Statement[]): DeclarationStatement {
  const named = (text: string) => Node.createNamedType(Node.createSimpleTypeName(text, range), null, false, range);
  const parameter = Node.createParameter(
    0,
    Node.createIdentifierExpression(MESSAGE, range),
    named("usize"),
    null,
    range,
  );
  const signature = Node.createFunctionType([parameter], named("void"), null, false, range);
  const body = Node.createBlockStatement(statements, range);
  const identifier = Node.createIdentifierExpression(name, range);
  return Node.createMethodDeclaration(identifier, null, CommonFlags.Instance, null, signature, body, range);
}

/** A hash (FNV-1a) of the name of a class, and of the names and types of its fields: the same in other modules. */
function shapeOf({ name }: ClassDeclaration, fields: readonly FieldDeclaration[]): number {
  const described = fields.map((field) => `${field.name.text}:${(field.type as TypeNode).range.toString()}`);
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode([name.text, ...described].join(";"))) {
    hash = Math.imul(hash ^ byte, 0x01000193);
  }
  return hash >>> 1;
}
