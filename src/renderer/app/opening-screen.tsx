import type { ReactNode } from 'react'
import type { StationLoss } from '#shared/contracts/station-loss.ts'
import { Button } from '../ui/button.tsx'
import { Loading } from '../ui/screen-states.tsx'
import styles from './opening-screen.module.css'

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
  'folder-closed': {
    title: 'Le poste ne peut pas enregistrer',
    kept: 'Son dossier est protégé ou introuvable. Ce qui y était enregistré n’a pas été touché.',
    next: 'Demandez à votre support informatique de rendre à votre session le droit d’y écrire, puis réessayez. En attendant, travaillez sur un autre poste.',
  },
  'disk-full': {
    title: 'Le disque est plein',
    kept: 'Le poste ne peut plus rien enregistrer. Ce qui était déjà enregistré est gardé.',
    next: 'Libérez de la place sur le disque (corbeille, téléchargements), puis réessayez.',
  },
  'store-damaged': {
    title: 'Les données de ce poste sont endommagées',
    kept: 'Rien n’a été effacé : le fichier est laissé tel quel. Ce qui a déjà été transmis est en sécurité au service.',
    next: 'Prévenez votre support informatique avant toute autre action. En attendant, travaillez sur un autre poste.',
  },
  'store-newer': {
    title: 'Ce poste a servi avec une version plus récente',
    kept: 'Ses données sont intactes ; cette version ne sait pas les lire et n’y touche pas.',
    next: 'Ouvrez la version la plus récente de numi Hotliner, ou demandez-la à votre support informatique.',
  },
  'flows-unreadable': {
    title: 'Les scripts d’appel sont introuvables',
    kept: 'L’installation est incomplète. Ce qui était enregistré sur ce poste est gardé.',
    next: 'Réinstallez numi Hotliner : vos appels et vos tickets seront toujours là.',
  },
  'keeps-ending': {
    title: 'Le poste s’arrête à chaque reprise',
    kept: 'Chaque réponse donnée et chaque mot enregistré sont gardés. L’appel en cours reprendra à la même étape.',
    next: 'Dites au client que vous le rappelez, puis réessayez. Si cela recommence, prévenez votre responsable.',
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
