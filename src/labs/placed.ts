// A YAML document that knows where everything stands, so that every mistake is told with file, line and column.
import { type ErrorCode, isNode, isPair, isScalar, LineCounter, parseDocument, visit } from 'yaml';
import type { Json } from '../apimachinery/object.ts';
import type { Fault, Path } from './validate.ts';

export class LabError extends Error {
  override name = 'LabError';

  constructor(readonly faults: readonly string[]) {
    super(faults.join('\n'));
  }
}

/** Where the parser speaks to programmers. */
const ownWords: Readonly<Partial<Record<ErrorCode, string>>> = { MULTIPLE_DOCS: 'a second document begins here' };

export class Placed {
  private readonly counter = new LineCounter();
  private readonly document;
  readonly value: Json;

  constructor(
    private readonly file: string,
    text: string,
  ) {
    this.document = parseDocument(text, { lineCounter: this.counter });
    const { errors } = this.document;
    const faults = [
      ...errors.map(({ pos, message, code }) => this.say(pos[0], ownWords[code] ?? (message.split('\n')[0] as string).replace(/ at line \d+, column \d+:?$/, ''))),
      ...this.lostAliases(),
    ];
    if (faults.length > 0) throw new LabError(faults);
    this.value = this.document.toJS();
  }

  /** What stands for something that is said nowhere. */
  private lostAliases(): string[] {
    const lost: string[] = [];
    visit(this.document, {
      Alias: (_, alias) => {
        if (!alias.resolve(this.document)) lost.push(this.say(alias.range?.[0] ?? 0, `there is no anchor &${alias.source}; a text that begins with * needs quotes`));
      },
    });
    return lost;
  }

  /** Throws when there are faults. */
  demand(faults: readonly Fault[]): void {
    if (faults.length > 0) throw new LabError(faults.map((fault) => this.told(fault)));
  }

  told({ path, message, key }: Fault): string {
    return this.say(key ? this.keyAt(path) : this.valueAt(path), message);
  }

  private say(offset: number, message: string): string {
    const { line, col } = this.counter.linePos(offset);
    return `${this.file}:${line}:${col}: ${message}`;
  }

  private valueAt(path: Path): number {
    const node = path.length === 0 ? this.document.contents : this.document.getIn(path, true);
    return isNode(node) ? (node.range?.[0] ?? 0) : 0;
  }

  private keyAt(path: Path): number {
    const parent = this.document.getIn(path.slice(0, -1), true);
    let found = this.valueAt(path);
    const map = path.length === 1 ? this.document.contents : parent;
    if (isNode(map)) {
      visit(map, {
        Pair(_, pair) {
          if (isPair(pair) && isScalar(pair.key) && pair.key.value === path.at(-1)) found = pair.key.range?.[0] ?? found;
          return visit.SKIP;
        },
      });
    }
    return found;
  }
}
