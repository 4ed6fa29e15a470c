// Markdown in a narrow window, without colour and with it.
import { expect, it } from 'vitest';
import { renderMarkdown } from '../../src/ui/text/markdown.ts';
import { makeTheme } from '../../src/ui/text/theme.ts';
import { widthOf } from '../../src/ui/text/width.ts';

const text = `Create the Deployment \`web\` in namespace **shop**, with "two" replicas & more.

- first, with words that go on in the next line
  1. inner
- second

| key | value |
|---|---|
| a | \`b c\` |

\`\`\`
kubectl get pods
\`\`\`
`;

const plain = (lines: readonly string[]): string => lines.map((line) => line.replace(/\x1b\[[\d;]*m/g, '')).join('\n');

it('wraps, and marks code where there is no colour', () => {
  expect(plain(renderMarkdown(text, 32, makeTheme(0)))).toBe(`Create the Deployment \`web\` in
namespace shop, with "two"
replicas & more.

• first, with words that go on
  in the next line
  1. inner
• second

key  value
a    \`b c\`

  kubectl get pods`);
});

it('tells code by its colour where there is one', () => {
  const lines = renderMarkdown(text, 32, makeTheme(1));
  expect(lines[0]).toBe('Create the Deployment \x1b[36mweb\x1b[39m in');
  expect(Math.max(...lines.map(widthOf))).toBeLessThanOrEqual(32);
});

const wide = `| name | port | what it is for |
|---|---:|---|
| \`web\` | 80 | answers whoever asks for pages of the shop |
| db | 5432 | keeps them |

1. first
   - [x] done
   - [ ] not yet

\`\`\`
spec:
  command: [sh, -c, "sleep 3600 && echo over"]
\`\`\`
`;

it('leaves nothing out in a narrow pane: tables and code wrap', () => {
  expect(plain(renderMarkdown(wide, 34, makeTheme(0)))).toBe(`name   port  what it is for
\`web\`    80  answers whoever asks
             for pages of the shop
db     5432  keeps them

1. first
   [x] done
   [ ] not yet

  spec:
    command: [sh, -c, "sleep 3600
      && echo over"]`);
});
