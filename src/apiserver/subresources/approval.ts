// PUT certificatesigningrequests/NAME/approval: written as the object is; who approved is known from the conditions.
import { handleUpdate } from '../handlers/create.ts';
import { handlePatch } from '../handlers/patch.ts';
import { handleGet } from '../handlers/read.ts';
import type { SubresourceHandlers } from './index.ts';

export const approval: SubresourceHandlers = { GET: handleGet, PUT: handleUpdate, PATCH: handlePatch };
