import { defineConfig } from "vitest/config";
import { hostEnvironment } from "./tests/setup/hosts.js";

export default defineConfig({
  test: {
    include: ["tests/**/*.test.ts"],
    globalSetup: "tests/setup/build.ts",
    env: hostEnvironment(),
    maxWorkers: "100%", // by default one core stays free; most files wait for programs that they started
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
});
