// Names of fields that CEL cannot say, spelt so that it can.

const reserved = new Set([
  'true',
  'false',
  'null',
  'in',
  'as',
  'break',
  'const',
  'continue',
  'else',
  'for',
  'function',
  'if',
  'import',
  'let',
  'loop',
  'package',
  'namespace',
  'return',
  'var',
  'void',
  'while',
]);
const spelt: Readonly<Record<string, string>> = { '.': '__dot__', '-': '__dash__', '/': '__slash__' };

export const isReserved = (name: string): boolean => reserved.has(name);

/** The name in an expression; nothing for one that no spelling helps. */
export function celName(name: string): string | undefined {
  if (reserved.has(name)) return `__${name}__`;
  const escaped = name.replaceAll('__', '__underscores__').replace(/[.\-/]/g, (c) => spelt[c] as string);
  return /^[A-Za-z_]\w*$/.test(escaped) ? escaped : undefined;
}
