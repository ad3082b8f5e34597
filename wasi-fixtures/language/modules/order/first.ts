import { sleep } from "as-pollen";

print("first starts");
await sleep(3);
print("first ends");
export const first = 1;
