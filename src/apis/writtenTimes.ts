// Times that Go writes although nothing is in them, as null: a struct is never empty to omitempty. Pointers are left out;
// the OpenAPI document cannot tell the two apart. (Types and fields as in k8s.io/api.)

const ofTypes: Readonly<Record<string, readonly string[]>> = {
  'io.k8s.api.core.v1.Event': ['eventTime', 'firstTimestamp', 'lastTimestamp'],
  'io.k8s.api.core.v1.EventSeries': ['lastObservedTime'],
  'io.k8s.api.events.v1.Event': ['eventTime', 'deprecatedFirstTimestamp', 'deprecatedLastTimestamp'],
  'io.k8s.api.events.v1.EventSeries': ['lastObservedTime'],
  'io.k8s.api.core.v1.ContainerStateRunning': ['startedAt'],
  'io.k8s.api.core.v1.ContainerStateTerminated': ['finishedAt', 'startedAt'],
  'io.k8s.api.storage.v1.VolumeError': ['time'],
};

const ofConditions = ['lastHeartbeatTime', 'lastProbeTime', 'lastTransitionTime', 'lastUpdateTime'];
const none: readonly string[] = [];

/** The fields of a type that are written whatever is in them. */
export function writtenTimes(typeName: string | undefined): readonly string[] {
  if (typeName === undefined) return none;
  return typeName.endsWith('Condition') ? ofConditions : (ofTypes[typeName] ?? none);
}
