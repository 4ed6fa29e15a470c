// Patterns of the shell: `*`, `?`, `[a-z]`, `@(a|b)`, and what `{a,b}` and `{1..3}` stand for.

const escaped = (char: string): string => char.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&');

/** The end of a bracket expression that begins at `from`; -1 when it has none. */
function bracketEnd(pattern: string, from: number): number {
  let at = from + 1;
  if (pattern[at] === '!' || pattern[at] === '^') at += 1;
  if (pattern[at] === ']') at += 1;
  for (; at < pattern.length; at += 1) {
    if (pattern.startsWith('[:', at)) {
      const end = pattern.indexOf(':]', at);
      if (end > 0) at = end + 1;
    } else if (pattern[at] === ']') return at;
  }
  return -1;
}

/** POSIX character classes as JavaScript writes them in brackets. */
export const characterClasses: Readonly<Record<string, string>> = {
  alpha: 'a-zA-Z',
  digit: '0-9',
  alnum: 'a-zA-Z0-9',
  upper: 'A-Z',
  lower: 'a-z',
  space: '\\s',
  blank: ' \\t',
  punct: '!-\\/:-@\\[-`{-~',
  xdigit: '0-9A-Fa-f',
  word: '\\w',
  cntrl: '\\x00-\\x1f\\x7f',
  print: '\\x20-\\x7e',
  graph: '\\x21-\\x7e',
};

const bracket = (text: string): string => {
  const negated = /^[!^]/.test(text);
  const body = (negated ? text.slice(1) : text).replace(/\[:(\w+):\]|[\\\]^[]/g, (whole, name: string | undefined) => (name ? (characterClasses[name] ?? '') : `\\${whole}`));
  return `[${negated ? '^' : ''}${body}]`;
};

function groupEnd(pattern: string, from: number): number {
  for (let at = from, depth = 0; at < pattern.length; at += 1) {
    if (pattern[at] === '\\') at += 1;
    else if (pattern[at] === '(') depth += 1;
    else if (pattern[at] === ')' && --depth === 0) return at;
  }
  return -1;
}

const repeats: Readonly<Record<string, string>> = { '?': '?', '*': '*', '+': '+', '@': '' };

function extended(operator: string, body: string, path: boolean): string {
  const choices = body
    .split('|')
    .map((choice) => sourceOf(choice, path))
    .join('|');
  return operator === '!' ? `(?:(?!(?:${choices})$)${path ? '[^/]*' : '.*'})` : `(?:${choices})${repeats[operator]}`;
}

/** The source of a regular expression for a pattern, whose quoted characters are behind backslashes. */
export function sourceOf(pattern: string, path = false): string {
  let out = '';
  for (let at = 0; at < pattern.length; at += 1) {
    const char = pattern[at] as string;
    if ('?*+@!'.includes(char) && pattern[at + 1] === '(') {
      const end = groupEnd(pattern, at + 1);
      if (end > 0) {
        out += extended(char, pattern.slice(at + 2, end), path);
        at = end;
        continue;
      }
    }
    if (char === '\\') out += escaped(pattern[++at] ?? '\\');
    else if (char === '*') out += path ? '[^/]*' : '[\\s\\S]*';
    else if (char === '?') out += path ? '[^/]' : '[\\s\\S]';
    else if (char === '[' && bracketEnd(pattern, at) > 0) {
      const end = bracketEnd(pattern, at);
      out += bracket(pattern.slice(at + 1, end));
      at = end;
    } else out += escaped(char);
  }
  return out;
}

