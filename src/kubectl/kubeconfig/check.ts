// What is wrong with a kubeconfig's file before anything in it is used, with the sentences of Go's decoder.
import type { Json } from '../../apimachinery/object.ts';
import { fieldsOf, type Section, sections, singular } from './config.ts';

const goType = (value: Json): string => (Array.isArray(value) ? 'array' : typeof value === 'boolean' ? 'bool' : typeof value);
const goNames: Readonly<Record<Section, readonly [list: string, entry: string]>> = {
  clusters: ['NamedCluster', 'Cluster'],
  users: ['NamedAuthInfo', 'AuthInfo'],
  contexts: ['NamedContext', 'Context'],
};
const scheme = 'k8s.io/client-go/tools/clientcmd/api/latest/latest.go:50';
const typeMeta = String.raw`struct { APIVersion string "json:\"apiVersion,omitempty\""; Kind string "json:\"kind,omitempty\"" }`;

function mismatch(value: Json, field: string, type: string): Error {
  return new Error(`json: cannot unmarshal ${goType(value)} into Go struct field ${field} of type ${type}`);
}

/** Throws what the decoder would say. */
export function checkFile(raw: Json): void {
  if (raw === null) return;
  if (typeof raw !== 'object' || Array.isArray(raw)) throw new Error(`couldn't get version/kind; json parse error: json: cannot unmarshal ${goType(raw)} into Go value of type ${typeMeta}`);
  const { kind = 'Config', apiVersion = 'v1' } = raw;
  if (kind !== 'Config' || apiVersion !== 'v1') throw new Error(`no kind ${JSON.stringify(kind)} is registered for version ${JSON.stringify(apiVersion)} in scheme ${JSON.stringify(scheme)}`);
  for (const section of sections) checkSection(section, raw[section]);
}

function checkSection(section: Section, list: Json): void {
  if (list === undefined || list === null) return;
  if (!Array.isArray(list)) throw mismatch(list, `Config.${section}`, `[]v1.${goNames[section][0]}`);
  for (const item of list) {
    const entry = item?.[singular[section]];
    if (entry === undefined || entry === null) continue;
    if (typeof entry !== 'object' || Array.isArray(entry)) throw mismatch(entry, `${goNames[section][0]}.${section}.${singular[section]}`, `v1.${goNames[section][1]}`);
    for (const [field, kind] of Object.entries(fieldsOf[section])) checkField(`${goNames[section][1]}.${section}.${singular[section]}.${field}`, kind, entry[field]);
  }
}

function checkField(path: string, kind: string, value: Json): void {
  if (value === undefined || value === null || kind === 'json') return;
  if (kind === 'bool') {
    if (typeof value !== 'boolean') throw mismatch(value, path, 'bool');
    return;
  }
  if (typeof value !== 'string') throw mismatch(value, path, kind === 'data' ? '[]uint8' : 'string');
  if (kind === 'data') checkBase64(value);
}

function checkBase64(text: string): void {
  const body = text.replace(/[\r\n]/g, '');
  const wrong = /[^A-Za-z0-9+/]/.exec(body.replace(/={0,2}$/, ''));
  if (wrong) throw new Error(`illegal base64 data at input byte ${wrong.index}`);
  if (body.length % 4 !== 0) throw new Error(`illegal base64 data at input byte ${body.length - (body.length % 4)}`);
}
