import { testTopic } from './recordings.ts';

testTopic('apply');
