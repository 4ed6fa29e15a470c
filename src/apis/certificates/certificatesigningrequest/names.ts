// Whom a signing request names: the parts of its subject and its alternative names.
import { children, type DerValue, oidText, readDer, readPem, tags } from '../../../apimachinery/der.ts';
import { ipText } from '../../../apimachinery/ip.ts';

const extensionRequest = '1.2.840.113549.1.9.14';
const subjectAltName = '2.5.29.17';

/** Texts by what they are: `2.5.4.10` of subjects, a tag of alternative names. */
export type NamesOf<Key> = ReadonlyMap<Key, readonly string[]>;

export interface RequestedNames {
  subject: NamesOf<string>;
  alternative: NamesOf<number>;
}

/** Tags of alternative names. */
export const nameTags = { email: 0x81, dns: 0x82, uri: 0x86, ip: 0x87 } as const;

function collect<Key>(pairs: readonly (readonly [Key, string])[]): Map<Key, string[]> {
  const map = new Map<Key, string[]>();
  for (const [key, text] of pairs) map.set(key, [...(map.get(key) ?? []), text]);
  return map;
}

function subjectPair(part: DerValue): [string, string] {
  const [type, value] = children(part) as [DerValue, DerValue];
  return [oidText(type.content), value.content.toString(value.tag === tags.utf8 ? 'utf8' : 'latin1')];
}

function alternativeText({ tag, content }: DerValue): string {
  if (tag !== nameTags.ip) return content.toString('latin1');
  return ipText({ family: content.length === 4 ? 4 : 6, bits: BigInt(`0x${content.toString('hex')}`) });
}

const typeOf = (value: DerValue): string => oidText((children(value)[0] as DerValue).content);

function alternativeNames(attributes: DerValue | undefined): DerValue[] {
  const asked = (attributes ? children(attributes) : []).find((attribute) => typeOf(attribute) === extensionRequest);
  if (!asked) return [];
  const extensions = children(children(asked)[1] as DerValue)[0] as DerValue;
  const names = children(extensions).find((extension) => typeOf(extension) === subjectAltName);
  return names ? children(readDer((children(names).at(-1) as DerValue).content)) : [];
}

/** Reads a request in PEM. Throws an Error when it is none. */
export function requestedNames(text: string): RequestedNames {
  const bytes = readPem(text, 'CERTIFICATE REQUEST');
  if (!bytes) throw new Error('PEM block type must be CERTIFICATE REQUEST');
  const [body] = children(readDer(bytes)) as [DerValue];
  const [, name, , attributes] = children(body) as [DerValue, DerValue, DerValue, DerValue | undefined];
  return {
    subject: collect(children(name).flatMap((set) => children(set).map(subjectPair))),
    alternative: collect(alternativeNames(attributes).map((each) => [each.tag, alternativeText(each)] as const)),
  };
}
