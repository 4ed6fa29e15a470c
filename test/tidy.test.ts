// The rules of the house that a program can check: who knows whom, what the core never does, how long things get.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseAst } from 'vitest/node';
import { rooms } from './rooms.ts';

const root = resolve(import.meta.dirname, '..');
const longestFile = 400;
const longestFunction = 60;

interface Node {
  type: string;
  start: number;
  end: number;
  // biome-ignore lint/suspicious/noExplicitAny: ESTree
  [field: string]: any;
}

interface Source {
  path: string;
  text: string;
  room: string;
  tree: Node;
  imports: { from: string; to: string; typeOnly: boolean }[];
}

function* walk(node: Node): Generator<Node> {
  yield node;
  for (const value of Object.values(node)) {
    for (const child of Array.isArray(value) ? value : [value]) if (child && typeof child === 'object' && 'type' in child) yield* walk(child as Node);
  }
}

const slashed = (path: string): string => path.replaceAll('\\', '/');

/** The longest room that the path lies in: `src/nodes/host/files.ts` is of `nodes/host`. */
function roomOf(path: string): string {
  const inside = slashed(path)
    .replace(/^src\//, '')
    .replace(/\.tsx?$/, '');
  const found = Object.keys(rooms).filter((room) => inside === room || inside.startsWith(`${room}/`));
  return found.sort((a, b) => b.length - a.length)[0] ?? `no room: ${inside}`;
}

const importTypes = new Set(['ImportDeclaration', 'ExportNamedDeclaration', 'ExportAllDeclaration', 'ImportExpression']);

function load(path: string): Source {
  const text = readFileSync(join(root, path), 'utf8');
  const tree = parseAst(text, { lang: path.endsWith('x') ? 'tsx' : 'ts' }) as unknown as Node;
  const imports = [...walk(tree)]
    .filter((node) => importTypes.has(node.type) && node.source)
    .map((node) => {
      const specifiers: Node[] = node.specifiers ?? [];
      const kinds = [node.importKind ?? node.exportKind, ...(specifiers.length ? [specifiers.every((s) => (s.importKind ?? s.exportKind) === 'type') ? 'type' : 'value'] : [])];
      return { from: path, to: node.source.value as string, typeOnly: kinds.includes('type') };
    });
  return { path, text, room: roomOf(path), tree, imports };
}

const sources = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
  .map((path) => `src/${slashed(path)}`)
  .filter((path) => /(?<!\.d)\.tsx?$/.test(path))
  .sort()
  .map(load);
const core = sources.filter(({ room }) => !['store', 'serve', 'ui', 'cli'].includes(room));
const lineOf = (source: Source, offset: number): number => source.text.slice(0, offset).split('\n').length;
const target = (from: string, to: string): string => slashed(relative(root, resolve(root, dirname(from), to)));

describe('who knows whom', () => {
  it('every file is in a room', () => {
    expect(sources.filter(({ room }) => room.startsWith('no room')).map(({ path }) => path)).toEqual([]);
  });

  it('rooms import only what the table allows', () => {
    const wrong = sources.flatMap(({ room, imports }) =>
      imports
        .filter(({ to }) => to.startsWith('.'))
        .filter(({ from, to }) => {
          const other = roomOf(target(from, to));
          const allowed = rooms[room]?.imports ?? [];
          return other !== room && !allowed.some((name) => other === name || other.startsWith(`${name}/`));
        })
        .map(({ from, to }) => `${from} imports ${target(from, to)}`),
    );
    expect(wrong).toEqual([]);
  });

  it('packages are imported where the table says', () => {
    const wrong = sources.flatMap(({ path, room, imports }) =>
      imports
        .filter(({ to }) => !to.startsWith('.') && !(rooms[room]?.packages ?? ['node:crypto']).includes(to) && !(rooms[path]?.packages ?? []).includes(to))
        .map(({ to }) => `${path} imports ${to}`),
    );
    expect(wrong).toEqual([]);
  });

  it('no file needs itself to be loaded', () => {
    const needs = new Map(sources.map(({ path, imports }) => [path, imports.filter(({ to, typeOnly }) => to.startsWith('.') && !typeOnly).map(({ to }) => target(path, to))]));
    const done = new Set<string>();
    const cycles: string[] = [];
    const visit = (path: string, way: readonly string[]): void => {
      if (way.includes(path)) cycles.push([...way.slice(way.indexOf(path)), path].join(' → '));
      if (done.has(path) || way.includes(path)) return;
      for (const next of needs.get(path) ?? []) visit(next, [...way, path]);
      done.add(path);
    };
    for (const path of needs.keys()) visit(path, []);
    expect(cycles).toEqual([]);
  });
});

const bannedNames = new Set(['setTimeout', 'setInterval', 'setImmediate', 'queueMicrotask', 'Promise', 'process', 'performance', 'fetch', 'console']);
const bannedCalls = new Set(['Date.now', 'Math.random', 'Date()']);

/** What the core may not say: timers, promises, the wall clock, chance, the process it runs in. */
function bannedIn({ tree }: Source): Node[] {
  const keys = new Set<Node>();
  return [...walk(tree)].filter((node) => {
    if (node.type === 'MemberExpression' && !node.computed) keys.add(node.property);
    if (
      (node.type === 'Property' || node.type === 'PropertyDefinition' || node.type === 'MethodDefinition' || node.type === 'TSPropertySignature' || node.type === 'TSMethodSignature') &&
      !node.computed
    ) {
      if (!node.shorthand) keys.add(node.key);
    }
    if (node.type === 'Identifier') return bannedNames.has(node.name) && !keys.has(node);
    if (node.type === 'MemberExpression') return bannedCalls.has(`${node.object.name}.${node.property.name}`);
    if (node.type === 'NewExpression') return node.callee.name === 'Date' && node.arguments.length === 0;
    return node.type === 'AwaitExpression' || node.async === true || node.type === 'ImportExpression';
  });
}

/** A parameter or a variable of that name is not the global. */
function declares({ tree }: Source, name: string): boolean {
  return [...walk(tree)].some(
    (node) =>
      (node.type === 'VariableDeclarator' && node.id.name === name) ||
      (Array.isArray(node.params) && node.params.some((p: Node) => p.name === name)) ||
      (node.type === 'FunctionDeclaration' && node.id?.name === name),
  );
}

it('the core knows no timer, promise, wall clock, chance or process', () => {
  const wrong = core.flatMap((source) =>
    bannedIn(source)
      .filter((node) => node.type !== 'Identifier' || !declares(source, node.name))
      .map((node) => `${source.path}:${lineOf(source, node.start)} ${source.text.slice(node.start, node.end).slice(0, 40)}`),
  );
  expect(wrong).toEqual([]);
});

it('nothing outside apis decides by kind in a switch', () => {
  const wrong = sources
    .filter(({ room }) => room !== 'apis')
    .flatMap((source) =>
      [...walk(source.tree)]
        .filter((node) => node.type === 'SwitchStatement' && node.discriminant.type === 'MemberExpression' && node.discriminant.property.name === 'kind')
        .filter((node) => node.cases.some((c: Node) => typeof c.test?.value === 'string' && /^[A-Z]/.test(c.test.value)))
        .map((node) => `${source.path}:${lineOf(source, node.start)}`),
    );
  expect(wrong).toEqual([]);
});

describe('sizes', () => {
  it(`no file has more than ${longestFile} lines`, () => {
    expect(sources.filter(({ text }) => text.split('\n').length - 1 > longestFile).map(({ path }) => path)).toEqual([]);
  });

  it(`no function has more than ${longestFunction} lines`, () => {
    const wrong = sources.flatMap((source) =>
      [...walk(source.tree)]
        .filter((node) => /Function/.test(node.type) && node.body?.type === 'BlockStatement')
        .filter((node) => lineOf(source, node.end) - lineOf(source, node.start) + 1 > longestFunction)
        .map((node) => `${source.path}:${lineOf(source, node.start)}`),
    );
    expect(wrong).toEqual([]);
  });

  it('every file says in its first line what it is for', () => {
    expect(sources.filter(({ text }) => !text.startsWith('// ')).map(({ path }) => path)).toEqual([]);
  });
});

it('an addition is one line in its index.ts', () => {
  // Registries list what their folders export: imports, and one array or table with an entry in each line.
  const registries = sources.filter(({ path, tree }) => path.endsWith('/index.ts') && tree.body.some((node: Node) => entriesOf(node).length > 3));
  const wrong = registries.flatMap((source) =>
    source.tree.body.flatMap((node: Node) => {
      const entries = entriesOf(node);
      const lines = entries.map((entry) => lineOf(source, entry.start));
      // A short list that the formatter keeps on one line is a line all the same.
      return [1, lines.length].includes(new Set(lines).size) ? [] : [`${source.path}:${lines[0]}`];
    }),
  );
  expect(wrong).toEqual([]);
});

/** The entries of an exported array or table of imported things. */
function entriesOf(node: Node): Node[] {
  const value: Node | undefined = node.declaration?.declarations?.[0]?.init;
  if (value?.type === 'ArrayExpression') return value.elements.filter((element: Node) => element?.type === 'Identifier' || element?.type === 'SpreadElement');
  return [];
}
