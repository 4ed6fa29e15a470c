// The parts of objects that have a path of their own. `status` and its like are written as the object is; the others are here.
import { handleUpdate } from '../handlers/create.ts';
import { handlePatch } from '../handlers/patch.ts';
import { handleGet } from '../handlers/read.ts';
import type { Answer, ResourceContext } from '../context.ts';
import { approval } from './approval.ts';
import { attach } from './attach.ts';
import { binding } from './binding.ts';
import { eviction } from './eviction.ts';
import { log } from './log.ts';
import { exec } from './exec.ts';
import { finalize, podPart } from './parts.ts';
import { portforward } from './portforward.ts';
import { proxy } from './proxy.ts';
import { scale } from './scale.ts';
import { token } from './token.ts';

export type SubresourceHandler = (context: ResourceContext) => Answer;

/** What may be done with a subresource, by method. */
export interface SubresourceHandlers {
  GET?: SubresourceHandler;
  POST?: SubresourceHandler;
  PUT?: SubresourceHandler;
  PATCH?: SubresourceHandler;
}

const status: SubresourceHandlers = { GET: handleGet, PUT: handleUpdate, PATCH: handlePatch };

/** By name; `pods/log` and the like where the name alone means something else elsewhere. One line each. */
const subresources: Readonly<Record<string, SubresourceHandlers>> = {
  approval,
  attach,
  binding,
  ephemeralcontainers: podPart,
  eviction,
  exec,
  finalize,
  log,
  portforward,
  proxy,
  resize: podPart,
  scale,
  status,
  token,
};

export const handlersOf = (subresource: string): SubresourceHandlers | undefined => subresources[subresource];
