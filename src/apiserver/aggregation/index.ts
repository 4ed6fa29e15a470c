// Groups that another server answers for, named by APIServices: what is served there, and whether it can be reached.
import { builtInNamed, type ResourceInfo, resourceText } from '../../apis/resources.ts';
import type { Json, KubeObject } from '../../apimachinery/object.ts';
import { failure } from '../../apimachinery/status.ts';
import type { RequestInfo } from '../route.ts';
import type { Storage } from '../storage.ts';
import { metricsResources } from './metricsResources.ts';

/** The servers that we know how to be, by what they serve. */
const served: readonly ResourceInfo[] = metricsResources;

export const isAvailable = ({ status }: KubeObject): boolean => (status?.conditions ?? []).some((c: Json) => c.type === 'Available' && c.status === 'True');

const apiServices = builtInNamed('apiservices.apiregistration.k8s.io') as ResourceInfo;

export class Aggregation {
  constructor(private readonly storage: Storage) {}

  all(): ResourceInfo[] {
    return served.filter((info) => this.serviceOf(info.group, info.version));
  }

  at(group: string, version: string, resource: string): ResourceInfo | undefined {
    return served.find((info) => info.group === group && info.version === version && info.resource === resource && this.serviceOf(group, version));
  }

  /** `pods.metrics.k8s.io` */
  named(text: string): ResourceInfo | undefined {
    return served.find((info) => resourceText(info) === text && this.serviceOf(info.group, info.version));
  }

  /** Refuses what is for a server that cannot be reached, in the words that clients have for it. */
  check({ path, isResource, group, resource, name }: RequestInfo, method: string): void {
    const [, of, version] = /^\/apis\/([^/]+)\/([^/]+)/.exec(path) ?? [];
    const service = of && version ? this.serviceOf(of, version) : undefined;
    if (!service || isAvailable(service)) return;
    const asked = isResource ? ` (${[method.toLowerCase(), resourceText({ group, resource }), ...(name ? [name] : [])].join(' ')})` : '';
    throw failure(503, 'ServiceUnavailable', `the server is currently unable to handle the request${asked}`);
  }

  private serviceOf(group: string, version: string): KubeObject | undefined {
    const found = this.storage.get(apiServices, undefined, `${version}.${group}`);
    return found?.spec.service ? found : undefined;
  }
}
