// Names of signers (`example.com/signer`) and of the trust bundles that belong to them.
import { type FieldError, type FieldPath, invalidValue, required, tooLong } from '../../apimachinery/fieldErrors.ts';
import { isDNS1123Label, isDNS1123Subdomain, type NameRule } from '../../apimachinery/names.ts';

const domainMax = 253;
const nameMax = 571;

/** Only the first part that is wrong is spoken of. */
function validateParts(at: FieldPath, text: string, rule: NameRule): FieldError[] {
  const wrong = text.split('.').find((part) => rule(part).length > 0);
  return wrong === undefined ? [] : rule(wrong).map((detail) => invalidValue(at, text, `validating label ${JSON.stringify(wrong)}: ${detail}`));
}

export function validateSignerName(at: FieldPath, name: string | undefined): FieldError[] {
  if (!name) return [required(at)];
  const segments = name.split('/');
  const [domain = '', path = ''] = segments;
  if (segments.length !== 2) return [invalidValue(at, name, "must be a fully qualified domain and path of the form 'example.com/signer-name'")];
  return [
    ...(domain.length > domainMax ? [tooLong(at, domainMax)] : []),
    ...validateParts(at, domain, isDNS1123Label),
    ...(domain.includes('.') ? [] : [invalidValue(at, domain, 'should be a domain with at least two segments separated by dots')]),
    ...validateParts(at, path, isDNS1123Subdomain),
    ...(name.length > nameMax ? [tooLong(at, nameMax)] : []),
  ];
}

/** What is wrong with the name of a ClusterTrustBundle: the part before the last colon is its signer's. */
export const bundleNameFaults: NameRule = (name) => isDNS1123Subdomain(name.slice(name.lastIndexOf(':') + 1));
