// The verbs of `kubectl rollout`. One line each.
import type { Verb } from '../../call.ts';
import { pause, restart, resume } from './change.ts';
import { history } from './history.ts';
import { status } from './status.ts';
import { undo } from './undo.ts';

export const rolloutVerbs: readonly Verb[] = [history, pause, restart, resume, status, undo];
