// What each type and field of the API means, for explain: taken at build time from the comments of packages.
// `[texts, types]`: every text once; for each type of the OpenAPI document the number of its text (-1 without) and of its fields'.
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const require = createRequire(import.meta.url);
const capital = (word) => word[0].toUpperCase() + word.slice(1);

/** Comments are written as in a string of JavaScript, the end of a comment in them as `*_/`. */
const unescaped = (text) => text.replaceAll('*_/', '*/').replace(/\\(.)/gs, (_, letter) => ({ n: '\n', t: '\t' })[letter] ?? letter);

const comment = String.raw`/\*\*\n\s*\* (?<text>(?:(?!\n\s*\*/).)*)\n\s*\*/\n`;
const ofClass = new RegExp(`${comment}export declare class`, 's');
const ofField = new RegExp(`${comment}\\s+'(?<field>[^']+)'\\??:`, 'gs');

/** The texts of this very version, one file for each type. Ends of lines in them have become spaces, and fields that hold one type have none. */
function clientNode() {
  const models = join(dirname(require.resolve('@kubernetes/client-node')), 'gen', 'models');
  return (typeName) => {
    const [group = '', version = '', kind = ''] = typeName.split('.').slice(-3);
    // V1Event is CoreV1Event where several groups have one.
    const names = [capital(group.replaceAll('-', '')) + capital(version) + kind, capital(version) + kind];
    const file = names.map((name) => join(models, `${name}.d.ts`)).find(existsSync);
    if (!file) return undefined;
    const source = readFileSync(file, 'utf8')
      .replace(/\r/g, '')
      .replace(/^\/\*\*\n \* Kubernetes\n.*?\*\/\n/s, '');
    // Words of the language have a dash before them.
    const fields = [...source.matchAll(ofField)].map(({ groups }) => [groups.field.replace(/^_/, ''), unescaped(groups.text)]);
    return { text: unescaped(ofClass.exec(source)?.groups.text ?? ''), fields: new Map(fields) };
  };
}

const declared = /(?:\/\*\*(?<comment>(?:(?!\*\/).)*)\*\/\n\s*)?(?:export (?:interface|type) (?<type>\w+)|(?<field>"[^"]+"|[\w$]+)\??: )/gs;
const bare = (text) =>
  text
    .replace(/^ /, '')
    .replace(/ $/, '')
    .replace(/\n\s*\*(?: |$)/gm, '\n')
    .trim()
    .replaceAll('*\\/', '*/');

/** The texts of a former version, one file for each group and version, as they were written. */
function kubernetesTypes() {
  let root;
  try {
    root = dirname(require.resolve('kubernetes-types/package.json'));
  } catch {
    return () => undefined;
  }
  const files = new Map();
  const read = (file) => {
    const types = new Map();
    let type;
    for (const { groups } of readFileSync(file, 'utf8').replace(/\r/g, '').matchAll(declared)) {
      const text = groups.comment === undefined ? '' : bare(groups.comment);
      if (groups.type) {
        type = { text, fields: new Map() };
        types.set(groups.type, type);
      } else if (text) type?.fields.set(groups.field.replaceAll('"', ''), text);
    }
    return types;
  };
  return (typeName) => {
    const [group, version, kind] = typeName.split('.').slice(-3);
    const file = join(root, group, `${version}.d.ts`);
    if (!files.has(file)) files.set(file, existsSync(file) ? read(file) : new Map());
    return files.get(file).get(kind);
  };
}

/** `written` with its lines, where it is the same text; otherwise what looks like the end of a paragraph is made one. */
function withLines(text, written) {
  const flat = (each) => each.replace(/\s+/g, ' ').trim();
  if (written && flat(text) === flat(written)) return written;
  return text.replace(/(?<=[.:)\]`"'}]) {2}(?=[^ ])/g, '\n\n');
}

/** The server lists an enumeration at the end of the text. */
const withValues = (text, values) => (values?.length ? [text, `Possible enum values:\n${values.map((value) => ` - \`${JSON.stringify(value)}\``).join('\n')}`].filter(Boolean).join('\n\n') : text);

/** `types` is the OpenAPI document's map of types: what it does not have is left out. */
export function descriptions(types) {
  const [ofThis, ofFormer] = [clientNode(), kubernetesTypes()];
  const numbers = new Map();
  const numberOf = (text) => {
    if (!text) return -1;
    if (!numbers.has(text)) numbers.set(text, numbers.size);
    return numbers.get(text);
  };
  const out = {};
  for (const [name, { properties = {} }] of Object.entries(types)) {
    const here = ofThis(name);
    const former = ofFormer(name);
    const textOf = (now, then) => (now ? withLines(now, then) : (then ?? ''));
    const textOfField = (field, { $ref }) => {
      const [now, then] = [here, former].map((each) => each?.fields.get(field));
      // Where a field is of another type, this version's text is that of the type.
      return $ref ? (then ?? now) : textOf(now, then);
    };
    const fields = Object.entries(properties).map(([field, each]) => [field, numberOf(withValues(textOfField(field, each), each.enum))]);
    const number = numberOf(textOf(here?.text, former?.text));
    const known = fields.filter(([, each]) => each >= 0);
    if (number >= 0 || known.length > 0) out[name] = [number, Object.fromEntries(known)];
  }
  return [[...numbers.keys()], out];
}
