// Bytes from the terminal as keys: `ctrl-a`, `alt-b`, `shift-up`, `f2`, `enter`; text as it was typed, pasted text as one piece.

export interface Key {
  /** `text` and `paste` carry what was typed. */
  name: string;
  text: string;
}

const letters: Readonly<Record<string, string>> = { A: 'up', B: 'down', C: 'right', D: 'left', F: 'end', H: 'home', P: 'f1', Q: 'f2', R: 'f3', S: 'f4', Z: 'shift-tab' };
const numbers: Readonly<Record<string, string>> = {
  ...{ 1: 'home', 2: 'insert', 3: 'delete', 4: 'end', 5: 'pageup', 6: 'pagedown', 7: 'home', 8: 'end' },
  ...{ 11: 'f1', 12: 'f2', 13: 'f3', 14: 'f4', 15: 'f5', 17: 'f6', 18: 'f7', 19: 'f8', 20: 'f9', 21: 'f10', 23: 'f11', 24: 'f12' },
};
const controls: Readonly<Record<string, string>> = {
  '\r': 'enter',
  '\n': 'enter',
  '\t': 'tab',
  '\b': 'backspace',
  '\x7f': 'backspace',
  '\x1b': 'escape',
  '\x1f': 'ctrl-_',
  '\x00': 'ctrl-space',
  '\x1c': 'ctrl-\\',
  '\x1d': 'ctrl-]',
};

const pasteBegins = '\x1b[200~';
const pasteEnds = '\x1b[201~';

/** How long the rest of an escape sequence may take; after that it was the escape key. */
const patience = 40;

/** xterm's modifier parameter: 1 + shift 1, alt 2, control 4. */
function modified(name: string, parameter: string | undefined): string {
  const bits = Number(parameter ?? '1') - 1;
  return `${bits & 4 ? 'ctrl-' : ''}${bits & 2 ? 'alt-' : ''}${bits & 1 ? 'shift-' : ''}${name}`;
}

function control(char: string): string {
  return controls[char] ?? `ctrl-${String.fromCharCode(char.charCodeAt(0) + 96)}`;
}

/** One key at the beginning of the text, and what it takes up; nothing when more has to come. */
function firstKey(text: string): { key: Key | undefined; length: number } | undefined {
  const named = (name: string | undefined, length: number) => ({ key: name === undefined ? undefined : { name, text: '' }, length });
  if (text[0] !== '\x1b') {
    const typed = /^[^\x00-\x1f\x7f]+/.exec(text)?.[0];
    return typed ? { key: { name: 'text', text: typed }, length: typed.length } : named(control(text[0] as string), 1);
  }
  const sequence = /^\x1b\[\[?([\d;:<=>?]*)([@-~])/.exec(text);
  if (sequence?.[0].startsWith('\x1b[[')) return named(`f${'ABCDE'.indexOf(sequence[2] as string) + 1}`, sequence[0].length);
  if (sequence) {
    const [first, modifier] = (sequence[1] as string).split(';');
    const name = sequence[2] === '~' ? numbers[first as string] : letters[sequence[2] as string];
    return named(name && modified(name, modifier), sequence[0].length);
  }
  const application = /^\x1bO([\x20-\x7e])/.exec(text);
  if (application) return named(letters[application[1] as string], 3);
  if (text.length === 1 || /^\x1b(?:O|\[\[?[\d;:<=>?]*)$/.test(text)) return undefined;
  const after = firstKey(text.slice(1));
  if (!after?.key) return after && { ...after, length: after.length + 1 };
  const name = after.key.name === 'text' ? (after.key.text[0] as string) : after.key.name;
  return named(`alt-${name}`, 1 + (after.key.name === 'text' ? 1 : after.length));
}

export class Keyboard {
  private pending = '';
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly press: (key: Key) => void) {}

  feed(chunk: string): void {
    clearTimeout(this.timer);
    this.pending += chunk;
    while (this.pending !== '') {
      const taken = this.takePaste() ?? this.takeKey();
      if (!taken) break;
    }
    if (this.pending !== '' && !this.pending.startsWith(pasteBegins)) this.timer = setTimeout(() => this.flush(), patience);
  }

  private takePaste(): boolean | undefined {
    if (!this.pending.startsWith(pasteBegins)) return undefined;
    const end = this.pending.indexOf(pasteEnds);
    if (end < 0) return false;
    const text = this.pending.slice(pasteBegins.length, end).replace(/\r\n?/g, '\n');
    this.pending = this.pending.slice(end + pasteEnds.length);
    this.press({ name: 'paste', text });
    return true;
  }

  private takeKey(): boolean {
    const first = firstKey(this.pending);
    if (!first) return false;
    this.pending = this.pending.slice(first.length);
    if (first.key) this.press(first.key);
    return true;
  }

  /** Nothing followed: it was the escape key, and then whatever it was. */
  private flush(): void {
    const rest = this.pending.slice(1);
    this.pending = '';
    this.press({ name: 'escape', text: '' });
    if (rest !== '') this.feed(rest);
  }
}
