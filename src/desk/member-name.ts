/** Letters of any script, and what stands between them in names: 2 to 40 characters. */
export function isName(name: string): boolean {
  return /^[\p{L}\p{N}][\p{L}\p{M}\p{N} .'-]{1,39}$/u.test(name);
}
