import { testTopic } from './recordings.ts';

testTopic('workloads');
