// Writes labs/lab.schema.json as the loader has it: npx tsx test/labs/writeSchema.ts
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { labSchema } from '../../src/labs/index.ts';

writeFileSync(join(import.meta.dirname, '..', '..', 'labs', 'lab.schema.json'), `${JSON.stringify(labSchema(), null, 2)}\n`);
