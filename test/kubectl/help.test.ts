// --help of every command: its flags as kubectl's own has them, with shorthands and defaults.
import { expect, test } from 'vitest';
import facts from '../../src/apis/facts/kubectl.json' with { type: 'json' };
import { alone } from './alone.ts';

interface Flag {
  name: string;
  short?: string;
  default: string;
}

const line = ({ name, short, default: text }: Flag): string => `    ${short ? `-${short}, ` : ''}--${name}=${text}:`;
const flagLines = (text: string): string[] => text.split('\n').filter((each) => each.startsWith('    -'));
const commands = facts.commands as { command: string; usage: string[]; aliases?: string[]; subcommands?: string[]; flags?: Flag[] }[];
const wordsOf = (command: string): string => command.split(' ').slice(1).join(' ');

test.each(commands)('$command', ({ command, usage, aliases, subcommands, flags }) => {
  const text = alone().type(`${wordsOf(command)} --help`);
  expect(flagLines(text)).toEqual((flags ?? []).map(line));
  expect(text).toContain(`Usage:\n  ${usage[0]}\n`);
  if (aliases) expect(text).toContain(`Aliases:\n${aliases.join(', ')}\n`);
  for (const subcommand of subcommands ?? []) expect(text).toMatch(new RegExp(`^  ${subcommand} +\\S`, 'm'));
  expect(alone().type(`help ${wordsOf(command)}`)).toBe(text);
  expect(text).not.toContain('=> ');
});

test('options: the flags of every command', () => {
  expect(flagLines(alone().type('options'))).toEqual(facts.globals.map(line));
});

test('every flag has words of its own', () => {
  const bare = commands.flatMap(({ command }) => (/:\n\t\n/.test(alone().type(`${wordsOf(command)} --help`)) ? [command] : []));
  expect(bare).toEqual([]);
});
