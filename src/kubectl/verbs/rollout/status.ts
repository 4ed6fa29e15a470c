// kubectl rollout status: says how far a rollout is, until it is done.
import type { Json } from '../../../apimachinery/object.ts';
import type { Rollout } from '../../../apis/rollouts.ts';
import { type Call, CommandError, type Program, type Verb } from '../../call.ts';
import { watchNamed } from '../../watch.ts';
import type { Info } from '../../resources/index.ts';
import { find, kindText, requireResource, requireRevision, rolloutFor, sayNothingFound } from './shared.ts';

function rolloutOrFail({ mapping }: Info): Rollout {
  const found = rolloutFor(mapping);
  if (!found) throw new CommandError(`no status viewer has been implemented for ${kindText(mapping)}`);
  return found;
}

function* follow(call: Call, info: Info, revision: number): Program<void> {
  const { flags, environment } = call;
  const rollout = rolloutOrFail(info);
  const timeout = flags.duration('timeout');
  const end = timeout > 0 ? environment.now() + timeout : undefined;
  /** Answers whether the end has come. */
  const show = (object: Json | undefined): boolean => {
    if (!object) throw new CommandError('object has been deleted');
    const { text, done } = rollout.status(object, revision);
    environment.stdout(text);
    return done || !flags.bool('watch');
  };
  if (!(yield* watchNamed(call, info, show, end))) throw new CommandError('timed out waiting for the condition');
}

export const status: Verb = {
  command: 'rollout status',
  *run(call): Program<number> {
    requireResource(call);
    const revision = requireRevision(call);
    const result = yield* find(call);
    let found = false;
    yield* result.visit(function* (info): Program<void> {
      found = true;
      yield* follow(call, info, revision);
    });
    if (!found) sayNothingFound(call);
    return 0;
  },
};
