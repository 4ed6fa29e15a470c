// The machines: what is on them, as JSON, and the few functions that read and change it.
export { exists, isDirectory, listDirectory, makeDirectory, readFile, removeFile, writeFile } from './files.ts';
export type { ContainerRun, ContainerSlot, Exit, FileWrite, HostFacts, HostFile, HostImage, HostPod, HostState, ProbeRecord, Unit } from './state.ts';
export { isActive, setUnit } from './units.ts';
