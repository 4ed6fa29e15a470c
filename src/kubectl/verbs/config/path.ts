// The dotted names of config set and unset: `contexts.my.context.namespace`. Names may hold dots themselves.
import { CommandError } from '../../errors.ts';
import { fieldsOf, type FieldKind, type Section, sections } from '../../kubeconfig/config.ts';

export type PropertyPath = { top: string } | { section: Section } | { section: Section; name: string } | { section: Section; name: string; field: string; kind: FieldKind };

/** Fields whose names here are not those of the file. */
const renamed: Readonly<Record<string, string>> = { 'act-as': 'as', 'act-as-uid': 'as-uid', 'act-as-groups': 'as-groups', 'act-as-user-extra': 'as-user-extra' };
const notHere = new Set(Object.values(renamed));

const topFields = new Set(['current-context', 'kind', 'apiVersion']);

export function parsePath(text: string): PropertyPath {
  const [first = '', ...rest] = text.split('.');
  if (topFields.has(first) && rest.length === 0) return { top: first };
  const section = sections.find((each) => each === first);
  if (!section) throw new CommandError(`unable to parse ${text} after [] at api.Config`);
  if (rest.length === 0) return { section };
  const known = fieldsOf[section];
  const fieldNamed = (part: string): string | undefined => renamed[part] ?? (part in known && !notHere.has(part) ? part : undefined);
  const at = rest.findIndex((part, i) => i > 0 && fieldNamed(part) !== undefined);
  if (at < 0) return { section, name: rest.join('.') };
  const field = fieldNamed(rest[at] as string) as string;
  if (at < rest.length - 1) throw new CommandError(`unable to parse one or more field values of ${text}`);
  return { section, name: rest.slice(0, at).join('.'), field, kind: known[field] as FieldKind };
}