export const matcher = (pattern: string): RegExp => new RegExp(`^${sourceOf(pattern)}$`);
export const hasPattern = (pattern: string): boolean => /(^|[^\\])(\\\\)*(\*|\?|\[.*\]|[@+!]\()/.test(pattern);
export const quotePattern = (text: string): string => text.replace(/[\\*?[\]@+!()|]/g, '\\$&');

/** The paths that a pattern matches, sorted; directories are listed by `list`. */
export function expandPaths(pattern: string, cwd: string, list: (path: string) => readonly string[] | undefined): string[] {
  const absolute = pattern.startsWith('/');
  let found = [absolute ? '/' : ''];
  const steps = pattern.split('/').filter((step, i) => step !== '' || (i > 0 && i === pattern.split('/').length - 1));
  steps.forEach((step) => {
    found = found.flatMap((base) => {
      if (step === '') return list(base === '' ? cwd : resolve(cwd, base)) ? [`${base}/`.replace(/^\/\//, '/')] : [];
      const join = (name: string): string => (base === '' ? name : base.endsWith('/') ? base + name : `${base}/${name}`);
      const names = list(base === '' ? cwd : resolve(cwd, base)) ?? [];
      if (!hasPattern(step)) {
        const plain = step.replace(/\\(.)/g, '$1');
        return plain === '.' || plain === '..' || names.includes(plain) ? [join(plain)] : [];
      }
      const fits = new RegExp(`^${sourceOf(step, true)}$`);
      return names.filter((name) => fits.test(name) && (!name.startsWith('.') || step.startsWith('.'))).map(join);
    });
  });
  return found.filter((path) => path !== '').sort();
}

/** An absolute path without `.` and `..`. */
export function resolve(cwd: string, path: string): string {
  const out: string[] = [];
  for (const step of (path.startsWith('/') ? path : `${cwd}/${path}`).split('/')) {
    if (step === '..') out.pop();
    else if (step !== '' && step !== '.') out.push(step);
  }
  return `/${out.join('/')}`;
}

function range(from: string, to: string, by: string | undefined): string[] | undefined {
  const step = Math.abs(Number(by ?? 1)) || 1;
  const numbers = /^-?\d+$/.test(from) && /^-?\d+$/.test(to);
  if (!numbers && !(/^[a-zA-Z]$/.test(from) && /^[a-zA-Z]$/.test(to))) return undefined;
  const [a, b] = numbers ? [Number(from), Number(to)] : [from.charCodeAt(0), to.charCodeAt(0)];
  const width = numbers && (/^-?0\d/.test(from) || /^-?0\d/.test(to)) ? Math.max(from.length, to.length) : 0;
  const out: string[] = [];
  for (let n = a; a <= b ? n <= b : n >= b; n += a <= b ? step : -step)
    out.push(numbers ? (n < 0 ? `-${String(-n).padStart(width - 1, '0')}` : String(n).padStart(width, '0')) : String.fromCharCode(n));
  return out;
}

/** Skips what braces mean nothing in: quotes, `${...}`, `$(...)`. */
function skip(text: string, at: number): number {
  const char = text[at];
  if (char === '\\') return at + 1;
  if (char === "'") return Math.max(text.indexOf("'", at + 1), at);
  if (char === '"') {
    for (let end = at + 1; end < text.length; end += 1) {
      if (text[end] === '\\') end += 1;
      else if (text[end] === '"') return end;
    }
    return at;
  }
  if (char !== '$' || (text[at + 1] !== '{' && text[at + 1] !== '(')) return at;
  const [open, close] = text[at + 1] === '{' ? '{}' : '()';
  for (let end = at + 1, depth = 0; end < text.length; end += 1) {
    if (text[end] === open) depth += 1;
    else if (text[end] === close && --depth === 0) return end;
  }
  return at;
}

/** The pieces between commas of the first brace that stands for anything, and where it is. */
function brace(text: string): { from: number; to: number; pieces: string[] } | undefined {
  for (let from = 0; from < text.length; from += 1) {
    const skipped = skip(text, from);
    if (skipped > from) {
      from = skipped;
      continue;
    }
    if (text[from] !== '{') continue;
    const pieces: string[] = [''];
    for (let at = from + 1, depth = 1; at < text.length; at += 1) {
      const end = skip(text, at);
      const part = text.slice(at, end + 1);
      at = end;
      if (part === '{') depth += 1;
      if (part === '}' && --depth === 0) {
        const [low, high, by] = pieces.length === 1 ? (pieces[0] as string).split('..') : [];
        const all = pieces.length > 1 ? pieces : low !== undefined && high !== undefined ? range(low, high, by) : undefined;
        if (all) return { from, to: at, pieces: all };
        break;
      }
      if (part === ',' && depth === 1) pieces.push('');
      else pieces[pieces.length - 1] += part;
    }
  }
  return undefined;
}

/** The words, in the source's spelling, that a word with braces stands for. */
export function expandBraces(text: string): string[] {
  const found = brace(text);
  if (!found) return [text];
  const [before, after] = [text.slice(0, found.from), text.slice(found.to + 1)];
  return found.pieces.flatMap((piece) => expandBraces(piece)).flatMap((piece) => expandBraces(after).map((rest) => before + piece + rest));
}
