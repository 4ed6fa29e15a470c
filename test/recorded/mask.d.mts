// Types of mask.mjs.
export function mask(lines: readonly string[]): string;
