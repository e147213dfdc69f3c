/** Why a window has no station. */
export const stationLosses = [
  /** It did not open, or not in time, for a reason that has no words of its own. */
  'not-started',
  'folder-closed',
  'disk-full',
  'store-damaged',
  'store-newer',
  'flows-unreadable',
  /** It was there, and has gone. */
  'ended',
  /** It ends each time it is started again. */
  'keeps-ending',
  /** Browser host: the address has already been used. */
  'key-spent',
] as const
export type StationLoss = (typeof stationLosses)[number]

/** Checked without a schema: the first screen reads none. */
export const isStationLoss = (value: unknown): value is StationLoss => stationLosses.some((loss) => loss === value)
