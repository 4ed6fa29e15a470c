// /healthz, /livez and /readyz: whether the parts of the server work. It answers at all only while they do.
import type { Json } from '../../apimachinery/object.ts';
import { noSuchResource } from '../../apimachinery/status.ts';
import type { RequestContext } from '../context.ts';

const basic = ['ping', 'log', 'etcd'];

const hooks = [
  'start-apiserver-admission-initializer',
  'generic-apiserver-start-informers',
  'priority-and-fairness-config-consumer',
  'priority-and-fairness-filter',
  'storage-object-count-tracker-hook',
  'start-apiextensions-informers',
  'start-apiextensions-controllers',
  'crd-informer-synced',
  'start-system-namespaces-controller',
  'start-cluster-authentication-info-controller',
  'start-kube-apiserver-identity-lease-controller',
  'start-kube-apiserver-identity-lease-garbage-collector',
  'start-legacy-token-tracking-controller',
  'start-service-ip-repair-controllers',
  'rbac/bootstrap-roles',
  'scheduling/bootstrap-system-priority-classes',
  'priority-and-fairness-config-producer',
  'bootstrap-controller',
  'aggregator-reload-proxy-client-cert',
  'start-kube-aggregator-informers',
  'apiservice-status-local-available-controller',
  'apiservice-status-remote-available-controller',
  'apiservice-registration-controller',
  'apiservice-discovery-controller',
  'kube-apiserver-autoregistration',
].map((name) => `poststarthook/${name}`);

const last = ['autoregister-completion', 'poststarthook/apiservice-openapi-controller', 'poststarthook/apiservice-openapiv3-controller'];

/** The checks behind each path, in the order in which they are told. */
const checks: Readonly<Record<string, readonly string[]>> = {
  healthz: [...basic, ...hooks, ...last],
  livez: [...basic, ...hooks, ...last],
  readyz: [...basic, 'etcd-readiness', 'informer-sync', ...hooks, ...last, 'shutdown'],
};

/** `/livez`, `/livez/ping`; nothing for paths of other things. */
export function health(context: RequestContext, path: string): Json | undefined {
  const [, name = '', check] = /^\/(healthz|livez|readyz)(?:\/(.+))?$/.exec(path) ?? [];
  const known = checks[name];
  if (!known) return undefined;
  const { verbose, exclude } = context.request.query ?? {};
  if (check !== undefined && !known.includes(check)) throw noSuchResource();
  if (verbose === undefined || check !== undefined) return 'ok';
  const excluded = [exclude ?? []].flat();
  const unknown = excluded.filter((each) => !known.includes(each));
  const lines = known.map((each) => `[+]${each} ${excluded.includes(each) ? 'excluded: ok' : 'ok'}\n`);
  const warning = unknown.length > 0 ? `warn: some health checks cannot be excluded: no matches for ${unknown.map((each) => JSON.stringify(each)).join(', ')}\n` : '';
  return `${lines.join('')}${warning}${name} check passed\n`;
}
