import { useMemo, useState } from 'react'
import { useCommands } from '../app/commands.ts'
import { useShortcuts } from '../app/shortcuts.ts'
import { useAgent } from '../app/station-store.tsx'
import { Desk } from './desk/desk.tsx'
import { CorrectionPage } from './form/correction-page.tsx'
import { DeclarationPage } from './form/declaration-page.tsx'
import { ReopeningPage } from './form/reopening-page.tsx'
import { ResolutionPage } from './form/resolution-page.tsx'
import { UpdatePage } from './form/update-page.tsx'
import { IncidentPage } from './page/incident-page.tsx'
import { declareFrom, enterAs, goToDesk, type Place, useIncidentsPlace } from './place.ts'
import { PostMortemPage } from './post-mortem/post-mortem-page.tsx'
import { useMayAct } from './use-may-act.ts'

/** "Incidents techniques": the technical team's desk, one incident closely, and everything that is said of it. */
export default function IncidentsScreen() {
  const { id } = useAgent()
  // Before the first frame: nobody sees where another was.
  useState(() => enterAs(id))
  return <Incidents key={id} />
}

function Incidents() {
  const place = useIncidentsPlace((state) => state.place)
  const mayAct = useMayAct()
  const declare = () => declareFrom({ tickets: [], proposal: null })
  useShortcuts({ ...(mayAct && { declare }), desk: goToDesk })
  useCommands(
    useMemo(
      () => [
        ...(mayAct
          ? [
              {
                id: 'incidents.declare',
                label: 'Créer un nouvel incident',
                keys: 'declare' as const,
                run: () => declareFrom({ tickets: [], proposal: null }),
              },
            ]
          : []),
        { id: 'incidents.desk', label: 'Tous les incidents et signalements', keys: 'desk' as const, run: goToDesk },
      ],
      [mayAct],
    ),
  )
  return pageOf(mayAct ? place : readOnly(place))
}

/** Where whoever only reads is instead of a form. */
const readOnly = (place: Place): Place => {
  if (place.at === 'declaration') return { at: 'desk' }
  return place.at === 'desk' || place.at === 'postMortem' ? place : { at: 'incident', id: place.id }
}

function pageOf(place: Place) {
  switch (place.at) {
    case 'desk':
      return <Desk />
    case 'declaration':
      return <DeclarationPage from={place.from} />
    case 'incident':
      return <IncidentPage key={place.id} id={place.id} />
    case 'update':
      return <UpdatePage key={place.id} id={place.id} />
    case 'resolution':
      return <ResolutionPage key={place.id} id={place.id} />
    case 'reopening':
      return <ReopeningPage key={place.id} id={place.id} />
    case 'correction':
      return <CorrectionPage key={place.id} id={place.id} />
    case 'postMortem':
      return <PostMortemPage key={place.id} id={place.id} />
  }
}
