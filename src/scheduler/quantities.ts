// A quantity's value as a number.
const suffixes: Record<string, number> = {
  '': 1, n: 1e-9, u: 1e-6, m: 1e-3, k: 1e3, M: 1e6, G: 1e9, T: 1e12, P: 1e15, E: 1e18,
  Ki: 2 ** 10, Mi: 2 ** 20, Gi: 2 ** 30, Ti: 2 ** 40, Pi: 2 ** 50, Ei: 2 ** 60,
};
export function parseQuantity(text: string | number): number {
  if (typeof text === 'number') return text;
  const match = /^([+-]?[0-9.]+)([a-zA-Z]*)$/.exec(text);
  if (match?.[2] !== undefined && match[2] in suffixes) return Number(match[1]) * (suffixes[match[2]] ?? 1);
  return Number(text);
}
