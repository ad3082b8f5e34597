import { sleep } from "as-pollen";

print("second starts");
await sleep(1);
print("second goes on");
await sleep(5);
print("second ends");
export const second = 2;
