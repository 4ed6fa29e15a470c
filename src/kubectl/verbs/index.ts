// The verbs: command (as in facts/kubectl.json, without `kubectl`) to what does it. One line for each.
import type { Verb } from '../call.ts';
import { annotate } from './annotate/index.ts';
import { events } from './events/index.ts';
import { explain } from './explain/index.ts';
import { get } from './get/index.ts';
import { label } from './label/index.ts';
import { wait } from './wait/index.ts';

export const verbs: Readonly<Record<string, () => Verb>> = {
  annotate: () => annotate,
  events: () => events,
  explain: () => explain,
  get: () => get,
  label: () => label,
  wait: () => wait,
};
