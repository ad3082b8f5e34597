import "./prelude";

print("waits");
await new Promise<void>(() => {});
print("not reached");
