// Parts that are written as the whole object, of which only they are taken: a namespace's finalizers, a pod's ephemeral containers and sizes.
import { handleUpdate } from '../handlers/create.ts';
import { handlePatch } from '../handlers/patch.ts';
import { handleGet } from '../handlers/read.ts';
import type { SubresourceHandlers } from './index.ts';

export const finalize: SubresourceHandlers = { PUT: handleUpdate };

export const podPart: SubresourceHandlers = { GET: handleGet, PUT: handleUpdate, PATCH: handlePatch };
