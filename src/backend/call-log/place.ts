/** So many places in a millisecond: where several calls ended together, they still have an order. */
export const placesAnInstant = 1024
/** Past this no place is exact: a workplace whose clock says so is at the end of the list. */
const lastInstant = Date.parse('2200-01-01T00:00:00.000Z')

/** The first place of what ended at an instant (milliseconds since the epoch): sorts as instants do. */
export const placeAt = (instant: number): number => Math.min(instant, lastInstant) * placesAnInstant
