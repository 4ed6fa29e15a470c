// Logins for registries, out of the Secrets that a pod names.
import type { Json, KubeObject } from '../apimachinery/object.ts';
import type { Login } from '../containers/index.ts';
import { ifReachable, tell, type Work } from './work.ts';

/** Where each kind of Secret has its logins. */
const places: Readonly<Record<string, { key: string; in: (file: Json) => Json }>> = {
  'kubernetes.io/dockerconfigjson': { key: '.dockerconfigjson', in: (file) => file?.auths },
  'kubernetes.io/dockercfg': { key: '.dockercfg', in: (file) => file },
};

const decode = (text: string): string => Buffer.from(text, 'base64').toString('utf8');

function loginOf(server: string, { username, password, auth }: Json): Login {
  const [user, ...rest] = auth ? decode(auth).split(':') : [username ?? '', password ?? ''];
  return { server, user: user as string, password: rest.join(':') };
}

/** A Secret of another type has none, whatever is in it. */
function loginsIn({ type, data }: KubeObject): Login[] {
  const place = places[type ?? ''];
  const text = place && data?.[place.key];
  if (!text) return [];
  const entries = Object.entries<Json>(place.in(JSON.parse(decode(text))) ?? {});
  return entries.map(([server, entry]) => loginOf(server, entry));
}

export function loginsFor(work: Work): Login[] {
  const names: string[] = (work.spec.imagePullSecrets ?? []).map(({ name }: Json) => name);
  const found = names.map((name) => ifReachable(() => work.context.client.find('secrets', name, work.pod.metadata.namespace)) as KubeObject | undefined);
  return found.flatMap((secret) => (secret ? loginsIn(secret) : []));
}

/** Says which of the Secrets are not there. */
export function tellOfMissing(work: Work): void {
  const names: string[] = (work.spec.imagePullSecrets ?? []).map(({ name }: Json) => name);
  const missing = names.filter((name) => !ifReachable(() => work.context.client.find('secrets', name, work.pod.metadata.namespace)));
  if (missing.length > 0)
    tell(work, {
      type: 'Warning',
      reason: 'FailedToRetrieveImagePullSecret',
      message: `Unable to retrieve some image pull secrets (${missing.join(', ')}); attempting to pull the image may not succeed.`,
    });
}
