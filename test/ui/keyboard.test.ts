// Bytes of real terminals, and the keys that they are.
import { expect, it } from 'vitest';
import { Keyboard } from '../../src/ui/screen/keyboard.ts';

function pressed(...chunks: string[]): string[] {
  const keys: string[] = [];
  const keyboard = new Keyboard(({ name, text }) => keys.push(text === '' ? name : `${name}:${text}`));
  for (const chunk of chunks) keyboard.feed(chunk);
  return keys;
}

it.each([
  [['get pods\r'], ['text:get pods', 'enter']],
  [['\x01\x1b[A\x1bOB\x1b[1;5D\x1bb\x7f'], ['ctrl-a', 'up', 'down', 'ctrl-left', 'alt-b', 'backspace']],
  [['\x1bOQ\x1b[13~\x1b[[E\x1b[21~\x1b2'], ['f2', 'f3', 'f5', 'f10', 'alt-2']],
  [['\x1b[5~\x1b[6;2~\x1b[1;2A\x1b\x1b[5~'], ['pageup', 'shift-pagedown', 'shift-up', 'alt-pageup']],
  [
    ['\x1b[20', '0~a\r\nb\x1b[2', '01~c'],
    ['paste:a\nb', 'text:c'],
  ],
  [['\x1b', '[', 'A'], ['up']],
])('%j: %j', (chunks, keys) => {
  expect(pressed(...chunks)).toEqual(keys);
});

it('takes two escapes as two', async () => {
  const keys = pressed('\x1b\x1b');
  await new Promise((resolve) => setTimeout(resolve, 120));
  expect(keys).toEqual(['escape', 'escape']);
});

it('takes an escape that nothing follows as the escape key', async () => {
  const keys = pressed('\x1b');
  expect(keys).toEqual([]);
  await new Promise((resolve) => setTimeout(resolve, 60));
  expect(keys).toEqual(['escape']);
});
