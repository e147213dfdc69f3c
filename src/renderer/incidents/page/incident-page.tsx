import { ArrowLeft } from 'lucide-react'
import { useMemo, useRef } from 'react'
import { type Incident, isEnded } from '#shared/domain/incident.ts'
import { type Command, useCommands } from '../../app/commands.ts'
import { KeyHint } from '../../app/key-hint.tsx'
import { useShortcuts } from '../../app/shortcuts.ts'
import { FooterSlot } from '../../app/slots.tsx'
import { Button } from '../../ui/button.tsx'
import { Details } from '../../ui/details.tsx'
import { Screen } from '../../ui/screen.tsx'
import { Failed, Loading } from '../../ui/screen-states.tsx'
import { Section } from '../../ui/section.tsx'
import { StatusMark } from '../../ui/status-mark.tsx'
import { incidentRows, kindWords, lengthWords, markOf } from '../incident-words.ts'
import { goToDesk, openIncident } from '../place.ts'
import { useMayAct } from '../use-may-act.ts'
import { useNow } from '../use-now.ts'
import { Callers } from './callers.tsx'
import styles from './incident-page.module.css'
import { InternalNote } from './internal-note.tsx'
import { Journal } from './journal.tsx'
import { NextStage } from './next-stage.tsx'
import { PublicNotes } from './public-notes.tsx'
import { Stages } from './stages.tsx'
import { Told } from './told.tsx'
import { useIncident } from './use-incident.ts'

/** One incident: where it stands in the procedure's timeline, everything that happened, who was told what. */
export function IncidentPage({ id }: { id: string }) {
  const { incident, services, story, read } = useIncident(id)
  const now = useNow()
  const mayAct = useMayAct()
  const note = useRef<HTMLTextAreaElement>(null)
  if (!incident)
    return (
      <Screen title="Incident" actions={<Back />}>
        {read.error ? (
          <Failed title="Cet incident n’a pas pu être lu" onRetry={() => void read.refetch()}>
            <p>{read.error.message}</p>
          </Failed>
        ) : (
          <Loading />
        )}
      </Screen>
    )
  const isOver = isEnded(incident)
  return (
    <Screen
      title={incident.nature}
      actions={<Back />}
      intro={
        <div className={styles.head}>
          <StatusMark level={markOf(incident)}>
            {[kindWords(incident), incident.number].filter(Boolean).join(' · ')}
          </StatusMark>
          {!isOver && incident.state !== 'scheduled' && <span>T+{lengthWords(incident.declaredAt, now)}</span>}
          {story && <NextStage stages={story.stages} now={now} />}
        </div>
      }
      asideLabel="Ce qui est connu"
      aside={
        <div className={styles.aside}>
          <Section title="Incident">
            <Details rows={incidentRows(incident, services, now)} />
          </Section>
          <Callers incident={incident} />
          {mayAct && <Told id={id} />}
        </div>
      }
    >
      <Actions incident={incident} onNote={() => note.current?.focus()} />
      {story && <Stages stages={story.stages} now={now} />}
      {mayAct && <InternalNote id={id} areaRef={note} />}
      <PublicNotes incident={incident} />
      {story && <Journal entries={story.entries} services={services} />}
    </Screen>
  )
}

const Back = () => (
  <Button onPress={goToDesk}>
    <ArrowLeft aria-hidden="true" />
    Tous les incidents
  </Button>
)

/** What can be done to it now, by button, key and palette. */
function Actions({ incident, onNote }: { incident: Incident; onNote: () => void }) {
  const mayAct = useMayAct()
  const { id } = incident
  const isOver = isEnded(incident)
  const commands = useMemo<Command[]>(() => {
    const postMortem: Command = {
      id: 'incident.postMortem',
      label: 'Post-mortem',
      keys: 'postMortem',
      run: () => openIncident(id, 'postMortem'),
    }
    if (!mayAct) return isOver ? [postMortem] : []
    return isOver
      ? [
          postMortem,
          { id: 'incident.correct', label: 'Corriger', run: () => openIncident(id, 'correction') },
          { id: 'incident.reopen', label: 'Rouvrir', run: () => openIncident(id, 'reopening') },
        ]
      : [
          { id: 'incident.update', label: 'Mettre à jour', keys: 'update', run: () => openIncident(id, 'update') },
          {
            id: 'incident.resolve',
            label: 'Déclarer résolu',
            keys: 'resolve',
            run: () => openIncident(id, 'resolution'),
          },
          postMortem,
        ]
  }, [id, isOver, mayAct])
  useCommands(commands)
  useShortcuts({
    ...(mayAct &&
      !isOver && { update: () => openIncident(id, 'update'), resolve: () => openIncident(id, 'resolution') }),
    ...((mayAct || isOver) && { postMortem: () => openIncident(id, 'postMortem') }),
    ...(mayAct && { note: onNote }),
  })
  return (
    <div className={styles.actions}>
      {commands.map(({ id: key, label, run }, index) => (
        <Button key={key} variant={index === 0 ? 'primary' : 'plain'} onPress={run}>
          {label}
        </Button>
      ))}
      <FooterSlot>
        <KeyHint id="desk">tous les incidents</KeyHint>
        {mayAct && !isOver && <KeyHint id="update">mettre à jour</KeyHint>}
        {mayAct && !isOver && <KeyHint id="resolve">résolu</KeyHint>}
        {mayAct && <KeyHint id="note">note interne</KeyHint>}
      </FooterSlot>
    </div>
  )
}
