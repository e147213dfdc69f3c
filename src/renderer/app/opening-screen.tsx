import type { ReactNode } from 'react'
import { Button } from '../ui/button.tsx'
import { Loading } from '../ui/screen-states.tsx'
import styles from './opening-screen.module.css'

/** Why there is no station to ask. */
export type StationLoss = 'not-started' | 'ended' | 'key-spent'

/** While the station opens. */
export function OpeningScreen() {
  return (
    <main className={styles.screen}>
      <Loading>Ouverture du poste…</Loading>
    </main>
  )
}

const losses: Record<StationLoss, { title: string; kept: string; next: string }> = {
  'not-started': {
    title: 'Le poste ne s’ouvre pas',
    kept: 'Ce qui était enregistré sur ce poste est gardé.',
    next: 'Réessayez. Si cela ne suffit pas, fermez numi Hotliner, rouvrez-le, puis prévenez votre responsable.',
  },
  ended: {
    title: 'Le poste s’est arrêté',
    kept: 'Chaque réponse donnée et chaque mot enregistré sont gardés. L’appel en cours reprendra à la même étape.',
    next: 'Dites au client que vous le reprenez dans un instant, puis rouvrez le poste.',
  },
  'key-spent': {
    title: 'Cette adresse a déjà servi',
    kept: 'Une adresse n’ouvre le poste qu’une fois, pour que personne d’autre n’y entre. Rien n’est perdu.',
    next: 'Revenez à la fenêtre déjà ouverte, ou relancez numi Hotliner pour obtenir une nouvelle adresse.',
  },
}

/** The station could not be opened, or is gone: what is kept, and what to do. */
export function StationLostScreen({ loss }: { loss: StationLoss }) {
  const { title, kept, next } = losses[loss]
  return (
    <Stopped title={title}>
      <p>{kept}</p>
      <p>{next}</p>
    </Stopped>
  )
}

/** The whole screen broke; the station did not. */
export function ScreenBrokenScreen() {
  return (
    <Stopped title="L’écran a rencontré une erreur">
      <p>Tout ce que vous avez saisi est enregistré sur ce poste. L’appel en cours reprendra à la même étape.</p>
    </Stopped>
  )
}

function Stopped({ title, children }: { title: string; children: ReactNode }) {
  return (
    <main className={styles.screen}>
      <div role="alert" className={styles.stopped}>
        <p className={styles.brand}>numi</p>
        <h1 className={styles.title}>{title}</h1>
        {children}
        <div>
          <Button variant="primary" autoFocus onPress={() => window.location.reload()}>
            Réessayer
          </Button>
        </div>
      </div>
    </main>
  )
}
