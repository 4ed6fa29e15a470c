// Spans of time as a clock shows them.

const two = (number: number): string => String(number).padStart(2, '0');

/** 4:05, 1:02:03. */
export function duration(milliseconds: number): string {
  const seconds = Math.floor(milliseconds / 1000);
  const minutes = Math.floor(seconds / 60);
  return minutes < 60 ? `${minutes}:${two(seconds % 60)}` : `${Math.floor(minutes / 60)}:${two(minutes % 60)}:${two(seconds % 60)}`;
}

/** 7.4 s, 1:02. */
export const seconds = (milliseconds: number): string => (milliseconds < 60_000 ? `${(Math.floor(milliseconds / 100) / 10).toFixed(1)} s` : duration(milliseconds));
