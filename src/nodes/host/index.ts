// The machines: what is on them, as JSON, and the few functions that read and change it.
export { exists, isDirectory, listDirectory, makeDirectory, readFile, removeFile, writeFile } from './files.ts';
export { flagsIn } from './flags.ts';
export { loadModule } from './kernel.ts';
export { bringUp, comeUp, goDown } from './power.ts';
export type { ContainerRun, ContainerSlot, Exit, FileWrite, HostFacts, HostFile, HostImage, HostPod, HostState, Kernel, Package, ProbeRecord, Unit, UnitDefinition } from './state.ts';
export { dropInsOf, fileNameOf, fragmentOf, hasChangedOnDisk, linkOf, maskOf, type UnitFileState, unitFileState, unitNames, wantedBy } from './unitFiles.ts';
export { isActive, keyOfUnit, reloadUnits, type StartFault, startUnit, stopUnit } from './units.ts';
