import { useMemo, useState } from 'react'
import { isEnded } from '#shared/domain/incident.ts'
import type { Ticket } from '#shared/domain/ticket.ts'
import { useCommands } from '../../app/commands.ts'
import { useShortcuts } from '../../app/shortcuts.ts'
import { useStationState } from '../../app/station-store.tsx'
import { Button } from '../../ui/button.tsx'
import { declareFrom } from '../place.ts'
import { AttachDialog } from './attach-dialog.tsx'
import { MergeDialog } from './merge-dialog.tsx'
import styles from './report-detail.module.css'
import { useHandle } from './use-handle.ts'
import { WriteDialog } from './write-dialog.tsx'

type Opened = 'answer' | 'add' | 'solve' | 'attach' | 'merge' | null

/** What can be done with a report, each by its button and from the palette. */
export function ReportActions({ ticket }: { ticket: Ticket }) {
  const [opened, setOpened] = useState<Opened>(null)
  const close = () => setOpened(null)
  const handle = useHandle()
  const hasOpenIncident = useStationState(
    ({ platform }) => platform.status?.incidents.some((of) => !isEnded(of)) ?? false,
  )
  const isFollowed = ticket.mergedInto === null
  const isOpen = ticket.state === 'open'
  useShortcuts({ handle: () => handle(ticket), ...(ticket.isReachable && { reply: () => setOpened('answer') }) })

  const actions = useMemo(() => {
    const isFree = isOpen && isFollowed && ticket.incidentId === null
    const origin = { tickets: [{ id: ticket.id, number: ticket.number }], proposal: null }
    return [
      { id: 'answer', label: 'Répondre au client', isThere: ticket.isReachable, run: () => setOpened('answer') },
      {
        id: 'attach',
        label: 'Rattacher à un incident',
        isThere: isFree && hasOpenIncident,
        run: () => setOpened('attach'),
      },
      { id: 'declare', label: 'En faire un incident', isThere: isFree, run: () => declareFrom(origin) },
      { id: 'merge', label: 'Réunir à un autre', isThere: isOpen && isFollowed, run: () => setOpened('merge') },
      { id: 'add', label: 'Ajouter une note', isThere: true, run: () => setOpened('add') },
      { id: 'solve', label: 'Fermer, résolu', isThere: isOpen && isFollowed, run: () => setOpened('solve') },
    ].filter(({ isThere }) => isThere)
  }, [ticket, isOpen, isFollowed, hasOpenIncident])
  useCommands(
    useMemo(
      () => actions.map(({ id, label, run }) => ({ id: `report.${id}`, label: `${ticket.number} : ${label}`, run })),
      [actions, ticket.number],
    ),
  )

  return (
    <>
      <div className={styles.actions}>
        {actions.map(({ id, label, run }) => (
          <Button key={id} onPress={run}>
            {label}
          </Button>
        ))}
      </div>
      {!ticket.isReachable && isOpen && (
        <p className={styles.kept}>Le client n’a pas laissé d’adresse : rappelez-le.</p>
      )}
      {(opened === 'answer' || opened === 'add' || opened === 'solve') && (
        <WriteDialog ticket={ticket} what={opened} onClose={close} />
      )}
      {opened === 'attach' && <AttachDialog ticket={ticket} onClose={close} />}
      {opened === 'merge' && <MergeDialog ticket={ticket} onClose={close} />}
    </>
  )
}
