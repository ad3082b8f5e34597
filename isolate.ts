export * from "./assembly/isolate/index";
