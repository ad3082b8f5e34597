/** The bytes of the buffers as they are now, at most the first `room`: a guest's memory changes as soon as it runs. */
export function gathered(buffers: readonly Uint8Array[], room = Number.POSITIVE_INFINITY): Uint8Array<ArrayBuffer> {
  const length = buffers.reduce((sum, buffer) => sum + buffer.length, 0);
  const bytes = new Uint8Array(Math.min(room, length));
  let used = 0;
  for (const buffer of buffers) {
    const part = buffer.subarray(0, bytes.length - used);
    bytes.set(part, used);
    used += part.length;
  }
  return bytes;
}
