// kubectl rollout pause, resume, restart.
import { formatTime } from '../../../apimachinery/object.ts';
import { type Call, CommandError, type Program, type Verb } from '../../call.ts';
import type { Info } from '../../resources/index.ts';
import { type Change, changeEach, rolloutFor } from './shared.ts';
import { typedPrinter } from '../../typed.ts';

const restartedAt = 'kubectl.kubernetes.io/restartedAt';

/** The verbs differ in what they change, and in the word that says so. */
function changing(command: string, done: string, change: (info: Info, call: Call) => Change): Verb {
  return {
    command,
    *run(call): Program<number> {
      return yield* changeEach(
        call,
        (info) => change(info, call),
        (object) => typedPrinter(call, done).print(object, call.environment.stdout),
      );
    },
  };
}

export const pause = changing('rollout pause', 'paused', ({ mapping, object }) => {
  if (!rolloutFor(mapping)?.isPausable) return { refusal: 'pausing is not supported' };
  return object.spec.paused ? { refusal: 'is already paused' } : { patch: { spec: { paused: true } } };
});

export const resume = changing('rollout resume', 'resumed', ({ mapping, object }) => {
  if (!rolloutFor(mapping)?.isPausable) return { refusal: 'resuming is not supported' };
  return object.spec.paused ? { patch: { spec: { paused: null } } } : { refusal: 'is not paused' };
});

export const restart = changing('rollout restart', 'restarted', ({ mapping, object, name }, call) => {
  const rollout = rolloutFor(mapping);
  if (!rollout?.restartRefusal) return { refusal: 'restarting is not supported' };
  const refusal = rollout.restartRefusal(object);
  if (refusal) return { refusal };
  const now = formatTime(call.environment.now());
  if (object.spec.template.metadata?.annotations?.[restartedAt] === now) {
    throw new CommandError(`failed to create patch for ${name}: if restart has already been triggered within the past second, please wait before attempting to trigger another`);
  }
  return { patch: { spec: { template: { metadata: { annotations: { [restartedAt]: now } } } } } };
});
