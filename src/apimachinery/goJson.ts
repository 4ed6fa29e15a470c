// JSON as Go's encoding/json reads it: what it says of a text that is none, where a value ends, which keys of an object come twice.
import type { Json } from './object.ts';

class Syntax extends Error {
  constructor(
    message: string,
    readonly at: number,
    /** The text ended in the middle of a value. */
    readonly ended = false,
  ) {
    super(message);
  }
}

const literal = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;

const quoted = (char: string): string => (char === "'" ? `'\\''` : char === '"' ? `'"'` : `'${JSON.stringify(char).slice(1, -1)}'`);

/** Deeper than this Go does not read. */
const deepest = 10_000;

/** Only finds what is wrong; JSON.parse reads the value. */
class Scanner {
  readonly duplicates: string[] = [];
  private depth = 0;

  constructor(
    private readonly text: string,
    public at = 0,
  ) {}

  whole(): void {
    this.value();
    this.space();
    if (this.at < this.text.length) this.fail('after top-level value');
  }

  private fail(where: string): never {
    const char = this.text[this.at];
    if (char === undefined) throw new Syntax('unexpected end of JSON input', this.at, true);
    throw new Syntax(`invalid character ${quoted(char)} ${where}`, this.at);
  }

  private space(): void {
    while (/[ \t\r\n]/.test(this.text[this.at] ?? 'x')) this.at += 1;
  }

  value(path = ''): void {
    this.space();
    const char = this.text[this.at];
    if (char === '{' || char === '[') {
      this.depth += 1;
      if (this.depth > deepest) throw new Syntax('exceeded max depth', this.at);
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

function attempt<T>(work: () => T): T | Syntax {
  try {
    return work();
  } catch (error) {
    if (error instanceof RangeError) return new Syntax('exceeded max depth', 0);
    return error as Syntax;
  }
}

/** Go's sentence about a text that is no JSON; else the sentences about keys that come twice. */
export function checkJson(text: string): { error: string } | { duplicates: string[] } {
  const scanner = new Scanner(text);
  const wrong = attempt(() => scanner.whole());
  return wrong ? { error: wrong.message } : { duplicates: scanner.duplicates };
}

/** The value that begins at `start`, and where it ends: what a json.Decoder reads from a stream, or says of it. */
export function readJson(text: string, start: number): { value: Json; end: number } | { error: string } {
  const scanner = new Scanner(text, start);
  const wrong = attempt(() => scanner.value());
  if (!wrong) return { value: JSON.parse(text.slice(start, scanner.at)), end: scanner.at };
  return { error: wrong.ended ? 'unexpected EOF' : `json: offset ${wrong.at - start + 1}: ${wrong.message}` };
}

/** What json.Unmarshal into a map says of a text; nothing when it succeeds. */
export function mapError(text: string): string | undefined {
  const checked = checkJson(text);
  if ('error' in checked) return checked.error;
  const value: unknown = JSON.parse(text);
  if (value === null || (typeof value === 'object' && !Array.isArray(value))) return undefined;
  const kind = Array.isArray(value) ? 'array' : typeof value === 'boolean' ? 'bool' : typeof value;
  return `json: cannot unmarshal ${kind} into Go value of type map[string]interface {}`;
}
