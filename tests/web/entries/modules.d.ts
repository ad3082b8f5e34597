declare module "*.wasm" {
  const module: WebAssembly.Module;
  export default module;
}

declare module "*.log" {
  const bytes: ArrayBuffer;
  export default bytes;
}
