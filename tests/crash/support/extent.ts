import { randomInt } from 'node:crypto'

const count = (name: string, reduced: number): number => Number(process.env[name] ?? reduced)

/** How much of the suite is run: little in `npm test`, all of it in `npm run crash` (scripts/crash.mjs). */
export const extent = {
  stationKills: count('NUMI_CRASH_STATION_KILLS', 10),
  appKills: count('NUMI_CRASH_APP_KILLS', 2),
  stations: count('NUMI_CRASH_STATIONS', 4),
  processKills: count('NUMI_CRASH_PROCESS_KILLS', 4),
  sharedTickets: count('NUMI_CRASH_SHARED_TICKETS', 60),
  ticketsEach: count('NUMI_CRASH_TICKETS', 8),
}

/** What the run's chance is drawn from; given again by NUMI_CRASH_SEED, it draws the same. */
export const seed = count('NUMI_CRASH_SEED', randomInt(1, 2 ** 31))
