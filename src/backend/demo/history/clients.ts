import type { DemoClient } from '../clients.ts'
import { firstNames, lastNames } from './words.ts'

/** Six hundred more, who call: the share of them that an incident touches has to be more than those who report it. */
export const pastClients: readonly DemoClient[] = firstNames.flatMap((firstName, first) =>
  lastNames.map((lastName, last) => {
    const index = first * lastNames.length + last
    const address = `${firstName}.${lastName}`
      .normalize('NFD')
      .replace(/[^a-z.-]/gi, '')
      .toLowerCase()
    return {
      ...{ firstName, lastName, email: `${address}@example.org`, phone: `+3363998${2000 + index}` },
      lastSignInDaysAgo: index % 60,
    }
  }),
)
