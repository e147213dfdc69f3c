import type { Backend } from '../backend.ts'
import type { Handlers } from '../contract/operation.ts'
import { transact } from '../database/transact.ts'
import { receiveAlerts } from './receive.ts'

export const alertHandlers = ({ config, feed, log }: Backend): Pick<Handlers, 'receiveAlerts'> => ({
  receiveAlerts: async ({ db, body, now, afterwards }) => {
    const { isChanged, ...counts } = await transact(db, (trx) => receiveAlerts(trx, body, config.alerts, now))
    if (counts.ignored > 0) log.warn(counts, 'alerts of no known service')
    afterwards(() => {
      if (isChanged) feed.publish()
      feed.tellChange('incidents')
    })
    return counts
  },
})
