// The smallest module that says something.
export async function main(): Promise<void> { console.log("hello"); }
