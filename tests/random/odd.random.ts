import { planTests } from "./plan.js";

planTests(1, 2);
