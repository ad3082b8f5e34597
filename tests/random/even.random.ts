import { planTests } from "./plan.js";

planTests(0, 2);
