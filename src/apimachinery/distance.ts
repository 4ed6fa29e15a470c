// How far apart two names are: for slips of the fingers.

/** Letters to be added, removed, or exchanged (Levenshtein). */
export function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) next.push(Math.min((row[j] as number) + 1, (next[j - 1] as number) + 1, (row[j - 1] as number) + (a[i - 1] === b[j - 1] ? 0 : 1)));
    row = next;
  }
  return row[b.length] as number;
}

/** A slip of the fingers, or a word too much. */
export function isNear(found: string, wanted: string): boolean {
  if (found.startsWith(wanted) || (wanted.startsWith(found) && found.length > 2)) return true;
  return distance(found, wanted) <= Math.max(1, Math.floor(wanted.length / 4));
}

/** A sentence for somebody who typed a name that nothing has; nothing where no name is like it. */
export function didYouMean(typed: string, names: readonly string[]): string {
  const word = typed.toLowerCase();
  const like = (name: string): boolean => (word.length > 2 && name.includes(word)) || distance(word, name) <= Math.max(1, Math.floor(name.length / 5));
  const found = names.filter(like).sort((a, b) => distance(word, a) - distance(word, b));
  return found.length === 0 ? '' : ` Did you mean ${found.slice(0, 3).join(' or ')}?`;
}
