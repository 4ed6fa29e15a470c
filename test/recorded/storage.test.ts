import { testTopic } from './recordings.ts';

testTopic('storage');
