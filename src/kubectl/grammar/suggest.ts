// What may have been meant by a word that is no command.
import type { CommandFact } from './commands.ts';

/** Words that people bring from other tools. */
const suggestedFor: Readonly<Record<string, readonly string[]>> = { get: ['list', 'ps'], wait: ['list', 'ps'], delete: ['rm'] };

const last = ['api-versions', 'api-resources'];

function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const change = a[i - 1] === b[j - 1] ? 0 : 1;
      next.push(Math.min((row[j] as number) + 1, (next[j - 1] as number) + 1, (row[j - 1] as number) + change));
    }
    row = next;
  }
  return row[b.length] as number;
}

export function suggestionsFor(typed: string, commands: readonly CommandFact[]): string[] {
  const word = typed.toLowerCase();
  const near = (name: string): boolean => distance(word, name) <= 2 || name.startsWith(word) || (suggestedFor[name] ?? []).includes(word);
  const names = commands.map((command) => command.name).filter(near);
  // kubectl learns of these two last, and the other way round.
  return [...names.filter((name) => !last.includes(name)), ...last.filter((name) => names.includes(name))];
}
