// From a request's body to an object of the resource's kind: its kind, its fields, its defaults.
import { applySchemaDefaults, decode, type Decoded, DecodeError } from '../apis/decode.ts';
import { groupVersionText, type GroupVersionKind } from '../apis/resources.ts';
import { type Schema, typeNamed, typeOfKind } from '../apis/schema.ts';
import { deepCopy, type Json } from '../apimachinery/object.ts';
import { type ApiError, badRequest } from '../apimachinery/status.ts';
import { query, type RequestContext, type ResourceContext } from './context.ts';

interface Target extends GroupVersionKind {
  typeName: string;
  schema: Schema;
  read?(value: Json): Decoded;
}

function checkKind(body: Json, target: Target): void {
  const { apiVersion, kind } = body;
  for (const [field, value] of Object.entries({ apiVersion, kind })) {
    if (value !== undefined && value !== null && typeof value !== 'string')
      throw badRequest(
        `couldn't get version/kind; json parse error: json: cannot unmarshal ${Array.isArray(value) ? 'array' : typeof value === 'boolean' ? 'bool' : typeof value} into Go struct field .${field} of type string`,
      );
  }
  const wanted = groupVersionText(target);
  const unlike = (why: string): ApiError =>
    badRequest(`${kind || target.kind} in version ${JSON.stringify(apiVersion ? apiVersion.split('/').at(-1) : target.version)} cannot be handled as a ${target.kind}: ${why}`);
  if (kind !== undefined && kind !== target.kind && apiVersion === wanted) throw unlike(`no kind ${JSON.stringify(kind)} is registered for version ${JSON.stringify(apiVersion)}`);
  if ((kind !== undefined && kind !== target.kind) || (apiVersion !== undefined && apiVersion !== wanted)) {
    throw badRequest(`the API version in the data (${apiVersion ?? ''}) does not match the expected API version (${wanted})`);
  }
}

/** How a body is refused that does not fit its type. */
type Refuse = (why: string) => ApiError;

const refusalFor =
  ({ kind, version }: Target): Refuse =>
  (why) =>
    badRequest(`${kind} in version ${JSON.stringify(version)} cannot be handled as a ${kind}: ${why}`);

/** Decodes a body strictly, leniently with warnings, or silently, as the query's fieldValidation says. */
export function decodeAs(context: RequestContext, body: Json, target: Target, refuse: Refuse = refusalFor(target)): Json {
  if (body === null || typeof body !== 'object' || Array.isArray(body))
    throw badRequest(
      `couldn't get version/kind; json parse error: json: cannot unmarshal ${Array.isArray(body) ? 'array' : typeof body} into Go value of type struct { APIVersion string "json:\\"apiVersion,omitempty\\""; Kind string "json:\\"kind,omitempty\\"" }`,
    );
  checkKind(body, target);
  let decoded: Decoded;
  try {
    decoded = target.read?.(body) ?? decode(body, target.typeName, target.schema);
  } catch (error) {
    if (error instanceof DecodeError || error instanceof Error) throw refuse(error.message);
    throw error;
  }
  const validation = query(context, 'fieldValidation') || 'Warn';
  if (decoded.strict.length > 0 && validation === 'Strict') throw refuse(`strict decoding error: ${decoded.strict.join(', ')}`);
  if (validation === 'Warn') for (const text of decoded.strict) context.warn(text);
  const object = { ...decoded.value, apiVersion: groupVersionText(target), kind: target.kind };
  object.metadata ??= {};
  return object;
}

/** Fills in what the schema and the kind give when a client says nothing, in place. */
export function applyDefaults(context: ResourceContext, object: Json): void {
  if (!context.resource.isCustom) applySchemaDefaults(object, context.resource.schema, context.resource.typeName);
  context.resource.logic.applyDefaults?.(object);
}

/** The object in the body, with its defaults. A copy: it may be changed. */
export function decodeObject(context: ResourceContext, body: Json = context.request.body, refuse?: Refuse): Json {
  const object = decodeAs(context, deepCopy(body), context.resource, refuse);
  applyDefaults(context, object);
  return object;
}

/** The body of a subresource that has a kind of its own (Binding, Eviction, Scale, TokenRequest). */
export function decodeKind(context: RequestContext, gvk: GroupVersionKind): Json {
  const typeName = typeOfKind(gvk.group, gvk.version, gvk.kind) ?? '';
  const schema = typeNamed(typeName) ?? { type: 'object' };
  const object = decodeAs(context, deepCopy(context.request.body), { ...gvk, typeName, schema });
  applySchemaDefaults(object, schema, typeName);
  return object;
}
