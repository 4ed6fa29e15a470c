// The numbers that controllers report of what they keep running: none negative, and none more than there are.
import { type FieldError, FieldPath, invalidValue } from '../../apimachinery/fieldErrors.ts';
import type { Json } from '../../apimachinery/object.ts';
import { nonNegative } from '../support/checks.ts';

interface Counts {
  /** In upstream's order. */
  counters: readonly string[];
  /** Those that `replicas` bounds. */
  bounded: readonly string[];
  /** What the sentence calls the number of ready pods, where available ones must be ready. */
  ready?: string;
}

const at = FieldPath.root('status');

function exceeding(status: Json, { bounded, ready }: Counts): FieldError[] {
  const more = bounded.filter((field) => (status[field] ?? 0) > (status.replicas ?? 0)).map((field) => invalidValue(at.child(field), status[field], 'cannot be greater than status.replicas'));
  const unready = ready !== undefined && (status.availableReplicas ?? 0) > (status.readyReplicas ?? 0);
  return unready ? [...more, invalidValue(at.child('availableReplicas'), status.availableReplicas, `cannot be greater than ${ready}`)] : more;
}

/** The check of a kind's status update. */
export const validateCounts =
  (counts: Counts) =>
  ({ status = {} }: Json, { status: old = {} }: Json): FieldError[] => {
    const decremented = counts.counters.includes('collisionCount') && old.collisionCount !== undefined && (status.collisionCount ?? -1) < old.collisionCount;
    return [
      ...counts.counters.flatMap((field) => nonNegative(at.child(field), status[field])),
      ...exceeding(status, counts),
      ...(decremented ? [invalidValue(at.child('collisionCount'), status.collisionCount ?? 0, 'cannot be decremented')] : []),
    ];
  };
