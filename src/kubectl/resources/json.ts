// Reads one JSON value out of a text, with the sentences of Go's encoding/json.
import type { Json } from '../../apimachinery/object.ts';

export type ReadJson = { value: Json; end: number } | { error: string };

const literal = /-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;

class Syntax extends Error {}

const shown = (char: string): string => (char === "'" ? `'\\''` : char === '"' ? `'"'` : `'${JSON.stringify(char).slice(1, -1)}'`);

/** Only finds where the value ends and what is wrong with it; JSON.parse reads it. */
class Scanner {
  constructor(
    private readonly text: string,
    public at: number,
    private readonly start: number,
  ) {}

  private fail(where: string): never {
    const char = this.text[this.at];
    if (char === undefined) throw new Syntax('unexpected EOF');
    throw new Syntax(`json: offset ${this.at - this.start + 1}: invalid character ${shown(char)} ${where}`);
  }

  space(): void {
    while (/\s/.test(this.text[this.at] ?? 'x')) this.at += 1;
  }

  value(): void {
    this.space();
    const char = this.text[this.at];
    if (char === '{') this.object();
    else if (char === '[') this.array();
    else if (char === '"') this.string();
    else {
      literal.lastIndex = this.at;
      const match = literal.exec(this.text);
      if (!match) this.fail('looking for beginning of value');
      this.at += match[0].length;
    }
  }

  private string(): void {
    for (this.at += 1; this.text[this.at] !== '"'; this.at += 1) {
      if (this.text[this.at] === '\\') this.at += 1;
      const char = this.text[this.at];
      if (char === undefined || char < ' ') this.fail('in string literal');
    }
    this.at += 1;
  }

  private object(): void {
    this.at += 1;
    this.space();
    if (this.text[this.at] === '}') {
      this.at += 1;
      return;
    }
    for (;;) {
      this.space();
      if (this.text[this.at] !== '"') this.fail('looking for beginning of object key string');
      this.string();
      this.space();
      if (this.text[this.at] !== ':') this.fail('after object key');
      this.at += 1;
      this.value();
      if (this.next('}', 'after object key:value pair')) return;
    }
  }

  private array(): void {
    this.at += 1;
    this.space();
    if (this.text[this.at] === ']') {
      this.at += 1;
      return;
    }
    for (;;) {
      this.value();
      if (this.next(']', 'after array element')) return;
    }
  }

  /** Whether the list ends here; a comma goes on. */
  private next(close: string, where: string): boolean {
    this.space();
    const char = this.text[this.at];
    if (char !== close && char !== ',') this.fail(where);
    this.at += 1;
    return char === close;
  }
}

export function readJson(text: string, start: number): ReadJson {
  const scanner = new Scanner(text, start, start);
  try {
    scanner.value();
    return { value: JSON.parse(text.slice(start, scanner.at)), end: scanner.at };
  } catch (error) {
    return { error: (error as Error).message };
  }
}
