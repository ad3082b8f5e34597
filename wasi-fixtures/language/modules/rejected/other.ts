import { sleep } from "as-pollen";

print("other starts");
await sleep(900);
print("other ends");
