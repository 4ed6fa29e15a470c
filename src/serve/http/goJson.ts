// What Go's encoding/json says of a text that is no JSON, and which keys of an object come twice.

class Syntax extends Error {}

const literal = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;

const quoted = (char: string): string => (char === "'" ? `'\\''` : char === '"' ? `'"'` : `'${JSON.stringify(char).slice(1, -1)}'`);

/** Deeper than this Go does not read. */
const deepest = 10_000;

/** Only finds what is wrong; JSON.parse reads the value. */
class Scanner {
  readonly duplicates: string[] = [];
  private at = 0;
  private depth = 0;

  constructor(private readonly text: string) {}

  whole(): void {
    this.value('');
    this.space();
    if (this.at < this.text.length) this.fail('after top-level value');
  }

  private fail(where: string): never {
    const char = this.text[this.at];
    if (char === undefined) throw new Syntax('unexpected end of JSON input');
    throw new Syntax(`invalid character ${quoted(char)} ${where}`);
  }

  private space(): void {
    while (/[ \t\r\n]/.test(this.text[this.at] ?? 'x')) this.at += 1;
  }

  private value(path: string): void {
    this.space();
    const char = this.text[this.at];
    if (char === '{' || char === '[') {
      this.depth += 1;
      if (this.depth > deepest) throw new Syntax('exceeded max depth');
      if (char === '{') this.object(path);
      else this.array(path);
      this.depth -= 1;
    } else if (char === '"') this.string();
    else this.literal();
  }

  private literal(): void {
    literal.lastIndex = this.at;
    const match = literal.exec(this.text);
    if (match) {
      this.at += match[0].length;
      return;
    }
    const word = ['true', 'false', 'null'].find((each) => each[0] === this.text[this.at]);
    if (!word) this.fail('looking for beginning of value');
    let same = 1;
    while (this.text[this.at + same] === word[same]) same += 1;
    this.at += same;
    this.fail(`in literal ${word} (expecting ${quoted(word[same] as string)})`);
  }

  private string(): string {
    const begin = this.at;
    for (this.at += 1; this.text[this.at] !== '"'; this.at += 1) {
      if (this.text[this.at] === '\\') {
        this.at += 1;
        if (!/["\\/bfnrtu]/.test(this.text[this.at] ?? '')) this.fail('in string escape code');
      }
      const char = this.text[this.at];
      if (char === undefined || char < ' ') this.fail('in string literal');
    }
    this.at += 1;
    return this.text.slice(begin, this.at);
  }

  private object(path: string): void {
    const seen = new Set<string>();
    this.at += 1;
    this.space();
    if (this.skip('}')) return;
    for (;;) {
      this.space();
      if (this.text[this.at] !== '"') this.fail('looking for beginning of object key string');
      const key = this.string().slice(1, -1);
      const field = path ? `${path}.${key}` : key;
      if (seen.has(key)) this.duplicates.push(`duplicate field ${JSON.stringify(field)}`);
      seen.add(key);
      this.space();
      if (!this.skip(':')) this.fail('after object key');
      this.value(field);
      this.space();
      if (this.skip('}')) return;
      if (!this.skip(',')) this.fail('after object key:value pair');
    }
  }

  private array(path: string): void {
    this.at += 1;
    this.space();
    if (this.skip(']')) return;
    for (let i = 0; ; i += 1) {
      this.value(`${path}[${i}]`);
      this.space();
      if (this.skip(']')) return;
      if (!this.skip(',')) this.fail('after array element');
    }
  }

  private skip(char: string): boolean {
    if (this.text[this.at] !== char) return false;
    this.at += 1;
    return true;
  }
}

/** Go's sentence about a text that is no JSON; else the sentences about keys that come twice. */
export function checkJson(text: string): { error: string } | { duplicates: string[] } {
  const scanner = new Scanner(text);
  try {
    scanner.whole();
    return { duplicates: scanner.duplicates };
  } catch (error) {
    if (error instanceof RangeError) return { error: 'exceeded max depth' };
    return { error: (error as Error).message };
  }
}
