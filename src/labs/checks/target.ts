// What a check looks at: one object by its name, or several by a selector, and further ones that conditions mention.
import { isNear } from '../../apimachinery/distance.ts';
import type { Json, KubeObject } from '../../apimachinery/object.ts';
import type { Client } from '../../client/index.ts';
import type { Finding, JsonSchema } from './kind.ts';

export interface Target {
  /** As kubectl names it in full: `pods`, `deployments.apps`. */
  resource: string;
  namespace?: string;
  name?: string;
  selector?: string;
}

export const targetFields: Readonly<Record<string, JsonSchema>> = {
  resource: { type: 'string', description: 'What kubectl calls it in full: pods, deployments.apps', pattern: '^[a-z]+(\\.[a-z0-9.-]+)?$' },
  namespace: { type: 'string', minLength: 1, description: 'Its namespace; leave it out for objects of the cluster' },
  name: { type: 'string', minLength: 1, description: 'The one object; without it, all that the selector selects' },
  selector: { type: 'string', minLength: 1, description: 'A label selector, as kubectl -l takes it' },
};

export const withField: JsonSchema = {
  type: 'object',
  description: 'Further variables for the conditions: an object where a name is given (null when it is not there), else a list',
  additionalProperties: { type: 'object', properties: targetFields, required: ['resource'], additionalProperties: false },
};

export const list = (client: Client, { resource, namespace, selector }: Target): KubeObject[] => client.list(resource, { namespace, ...(selector ? { labelSelector: selector } : {}) });

/** The object of a target by its name, or the list. */
export const lookUp = (client: Client, target: Target): Json => (target.name === undefined ? list(client, target) : (client.find(target.resource, target.name, target.namespace) ?? null));

/** As what conditions see it. */
export const subjectOf = ({ name }: Target): string => (name === undefined ? 'objects' : 'object');

export function variablesOf(client: Client, targets: Readonly<Record<string, Target>> = {}): Record<string, Json> {
  return Object.fromEntries(Object.entries(targets).map(([name, target]) => [name, lookUp(client, target)]));
}

const singular = (resource: string): string => (resource.split('.')[0] as string).replace(/(?<=s)es$|ies$|s$/, (end) => (end === 'ies' ? 'y' : ''));

/** `deployment sorter in namespace freight`. */
export const nameOf = ({ resource, namespace, name }: Target): string => `${singular(resource)} ${name}${namespace ? ` in namespace ${namespace}` : ''}`;

/** Tells of an object that is not there what stands in its place: the right one elsewhere, or one with nearly its name. */
export function missing(client: Client, target: Target): Finding {
  const expected = nameOf(target);
  const elsewhere = target.namespace === undefined ? [] : client.list(target.resource, { fieldSelector: `metadata.name=${target.name}` });
  if (elsewhere[0]) return { expected, found: `${singular(target.resource)} ${target.name} is in namespace ${elsewhere[0].metadata.namespace}` };
  const near = list(client, { resource: target.resource, ...(target.namespace ? { namespace: target.namespace } : {}) })
    .map(({ metadata }) => metadata.name)
    .find((name) => isNear(name, target.name as string));
  return { expected, found: near ? `${near}, wanted ${target.name}` : 'there is none' };
}
