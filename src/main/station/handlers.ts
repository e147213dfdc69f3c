import { aboutHandlers } from './about/handlers.ts'
import { accountHandlers } from './accounts/handlers.ts'
import { attachmentHandlers } from './attachments/handlers.ts'
import { callHandlers } from './calls/handlers.ts'
import { draftHandlers } from './drafts/handlers.ts'
import { exportHandlers } from './exports/handlers.ts'
import { feedbackHandlers } from './feedback/handlers.ts'
import { flowHandlers } from './flows/handlers.ts'
import type { Handlers } from './handler.ts'
import { handoverHandlers } from './handovers/handlers.ts'
import type { Handovers } from './handovers/handovers.ts'
import { outboxHandlers } from './outbox/handlers.ts'
import { ticketHandlers } from './outbox/ticket-handlers.ts'
import { serviceHandlers } from './service/handlers.ts'
import { sessionHandlers } from './session/handlers.ts'
import { settingHandlers } from './settings/handlers.ts'
import type { Workplace } from './workplace.ts'

/** Every operation of the contract; one without a handler does not compile. */
export function handlersOf(workplace: Workplace, handovers: Handovers): Handlers {
  return {
    'station.state': () => workplace.state(),
    'station.damageRead': () => {
      workplace.store.damage.forget()
      workplace.changed()
      return {}
    },
    ...sessionHandlers(workplace),
    ...flowHandlers(workplace),
    ...callHandlers(workplace),
    ...handoverHandlers(handovers),
    ...attachmentHandlers(workplace),
    ...accountHandlers(workplace),
    ...ticketHandlers(workplace),
    ...outboxHandlers(workplace),
    ...feedbackHandlers(workplace),
    ...serviceHandlers(workplace),
    ...exportHandlers(workplace),
    ...draftHandlers(workplace),
    ...settingHandlers(workplace),
    ...aboutHandlers(workplace),
  }
}
