// What `kubectl describe certificatesigningrequest` says: who asks, for what, and for whom.
import { humanDuration } from '../../../apimachinery/duration.ts';
import { formatLabels } from '../../../apimachinery/labels.ts';
import type { Describer } from '../../describe/contract.ts';
import type { Description } from '../../describe/description.ts';
import { timeText } from '../../describe/metadata.ts';
import { conditionText } from './index.ts';
import { nameTags, type RequestedNames, requestedNames } from './names.ts';

const commonName = '2.5.4.3';
const serialNumber = '2.5.4.5';

const subjectParts: readonly (readonly [label: string, type: string])[] = [
  ['Organization', '2.5.4.10'],
  ['Organizational Unit', '2.5.4.11'],
  ['Country', '2.5.4.6'],
  ['Locality', '2.5.4.7'],
  ['Province', '2.5.4.8'],
  ['StreetAddress', '2.5.4.9'],
  ['PostalCode', '2.5.4.17'],
];

const alternatives: readonly (readonly [label: string, tag: number])[] = [
  ['DNS Names', nameTags.dns],
  ['Email Addresses', nameTags.email],
  ['URIs', nameTags.uri],
  ['IP Addresses', nameTags.ip],
];

function writeValues(out: Description, label: string, values: readonly string[] = []): void {
  values.forEach((value, i) => out.row(0, '', i === 0 ? `${label}:` : '', value));
}

function writeNames(out: Description, { subject, alternative }: RequestedNames): void {
  out.heading('Subject');
  out.row(0, '', 'Common Name:', subject.get(commonName)?.at(-1) ?? '');
  out.row(0, '', 'Serial Number:', subject.get(serialNumber)?.at(-1) ?? '');
  for (const [label, type] of subjectParts) writeValues(out, label, subject.get(type));
  if (!alternatives.some(([, tag]) => alternative.has(tag))) return;
  out.heading('Subject Alternative Names');
  for (const [label, tag] of alternatives) writeValues(out, label, alternative.get(tag));
}

function namesIn(request: string): RequestedNames {
  try {
    return requestedNames(Buffer.from(request, 'base64').toString('latin1'));
  } catch (error) {
    throw new Error(`Error parsing CSR: ${(error as Error).message}`);
  }
}

export const certificateSigningRequestDescriber: Describer = {
  resource: 'certificatesigningrequests.certificates.k8s.io',
  describe(request, out) {
    const { metadata, spec } = request;
    const names = namesIn(spec.request);
    out.field('Name', metadata.name);
    out.field('Labels', formatLabels(metadata.labels));
    out.field('Annotations', formatLabels(metadata.annotations));
    out.field('CreationTimestamp', timeText(metadata.creationTimestamp));
    out.field('Requesting User', spec.username ?? '');
    if (spec.signerName) out.field('Signer', spec.signerName);
    if (spec.expirationSeconds !== undefined) out.field('Requested Duration', humanDuration(spec.expirationSeconds * 1000));
    out.field('Status', conditionText(request));
    writeNames(out, names);
  },
};
