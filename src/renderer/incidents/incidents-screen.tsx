import { useMemo } from 'react'
import { useCommands } from '../app/commands.ts'
import { useShortcuts } from '../app/shortcuts.ts'
import { Desk } from './desk/desk.tsx'
import { DeclarationPage } from './form/declaration-page.tsx'
import { ReopeningPage } from './form/reopening-page.tsx'
import { ResolutionPage } from './form/resolution-page.tsx'
import { UpdatePage } from './form/update-page.tsx'
import { IncidentPage } from './page/incident-page.tsx'
import { declareFrom, goToDesk, useIncidentsPlace } from './place.ts'
import { PostMortemPage } from './post-mortem/post-mortem-page.tsx'
import { useMayAct } from './use-may-act.ts'

/** "Incidents techniques": the technical team's desk, one incident closely, and everything that is said of it. */
export default function IncidentsScreen() {
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
  return pageOf(place)
}

function pageOf(place: ReturnType<typeof useIncidentsPlace.getState>['place']) {
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
    case 'postMortem':
      return <PostMortemPage key={place.id} id={place.id} />
  }
}
