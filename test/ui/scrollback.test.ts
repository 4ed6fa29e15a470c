// What a terminal makes of what programs print.
import { expect, it } from 'vitest';
import { Scrollback } from '../../src/ui/terminal/scrollback.ts';

function rows(width: number, ...texts: string[]): string[] {
  const scrollback = new Scrollback();
  for (const text of texts) scrollback.write(text);
  return scrollback.rows(width, 20).rows;
}

it.each([
  ['lines', 10, ['one\ntwo\n'], ['one', 'two', '']],
  ['wrapping', 4, ['abcdef\n'], ['abcd', 'ef', '']],
  ['wide characters', 3, ['a日本'], ['a日', '本']],
  ['returns', 10, ['10%\r20%\r\ndone'], ['20%', 'done']],
  ['tabs', 20, ['a\tb'], ['a       b']],
  ['backspaces', 10, ['ab\bc'], ['ac']],
  ['colours', 20, ['\x1b[31mred\x1b[0m plain'], ['\x1b[31mred\x1b[0m plain']],
  ['colours across rows', 2, ['\x1b[31mred'], ['\x1b[31mre\x1b[0m', '\x1b[31md\x1b[0m']],
  ['sequences in two parts', 20, ['\x1b[3', '1mred'], ['\x1b[31mred\x1b[0m']],
  ['clearing', 20, ['old\n\x1b[H\x1b[2J\x1b[3Jnew'], ['new']],
  ['erasing', 20, ['long line\rab\x1b[K'], ['ab']],
  ['titles and bells', 20, ['\x1b]0;title\x07\x07a'], ['a']],
] as const)('%s', (_, width, texts, expected) => {
  expect(rows(width, ...texts)).toEqual(expected);
});

it('a screen that a command draws again and again is cut to the window, and gone when the command ends', () => {
  const scrollback = new Scrollback();
  scrollback.write('before\n$ watch date\n');
  scrollback.commandBegins();
  scrollback.write('\x1b[?1049h');
  for (const text of ['1', '2']) scrollback.write(`\x1b[H\x1b[2JEvery 2.0s\n${text}\nas long as two rows\n4\n`);
  expect(scrollback.rows(12, 3).rows).toEqual(['Every 2.0s', '2', 'as long as t']);
  scrollback.commandEnds();
  expect(scrollback.rows(20, 10).rows).toEqual(['before', '$ watch date', '']);
});

it('shows earlier rows when the newest are skipped', () => {
  const scrollback = new Scrollback();
  scrollback.write('1\n2\n3\n4\n');
  expect(scrollback.rows(10, 2, 2)).toEqual({ rows: ['2', '3'], above: true });
  expect(scrollback.height(10)).toBe(5);
});
