// Run by the build: writes a new cluster of each profile into the folder that is named.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Cluster } from '../cluster.ts';
import { packCluster } from '../store/pack.ts';
import { type ProfileName, profiles } from '../profiles/index.ts';

/** Long enough for the history of the birth to be compacted. */
const settled = 12 * 60_000;

for (const profile of Object.keys(profiles) as ProfileName[]) {
  const now = Date.now() - settled;
  const cluster = new Cluster(Cluster.create({ profile, now }));
  // In two stretches, as the history is compacted when an interval has passed twice.
  for (const part of [0.5, 1]) cluster.advance(now + part * settled);
  writeFileSync(join(process.argv[2] as string, `${profile}.json`), packCluster(cluster.state).join('\n'));
}
