export * from "./assembly/bench/index";
