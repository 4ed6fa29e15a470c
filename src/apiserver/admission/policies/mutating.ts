// MutatingAdmissionPolicy: changes that requests get, written in CEL, as their bindings put them to work.
import { applyJsonPatch } from '../../../apimachinery/jsonPatch.ts';
import { deepEqual, type Json, type KubeObject } from '../../../apimachinery/object.ts';
import { applySchemaDefaults, decode } from '../../../apis/decode.ts';
import { type ApiError, forbidden } from '../../../apimachinery/status.ts';
import { mergeTyped } from '../../mergeTyped.ts';
import { type AdmissionPlugin, type AdmissionRequest, reads } from '../types.ts';
import { EvaluationError, evaluate, isExempt, isMeant } from './evaluation.ts';
import { matchesResources } from './matching.ts';
import { ParamsError, paramsOf } from './params.ts';
import { variablesOf } from './variables.ts';

interface Invocation {
  policy: KubeObject;
  binding: KubeObject;
}

function refusal(request: AdmissionRequest, { policy, binding }: Invocation, message: string): ApiError {
  const text = `policy '${policy.metadata.name}' with binding '${binding.metadata.name}' denied request: ${message}`;
  const error = forbidden(request.resource, request.name, 'admission request denied by policy');
  Object.assign(error.status, { message: text, reason: 'Invalid', details: { ...error.status.details, causes: [{ message: text }] } });
  error.message = text;
  return error;
}

/** Values of CEL as JSON has them. */
function toJson(value: unknown): Json {
  if (typeof value === 'bigint') return Number(value);
  if (value instanceof Date) return value.toISOString().replace(/\.000Z$/, 'Z');
  if (Array.isArray(value)) return value.map(toJson);
  if (value === null || typeof value !== 'object') return value as Json;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, toJson(member)]));
}

/** A change that JSON Patch's own test forbids is not made. */
function patched(object: Json, operations: Json): Json {
  try {
    return applyJsonPatch(object, operations);
  } catch (error) {
    if (/^testing value .* failed/.test((error as Error).message)) return object;
    throw new EvaluationError(`JSON Patch: ${(error as Error).message}`);
  }
}

function mutated(object: Json, mutation: Json, variables: Record<string, unknown>, request: AdmissionRequest): Json {
  const { jsonPatch, applyConfiguration } = mutation;
  if (jsonPatch) return patched(object, toJson(evaluate(jsonPatch.expression, variables)));
  const applied = toJson(evaluate(applyConfiguration.expression, variables));
  return mergeTyped(object, applied, request.resource.schema);
}

/** The draft itself is changed, as the server goes on with it. */
function settle(request: AdmissionRequest, changed: Json): void {
  const { object, resource } = request;
  if (deepEqual(object, changed)) return;
  const read = resource.read ? changed : decode(changed, resource.typeName, resource.schema).value;
  for (const key of Object.keys(object)) delete object[key];
  Object.assign(object, read, { apiVersion: changed.apiVersion, kind: changed.kind });
  if (!resource.isCustom) applySchemaDefaults(object, resource.schema, resource.typeName);
  resource.logic.applyDefaults?.(object);
}

function invoke(request: AdmissionRequest, invocation: Invocation, params: KubeObject | undefined): void {
  const { policy } = invocation;
  try {
    const meant = isMeant(policy.spec, variablesOf(request, params, policy.spec.variables));
    if (meant instanceof EvaluationError) throw meant;
    if (!meant) return;
    for (const mutation of (policy.spec.mutations ?? []) as Json[]) settle(request, mutated(request.object, mutation, variablesOf(request, params, policy.spec.variables), request));
  } catch (error) {
    if (!(error instanceof EvaluationError)) throw error;
    if (policy.spec.failurePolicy !== 'Ignore') throw refusal(request, invocation, error.message);
  }
}

function invocationsOf(request: AdmissionRequest): Invocation[] {
  const { list, find } = reads(request);
  const pairs = list('mutatingadmissionpolicybindings.admissionregistration.k8s.io').flatMap((binding) => {
    const policy = find('mutatingadmissionpolicies.admissionregistration.k8s.io', binding.spec.policyName);
    return policy ? [{ policy, binding }] : [];
  });
  return pairs.sort((a, b) => (a.policy.metadata.name < b.policy.metadata.name ? -1 : a.policy.metadata.name > b.policy.metadata.name ? 1 : 0));
}

export const mutatingAdmissionPolicy: AdmissionPlugin = {
  name: 'MutatingAdmissionPolicy',
  mutate(request) {
    if (!request.object || isExempt(request.resource)) return;
    for (const invocation of invocationsOf(request)) {
      const { policy, binding } = invocation;
      if (!matchesResources(policy.spec.matchConstraints, request) || !matchesResources(binding.spec.matchResources, request)) continue;
      const params = paramsOf(policy, binding, request);
      if (params instanceof ParamsError) {
        if (policy.spec.failurePolicy !== 'Ignore') throw refusal(request, invocation, `failed to configure binding: ${params.message}`);
        continue;
      }
      for (const one of params) invoke(request, invocation, one);
    }
  },
};
