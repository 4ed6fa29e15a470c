// Create and update with a whole object in the body.
import type { Json, KubeObject } from '../../apimachinery/object.ts';
import { badRequest, conflict, failure, forbidden, notFound } from '../../apimachinery/status.ts';
import { refusal } from '../authorization/index.ts';
import type { Answer, ResourceContext } from '../context.ts';
import { decodeObject } from '../decodeBody.ts';
import { hooksOf } from '../registry/index.ts';
import { keyIn } from '../storage.ts';
import { checkWriteOptions } from '../writeOptions.ts';
import { toServed } from './read.ts';
import { createObject, updateObject } from './write.ts';

function checkNamespace(context: ResourceContext, object: Json): void {
  const { resource, info } = context;
  const given = object.metadata.namespace;
  if (resource.namespaced && given && given !== info.namespace) throw badRequest('the namespace of the provided object does not match the namespace sent on the request');
  if (resource.namespaced && !info.namespace) throw badRequest('an empty namespace may not be set during creation');
}

export function handleCreate(context: ResourceContext): Answer {
  const { resource } = context;
  checkWriteOptions(context, 'CreateOptions');
  const object = decodeObject(context);
  checkNamespace(context, object);
  const { answer } = hooksOf(resource);
  if (answer) return { code: 201, body: answer(context, object) };
  if (!object.metadata.name && !object.metadata.generateName) {
    throw failure(422, 'Invalid', `${resource.kind}${resource.group ? `.${resource.group}` : ''} "" is invalid: metadata.name: Required value: name or generateName is required`, {
      ...(resource.group ? { group: resource.group } : {}),
      kind: resource.kind,
      causes: [{ reason: 'FieldValueRequired', message: 'Required value: name or generateName is required', field: 'metadata.name' }],
    });
  }
  return { code: 201, body: toServed(resource, createObject(context, object)) };
}

/** An object that says which one it is must be that one, not a namesake. */
function checkUid({ resource, info }: ResourceContext, object: Json, old: KubeObject | undefined): void {
  const { uid } = object.metadata;
  const name = info.name as string;
  if (!uid || uid === old?.metadata.uid) return;
  const why = `Precondition failed: UID in precondition: ${uid}, UID in object meta: ${old?.metadata.uid ?? ''}`;
  throw conflict(resource, name, `StorageError: invalid object, Code: 4, Key: ${keyIn(resource, info.namespace, name)}, ResourceVersion: 0, AdditionalErrorMsg: ${why}`);
}

/** A few kinds are made by a PUT when they are not there, by whoever may make them. */
function createOnUpdate(context: ResourceContext, object: Json): Answer {
  const { resource, info, server, user } = context;
  const name = info.name as string;
  if (!hooksOf(resource).createsOnUpdate || info.subresource) throw notFound(resource, name);
  const asked = { user, verb: 'create', isResource: true, path: '', group: resource.group, resource: resource.resource, subresource: '', namespace: info.namespace, name };
  if (!server.authorize(asked).allowed) throw forbidden(resource, name, refusal(asked));
  return { code: 201, body: toServed(resource, createObject(context, object)) };
}

export function handleUpdate(context: ResourceContext): Answer {
  const { resource, info, server } = context;
  checkWriteOptions(context, 'UpdateOptions');
  const object = decodeObject(context);
  checkNamespace(context, object);
  const name = info.name as string;
  if (!object.metadata.name) throw badRequest(`the name of the object (${name} based on URL) was undeterminable: name must be provided`);
  if (object.metadata.name !== name) throw badRequest(`the name of the object (${object.metadata.name}) does not match the name on the URL (${name})`);
  const old = server.storage.get(resource, info.namespace, name);
  checkUid(context, object, old);
  if (!old) return createOnUpdate(context, object);
  return { code: 200, body: toServed(resource, updateObject(context, object, old)) };
}
