/** Where a system keeps its fonts: the only thing outside our own code that drawing a picture needs. */
export const FONTS = ['/usr/share/fonts', '/usr/local/share/fonts'];
/** What finds them. */
export const FONT_SETTINGS = ['/etc/fonts', '/usr/share/fontconfig', '/var/cache/fontconfig'];
