declare module "service.wasm" {
  const program: WebAssembly.Module;
  export default program;
}
