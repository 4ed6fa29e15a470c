// What puts a frame together in the built app, in the place of Ink's own: of whole pieces of text instead of single characters.
// In our screens nothing lies over anything else and nothing is clipped; a piece that is too wide moves what follows.
import { widthOf } from '../src/ui/text/width.ts';

interface Options {
  transformers: readonly ((line: string, index: number) => string)[];
}

export class Frame {
  private readonly rows: string[];

  constructor({ height }: { width: number; height: number }) {
    this.rows = Array(height).fill('');
  }

  write(x: number, y: number, text: string, { transformers }: Options): void {
    for (const [index, line] of text.split('\n').entries()) {
      const row = this.rows[y + index];
      if (row === undefined) continue;
      this.rows[y + index] = row + ' '.repeat(Math.max(0, x - widthOf(row))) + transformers.reduce((styled, transformer) => transformer(styled, index), line);
    }
  }

  get(): { output: string; height: number } {
    return { output: this.rows.map((row) => row.trimEnd()).join('\n'), height: this.rows.length };
  }
}
