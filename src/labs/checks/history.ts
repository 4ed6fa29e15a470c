// history: what was true at every moment, or at some moment, between the lab's beginning and now.
import { formatTime, type Json, type KubeObject } from '../../apimachinery/object.ts';
import { type Past, selectorOf, type Version } from '../../client/index.ts';
import type { Instant } from '../../sim/index.ts';
import { holds, toCel } from '../cel.ts';
import { keptField } from './client.ts';
import { type Condition, conditionsField, expressionsOf, failures } from './condition.ts';
import type { CheckKind, CheckSpec, Finding } from './kind.ts';
import { subjectOf, type Target, targetFields } from './target.ts';

interface HistorySpec extends CheckSpec, Target {
  with?: Record<string, Target>;
  always?: Condition[];
  ever?: Condition[];
  kept?: boolean;
}

/** What conditions see of one moment. */
interface Moment {
  at: Instant;
  variables: Record<string, unknown>;
}

/** The objects of one target as they come and go. */
class Track {
  private readonly there = new Map<string, KubeObject>();
  private readonly seen = new Map<string, KubeObject>();
  private readonly selects: ReturnType<typeof selectorOf>;

  constructor(private readonly target: Target) {
    this.selects = selectorOf(target);
  }

  /** Answers whether it concerns this target. */
  note({ resource, object, deleted }: Version): boolean {
    const { uid = '' } = object.metadata;
    const selected = this.selects(resource, object);
    if (!selected && !this.there.has(uid)) return false;
    if (deleted || !selected) this.there.delete(uid);
    else this.there.set(uid, object);
    this.seen.set(uid, object);
    return true;
  }

  /** The object of a name (null when it is not there), or the list. */
  get now(): Json {
    const objects = [...this.there.values()];
    return celOf(this.target.name === undefined ? objects : (objects[0] ?? null));
  }

  /** All that have been there, each as it was last. */
  get ever(): Json {
    return celOf([...this.seen.values()]);
  }
}

/** Objects are what they are: each becomes a value of CEL once. */
const converted = new WeakMap<object, unknown>();

function celOf(value: Json): Json {
  if (value === null) return null;
  if (Array.isArray(value)) return value.map(celOf);
  const known = converted.get(value) ?? toCel(value);
  converted.set(value, known);
  return known;
}

/** Every moment at which anything changed that conditions speak of, the beginning first. */
function* momentsOf(spec: HistorySpec, past: Past): Generator<Moment> {
  const main = new Track(spec);
  const others = Object.entries(spec.with ?? {}).map(([name, target]) => [name, new Track(target)] as const);
  const tracks = [main, ...others.map(([, track]) => track)];
  for (const version of past.begin) for (const track of tracks) track.note(version);
  const begin = main.now;
  const moment = (at: Instant): Moment => ({
    at,
    variables: { ...Object.fromEntries(others.map(([name, track]) => [name, track.now])), [subjectOf(spec)]: main.now, seen: main.ever, begin },
  });
  yield moment(past.since);
  for (const version of past.later) if (tracks.filter((track) => track.note(version)).length > 0) yield moment(version.at);
}

const clock = (at: Instant): string => formatTime(at).slice(11, 19);

/** The first moment at which it was not so. */
function broken(condition: Condition, spec: HistorySpec, past: Past): Finding[] {
  for (const { at, variables } of momentsOf(spec, past)) {
    const [finding] = failures([condition], variables);
    if (finding) return [{ expected: `${finding.expected}, at every moment`, found: `${finding.found}, at ${clock(at)}` }];
  }
  return [];
}

/** What is now, when it never was so. */
function never(condition: Condition, spec: HistorySpec, past: Past): Finding[] {
  let last: Finding | undefined;
  for (const { variables } of momentsOf(spec, past)) {
    if (holds(condition.that, variables)) return [];
    [last] = failures([condition], variables);
  }
  return last ? [{ expected: `${last.expected}, at some moment`, found: `never since ${clock(past.since)}; now ${last.found}` }] : [];
}

export const history: CheckKind<HistorySpec> = {
  kind: 'history',
  description: 'What was true at every moment (always) or at some moment (ever) since the lab began, of one object (by name) or several (by selector)',
  protects: ({ ever, kept }) => ever === undefined || kept === true,
  fields: {
    ...targetFields,
    with: {
      type: 'object',
      description: 'Further variables for the conditions, as they were at the same moment: an object where a name is given (null when it was not there), else a list',
      additionalProperties: { type: 'object', properties: targetFields, required: ['resource'], additionalProperties: false },
    },
    always: {
      ...conditionsField,
      description: 'What must have been true at every moment, in CEL: `object` or `objects` then, `begin` when the lab began, `seen` all that have been there, each as it was last',
    },
    ever: { ...conditionsField, description: 'What must have been true at some moment' },
    kept: keptField,
  },
  required: ['resource'],
  expressions: ({ always, ever }) => [...expressionsOf(always), ...expressionsOf(ever)],
  variables: (spec) => [subjectOf(spec), 'seen', 'begin'],
  records: ({ resource, namespace, name, selector, with: others = {} }) => [{ resource, namespace, name, selector }, ...Object.values(others)],
  run(spec, { world: { past } }) {
    if (!past) return [{ expected: 'a record of what happened', found: 'none: this lab was begun by an older version of the program; reset it' }];
    return [...(spec.always ?? []).flatMap((condition) => broken(condition, spec, past)), ...(spec.ever ?? []).flatMap((condition) => never(condition, spec, past))];
  },
};
