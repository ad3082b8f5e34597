// What is an address, and how it is written: a line for each line of standard input.
import { SocketAddress, stdin } from "as-pollen";

export async function main(): Promise<void> {
  for await (const line of stdin.lines()) {
    try {
      const address = SocketAddress.parse(line);
      console.log(`${address} ${address.address} ${address.family} ${address.port}`);
    } catch (e) {
      console.log("none");
    }
  }
}
