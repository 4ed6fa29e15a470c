// Schedules, and why they cannot be kept.
import { describe, expect, it } from 'vitest';
import { scheduleError } from '../../../../src/apis/batch/cronjob/schedule.ts';

describe('a schedule', () => {
  for (const [schedule, expected] of [
    ['*/5 * * * *', undefined],
    ['15 2 * * mon-FRI', undefined],
    ['0,30 8-18/2 1 jan *', undefined],
    ['@daily', undefined],
    ['@every 1h30m', undefined],
    ['* * * *', 'expected exactly 5 fields, found 4: [* * * *]'],
    ['every minute', 'expected exactly 5 fields, found 2: [every minute]'],
    ['61 * * * *', 'end of range (61) above maximum (59): 61'],
    ['* * 0 * *', 'beginning of range (0) below minimum (1): 0'],
    ['* 5-2 * * *', 'beginning of range (5) beyond end of range (2): 5-2'],
    ['1-2-3 * * * *', 'too many hyphens: 1-2-3'],
    ['*/2/3 * * * *', 'too many slashes: */2/3'],
    ['*/0 * * * *', 'step of range should be a positive number: */0'],
    ['x * * * *', 'failed to parse int from x: strconv.Atoi: parsing "x": invalid syntax'],
    ['@noon', 'unrecognized descriptor: @noon'],
  ] as const) {
    it(`${schedule}: ${expected ?? 'can be kept'}`, () => expect(scheduleError(schedule)).toBe(expected));
  }
});
