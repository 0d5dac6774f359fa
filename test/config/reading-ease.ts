/**
 * LIX (Björnsson 1968): words a sentence plus the share of words longer than six letters. Under 25 is very easy, above 45
 * hard. Headings and list entries count as sentences.
 */
export function readingEase(markdown: string): number {
  let sentences = 0;
  const words: string[] = [];
  for (const line of markdown.split('\n')) {
    const text = line.replace(/[#*“”"]|^\s*- /g, '').replace(/(\S)\.(\S)/g, '$1$2');
    sentences += text.split(/[.:!?]+(?:\s|$)/).filter((part) => part.trim() !== '').length;
    words.push(...(text.match(/\p{L}+/gu) ?? []));
  }
  const long = words.filter((word) => word.length > 6).length;
  return words.length / sentences + (100 * long) / words.length;
}
