/**
 * An external target that may stay: a web address or a mail address that is followed only when somebody clicks. User
 * names and passwords in it go. Undefined for everything else (file paths, UNC shares, ftp, javascript …).
 */
export function safeHyperlink(target: string): string | undefined {
  const trimmed = target.trim();
  if (/[\s\\<>"\p{Cc}]/u.test(trimmed)) return undefined;
  const mail = /^mailto:[^?]+@[^?]+/i.exec(trimmed);
  if (mail) return `mailto:${mail[0].slice(7)}`;
  const web = /^(https?):\/\/(?:[^/?#@]*@)?([^/?#@]+)(.*)$/i.exec(trimmed);
  return web ? `${web[1]?.toLowerCase()}://${web[2]}${web[3]}` : undefined;
}
