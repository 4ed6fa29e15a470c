// What names, label values, ports and addresses must look like, with the sentences of k8s.io/apimachinery/pkg/util/validation.
// Every rule answers the list of what is wrong: empty when nothing is.
import { ipAddressOf, ipPrefixOf } from './ip.ts';

export type NameRule = (value: string) => string[];

const whole = (source: string): RegExp => new RegExp(`^(?:${source})$`);
const byteLength = (text: string): number => Buffer.byteLength(text);

export const emptyError = 'must be non-empty';
export const maxLengthError = (length: number): string => `must be no more than ${length} characters`;
export const inclusiveRangeError = (low: number, high: number): string => `must be between ${low} and ${high}, inclusive`;

/** `<message> (e.g. 'a',  or 'b', regex used for validation is 'x')`: two spaces included, as upstream has them. */
export function regexError(message: string, format: string, ...examples: string[]): string {
  if (examples.length === 0) return `${message} (regex used for validation is '${format}')`;
  return `${message} (e.g. ${examples.map((example) => `'${example}', `).join(' or ')}regex used for validation is '${format}')`;
}

const qualifiedFormat = '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]';
const qualifiedPattern = whole(qualifiedFormat);
const qualifiedMessage = regexError("must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character", qualifiedFormat, 'MyName', 'my.name', '123-abc');
const prefixed = (prefix: string, messages: string[]): string[] => messages.map((message) => prefix + message);

/** Label and annotation keys, taints, finalizers: a name with an optional DNS subdomain before a slash. */
export function isQualifiedName(value: string): string[] {
  const parts = value.split('/');
  if (parts.length > 2) return [`a valid label key ${qualifiedMessage} with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')`];
  const errors: string[] = [];
  const name = parts[parts.length - 1] as string;
  if (parts.length === 2) {
    if (parts[0] === '') errors.push(`prefix part ${emptyError}`);
    else errors.push(...prefixed('prefix part ', isDNS1123Subdomain(parts[0] as string)));
  }
  if (name === '') errors.push(`name part ${emptyError}`);
  else if (byteLength(name) > 63) errors.push(`name part ${maxLengthError(63)}`);
  if (!qualifiedPattern.test(name)) errors.push(`name part ${qualifiedMessage}`);
  return errors;
}

interface Shape {
  format: string;
  message: string;
  examples: string[];
  max?: number;
}

function ruleOf({ format, message, examples, max }: Shape): NameRule {
  const pattern = whole(format);
  const sentence = regexError(message, format, ...examples);
  return (value) => {
    const errors = max !== undefined && byteLength(value) > max ? [maxLengthError(max)] : [];
    return pattern.test(value) ? errors : [...errors, sentence];
  };
}

export const isValidLabelValue = ruleOf({
  format: `(${qualifiedFormat})?`,
  message: "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character",
  examples: ['MyValue', 'my_value', '12345'],
  max: 63,
});

const labelFormat = '[a-z0-9]([-a-z0-9]*[a-z0-9])?';
const subdomainFormat = `${labelFormat}(\\.${labelFormat})*`;
const subdomainPattern = whole(subdomainFormat);
const labelSentences = ruleOf({
  format: labelFormat,
  message: "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character",
  examples: ['my-name', '123-abc'],
  max: 63,
});

export function isDNS1123Label(value: string): string[] {
  const errors = labelSentences(value);
  const last = errors[errors.length - 1];
  if (last?.startsWith('a lowercase') && subdomainPattern.test(value)) return [...errors.slice(0, -1), 'must not contain dots'];
  return errors;
}

export const isDNS1123Subdomain = ruleOf({
  format: subdomainFormat,
  message: "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character",
  examples: ['example.com'],
  max: 253,
});

export const isDNS1123SubdomainWithUnderscore = ruleOf({
  format: '[a-z0-9_]([-a-z0-9_]*[a-z0-9_])?(\\.[a-z0-9_]([-a-z0-9_]*[a-z0-9_])?)*',
  message: "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character",
  examples: ['example.com'],
  max: 253,
});

export const isDNS1035Label = ruleOf({
  format: '[a-z]([-a-z0-9]*[a-z0-9])?',
  message: "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic character, and end with an alphanumeric character",
  examples: ['my-name', 'abc-123'],
  max: 63,
});

