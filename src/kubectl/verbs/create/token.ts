// kubectl create token: a token for a service account, signed by the server.
import { ApiError } from '../../../apimachinery/status.ts';
import type { Json } from '../../../apimachinery/object.ts';
import { type Call, CommandError, type Verb } from '../../call.ts';
import { nameOf } from './shared.ts';
import { typedObjectPrinter } from '../../typed.ts';

const boundKinds: Readonly<Record<string, string>> = { Pod: 'v1', Secret: 'v1', Node: 'v1' };

function boundObject({ flags }: Call): Json {
  const [kind, name, uid] = [flags.string('bound-object-kind'), flags.string('bound-object-name'), flags.string('bound-object-uid')];
  if (kind === '') {
    if (name) throw new CommandError('--bound-object-name can only be set if --bound-object-kind is provided');
    if (uid) throw new CommandError('--bound-object-uid can only be set if --bound-object-kind is provided');
    return undefined;
  }
  if (!boundKinds[kind]) throw new CommandError(`supported --bound-object-kind values are ${Object.keys(boundKinds).sort().join(', ')}`);
  if (name === '') throw new CommandError('--bound-object-name is required if --bound-object-kind is provided');
  return { kind, apiVersion: boundKinds[kind], name, ...(uid ? { uid } : {}) };
}

/** --duration in whole seconds; it must say some. */
function seconds({ flags }: Call): number | undefined {
  if (!flags.changed('duration')) return undefined;
  const ms = flags.duration('duration');
  if (ms < 0) throw new CommandError('--duration must be greater than or equal to 0');
  if (ms % 1000 !== 0) throw new CommandError('--duration cannot be expressed in units less than seconds');
  return ms === 0 ? undefined : ms / 1000;
}

export const token: Verb = {
  command: 'create token',
  run(call) {
    const name = nameOf(call);
    const { namespace } = call.factory.namespace();
    const expirationSeconds = seconds(call);
    const boundObjectRef = boundObject(call);
    const audiences = call.flags.list('audience');
    const spec = { audiences: audiences.length > 0 ? audiences : null, ...(expirationSeconds === undefined ? {} : { expirationSeconds }), ...(boundObjectRef ? { boundObjectRef } : {}) };
    let answer: Json;
    try {
      answer = call.factory.request('POST', `/api/v1/namespaces/${namespace}/serviceaccounts/${name}/token`, {
        body: { kind: 'TokenRequest', apiVersion: 'authentication.k8s.io/v1', metadata: {}, spec },
      });
    } catch (error) {
      if (error instanceof ApiError) throw new CommandError(`failed to create token: ${error.message}`);
      throw error;
    }
    if (!answer.status?.token) throw new CommandError('failed to create token: no token in server response');
    if (call.flags.string('output') === '') call.environment.stdout(answer.status.token);
    else typedObjectPrinter(call).print(answer, call.environment.stdout);
    return 0;
  },
};
