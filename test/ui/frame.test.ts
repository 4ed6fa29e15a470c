// The built app puts its frames together as Ink does.
import Output from '../../node_modules/ink/build/output.js';
import { expect, it } from 'vitest';
import { Frame } from '../../build/frame.ts';

type Piece = [x: number, y: number, text: string, transform?: (line: string) => string];

it.each<[string, string, ...Piece[]]>([
  ['places pieces', 'one\n  two three\n', [0, 0, 'one'], [2, 1, 'two'], [6, 1, 'three']],
  ['knows how wide they are', 'é世界 x\n\n', [0, 0, 'é世界'], [6, 0, 'x']],
  ['keeps styles', '\x1b[7m bar \x1b[27m x\n\n', [0, 0, '\x1b[7m bar \x1b[27m'], [6, 0, 'x   ']],
  ['takes several lines, and none below its end', '\none\ntwo', [0, 1, 'one\ntwo\nthree']],
  ['transforms', 'ONE\nTWO\n', [0, 0, 'one\ntwo', (line) => line.toUpperCase()]],
])('%s', (_, expected, ...pieces) => {
  for (const Kind of [Output, Frame]) {
    const frame = new Kind({ width: 12, height: 3 });
    for (const [x, y, text, transform] of pieces) frame.write(x, y, text, { transformers: transform ? [transform] : [] });
    expect(frame.get()).toEqual({ output: expected, height: 3 });
  }
});

it('a piece that is too wide moves what follows', () => {
  const frame = new Frame({ width: 12, height: 1 });
  frame.write(0, 0, 'too wide', { transformers: [] });
  frame.write(3, 0, ' │', { transformers: [] });
  expect(frame.get().output).toBe('too wide │');
});
