// A checksum of 32 bits (FNV-1a over words). Any change of one word changes it; Node's own would cost more to load than to run.
export function checksum(bytes: Uint8Array): number {
  const whole = bytes.length >> 2;
  // Words may begin at every fourth byte; a copy does.
  const { buffer, byteOffset } = bytes.byteOffset % 4 === 0 ? bytes : Uint8Array.prototype.slice.call(bytes, 0, whole << 2);
  const words = new Int32Array(buffer, byteOffset, whole);
  let sum = 0x811c9dc5 ^ bytes.length;
  for (let i = 0; i < whole; i++) sum = Math.imul(sum ^ (words[i] as number), 0x01000193);
  for (let i = whole << 2; i < bytes.length; i++) sum = Math.imul(sum ^ (bytes[i] as number), 0x01000193);
  return sum >>> 0;
}
