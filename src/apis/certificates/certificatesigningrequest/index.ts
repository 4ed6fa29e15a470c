// CertificateSigningRequest: the wish for a certificate, to be approved and then signed.
import { humanDuration } from '../../../apimachinery/duration.ts';
import type { Json } from '../../../apimachinery/object.ts';
import type { Kind } from '../../kind.ts';
import { ageOf } from '../../support/columns.ts';
import { validateRequest, validateStatus } from './validation.ts';

/** `Approved,Issued`: denial goes before approval, and failure and the certificate are added. */
export function conditionText({ status = {} }: Json): string {
  const has = (type: string): boolean => (status.conditions ?? []).some((c: Json) => c.type === type);
  const decision = has('Denied') ? 'Denied' : has('Approved') ? 'Approved' : 'Pending';
  return [decision, ...(has('Failed') ? ['Failed'] : []), ...(status.certificate ? ['Issued'] : [])].join(',');
}

export const certificateSigningRequest: Kind = {
  resource: 'certificatesigningrequests.certificates.k8s.io',
  nameRule: 'pathSegment',
  prepareForCreate: (object, { user }) => {
    object.spec.username = user;
    object.status = {};
  },
  // What was asked for stays as it was, whatever the client sends.
  prepareForUpdate: (object, old) => {
    object.spec = old.spec;
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
