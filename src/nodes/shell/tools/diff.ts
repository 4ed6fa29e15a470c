// diff and cmp.
import { structuredPatch, diffArrays } from 'diff';
import type { Call } from '../machine.ts';
import { complain, type Options } from './options.ts';
import { linesOf, missingOperand, texts, tool } from './tool.ts';

const span = (from: number, count: number): string => (count <= 1 ? String(from) : `${from},${from + count - 1}`);

/** The format of diff without options: what is appended, changed, deleted. */
function normal(a: readonly string[], b: readonly string[]): string {
  let out = '';
  let [left, right] = [1, 1];
  const parts = diffArrays([...a], [...b]);
  for (let i = 0; i < parts.length; i += 1) {
    const part = parts[i] as (typeof parts)[number];
    if (!part.added && !part.removed) {
      left += part.value.length;
      right += part.value.length;
      continue;
    }
    const next = parts[i + 1];
    const paired = next && (next.added || next.removed) && next.added !== part.added ? next : undefined;
    if (paired) i += 1;
    const [removed, added] = [part, paired].reduce<[string[], string[]]>(([gone, come], one) => [one?.removed ? one.value : gone, one?.added ? one.value : come], [[], []]);
    const sign = removed.length === 0 ? 'a' : added.length === 0 ? 'd' : 'c';
    out += `${sign === 'a' ? left - 1 : span(left, removed.length)}${sign}${sign === 'd' ? right - 1 : span(right, added.length)}\n`;
    out += removed.map((line) => `< ${line}\n`).join('') + (sign === 'c' ? '---\n' : '') + added.map((line) => `> ${line}\n`).join('');
    left += removed.length;
    right += added.length;
  }
  return out;
}

function unified(call: Call, names: readonly string[], a: string, b: string, context: number): string {
  const patch = structuredPatch(names[0] as string, names[1] as string, a, b, '', '', { context });
  const stamp = (name: string): string =>
    `${new Date(call.shell.machine.files.stat(call.shell.resolve(name))?.at ?? call.shell.machine.now()).toISOString().replace('T', ' ').slice(0, 23)}000000 +0000`;
  const range = (from: number, count: number): string => (count === 1 ? String(from) : `${count === 0 ? from - 1 : from},${count}`);
  const hunks = patch.hunks.map((hunk) => `@@ -${range(hunk.oldStart, hunk.oldLines)} +${range(hunk.newStart, hunk.newLines)} @@\n${hunk.lines.map((line) => `${line}\n`).join('')}`);
  return `--- ${names[0]}\t${stamp(names[0] as string)}\n+++ ${names[1]}\t${stamp(names[1] as string)}\n${hunks.join('')}`;
}

function eased(text: string, options: Options): string {
  let out = text;
  if (options.has('b') || options.has('w')) out = out.replace(/[ \t]+/g, options.has('w') ? '' : ' ');
  if (options.has('i')) out = out.toLowerCase();
  return options.has('B') ? out.replace(/^\n/gm, '') : out;
}

export const diff = tool(
  [
    'u|unified',
    'U=',
    'q|brief',
    's|report-identical-files',
    'b|ignore-space-change',
    'w|ignore-all-space',
    'i|ignore-case',
    'B|ignore-blank-lines',
    'N|new-file',
    'r|recursive',
    'y|side-by-side',
    'color=?',
    'a|text',
  ],
  function* (call, options) {
    const { words } = options;
    if (words.length < 2) {
      call.err.push(`diff: missing operand${words.length === 1 ? ` after '${words[0]}'` : ''}\ndiff: Try 'diff --help' for more information.\n`);
      return 2;
    }
    const all = yield* texts(call, words.slice(0, 2));
    if (all.length < 2) return 2;
    const [a, b] = all.map(({ text }) => text) as [string, string];
    if (eased(a, options) === eased(b, options)) {
      if (options.has('s')) call.out.push(`Files ${words[0]} and ${words[1]} are identical\n`);
      return 0;
    }
    if (options.has('q')) call.out.push(`Files ${words[0]} and ${words[1]} differ\n`);
    else if (options.has('u') || options.has('U')) call.out.push(unified(call, words, a, b, Number(options.value('U') ?? 3)));
    else call.out.push(normal(linesOf(a), linesOf(b)));
    return 1;
  },
  { usageStatus: 2 },
);

export const cmp = tool(['s|quiet|silent', 'l', 'b', 'n='], function* (call, options) {
  const { words } = options;
  if (words.length === 0) return missingOperand(call);
  const all = yield* texts(call, words.length === 1 ? [words[0] as string, '-'] : words.slice(0, 2));
  if (all.length < 2) return 2;
  const [a, b] = all.map(({ text }) => text) as [string, string];
  if (a === b) return 0;
  let at = 0;
  while (at < a.length && at < b.length && a[at] === b[at]) at += 1;
  if (options.has('s')) return 1;
  if (at === a.length || at === b.length) return complain(call, `EOF on ${at === a.length ? words[0] : words[1]} after byte ${at}, line ${a.slice(0, at).split('\n').length - 1}`);
  call.out.push(`${words[0]} ${words[1]} differ: byte ${at + 1}, line ${a.slice(0, at).split('\n').length}\n`);
  return 1;
});
