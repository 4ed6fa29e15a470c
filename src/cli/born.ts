// Run by the build: writes a new cluster of each profile into the folder that is named.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Cluster } from '../cluster.ts';
import { packCluster } from '../store/pack.ts';
import { type ProfileName, profiles } from '../profiles/index.ts';

for (const profile of Object.keys(profiles) as ProfileName[]) {
  const state = Cluster.settled({ profile, now: Date.now() });
  writeFileSync(join(process.argv[2] as string, `${profile}.json`), packCluster(state).join('\n'));
}
