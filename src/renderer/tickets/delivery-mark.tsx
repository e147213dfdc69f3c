import { ArrowUp, Check, Clock, OctagonX, Pencil } from 'lucide-react'
import { Mark } from '../ui/mark.tsx'
import { deliveryOf, type Entry } from './entries.ts'

/** Where an entry stands: shape, word and colour. */
export function DeliveryMark({ entry }: { entry: Entry }) {
  switch (deliveryOf(entry)?.state) {
    case 'waiting':
      return (
        <Mark tone="warn" shape={Clock}>
          à envoyer
        </Mark>
      )
    case 'sending':
      return (
        <Mark tone="accent" shape={ArrowUp}>
          envoi en cours
        </Mark>
      )
    case 'sent':
      return (
        <Mark tone="ok" shape={Check}>
          envoyé
        </Mark>
      )
    case 'refused':
      return (
        <Mark tone="bad" shape={OctagonX}>
          refusé
        </Mark>
      )
    default:
      return (
        <Mark tone="soft" shape={Pencil}>
          brouillon
        </Mark>
      )
  }
}
