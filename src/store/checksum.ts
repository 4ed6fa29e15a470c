// A checksum of 32 bits (FNV-1a over words). Any change of one word changes it; Node's own would cost more to load than to run.
export function checksum(bytes: Uint8Array): number {
  const whole = bytes.length >> 2;
  // A copy begins where words may begin.
  const words = new Int32Array(Uint8Array.prototype.slice.call(bytes, 0, whole << 2).buffer);
  let sum = 0x811c9dc5 ^ bytes.length;
  for (let i = 0; i < whole; i++) sum = Math.imul(sum ^ (words[i] as number), 0x01000193);
  for (let i = whole << 2; i < bytes.length; i++) sum = Math.imul(sum ^ (bytes[i] as number), 0x01000193);
  return sum >>> 0;
}
