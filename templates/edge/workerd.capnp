using Workerd = import "/workerd/workerd.capnp";

const config :Workerd.Config = (
  services = [
    (name = "main", worker = .main),
    (name = "notes", worker = .notes),
    (name = "internet", network = (allow = ["public", "private"])),
  ],
  sockets = [(name = "http", address = "127.0.0.1:8080", http = (), service = "main")],
);

const main :Workerd.Worker = (
  compatibilityDate = "2026-11-01",
  compatibilityFlags = ["enable_request_signal"], # a client that leaves ends what is done for it
  modules = [
    (name = "worker.js", esModule = embed "build/worker.js"),
    (name = "build/main.wasm", wasm = embed "build/main.wasm"),
  ],
  bindings = [(name = "NOTES", kvNamespace = "notes")],
);

const notes :Workerd.Worker = (
  compatibilityDate = "2026-11-01",
  modules = [(name = "notes.js", esModule = embed "notes.js")],
);
