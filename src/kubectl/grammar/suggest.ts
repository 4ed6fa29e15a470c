// What may have been meant by a word that is no command.
import { distance } from '../../apimachinery/distance.ts';
import type { CommandFact } from './commands.ts';

/** Words that people bring from other tools. */
const suggestedFor: Readonly<Record<string, readonly string[]>> = { get: ['list', 'ps'], wait: ['list', 'ps'], delete: ['rm'] };

const last = ['api-versions', 'api-resources'];

export function suggestionsFor(typed: string, commands: readonly CommandFact[]): string[] {
  const word = typed.toLowerCase();
  const near = (name: string): boolean => distance(word, name) <= 2 || name.startsWith(word) || (suggestedFor[name] ?? []).includes(word);
  const names = commands.map((command) => command.name).filter(near);
  // kubectl learns of these two last, and the other way round.
  return [...names.filter((name) => !last.includes(name)), ...last.filter((name) => names.includes(name))];
}
