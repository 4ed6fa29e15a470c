// Files of a volume that get into each other's way: two keys at one path, or one below the other.
import type { Json } from '../../../apimachinery/object.ts';

interface VolumeFile {
  path: string;
  /** What of a projected volume it comes from. */
  source: string;
}

const quoted = (text: string | undefined): string => JSON.stringify(text ?? '');
const shown = ({ path, source }: VolumeFile): string => (source ? `${quoted(path)} (${source})` : quoted(path));
const below = (path: string, other: string): boolean => `${path}/`.startsWith(`${other}/`);

function overlaps(files: readonly VolumeFile[]): string[] {
  const trimmed = files.map(({ path, source }) => ({ path: path.replace(/\/+$/, ''), source }));
  return trimmed.flatMap((file, i) =>
    trimmed
      .slice(0, i)
      .filter((other) => file.path && other.path && (below(file.path, other.path) || below(other.path, file.path)))
      .map((other) => `${shown(file)} with ${shown(other)}`),
  );
}

const filesOf = (items: Json[] | undefined, source = ''): VolumeFile[] => (items ?? []).map((item) => ({ path: item.path ?? '', source }));

/** The files of one source of a projected volume; nothing of one that does not say. */
function projectedFiles({ configMap, secret, downwardAPI, serviceAccountToken, clusterTrustBundle, podCertificate }: Json): VolumeFile[] {
  if (configMap?.items) return filesOf(configMap.items, `ConfigMap ${quoted(configMap.name)}`);
  if (secret?.items) return filesOf(secret.items, `Secret ${quoted(secret.name)}`);
  if (downwardAPI?.items) return filesOf(downwardAPI.items, 'DownwardAPI');
  if (serviceAccountToken) return filesOf([serviceAccountToken], 'ServiceAccountToken');
  if (clusterTrustBundle) return filesOf([clusterTrustBundle], `ClusterTrustBundle ${quoted(clusterTrustBundle.name ?? clusterTrustBundle.signerName)}`);
  const certificate: readonly [field: string, source: string][] = [
    ['certificateChainPath', 'PodCertificate chain'],
    ['keyPath', 'PodCertificate key'],
    ['credentialBundlePath', 'PodCertificate credential bundle'],
  ];
  return certificate.filter(([field]) => podCertificate?.[field]).map(([field, source]) => ({ path: podCertificate[field], source }));
}

const single: readonly [field: string, description: (source: Json) => string][] = [
  ['configMap', ({ name }) => `ConfigMap ${quoted(name)}`],
  ['secret', ({ secretName }) => `Secret ${quoted(secretName)}`],
  ['downwardAPI', () => 'DownwardAPI'],
];

export function overlapWarnings(volumes: readonly Json[]): string[] {
  return volumes.flatMap((volume) => {
    const warn = (what: string, texts: string[]): string[] => texts.map((text) => `volume ${quoted(volume.name)} (${what}): overlapping paths: ${text}`);
    const sources: Json[] = volume.projected?.sources ?? [];
    return [
      ...single.flatMap(([field, description]) => (volume[field]?.items ? warn(description(volume[field]), overlaps(filesOf(volume[field].items))) : [])),
      ...sources.filter((source) => Object.keys(source).length === 0).map(() => `volume ${quoted(volume.name)} (Projected) has no sources provided`),
      ...warn('Projected', overlaps(sources.flatMap(projectedFiles))),
    ];
  });
}
