// CertificateSigningRequest: the wish for a certificate, to be approved and then signed.
import { humanDuration } from '../../../apimachinery/duration.ts';
import { deepCopy, formatTime, type Json } from '../../../apimachinery/object.ts';
import type { Kind } from '../../kind.ts';
import { ageOf } from '../../support/columns.ts';
import { validateRequest, validateStatus } from './validation.ts';

/** `Approved,Issued`: denial goes before approval, and failure and the certificate are added. */
export function conditionText({ status = {} }: Json): string {
  const has = (type: string): boolean => (status.conditions ?? []).some((c: Json) => c.type === type);
  const decision = has('Denied') ? 'Denied' : has('Approved') ? 'Approved' : 'Pending';
  return [decision, ...(has('Failed') ? ['Failed'] : []), ...(status.certificate ? ['Issued'] : [])].join(',');
}

const decisions = new Set(['Approved', 'Denied']);
const conditionsOf = (object: Json): Json[] => object.status?.conditions ?? [];

/** Sets the conditions with their times, where the client gives none. */
function setConditions(object: Json, old: Json, conditions: readonly Json[], now: number): void {
  const time = formatTime(now);
  const timed = conditions.map((condition) => {
    const before = conditionsOf(old).find((c) => c.type === condition.type);
    const unchanged = before?.status === condition.status ? before.lastTransitionTime : undefined;
    return { ...condition, lastUpdateTime: condition.lastUpdateTime ?? time, lastTransitionTime: condition.lastTransitionTime ?? unchanged ?? time };
  });
  object.status ??= {};
  if (timed.length > 0) object.status.conditions = timed;
  else delete object.status.conditions;
}

export const certificateSigningRequest: Kind = {
  resource: 'certificatesigningrequests.certificates.k8s.io',
  nameRule: 'pathSegment',
  // Who asks is not for the client to say.
  prepareForCreate: (object, { user, groups, uid, extra }) => {
    for (const field of ['username', 'uid', 'groups', 'extra']) delete object.spec[field];
    Object.assign(object.spec, { username: user, ...(uid ? { uid } : {}), ...(groups?.length ? { groups: [...groups] } : {}), ...(extra ? { extra: deepCopy(extra) } : {}) });
    object.status = {};
  },
  // What was asked for stays as it was, whatever the client sends.
  prepareForUpdate: (object, old) => {
    object.spec = old.spec;
  },
  // Decisions have a path of their own; a signer may say that it failed, and nothing else.
  prepareForStatusUpdate: (object, old, { now }) => {
    const added = conditionsOf(object).filter((c) => !decisions.has(c.type));
    setConditions(object, old, [...conditionsOf(old).filter((c) => decisions.has(c.type)), ...added], now);
  },
  parts: {
    approval: {
      prepareForUpdate: (object, old, { now }) => {
        const conditions = conditionsOf(object);
        object.spec = old.spec;
        object.status = deepCopy(old.status ?? {});
        setConditions(object, old, conditions, now);
      },
      validateUpdate: validateStatus,
    },
  },
  validate: validateRequest,
  validateUpdate: validateStatus,
  validateUpdateOnly: true,
  validateStatusUpdate: validateStatus,
  row: (object, { now }) => {
    const { signerName, username, expirationSeconds } = object.spec;
    const duration = expirationSeconds === undefined ? '<none>' : humanDuration(expirationSeconds * 1000);
    return [object.metadata.name, ageOf(object, now), signerName || '<none>', username ?? '', duration, conditionText(object)];
  },
  selectableFields: { 'spec.signerName': (object) => object.spec?.signerName ?? '' },
};
