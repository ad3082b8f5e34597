// `npm run test:random`: 2,000 random programs, or what $POLLEN_RANDOM says (see `plan.ts`).

import { defineConfig } from "vitest/config";
import base from "../../vitest.config.js";

export default defineConfig({
  test: { ...base.test, include: ["tests/random/*.random.ts"], testTimeout: 1_200_000, maxWorkers: 2 },
});
