// The formats of strings that the API server knows (kube-openapi's strfmt); others say nothing.
import { ipAddressOf, ipPrefixOf } from '../../../apimachinery/ip.ts';
import { isDNS1123Label, isDNS1123Subdomain } from '../../../apimachinery/names.ts';

const isDate = (text: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(text) && new Date(`${text}T00:00:00Z`).toJSON()?.startsWith(text) === true;

function isDateTime(text: string): boolean {
  const [date = '', time = ''] = text.toLowerCase().split('t');
  const [, hours = '', minutes = '', seconds = ''] = /^(\d{2}):(\d{2}):(\d{2})(?:.\d+)?(?:z|[+-]\d{2}:\d{2})$/.exec(time) ?? [];
  return isDate(date) && hours !== '' && hours <= '23' && minutes <= '59' && seconds <= '59';
}

const goDuration = /^[-+]?(0|((\d+(\.\d*)?|\.\d+)(ns|us|µs|μs|ms|s|m|h))+)$/;
const wordDuration = /^(\d+\s*(nanoseconds?|nanos?|ns|microseconds?|micros?|us|µs|milliseconds?|millis?|ms|seconds?|secs?|s|minutes?|mins?|m|hours?|hrs?|h|days?|d|weeks?|w)\s*)+$/i;

const hostname = /^([a-zA-Z0-9\p{S}\p{L}]((-?[a-zA-Z0-9\p{S}\p{L}]{0,62})?)|([a-zA-Z0-9\p{S}\p{L}](([a-zA-Z0-9\-\p{S}\p{L}]{0,61}[a-zA-Z0-9\p{S}\p{L}])?)(\.)){1,}([a-zA-Z\p{L}]){2,63})$/u;
const uuid = (version: string): RegExp => new RegExp(`^[0-9a-f]{8}-?[0-9a-f]{4}-?${version}-?[0-9a-f]{4}-?[0-9a-f]{12}$`, 'i');
const [anyUuid, uuid3, uuid4, uuid5] = [uuid('[0-9a-f]{4}'), uuid('3[0-9a-f]{3}'), uuid('4[0-9a-f]{3}'), uuid('5[0-9a-f]{3}')];

/** As net/url.ParseRequestURI takes it: absolute, or a path. */
const isUri = (text: string): boolean => /^(\/|[a-zA-Z][a-zA-Z0-9+.-]*:)\S*$/.test(text) && !/%(?![0-9a-fA-F]{2})/.test(text);

const known: Readonly<Record<string, (text: string) => boolean>> = {
  bsonobjectid: (text) => /^[0-9a-f]{24}$/i.test(text),
  byte: (text) => /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=|[A-Za-z0-9+/]{4})$/.test(text),
  cidr: (text) => ipPrefixOf(text) !== undefined,
  date: isDate,
  datetime: isDateTime,
  duration: (text) => goDuration.test(text) || wordDuration.test(text),
  email: (text) => /^(?:[^<>]*<)?[^@\s<>]+@[^@\s<>]+>?$/.test(text),
  hexcolor: (text) => /^#?([0-9a-fA-F]{3}|[0-9a-fA-F]{6})$/.test(text),
  hostname: (text) => hostname.test(text) && text.length <= 255 && text.split('.').every((part) => part.length <= 63),
  ipv4: (text) => ipAddressOf(text)?.family === 4 && !text.includes(':'),
  ipv6: (text) => ipAddressOf(text) !== undefined && text.includes(':'),
  k8slongname: (text) => isDNS1123Subdomain(text).length === 0,
  k8sshortname: (text) => isDNS1123Label(text).length === 0,
  mac: (text) => /^([0-9a-fA-F]{2}([:-]))([0-9a-fA-F]{2}\2){4}([0-9a-fA-F]{2}\2){0,2}[0-9a-fA-F]{2}$/.test(text),
  ssn: (text) => /^\d{3}[- ]?\d{2}[- ]?\d{4}$/.test(text),
  uri: isUri,
  uuid: (text) => anyUuid.test(text),
  uuid3: (text) => uuid3.test(text),
  uuid4: (text) => uuid4.test(text),
  uuid5: (text) => uuid5.test(text),
};

export const hasFormat = (text: string, format: string): boolean => known[format.replaceAll('-', '')]?.(text) ?? true;

const ranges: Readonly<Record<string, readonly [number, number]>> = { int32: [-(2 ** 31), 2 ** 31 - 1], float: [-3.4028234663852886e38, 3.4028234663852886e38] };

/** Whether a number lies in what its format can hold. */
export function inRange(value: number, format: string): boolean {
  const [least, most] = ranges[format] ?? [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  return value >= least && value <= most;
}
