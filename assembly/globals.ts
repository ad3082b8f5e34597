// What exists without an import: the web's names, and what compiled code calls.
import "./core/async_generator";
import "./core/await";
import "./core/callbacks";
import "./core/closure";
import "./core/combinators";
import "./core/frame";
import "./core/generator";
import "./core/modules";
import "./core/promise";
import "./entry";
import "./iteration/async_from_sync";
import "./iteration/async_generator";
import "./iteration/collections";
import "./iteration/generator";
import "./iteration/protocol";
import "./iteration/strings";
import "./wasi/globals";
