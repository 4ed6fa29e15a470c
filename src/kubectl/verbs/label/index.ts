// label: sets and removes labels.
import { isValidLabelValue } from '../../../apimachinery/names.ts';
import { deepEqual, type Json } from '../../../apimachinery/object.ts';
import type { Verb } from '../../call.ts';
import { CommandError } from '../../errors.ts';
import { type Changes, changeMap, type MapVerb } from './change.ts';

function parseLabels(pairs: readonly string[]): Changes {
  const set: Record<string, string> = {};
  const remove: string[] = [];
  for (const pair of pairs) {
    if (!pair.includes('=')) {
      remove.push(pair.slice(0, -1));
      continue;
    }
    const [key = '', value = '', ...more] = pair.split('=');
    if (more.length > 0) throw new CommandError(`invalid label spec: ${pair}`);
    const errors = isValidLabelValue(value);
    if (errors.length > 0) throw new CommandError(`invalid label value: ${JSON.stringify(pair)}: ${errors.join(';')}`);
    set[key] = value;
  }
  if (remove.some((key) => key in set)) throw new CommandError('can not both modify and remove a label in the same command');
  return { set, remove };
}

/** Shorter than before means that something was removed: that is how the real one tells. */
function outcome(before: Json, after: Json, overwrite: boolean): string {
  if (deepEqual(before, after)) return 'not labeled';
  return !overwrite && JSON.stringify(after).length < JSON.stringify(before).length ? 'unlabeled' : 'labeled';
}

const labels: MapVerb = {
  exampleFile: 'pod',
  word: 'label',
  field: 'labels',
  parse: parseLabels,
  overwritten: (current, { set }) =>
    Object.keys(set)
      .filter((key) => key in current && current[key] !== set[key])
      .map((key) => new CommandError(`'${key}' already has a value (${current[key]}), and --overwrite is false`)),
  outcome,
  reportsMissing: true,
};

export const label: Verb = { command: 'label', run: (call) => changeMap(call, labels) };
