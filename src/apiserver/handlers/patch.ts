// Patch: the four kinds of patch, applied to what is stored and written as an update.
import { conversionFault } from '../../apis/conversion.ts';
import { groupVersionText } from '../../apis/resources.ts';
import { lookup, type Schema } from '../../apis/schema.ts';
import { invalidValue } from '../../apimachinery/fieldErrors.ts';
import { goValue } from '../../apimachinery/goFormat.ts';
import { mergePatch } from '../../apimachinery/jsonMerge.ts';
import { applyJsonPatch } from '../../apimachinery/jsonPatch.ts';
import { toCompactJson } from '../../apimachinery/json.ts';
import { deepCopy, type Json, type KubeObject } from '../../apimachinery/object.ts';
import { type ApiError, badRequest, failure, invalid } from '../../apimachinery/status.ts';
import { strategicMergePatch } from '../../apimachinery/strategicMerge.ts';
import { applyPatch } from '../apply.ts';
import type { Answer, ResourceContext } from '../context.ts';
import { decodeObject } from '../decodeBody.ts';
import { checkWriteOptions } from '../writeOptions.ts';
import { getObject, toServed } from './read.ts';
import { updateObject } from './write.ts';

/** Operations in one JSON patch. */
const mostOperations = 10_000;

const strategic = 'application/strategic-merge-patch+json';

type Patcher = (object: KubeObject, patch: Json, context: ResourceContext) => Json;

const patchers: Readonly<Record<string, Patcher>> = {
  'application/json-patch+json': (object, patch) => jsonPatch(object, patch),
  'application/merge-patch+json': (object, patch) => mergePatch(deepCopy(object), objectPatch(patch)),
  'application/strategic-merge-patch+json': (object, patch, { resource }) => {
    const result = strategicMergePatch(deepCopy(object), objectPatch(patch), lookup(resource.schema));
    checkTypes(result, patch, resource.schema);
    return result;
  },
};

/** A patch whose types do not fit is refused as a whole; what is wrong is said without a place. */
function checkTypes(result: Json, patch: Json, schema: Schema): void {
  const fault = conversionFault(result, schema);
  if (fault) throw invalid({ group: '', resource: '' }, '', [invalidValue('patch', goValue(patch), fault)]);
}

function objectPatch(patch: Json): Json {
  if (patch === null || typeof patch !== 'object' || Array.isArray(patch)) {
    throw badRequest(`error decoding patch: json: cannot unmarshal ${Array.isArray(patch) ? 'array' : typeof patch} into Go value of type map[string]interface {}`);
  }
  return patch;
}

function jsonPatch(object: KubeObject, patch: Json): Json {
  if (!Array.isArray(patch)) throw badRequest('error decoding patch: json: cannot unmarshal object into Go value of type []handlers.jsonPatchOp');
  if (patch.length > mostOperations) throw failure(413, 'RequestEntityTooLarge', `Request entity too large: The allowed maximum operations in a JSON patch is ${mostOperations}, got ${patch.length}`);
  return applyJsonPatch(deepCopy(object), patch);
}

/** The error of a patch that cannot be applied, as an answer of the server. */
function refusedPatch(error: unknown): unknown {
  if (!(error instanceof Error) || 'status' in error) return error;
  return failure(422, 'Invalid', 'the server rejected our request due to an error in our request');
}

export function patched(context: ResourceContext, object: KubeObject): Json {
  const { resource, request } = context;
  const type = request.headers?.contentType ?? strategic;
  const patcher = patchers[type];
  if (!patcher || (type.includes('strategic') && resource.isCustom)) {
    const supported = Object.keys(patchers).filter((t) => !t.includes('strategic') || !resource.isCustom);
    throw failure(415, 'UnsupportedMediaType', `the body of the request was in an unknown format - accepted media types include: ${[...supported, 'application/apply-patch+yaml'].join(', ')}`);
  }
  try {
    const result = patcher(object, request.body, context);
    return { ...result, apiVersion: result.apiVersion ?? groupVersionText(resource), kind: result.kind ?? resource.kind };
  } catch (error) {
    throw refusedPatch(error);
  }
}

/** What does not fit the type is refused with the patch or, where that is no part of an object, with what it made. */
function refuseFields({ request }: ResourceContext, result: Json, why: string): ApiError {
  const isStrategic = (request.headers?.contentType ?? strategic) === strategic;
  return invalid({ group: '', resource: '' }, '', [invalidValue('patch', isStrategic ? goValue(request.body) : toCompactJson(result), why)]);
}

export function handlePatch(context: ResourceContext): Answer {
  checkWriteOptions(context, 'PatchOptions');
  if (context.request.headers?.contentType === 'application/apply-patch+yaml') return applyPatch(context);
  const stored = getObject(context);
  const old = toServed(context.resource, stored);
  const result = patched(context, old);
  const draft = decodeObject(context, result, (why) => refuseFields(context, result, why));
  if (draft.metadata.name !== old.metadata.name) throw badRequest(`the name of the object (${draft.metadata.name}) does not match the name on the URL (${old.metadata.name})`);
  // A patch that says no resource version is applied to whatever is there.
  return { code: 200, body: toServed(context.resource, updateObject(context, draft, stored)) };
}
