// What a signing request may ask for, and which decisions go together.
import { duplicate, type FieldError, FieldPath, invalidValue, notSupported, required, tooLong } from '../../../apimachinery/fieldErrors.ts';
import { isDNS1123Label, isDNS1123Subdomain } from '../../../apimachinery/names.ts';
import type { Json } from '../../../apimachinery/object.ts';
import { duplicates } from '../../support/checks.ts';
import { each } from '../../validation/each.ts';

const specAt = FieldPath.root('spec');
const usages = [
  'any',
  'cert sign',
  'client auth',
  'code signing',
  'content commitment',
  'crl sign',
  'data encipherment',
  'decipher only',
  'digital signature',
  'email protection',
  'encipher only',
  'ipsec end system',
  'ipsec tunnel',
  'ipsec user',
  'key agreement',
  'key encipherment',
  'microsoft sgc',
  'netscape sgc',
  'ocsp signing',
  's/mime',
  'server auth',
  'signing',
  'timestamping',
];
const shortest = 600;
const domainMax = 253;
const pathMax = 571 - domainMax - 1;

function signerName(at: FieldPath, name: string | undefined): FieldError[] {
  if (!name) return [required(at)];
  const segments = name.split('/');
  const [domain = '', path = ''] = segments;
  if (segments.length !== 2) return [invalidValue(at, name, "must be a fully qualified domain and path of the form 'example.com/signer-name'")];
  const errors: FieldError[] = domain.length > domainMax ? [tooLong(at, domainMax)] : [];
  const labels = (text: string, rule: (label: string) => string[]): FieldError[] =>
    text.split('.').flatMap((label) => rule(label).map((detail) => invalidValue(at, text, `validating label ${JSON.stringify(label)}: ${detail}`)));
  errors.push(...labels(domain, isDNS1123Label));
  if (!domain.includes('.')) errors.push(invalidValue(at, domain, 'should be a domain with at least two segments separated by dots'));
  errors.push(...labels(path, isDNS1123Subdomain));
  if (path.length > pathMax) errors.push(tooLong(at, pathMax));
  return errors;
}

/** Why the bytes are no request in PEM; nothing when they may be one. */
function pemError(base64: string): string | undefined {
  const text = Buffer.from(base64, 'base64').toString('latin1');
  const block = /-----BEGIN ([^\n-]*)-----\r?\n([\s\S]*?)-----END \1-----/.exec(text);
  if (block?.[1] !== 'CERTIFICATE REQUEST') return 'PEM block type must be CERTIFICATE REQUEST';
  const der = Buffer.from((block[2] as string).replace(/^[A-Za-z-]+:.*\n/gm, ''), 'base64');
  if (der.length === 0) return 'asn1: syntax error: sequence truncated';
  return der[0] === 0x30 ? undefined : "asn1: structure error: tags don't match";
}

export function validateRequest({ spec = {} }: Json): FieldError[] {
  const { request = '', usages: wanted = [], expirationSeconds } = spec;
  const wrong = pemError(request);
  const signerAt = specAt.child('signerName');
  const legacy = spec.signerName === 'kubernetes.io/legacy-unknown';
  return [
    ...(wrong ? [invalidValue(specAt.child('request'), request, wrong)] : []),
    ...(wanted.length === 0 ? [required(specAt.child('usages'))] : []),
    ...each(specAt.child('usages'), wanted, (at, usage) => (usages.includes(usage) ? [] : [notSupported(at, usage, usages)])),
    ...duplicates(specAt.child('usages'), wanted),
    ...(legacy ? [invalidValue(signerAt, spec.signerName, 'the legacy signerName is not allowed via this API version')] : signerName(signerAt, spec.signerName)),
    ...(expirationSeconds !== undefined && expirationSeconds < shortest
      ? [invalidValue(specAt.child('expirationSeconds'), expirationSeconds, `may not specify a duration less than ${shortest} seconds (10 minutes)`)]
      : []),
  ];
}

const decisions = ['Approved', 'Denied'];
const mustBeTrue = new Set([...decisions, 'Failed']);

function conditionErrors(request: Json): FieldError[] {
  const root = FieldPath.root('status').child('conditions');
  const seen = new Set<string>();
  return each(root, request.status?.conditions, (at, { type, status }) => {
    const errors = type ? [] : [required(at.child('type'))];
    const statuses = mustBeTrue.has(type) ? ['True'] : ['True', 'False', 'Unknown'];
    if (!status) errors.push(required(at.child('status')));
    else if (!statuses.includes(status)) errors.push(notSupported(at.child('status'), status, statuses));
    const other = decisions.find((decision) => decision !== type && seen.has(decision));
    if (decisions.includes(type) && other) errors.push(invalidValue(root, type, 'Approved and Denied conditions are mutually exclusive'));
    if (seen.has(type)) errors.push(duplicate(at.child('type'), type));
    seen.add(type);
    return errors;
  });
}

/** A decision stays once it is made, and so does the certificate. */
export function validateStatus(request: Json, old: Json): FieldError[] {
  const errors = conditionErrors(request);
  const types = (object: Json): string[] => (object.status?.conditions ?? []).map((c: Json) => c.type);
  for (const type of [...decisions, 'Failed']) {
    if (types(old).includes(type) && !types(request).includes(type))
      errors.push({ type: 'FieldValueForbidden', field: 'status.conditions', detail: `updates may not remove a condition of type ${JSON.stringify(type)}` });
  }
  const before = old.status?.certificate;
  if (before && request.status?.certificate !== before) errors.push(invalidValue('status.certificate', '', 'updates may not set or modify existing certificate content'));
  return errors;
}
