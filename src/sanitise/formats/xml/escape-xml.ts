const TEXT: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '\r': '&#13;' };
const ATTRIBUTE: Record<string, string> = {
  ...TEXT,
  '"': '&quot;',
  '\t': '&#9;',
  '\n': '&#10;',
};

export function escapeText(text: string): string {
  return /[&<>\r]/.test(text) ? text.replace(/[&<>\r]/g, (found) => TEXT[found] ?? '') : text;
}

export function escapeAttribute(value: string): string {
  return /[&<>"\r\n\t]/.test(value)
    ? value.replace(/[&<>"\r\n\t]/g, (found) => ATTRIBUTE[found] ?? '')
    : value;
}

/** The first line of every part we write. */
export const XML_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
