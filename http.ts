export * from "./assembly/http/index";
