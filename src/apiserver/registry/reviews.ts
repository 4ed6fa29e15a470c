// Questions to the server: who am I, may I, may they, whose token is this.
import type { Json } from '../../apimachinery/object.ts';
import { type FieldError, invalidValue } from '../../apimachinery/fieldErrors.ts';
import { badRequest, invalid } from '../../apimachinery/status.ts';
import type { UserInfo } from '../authentication.ts';
import type { Attributes } from '../authorization/index.ts';
import { grantsOf } from '../authorization/rbac.ts';
import type { ResourceContext } from '../context.ts';
import { authenticateToken } from '../serviceAccountTokens.ts';
import type { RegistryHooks } from './index.ts';

function attributesOf(spec: Json, user: UserInfo): Attributes {
  const r = spec.resourceAttributes;
  if (!r)
    return {
      user,
      verb: spec.nonResourceAttributes.verb ?? '',
      isResource: false,
      path: spec.nonResourceAttributes.path ?? '',
      group: '',
      resource: '',
      subresource: '',
      namespace: undefined,
      name: undefined,
    };
  return {
    user,
    verb: r.verb ?? '',
    isResource: true,
    path: '',
    group: r.group ?? '',
    resource: r.resource ?? '',
    subresource: r.subresource ?? '',
    namespace: r.namespace || undefined,
    name: r.name,
  };
}

/** A question has no name: what its metadata may hold all the same. */
const unsaid = new Set(['creationTimestamp', 'managedFields', 'uid']);

/** What is wrong with a question. */
function reviewErrors({ resource }: ResourceContext, { metadata = {}, spec }: Json): FieldError[] {
  const { resourceAttributes: asked, nonResourceAttributes: path } = spec;
  const errors: FieldError[] = [];
  if (asked && path) errors.push(invalidValue('spec.nonResourceAttributes', goPath(path), 'cannot be specified in combination with resourceAttributes'));
  if (!asked && !path) errors.push(invalidValue('spec.resourceAttributes', null, 'exactly one of nonResourceAttributes or resourceAttributes must be specified'));
  const self = resource.resource.startsWith('self');
  if (!self && !spec.user && !spec.groups?.length) errors.push(invalidValue('spec.user', '', 'at least one of user or group must be specified'));
  const named = Object.keys(metadata).filter((field) => !unsaid.has(field) && !(resource.namespaced && field === 'namespace'));
  if (named.length > 0) errors.push(invalidValue('metadata', metadata, `must be empty${resource.namespaced ? ' except for namespace' : ''}`));
  if (resource.namespaced) {
    if (asked && (asked.namespace ?? '') !== (metadata.namespace ?? '')) errors.push(invalidValue('spec.resourceAttributes.namespace', asked.namespace ?? '', 'must match metadata.namespace'));
    if (path) errors.push(invalidValue('spec.nonResourceAttributes', goPath(path), 'disallowed on this kind of request'));
  }
  return errors;
}

const goPath = ({ path = '', verb = '' }: Json): Json => ({ Path: path, Verb: verb });

function decide(context: ResourceContext, review: Json, user: UserInfo): Json {
  const { spec } = review;
  const errors = reviewErrors(context, review);
  if (errors.length > 0) throw invalid({ group: context.resource.group, resource: context.resource.kind }, '', errors);
  const { allowed, reason } = context.server.authorize(attributesOf(spec, user));
  return { ...review, status: { allowed, ...(reason ? { reason } : {}) } };
}

export const selfAccessReview: RegistryHooks = { answer: (context, review) => decide(context, review, context.user) };

export const accessReview: RegistryHooks = {
  answer: (context, review) => decide(context, review, { name: review.spec.user ?? '', groups: review.spec.groups ?? [] }),
};

const userStatus = ({ name, uid, groups, extra }: UserInfo): Json => ({ username: name, ...(uid ? { uid } : {}), groups, ...(extra ? { extra } : {}) });

export const selfReview: RegistryHooks = { answer: (context, review) => ({ ...review, status: { userInfo: userStatus(context.user) } }) };

export const tokenReview: RegistryHooks = {
  answer(context, review) {
    const { token, audiences } = review.spec;
    if (!token) throw badRequest('token is required for TokenReview in authentication');
    try {
      const { user, audiences: good } = authenticateToken(context.server, token, context.now, audiences?.length ? audiences : undefined);
      return { ...review, status: { authenticated: true, user: userStatus(user), audiences: good } };
    } catch (error) {
      return { ...review, status: { user: {}, error: (error as Error).message } };
    }
  },
};

/** The rules of a user in a namespace, as the RBAC authorizer tells them. */
export const selfRulesReview: RegistryHooks = {
  answer(context, review) {
    const resourceRules: Json[] = [];
    const nonResourceRules: Json[] = [];
    if (context.user.groups.includes('system:masters')) {
      resourceRules.push({ verbs: ['*'], apiGroups: ['*'], resources: ['*'] });
      nonResourceRules.push({ verbs: ['*'], nonResourceURLs: ['*'] });
    }
    for (const grant of grantsOf(context.user, review.spec.namespace, context.server.rules)) {
      for (const { verbs, apiGroups, resources, resourceNames, nonResourceURLs } of grant.rules) {
        if (resources?.length) resourceRules.push({ verbs, apiGroups, resources, ...(resourceNames ? { resourceNames } : {}) });
        if (nonResourceURLs?.length) nonResourceRules.push({ verbs, nonResourceURLs });
      }
    }
    return { ...review, status: { resourceRules, nonResourceRules, incomplete: false } };
  },
};
