// annotate: sets and removes annotations.
import type { Verb } from '../../call.ts';
import { CommandError } from '../../errors.ts';
import { type Changes, changeMap, type MapVerb } from '../label/change.ts';

/** May be overwritten without being asked: the history of rollouts lives of it. */
const changeCause = 'kubernetes.io/change-cause';

function parseAnnotations(pairs: readonly string[]): Changes {
  const set: Record<string, string> = {};
  const remove: string[] = [];
  for (const pair of pairs) {
    const equals = pair.indexOf('=');
    if (equals > 0) set[pair.slice(0, equals)] = pair.slice(equals + 1);
    else remove.push(pair.slice(0, -1));
  }
  const both = remove.filter((key) => key in set);
  if (both.length > 0) throw new CommandError(`can not both modify and remove the following annotation(s) in the same command: ${both.join(', ')}`);
  return { set, remove };
}

function overwritten(current: Readonly<Record<string, string>>, { set }: Changes): Error[] {
  const declared = Object.keys(set).filter((key) => key in current && key !== changeCause);
  if (declared.length === 0) return [];
  return [new CommandError(`--overwrite is false but found the following declared annotation(s): ${declared.map((key) => `'${key}' already has a value (${current[key]})`).join('; ')}`)];
}

const annotations: MapVerb = {
  exampleFile: 'rsrc',
  word: 'annotation',
  field: 'annotations',
  parse: parseAnnotations,
  overwritten,
  outcome: () => 'annotated',
  reportsMissing: false,
};

export const annotate: Verb = { command: 'annotate', run: (call) => changeMap(call, annotations) };
