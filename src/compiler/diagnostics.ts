// Messages of Pollen, reported through the stock compiler so that they look and point like its own.
import type { DiagnosticEmitter, Range } from "assemblyscript";
import { DiagnosticCode } from "./enums.js";

/** Reports an error at a place in the user's source. */
export function reportError(emitter: DiagnosticEmitter, range: Range, message: string): void {
  emitter.error(DiagnosticCode.User_defined_0, range, message);
}
