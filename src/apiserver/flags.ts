// What the program kube-apiserver is started with, as far as it changes what the server answers.
import type { ResourceInfo } from '../apis/resources.ts';

export interface ServerFlags {
  /** --authorization-mode */
  readonly authorizationModes: readonly string[];
  /** --disable-admission-plugins and --enable-admission-plugins, applied to the default set. */
  readonly admission: { readonly enabled: readonly string[]; readonly disabled: readonly string[] };
  /** --service-cluster-ip-range and --service-node-port-range */
  readonly serviceCIDR: string;
  readonly nodePorts: { readonly first: number; readonly last: number };
  /** --anonymous-auth */
  readonly anonymousAuth: boolean;
  /** --runtime-config: `api/all`, `apps/v1`, `apps/v1/deployments`. */
  readonly runtimeConfig: Readonly<Record<string, boolean>>;
  /** --event-ttl, in seconds. */
  readonly eventTTL: number;
  /** --encryption-provider-config: the text of the file. */
  readonly encryption: string | undefined;
  /** --audit-policy-file (the text of the file), and the way to write to --audit-log-path. */
  readonly audit: { readonly policy: string; append(lines: string): void } | undefined;
}

const stability = (version: string): string => (version.includes('alpha') ? 'api/alpha' : version.includes('beta') ? 'api/beta' : 'api/ga');

/** Whether --runtime-config leaves a built-in resource served: the nearest toggle decides. */
export function isServed({ runtimeConfig }: ServerFlags, { group, version, resource, isCustom }: Pick<ResourceInfo, 'group' | 'version' | 'resource' | 'isCustom'>): boolean {
  if (isCustom || Object.keys(runtimeConfig).length === 0) return true;
  const names = group ? [`${group}/${version}`] : ['api/v1', 'v1'];
  const toggles = [...names.map((name) => `${name}/${resource}`), ...names, stability(version), 'api/all'];
  const nearest = toggles.find((toggle) => Object.hasOwn(runtimeConfig, toggle));
  return nearest === undefined || (runtimeConfig[nearest] as boolean);
}
