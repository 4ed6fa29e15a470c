// The verbs of `kubectl auth`. One line each.
import type { Verb } from '../../call.ts';
import { canI } from './canI.ts';
import { reconcile } from './reconcile.ts';
import { whoami } from './whoami.ts';

export const authVerbs: readonly Verb[] = [canI, reconcile, whoami];
