// The machines: what is on them, as JSON, and the few functions that read and change it.
export { hostsLines } from './hostsFile.ts';
export { exists, isDirectory, listDirectory, makeDirectory, readFile, removeFile, writeFile } from './files.ts';
export { flagsIn } from './flags.ts';
export { note, pidOf } from './journal.ts';
export { loadModule, moduleName, parameterFiles, parameterName, parametersIn, setParameter, swapsIn, unloadModule } from './kernel.ts';
export { bringUp, comeUp, goDown } from './power.ts';
export type { ContainerRun, ContainerSlot, Exit, FileWrite, HostFacts, HostFile, HostImage, HostPod, HostState, JournalEntry, Kernel, Package, ProbeRecord, Unit, UnitDefinition } from './state.ts';
export { definitionOf, dropInsOf, fileNameOf, fragmentOf, hasChangedOnDisk, keyOfUnit, linkOf, maskOf, type UnitFileState, unitFileState, unitNames, wantedBy } from './unitFiles.ts';
export { endUnit, isActive, mainPid, reloadUnits, restartEnded, type StartFault, startUnit, statusName, stopUnit } from './units.ts';
