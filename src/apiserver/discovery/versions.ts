// Which build of Kubernetes the server is.
export const version = {
  major: '1',
  minor: '36',
  emulationMajor: '1',
  emulationMinor: '36',
  minCompatibilityMajor: '1',
  minCompatibilityMinor: '35',
  gitVersion: 'v1.36.2',
  gitCommit: '9e6f5d4cc49f7d5d2b3a1c5d1e7f7f2c0a8b6e43',
  gitTreeState: 'clean',
  buildDate: '2026-06-10T10:00:00Z',
  goVersion: 'go1.26.3',
  compiler: 'gc',
  platform: 'linux/amd64',
};
