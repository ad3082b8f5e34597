// The public names of as-pollen/bench. Re-exports only.
export { bench } from "./bench";
