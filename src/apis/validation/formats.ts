// What names, keys and labels must look like, and the sentences that say so (k8s.io/apimachinery/pkg/util/validation).
// Each rule answers the sentences of what is wrong, none when nothing is.

export type Rule = (value: string) => string[];

export const tooLongText = (max: number): string => `must be no more than ${max} characters`;
const empty = 'must be non-empty';

/** `... (e.g. 'a',  or 'b', regex used for validation is 'x')` */
export function regexText(message: string, pattern: string, ...examples: string[]): string {
  if (examples.length === 0) return `${message} (regex used for validation is '${pattern}')`;
  return `${message} (e.g. ${examples.map((example) => `'${example}', `).join(' or ')}regex used for validation is '${pattern}')`;
}

export const rangeText = (low: number, high: number): string => `must be between ${low} and ${high}, inclusive`;

/** A rule that is a pattern, with or without a longest length. */
function pattern(source: string, message: string, examples: string[], max?: number): Rule {
  const whole = new RegExp(`^(?:${source})$`);
  return (value) => {
    const errors: string[] = [];
    if (max !== undefined && value.length > max) errors.push(tooLongText(max));
    if (!whole.test(value)) errors.push(regexText(message, source, ...examples));
    return errors;
  };
}

const label = '[a-z0-9]([-a-z0-9]*[a-z0-9])?';
const subdomain = `${label}(\\.${label})*`;
const subdomainText = "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character";
const labelText = "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character";

export const dns1123Subdomain = pattern(subdomain, subdomainText, ['example.com'], 253);

const subdomainPattern = new RegExp(`^${subdomain}$`);
const labelPattern = new RegExp(`^${label}$`);

export const dns1123Label: Rule = (value) => {
  const errors = value.length > 63 ? [tooLongText(63)] : [];
  // A subdomain that is no label can only have too many dots.
  if (!labelPattern.test(value)) errors.push(subdomainPattern.test(value) ? 'must not contain dots' : regexText(labelText, label, 'my-name', '123-abc'));
  return errors;
};

export const dns1035Label = pattern(
  '[a-z]([-a-z0-9]*[a-z0-9])?',
  "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic character, and end with an alphanumeric character",
  ['my-name', 'abc-123'],
  63,
);

export const wildcardSubdomain = pattern(
  `\\*\\.${subdomain}`,
  "a wildcard DNS-1123 subdomain must start with '*.', followed by a valid DNS subdomain, which must consist of lower case alphanumeric characters, '-' or '.' and end with an alphanumeric character",
  ['*.example.com'],
  253,
);

const underscored = '_?[a-z0-9]([-_a-z0-9]*[a-z0-9])?';
/** Names in DNS search lists, where an underscore may stand. */
export const underscoredSubdomain = pattern(
  `${underscored}(\\.${underscored})*`,
  "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '_', '-' or '.', and must start and end with an alphanumeric character",
  ['example.com'],
  253,
);

const qualifiedName = '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]';
const qualifiedNamePattern = new RegExp(`^${qualifiedName}$`);
const qualifiedNameText = "must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character";
const qualifiedExamples = ['MyName', 'my.name', '123-abc'];

/** `name` or `example.com/name`: keys of labels and annotations, finalizers, resources. */
export const qualifiedNameRule: Rule = (value) => {
  const parts = value.split('/');
  const errors: string[] = [];
  if (parts.length > 2) {
    return [`${regexText(`a valid label key ${qualifiedNameText}`, qualifiedName, ...qualifiedExamples)} with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')`];
  }
  const name = parts[parts.length - 1] ?? '';
  const prefix = parts.length === 2 ? parts[0] : undefined;
  if (prefix === '') errors.push(`prefix part ${empty}`);
  else if (prefix !== undefined) errors.push(...dns1123Subdomain(prefix).map((text) => `prefix part ${text}`));
  if (name === '') errors.push(`name part ${empty}`);
  else if (name.length > 63) errors.push(`name part ${tooLongText(63)}`);
  if (!qualifiedNamePattern.test(name)) errors.push(`name part ${regexText(qualifiedNameText, qualifiedName, ...qualifiedExamples)}`);
  return errors;
};

export const labelValue = pattern(
  `(${qualifiedName})?`,
  "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character",
  ['MyValue', 'my_value', '12345'],
  63,
);

/** `example.com/path`: what a controller or a condition is called when it must say whose it is. */
export const domainPrefixedPath: Rule = (value) => {
  if (value === '') return [empty];
  const slash = value.indexOf('/');
  if (slash <= 0 || slash === value.length - 1) return ['must be a domain-prefixed path (such as "acme.io/foo")'];
  const path = value.slice(slash + 1);
  const errors = dns1123Subdomain(value.slice(0, slash));
  const pathPattern = "[A-Za-z0-9/\\-._~%!$&'()*+,;=:]+";
  if (!new RegExp(`^${pathPattern}$`).test(path)) errors.push(regexText('Invalid path', pathPattern));
  return errors;
};

export const portNumber = (value: number): string[] => (value >= 1 && value <= 65535 ? [] : [rangeText(1, 65535)]);

export const portName: Rule = (value) => {
  const errors: string[] = [];
  if (value.length > 15) errors.push('must be no more than 15 characters');
  if (!/^[-a-z0-9]+$/.test(value)) errors.push('must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)');
  if (!/[a-z]/.test(value)) errors.push('must contain at least one letter (a-z)');
  if (value.includes('--')) errors.push('must not contain consecutive hyphens');
  if (value.startsWith('-') || value.endsWith('-')) errors.push('must not begin or end with a hyphen');
  return errors;
};

const climbs = (value: string): string[] => {
  if (value === '.') return ["must not be '.'"];
  if (value === '..') return ["must not be '..'"];
  return value.startsWith('..') ? ["must not start with '..'"] : [];
};

const mapKey = pattern('[-._a-zA-Z0-9]+', "a valid config key must consist of alphanumeric characters, '-', '_' or '.'", ['key.name', 'KEY_NAME', 'key-name'], 253);
/** Keys of ConfigMaps and Secrets. */
export const configMapKey: Rule = (value) => [...mapKey(value), ...climbs(value)];

/** Names of environment variables: printable ASCII but no `=`. */
export const envVarName: Rule = (value) => {
  if (value === '') return [`environment variable name ${empty}`];
  return /^[ -<>-~]*$/.test(value) ? [] : ["a valid environment variable name must consist only of printable ASCII characters other than '='"];
};

export const httpHeaderName = pattern('[-A-Za-z0-9]+', "a valid HTTP header must consist of alphanumeric characters or '-'", ['X-Header-Name']);
export const percent = pattern('[0-9]+%', "a valid percent string must be a numeric string followed by an ending '%'", ['1%', '93%']);

/** Names that are one segment of a path: of roles, bindings, and their like. */
export const pathSegment: Rule = (value) => {
  if (value === '.' || value === '..') return [`may not be '${value}'`];
  return ['/', '%'].filter((part) => value.includes(part)).map((part) => `may not contain '${part}'`);
};
