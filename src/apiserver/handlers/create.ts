// Create and update with a whole object in the body.
import type { Json } from '../../apimachinery/object.ts';
import { badRequest, failure, notFound } from '../../apimachinery/status.ts';
import type { Answer, ResourceContext } from '../context.ts';
import { decodeObject } from '../decodeBody.ts';
import { hooksOf } from '../registry/index.ts';
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

export function handleUpdate(context: ResourceContext): Answer {
  const { resource, info, server } = context;
  const object = decodeObject(context);
  checkNamespace(context, object);
  const name = info.name as string;
  if (object.metadata.name !== name) throw badRequest(`the name of the object (${object.metadata.name ?? ''}) does not match the name on the URL (${name})`);
  const old = server.storage.get(resource, info.namespace, name);
  if (!old) throw notFound(resource, name);
  return { code: 200, body: toServed(resource, updateObject(context, object, old)) };
}
