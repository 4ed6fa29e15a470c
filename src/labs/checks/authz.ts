// authz: what somebody may do, and what not, as the API server's authorizer decides.
import type { Client } from '../../client/index.ts';
import type { CheckKind, CheckSpec, Finding, JsonSchema } from './kind.ts';

interface Access {
  verbs: string[];
  /** `pods`, `pods/log`, `deployments.apps/scale`. */
  resources: string[];
  namespace?: string;
  name?: string;
}

interface AuthzSpec extends CheckSpec {
  user: string;
  groups?: string[];
  allow?: Access[];
  deny?: Access[];
}

const words: JsonSchema = { type: 'array', minItems: 1, items: { type: 'string', minLength: 1 } };

const accesses = (description: string): JsonSchema => ({
  type: 'array',
  minItems: 1,
  description,
  items: {
    type: 'object',
    properties: { verbs: words, resources: { ...words, description: 'pods, pods/log, deployments.apps/scale' }, namespace: { type: 'string', minLength: 1 }, name: { type: 'string', minLength: 1 } },
    required: ['verbs', 'resources'],
    additionalProperties: false,
  },
});

/** A service account belongs to the groups that its token says. */
function groupsOf({ user, groups = [] }: AuthzSpec): string[] {
  const account = /^system:serviceaccount:([^:]+):/.exec(user);
  return [...groups, ...(account ? ['system:serviceaccounts', `system:serviceaccounts:${account[1]}`] : []), 'system:authenticated'];
}

interface Question {
  verb: string;
  resource: string;
  namespace: string | undefined;
  name: string | undefined;
}

const questions = (accesses: readonly Access[] = []): Question[] =>
  accesses.flatMap(({ verbs, resources, namespace, name }) => resources.flatMap((resource) => verbs.map((verb) => ({ verb, resource, namespace, name }))));

function isAllowed(client: Client, spec: AuthzSpec, { verb, resource, namespace, name }: Question): boolean {
  const [kind = '', subresource] = resource.split('/');
  const dot = kind.indexOf('.');
  const resourceAttributes = {
    verb,
    group: dot < 0 ? '' : kind.slice(dot + 1),
    resource: dot < 0 ? kind : kind.slice(0, dot),
    ...(subresource ? { subresource } : {}),
    ...(namespace ? { namespace } : {}),
    ...(name ? { name } : {}),
  };
  const review = { apiVersion: 'authorization.k8s.io/v1', kind: 'SubjectAccessReview', metadata: {}, spec: { user: spec.user, groups: groupsOf(spec), resourceAttributes } };
  return client.create('subjectaccessreviews.authorization.k8s.io', review).status.allowed === true;
}

const textOf = ({ verb, resource, namespace }: Question): string => `${verb} ${resource}${namespace ? ` in namespace ${namespace}` : ' in the whole cluster'}`;

export const authz: CheckKind<AuthzSpec> = {
  kind: 'authz',
  description: 'What a user, a member of groups or a service account may do and may not do',
  protects: ({ allow }) => allow === undefined,
  fields: {
    user: { type: 'string', minLength: 1, description: 'A user, or system:serviceaccount:NAMESPACE:NAME' },
    groups: { ...words, description: 'Groups of the user, besides those that everybody is in' },
    allow: accesses('All of this must be allowed'),
    deny: accesses('None of this may be allowed'),
  },
  required: ['user'],
  run(spec, { world: { client } }) {
    const refused: Finding[] = questions(spec.allow).flatMap((question) => (isAllowed(client, spec, question) ? [] : [{ expected: `may ${textOf(question)}`, found: 'it is forbidden' }]));
    const granted: Finding[] = questions(spec.deny).flatMap((question) => (isAllowed(client, spec, question) ? [{ expected: `may not ${textOf(question)}`, found: 'it is allowed' }] : []));
    return [...refused, ...granted];
  },
};
