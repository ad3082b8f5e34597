// A promise that is rejected before anybody could attach; later ones are not reported.
export async function main(): Promise<void> {
  Promise.reject<i32>(new RangeError("first"));
  Promise.reject<i32>(new Error("second"));
  console.log("main runs on");
  await 0;
  console.log("and on");
}
