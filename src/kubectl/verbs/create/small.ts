// kubectl create namespace, serviceaccount, quota, poddisruptionbudget, priorityclass.
import { parseSelector, toLabelSelector } from '../../../apimachinery/labels.ts';
import type { Json } from '../../../apimachinery/object.ts';
import { canonical } from '../../../apimachinery/quantity.ts';
import { CommandError, type Verb } from '../../call.ts';
import { generator, metadataOf } from './shared.ts';

export const namespace: Verb = generator({
  command: 'create namespace',
  build: (_call, name) => ({ kind: 'Namespace', apiVersion: 'v1', metadata: { name }, spec: {}, status: {} }),
});

export const serviceaccount: Verb = generator({
  command: 'create serviceaccount',
  failure: 'failed to create serviceaccount: ',
  build: (call, name) => ({ kind: 'ServiceAccount', apiVersion: 'v1', metadata: metadataOf(call, name) }),
});

function hardOf(text: string): Record<string, string> | undefined {
  if (text === '') return undefined;
  return Object.fromEntries(
    text.split(',').map((part) => {
      const pair = part.split('=');
      if (pair.length !== 2) throw new CommandError(`Invalid argument syntax ${part}, expected <resource>=<value>`);
      return [pair[0] as string, canonical(pair[1] as string)];
    }),
  );
}

export const quota: Verb = generator({
  command: 'create quota',
  failure: 'failed to create quota: ',
  build(call, name) {
    const hard = hardOf(call.flags.string('hard'));
    const scopes = call.flags.string('scopes');
    const spec = { ...(hard ? { hard } : {}), ...(scopes ? { scopes: scopes.split(',') } : {}) };
    return { kind: 'ResourceQuota', apiVersion: 'v1', metadata: metadataOf(call, name), spec, status: {} };
  },
});

const intOrString = (text: string): number | string => (/^[+-]?\d+$/.test(text) ? Number(text) : text);

function selectorOf(text: string): Json {
  try {
    return toLabelSelector(parseSelector(text));
  } catch (error) {
    throw new CommandError(`couldn't parse the selector string ${JSON.stringify(text)}: ${(error as Error).message}`);
  }
}

export const poddisruptionbudget: Verb = generator({
  command: 'create poddisruptionbudget',
  failure: 'failed to create poddisruptionbudgets: ',
  build(call, name) {
    const { flags } = call;
    const [min, max, selector] = [flags.string('min-available'), flags.string('max-unavailable'), flags.string('selector')];
    if (selector === '') throw new CommandError('a selector must be specified');
    if (max === '' && min === '') throw new CommandError('one of min-available or max-unavailable must be specified');
    if (max !== '' && min !== '') throw new CommandError('min-available and max-unavailable cannot be both specified');
    return {
      kind: 'PodDisruptionBudget',
      apiVersion: 'policy/v1',
      metadata: metadataOf(call, name),
      spec: { ...(min ? { minAvailable: intOrString(min) } : {}), selector: selectorOf(selector), ...(max ? { maxUnavailable: intOrString(max) } : {}) },
      status: { disruptionsAllowed: 0, currentHealthy: 0, desiredHealthy: 0, expectedPods: 0 },
    };
  },
});

export const priorityclass: Verb = generator({
  command: 'create priorityclass',
  failure: 'failed to create priorityclass: ',
  build(call, name) {
    const { flags } = call;
    const description = flags.string('description');
    return {
      kind: 'PriorityClass',
      apiVersion: 'scheduling.k8s.io/v1',
      metadata: { name },
      value: flags.int('value'),
      ...(flags.bool('global-default') ? { globalDefault: true } : {}),
      ...(description ? { description } : {}),
      preemptionPolicy: flags.string('preemption-policy'),
    };
  },
});
