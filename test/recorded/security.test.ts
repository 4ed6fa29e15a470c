import { testTopic } from './recordings.ts';

testTopic('security');
