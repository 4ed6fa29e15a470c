// How the API server reaches a program outside: a URL, or a Service in the cluster.
import { type FieldError, type FieldPath, invalidValue, required } from '../../apimachinery/fieldErrors.ts';
import { isDNS1123Subdomain, isValidPortNum } from '../../apimachinery/names.ts';
import type { Json } from '../../apimachinery/object.ts';

const form = '; desired format: https://host[/path]';

function urlErrors(at: FieldPath, text: string): FieldError[] {
  const [, scheme = '', authority = '', rest = ''] = /^(?:([a-z][a-z0-9+.-]*):)?(?:\/\/([^/?#]*))?(.*)$/is.exec(text) ?? [];
  const [user, host] = authority.includes('@') ? (authority.split('@') as [string, string]) : [undefined, authority];
  const [, query = '', fragment = ''] = /^[^?#]*(?:\?([^#]*))?(?:#(.*))?$/s.exec(rest) ?? [];
  const errors: FieldError[] = [];
  if (scheme.toLowerCase() !== 'https') errors.push(invalidValue(at, scheme.toLowerCase(), `'https' is the only allowed URL scheme${form}`));
  if (!host) errors.push(invalidValue(at, '', `host must be specified${form}`));
  if (user !== undefined) errors.push(invalidValue(at, user, 'user information is not permitted in the URL'));
  if (fragment) errors.push(invalidValue(at, fragment, 'fragments are not permitted in the URL'));
  if (query) errors.push(invalidValue(at, query, 'query parameters are not permitted in the URL'));
  return errors;
}

function pathErrors(at: FieldPath, path: string | undefined): FieldError[] {
  if (!path || path === '/') return [];
  if (path === '//') return [invalidValue(at, path, 'segment[0] may not be empty')];
  const errors = path.startsWith('/') ? [] : [invalidValue(at, path, "must start with a '/'")];
  const steps = path.slice(1).replace(/\/$/, '').split('/');
  return [
    ...errors,
    ...steps.flatMap((step, i) =>
      step === '' ? [invalidValue(at, path, `segment[${i}] may not be empty`)] : isDNS1123Subdomain(step).map((failure) => invalidValue(at, path, `segment[${i}]: ${failure}`)),
    ),
  ];
}

/** Upstream calls its check with name and namespace interchanged: what is missing is told under the other's name. */
function serviceErrors(at: FieldPath, { name, namespace, port = 443, path }: Json): FieldError[] {
  const wrongPort = isValidPortNum(port);
  return [
    ...(namespace ? [] : [required(at.child('name'))]),
    ...(name ? [] : [required(at.child('namespace'))]),
    ...(wrongPort.length > 0 ? [invalidValue(at.child('port'), port, `port is not valid: ${wrongPort.join(', ')}`)] : []),
    ...pathErrors(at.child('path'), path),
  ];
}

export function clientConfigErrors(at: FieldPath, config: Json): FieldError[] {
  const { url, service } = config ?? {};
  if ((url === undefined) === (service === undefined)) return [required(at, 'exactly one of url or service is required')];
  return url === undefined ? serviceErrors(at.child('service'), service) : urlErrors(at.child('url'), url);
}
