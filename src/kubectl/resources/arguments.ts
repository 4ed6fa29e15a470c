// What `type name`, `type/name` and `type1,type2` mean (upstream: Builder.ResourceTypeOrNameArgs).
import { resourceText } from '../discovery/mapping.ts';
import { CommandError } from '../errors.ts';
import type { Mapper } from '../factory.ts';

export interface Meant {
  /** Types, each for all the names (or for a selector). */
  types: string[];
  names: string[];
  /** `type/name` pairs. */
  pairs: { resource: string; name: string }[];
}

const splitTypes = (text: string): string[] => [...new Set(text.split(','))];

function splitPair(text: string): { resource: string; name: string } {
  const parts = text.split('/');
  if (parts.length !== 2) throw new CommandError('arguments in resource/name form may not have more than one slash');
  const [resource = '', name = ''] = parts;
  if (resource === '' || name === '' || splitTypes(resource).length !== 1) throw new CommandError('arguments in resource/name form must have a single resource and name');
  return { resource, name };
}

/** Names of one type, each of which may say another: `csr/jane`. */
export const readTyped = ({ resource, names }: { resource: string; names: readonly string[] }): Meant['pairs'] => names.map((name) => (name.includes('/') ? splitPair(name) : { resource, name }));

/** `a,b c d` is `a/c a/d b/c b/d`. */
function multiply(args: readonly string[]): string[] {
  const types = splitTypes(args[0] ?? '');
  if (args.length < 2 || types.length < 2 || args.some((arg) => arg.includes('/'))) return [...args];
  return types.flatMap((type) => args.slice(1).map((name) => `${type}/${name}`));
}

/** Categories such as `all` stand for their types. */
function withoutCategories(mapper: () => Mapper, types: readonly string[]): string[] {
  return types.flatMap((type) => {
    // A name with a group, or one that is a resource, is no category.
    if (type.includes('.') || mapper().find(type, { kinds: false, again: false })) return [type];
    return mapper().category(type)?.map(resourceText) ?? [type];
  });
}

export function readArguments(typed: readonly string[], mapper: () => Mapper): Meant {
  const args = multiply(typed);
  const slashed = args.filter((arg) => arg.includes('/')).length;
  if (slashed > 0 && slashed < args.length) {
    throw new CommandError(
      "there is no need to specify a resource type as a separate argument when passing arguments in resource/name form (e.g. 'kubectl get resource/<resource_name>' instead of 'kubectl get resource resource/<resource_name>'",
    );
  }
  if (slashed > 0) return { types: [], names: [], pairs: args.map(splitPair) };
  if (args.length === 0) return { types: [], names: [], pairs: [] };
  return { types: withoutCategories(mapper, splitTypes(args[0] as string)), names: args.slice(1), pairs: [] };
}
