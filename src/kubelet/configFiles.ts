// Files of volumes that come from the API: ConfigMaps, Secrets, the downward API, service account tokens.
import type { Json, KubeObject } from '../apimachinery/object.ts';
import { fieldText, resourceText } from './environment.ts';
import { ifReachable, type Work } from './work.ts';

export const isConfig = (volume: Json): boolean => Boolean(volume.configMap || volume.secret || volume.downwardAPI || volume.projected);

const decode = (text: string): string => Buffer.from(text, 'base64').toString('utf8');

/** One file of a volume, and how to come by its text. */
interface ConfigFile {
  path: string;
  text(): string | undefined;
}

function filesOfObject(work: Work, resource: 'configmaps' | 'secrets', name: string, items: Json[] | undefined): ConfigFile[] {
  const object = work.record.immutable?.[`${resource}/${name}`] ?? (ifReachable(() => work.context.client.find(resource, name, work.pod.metadata.namespace)) as KubeObject | undefined);
  const texts: Record<string, () => string> = {};
  for (const [key, value] of Object.entries<string>(object?.data ?? {})) texts[key] = () => (resource === 'secrets' ? decode(value) : value);
  for (const [key, value] of Object.entries<string>(object?.binaryData ?? {})) texts[key] = () => decode(value);
  const wanted = items ? items.map(({ key, path }) => ({ key, path })) : Object.keys(texts).map((key) => ({ key, path: key }));
  return wanted.flatMap(({ key, path }) => (texts[key] ? [{ path, text: texts[key] as () => string }] : []));
}

function downward(work: Work, items: Json[]): ConfigFile[] {
  return (items ?? []).map(({ path, fieldRef, resourceFieldRef }) => ({ path, text: () => (fieldRef ? fieldText(work, fieldRef.fieldPath) : resourceText(work, {}, resourceFieldRef)) }));
}

function token(work: Work, { audience, expirationSeconds = 3607 }: Json): string | undefined {
  const { name, namespace, uid } = work.pod.metadata;
  const account = work.spec.serviceAccountName ?? 'default';
  const spec = { ...(audience ? { audiences: [audience] } : {}), expirationSeconds, boundObjectRef: { apiVersion: 'v1', kind: 'Pod', name, uid } };
  const request = { apiVersion: 'authentication.k8s.io/v1', kind: 'TokenRequest', metadata: { name: account, namespace }, spec };
  return ifReachable(() => (work.context.client.create('serviceaccounts', request, 'token') as Json).status.token);
}

function filesOf(work: Work, source: Json): ConfigFile[] {
  if (source.configMap) return filesOfObject(work, 'configmaps', source.configMap.name, source.configMap.items);
  if (source.secret) return filesOfObject(work, 'secrets', source.secret.secretName ?? source.secret.name, source.secret.items);
  if (source.downwardAPI) return downward(work, source.downwardAPI.items);
  if (source.serviceAccountToken) return [{ path: source.serviceAccountToken.path, text: () => token(work, source.serviceAccountToken) }];
  return (source.projected?.sources ?? []).flatMap((each: Json) => filesOf(work, each));
}

export const configFile = (work: Work, volume: Json, inside: string): string | undefined =>
  filesOf(work, volume)
    .find(({ path }) => path === inside)
    ?.text();

export const configPaths = (work: Work, volume: Json): string[] => filesOf(work, volume).map(({ path }) => path);
