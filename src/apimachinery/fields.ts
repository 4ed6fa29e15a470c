// Field selectors (k8s.io/apimachinery/pkg/fields): `status.phase!=Running,spec.nodeName=node01`.

export interface FieldRequirement {
  field: string;
  operator: '=' | '!=';
  value: string;
}

/** Splits at commas that no backslash stands before. */
function termsOf(text: string): string[] {
  const terms: string[] = [];
  let start = 0;
  for (let i = 0; i < text.length; i++) {
    if (text[i] === '\\') i++;
    else if (text[i] === ',') {
      terms.push(text.slice(start, i));
      start = i + 1;
    }
  }
  return [...terms, text.slice(start)];
}

function unescapeValue(text: string): string {
  let out = '';
  for (let i = 0; i < text.length; i++) {
    const char = text[i] as string;
    if (char === '\\') {
      const escaped = text[++i];
      if (escaped === undefined || !'\\,='.includes(escaped)) throw new Error(`invalid field selector: invalid escape sequence: \\${escaped ?? ''}`);
      out += escaped;
    } else if (char === ',' || char === '=') {
      throw new Error(`invalid field selector: unescaped character in value: ${char.codePointAt(0)}`);
    } else {
      out += char;
    }
  }
  return out;
}

/** Reads a field selector; its requirements come sorted, as the server sees them. */
export function parseFieldSelector(text: string): FieldRequirement[] {
  const terms = termsOf(text).sort();
  return terms
    .filter((term) => term !== '')
    .map((term) => {
      const parts = /^(.*?)(!=|==|=)(.*)$/s.exec(term);
      if (!parts) throw new Error(`invalid selector: '${text}'; can't understand '${term}'`);
      return { field: parts[1] as string, operator: parts[2] === '!=' ? '!=' : '=', value: unescapeValue(parts[3] as string) };
    });
}

/** The value with what a field selector would misread escaped. */
export const escapeFieldValue = (value: string): string => value.replace(/[\\,=]/g, (char) => `\\${char}`);

export const fieldSelectorText = (requirements: readonly FieldRequirement[]): string => requirements.map(({ field, operator, value }) => `${field}${operator}${escapeFieldValue(value)}`).join(',');
