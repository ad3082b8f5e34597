// Classes of the guest, as JavaScript uses them: their objects stay in the guest, see objects.ts.

import type { FunctionType, PropertyType } from "../../interface/description.js";
import { type Guest, GuestCall } from "./guest-functions.js";
import type { ObjectType } from "./objects.js";

/** The classes that the guest exports. */
export function guestClasses(guest: Guest): [name: string, class_: unknown][] {
  return guest.instance.description.classes.flatMap((cls) =>
    cls.kind === "object" ? [[cls.name, guestClass(guest, cls)]] : [],
  );
}

function guestClass(guest: Guest, cls: ObjectType): unknown {
  const { objects } = guest.instance;
  const call = (name: string, type: FunctionType) => new GuestCall(guest, `${cls.name}#${name}`, type);
  const self = (object: unknown): number => {
    const address = objects.lower(cls, object);
    if (!address) throw new TypeError(`this is no ${cls.name} of this module`);
    return address;
  };
  const construct = cls.construct && call("constructor", cls.construct);
  const made = {
    [cls.name]: function (...args: unknown[]): unknown {
      if (!new.target || !construct)
        throw new TypeError(`${cls.name} ${construct ? "is called without new" : "is abstract"}`);
      return construct.call(args, [0]); // which allocates the object
    },
  }[cls.name] as { prototype: object };
  objects.define(cls, made.prototype);
  for (const [name, type] of Object.entries(cls.methods)) {
    Object.defineProperty(made.prototype, name, {
      value: call(name, type).method(self),
      configurable: true,
      writable: true,
    });
  }
  for (const [name, type] of Object.entries(cls.properties)) {
    const accessors =
      type.offset === undefined ? functions(call, name, type, self) : field(guest, `${cls.name}#${name}`, type, self);
    Object.defineProperty(made.prototype, name, { ...accessors, configurable: true, enumerable: true });
  }
  return made;
}

/** A property that is read and written by functions. */
function functions(
  call: (name: string, type: FunctionType) => GuestCall,
  name: string,
  { type, isReadonly }: PropertyType,
  self: (object: unknown) => number,
): PropertyDescriptor {
  const get = call(`get:${name}`, { parameters: [], required: 0, result: type, isAsync: false });
  const parameters = [{ name: "value", type }];
  const set = isReadonly ? undefined : call(`set:${name}`, { parameters, required: 1, result: "void", isAsync: false });
  return { get: get.method(self), ...(set && { set: set.method(self) }) };
}

/** A property that is a field. */
function field(
  { instance }: Guest,
  name: string,
  { type, offset = 0, isReadonly }: PropertyType,
  self: (object: unknown) => number,
): PropertyDescriptor {
  return {
    get() {
      return instance.lifting.field(type, self(this) + offset);
    },
    ...(!isReadonly && {
      set(value: unknown) {
        instance.check();
        instance.run(() => instance.lowering.field(type, value, name, self(this) + offset));
      },
    }),
  };
}
