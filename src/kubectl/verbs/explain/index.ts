// explain: the fields of a kind, from the server's own OpenAPI documents.
import type { Call, Verb } from '../../call.ts';
import { CommandError } from '../../errors.ts';
import type { Mapping } from '../../factory.ts';
import { fetchSchemas, type ResourceOfVersion, Schemas } from './document.ts';
import { plaintextOpenApiV2 } from './openapiv2.ts';
import { header, plaintext } from './plaintext.ts';

function findMapping(call: Call, name: string): Mapping | undefined {
  try {
    return call.factory.mapper().forArgument(name);
  } catch {
    return undefined;
  }
}

/** `deployments.apps.spec.replicas`: the group may follow the resource; all after them are fields. */
function splitPath(call: Call, text: string, withGroup: boolean): { mapping: Mapping; path: string[] } {
  const parts = text.split('.');
  for (let end = withGroup ? parts.length : 1; end > 0; end--) {
    const mapping = findMapping(call, parts.slice(0, end).join('.'));
    if (mapping) return { mapping, path: parts.slice(end).filter((part) => part) };
  }
  throw new CommandError(`the server doesn't have a resource type "${parts[0]}"`, { verbatim: true });
}

function withVersion(mapping: Mapping, apiVersion: string): ResourceOfVersion {
  const { group, version, resource, kind } = mapping;
  if (!apiVersion) return { group, version, resource, kind };
  const parts = apiVersion.split('/');
  if (parts.length > 2) throw new CommandError(`unexpected GroupVersion string: ${apiVersion}`);
  return parts.length === 2 ? { group: parts[0] as string, version: parts[1] as string, resource, kind } : { group: '', version: apiVersion, resource, kind };
}

const formats = ['plaintext', 'plaintext-openapiv2'];

function run(call: Call): number {
  const [subject, ...more] = call.args;
  if (!subject) throw new CommandError('You must specify the type of resource to explain. Use "kubectl api-resources" for a complete list of supported resources.');
  if (more.length > 0) throw new CommandError('We accept only this format: explain RESOURCE');
  const output = call.flags.string('output') || 'plaintext';
  const apiVersion = call.flags.string('api-version');
  const { mapping, path } = splitPath(call, subject, !apiVersion);
  if (!formats.includes(output)) throw new CommandError(`unrecognized format: ${output}`);
  const of = withVersion(mapping, apiVersion);
  const all = fetchSchemas(call, of);
  if (!all) throw new CommandError(`couldn't find resource for "${of.group ? `${of.group}/` : '/'}${of.version}, Resource=${of.resource}"`);
  const schemas = new Schemas(all);
  const root = schemas.ofKind(of);
  if (!root) throw new CommandError(`GVR (${of.group}/${of.version}, Resource=${of.resource}) not found in OpenAPI schema`);
  const recursive = call.flags.bool('recursive');
  if (output === 'plaintext-openapiv2') call.environment.stdout(plaintextOpenApiV2(schemas, of, root, path, recursive));
  else {
    call.environment.stdout(header(of));
    call.environment.stdout(plaintext(schemas, root, path, recursive));
  }
  return 0;
}

export const explain: Verb = { command: 'explain', run };
