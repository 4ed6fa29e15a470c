import { testTopic } from './recordings.ts';

testTopic('scheduling');
