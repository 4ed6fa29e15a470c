// Lines of text below one another, each cut to the width of the place.
import { Box, Text } from 'ink';

export function Rows({ rows, width, height }: { rows: readonly string[]; width?: number; height: number }) {
  return (
    <Box flexDirection="column" width={width} height={height} flexShrink={0}>
      {rows.slice(0, height).map((row, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a row of the screen is what its place is
        <Text key={index} wrap="truncate">
          {row === '' ? ' ' : row}
        </Text>
      ))}
    </Box>
  );
}
