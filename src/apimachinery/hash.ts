// Hashes as names carry them: pod-template-hash and the like.

/** FNV-1a, 32 bits, over the text's UTF-8 bytes. */
export function fnv32a(text: string): number {
  let hash = 0x811c9dc5;
  for (const byte of Buffer.from(text)) hash = Math.imul(hash ^ byte, 0x01000193);
  return hash >>> 0;
}

const alphabet = 'bcdfghjklmnpqrstvwxz2456789';

/** Replaces every character by one that spells no word, as rand.SafeEncodeString does. */
export const safeEncode = (text: string): string => [...text].map((char) => alphabet[char.charCodeAt(0) % alphabet.length]).join('');

/** The hash of a text as a suffix of names. */
export const hashText = (text: string): string => safeEncode(String(fnv32a(text)));