export const isWildcardDNS1123Subdomain = ruleOf({
  format: `\\*\\.${subdomainFormat}`,
  message:
    "a wildcard DNS-1123 subdomain must start with '*.', followed by a valid DNS subdomain, which must consist of lower case alphanumeric characters, '-' or '.' and end with an alphanumeric character",
  examples: ['*.example.com'],
  max: 253,
});

export const isCIdentifier = ruleOf({
  format: '[A-Za-z_][A-Za-z0-9_]*',
  message: "a valid C identifier must start with alphabetic character or '_', followed by a string of alphanumeric characters or '_'",
  examples: ['my_name', 'MY_NAME', 'MyName'],
});

export const isHTTPHeaderName = ruleOf({
  format: '[-A-Za-z0-9]+',
  message: "a valid HTTP header must consist of alphanumeric characters or '-'",
  examples: ['X-Header-Name'],
});

export const isValidPercent = ruleOf({
  format: '[0-9]+%',
  message: "a valid percent string must be a numeric string followed by an ending '%'",
  examples: ['1%', '93%'],
});

function leadingDots(value: string): string[] {
  if (value === '.') return ["must not be '.'"];
  if (value === '..') return ["must not be '..'"];
  return value.startsWith('..') ? ["must not start with '..'"] : [];
}

const envVarSentences = ruleOf({
  format: '[-._a-zA-Z][-._a-zA-Z0-9]*',
  message: "a valid environment variable name must consist of alphabetic characters, digits, '_', '-', or '.', and must not start with a digit",
  examples: ['my.env-name', 'MY_ENV.NAME', 'MyEnvName1'],
});
/** The strict rule, which kubectl applies to --from-env-file and the like. */
export const isEnvVarName: NameRule = (value) => [...envVarSentences(value), ...leadingDots(value)];

/** The rule of the server for a container's env. */
export function isRelaxedEnvVarName(value: string): string[] {
  if (value === '') return [`environment variable name ${emptyError}`];
  return /^[ -<>-~]+$/.test(value) ? [] : [regexError("a valid environment variable name must consist only of printable ASCII characters other than '='", '^[ -<>-~]+$')];
}

const configKeySentences = ruleOf({
  format: '[-._a-zA-Z0-9]+',
  message: "a valid config key must consist of alphanumeric characters, '-', '_' or '.'",
  examples: ['key.name', 'KEY_NAME', 'key-name'],
  max: 253,
});
/** Keys of ConfigMaps and Secrets. */
export const isConfigMapKey: NameRule = (value) => [...configKeySentences(value), ...leadingDots(value)];

export const isInRange = (value: number, low: number, high: number): string[] => (value >= low && value <= high ? [] : [inclusiveRangeError(low, high)]);
export const isValidPortNum = (port: number): string[] => isInRange(port, 1, 65535);

export function isValidPortName(port: string): string[] {
  const errors: string[] = [];
  if (byteLength(port) > 15) errors.push(maxLengthError(15));
  if (!/^[-a-z0-9]+$/.test(port)) errors.push('must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)');
  if (!/[a-z]/.test(port)) errors.push('must contain at least one letter (a-z)');
  if (port.includes('--')) errors.push('must not contain consecutive hyphens');
  if (port !== '' && (port.startsWith('-') || port.endsWith('-'))) errors.push('must not begin or end with a hyphen');
  return errors;
}

export const isValidIP = (value: string): string[] => (ipAddressOf(value) ? [] : ['must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)']);
export const isValidIPv4 = (value: string): string[] => (ipAddressOf(value)?.family === 4 ? [] : ['must be a valid IPv4 address']);
export const isValidIPv6 = (value: string): string[] => (ipAddressOf(value)?.family === 6 ? [] : ['must be a valid IPv6 address']);
export const isValidCIDR = (value: string): string[] => (ipPrefixOf(value) ? [] : ['must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)']);

/** What a name must be that becomes a part of a request's path (RBAC roles). */
export function isPathSegmentName(name: string): string[] {
  if (name === '.' || name === '..') return [`may not be '${name}'`];
  return ['/', '%'].filter((illegal) => name.includes(illegal)).map((illegal) => `may not contain '${illegal}'`);
}
