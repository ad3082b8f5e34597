import "./prelude";
import { sleep } from "as-pollen";

let state = "start";
await sleep(2);
state = "evaluated";
print(state);

export function read(): i32 {
  return state.length;
}
