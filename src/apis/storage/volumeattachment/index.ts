// VolumeAttachment: the wish that a volume is attached to a node.
import { type FieldError, FieldPath, invalidValue, required, tooLong } from '../../../apimachinery/fieldErrors.ts';
import { inclusiveRangeError } from '../../../apimachinery/names.ts';
import { deepEqual, type Json } from '../../../apimachinery/object.ts';
import { csiDriverName } from '../../validation/volumeSources.ts';
import type { Kind } from '../../kind.ts';
import { dns1123Subdomain } from '../../support/checks.ts';
import { ageOf } from '../../support/columns.ts';
import { goStruct } from '../../support/goText.ts';

const specAt = FieldPath.root('spec');
const exactlyOne = 'must specify exactly one of inlineVolumeSpec and persistentVolumeName';

function source({ persistentVolumeName: name, inlineVolumeSpec: inline }: Json): FieldError[] {
  const at = specAt.child('source');
  if (!inline && name === undefined) return [required(at, exactlyOne)];
  if (inline && name !== undefined) return [{ type: 'FieldValueForbidden', field: String(at), detail: exactlyOne }];
  return inline || name !== '' ? [] : [required(at.child('persistentVolumeName'), 'must specify non empty persistentVolumeName')];
}

const longestMessage = 1024;

const volumeErrors = (status: Json): FieldError[] =>
  ['attachError', 'detachError'].flatMap((field) => {
    const at = FieldPath.root('status').child(field);
    const { message = '', errorCode } = status?.[field] ?? {};
    return [
      // The sentence has the limit of another field.
      ...(message.length > longestMessage ? [tooLong(at.child('message'), 256 * 1024)] : []),
      ...(errorCode < 0 ? [invalidValue(at.child('errorCode'), errorCode, inclusiveRangeError(0, 2147483647))] : []),
    ];
  });

const validateAttachment = ({ spec = {}, status }: Json): FieldError[] => [
  ...csiDriverName(specAt.child('attacher'), spec.attacher),
  ...source(spec.source ?? {}),
  ...dns1123Subdomain(specAt.child('nodeName'), spec.nodeName ?? ''),
  ...volumeErrors(status),
  ...(spec.source?.persistentVolumeName === undefined ? [] : dns1123Subdomain(FieldPath.root('spec.source.persistentVolumeName'), spec.source.persistentVolumeName)),
];

const goSpec = (spec: Json): Json =>
  goStruct(spec, [
    ['Attacher', 'attacher', ''],
    [
      'Source',
      'source',
      null,
      [
        ['PersistentVolumeName', 'persistentVolumeName', null],
        ['InlineVolumeSpec', 'inlineVolumeSpec', null],
      ],
    ],
    ['NodeName', 'nodeName', ''],
  ]);

export const volumeAttachment: Kind = {
  resource: 'volumeattachments.storage.k8s.io',
  validate: validateAttachment,
  validateUpdate: (object, old) => [...validateAttachment(object), ...(deepEqual(object.spec, old.spec) ? [] : [invalidValue(specAt, goSpec(object.spec), 'field is immutable')])],
  validateUpdateOnly: true,
  row: ({ metadata, spec, status }, { now }) => [metadata.name, spec.attacher ?? '', spec.source?.persistentVolumeName ?? '', spec.nodeName ?? '', status?.attached ?? false, ageOf({ metadata }, now)],
};
