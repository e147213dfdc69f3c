import type { Backend } from '../backend.ts'
import type { Handlers } from '../contract/operation.ts'

export const eventHandlers = ({ feed }: Backend): Pick<Handlers, 'events'> => ({
  events: async ({ caller }) => ({
    type: 'text/event-stream',
    headers: { 'x-accel-buffering': 'no' },
    body: await feed.listen(caller.tokenHash, caller.user.role),
  }),
})
