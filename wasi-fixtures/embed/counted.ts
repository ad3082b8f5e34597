// The service, with what tells what its calls have left behind.
export * from "./service";
export { describeLeft } from "../task/left";
