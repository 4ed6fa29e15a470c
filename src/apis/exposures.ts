// The kinds that a service can be made for, and what it takes from them. By resource.
import { goValue } from '../apimachinery/goFormat.ts';
import type { Json } from '../apimachinery/object.ts';
import { podSpecPath } from './podSpecs.ts';

export interface ExposedPort {
  port: number;
  protocol: string;
}

export interface Exposure {
  /** The labels to select by; throws why there are none. */
  selector(object: Json): Record<string, string>;
  /** All of them, those with one number and several protocols too. */
  ports(object: Json): ExposedPort[];
}

const containerPorts =
  (resource: string) =>
  (object: Json): ExposedPort[] => {
    const spec = (podSpecPath(resource) ?? []).reduce((at: Json, step) => at?.[step], object);
    return (spec?.containers ?? []).flatMap((container: Json) => (container.ports ?? []).map(({ containerPort, protocol }: Json) => ({ port: containerPort, protocol: protocol || 'TCP' })));
  };

function labelsOfPod({ metadata }: Json): Record<string, string> {
  if (Object.keys(metadata.labels ?? {}).length === 0) throw new Error('the pod has no labels and cannot be exposed');
  return metadata.labels;
}

/** What a selector with expressions says cannot be said by a service. */
function matchLabels({ spec, kind }: Json): Record<string, string> {
  const { matchLabels: labels = {}, matchExpressions = [] } = spec.selector ?? {};
  if (Object.keys(labels).length === 0) throw new Error(`invalid ${kind.toLowerCase()}: no selectors, therefore cannot be exposed`);
  const texts = matchExpressions.map(({ key, operator, values = [] }: Json) => `{Key:${key} Operator:${operator} Values:${goValue(values)}}`);
  if (texts.length > 0) throw new Error(`couldn't convert expressions - "[${texts.join(' ')}]" to map-based selector format`);
  return labels;
}

function selectorOfService({ spec }: Json): Record<string, string> {
  if (!spec.selector) throw new Error('the service has no pod selector set');
  return spec.selector;
}

const exposures: Readonly<Record<string, Exposure>> = {
  pods: { selector: labelsOfPod, ports: containerPorts('pods') },
  services: { selector: selectorOfService, ports: ({ spec }) => (spec.ports ?? []).map(({ port, protocol }: Json) => ({ port, protocol: protocol || 'TCP' })) },
  replicationcontrollers: { selector: ({ spec }) => spec.selector ?? {}, ports: containerPorts('replicationcontrollers') },
  'deployments.apps': { selector: matchLabels, ports: containerPorts('deployments.apps') },
  'replicasets.apps': { selector: matchLabels, ports: containerPorts('replicasets.apps') },
};

export const exposureOf = (resource: string): Exposure | undefined => exposures[resource];
