import { Check, CircleDashed, Clock, Download, type LucideIcon, Triangle } from 'lucide-react'
import { useEffect, useState } from 'react'
import type { Outcome, Updates } from '#shared/contracts/window.ts'
import { askHost, followUpdates } from '../app/host.ts'
import { isDesktop } from '../app/is-desktop.ts'
import { Button } from '../ui/button.tsx'
import { formatMoment } from '../ui/dates.ts'
import { Mark, type Tone } from '../ui/mark.tsx'
import { notify } from '../ui/notices.ts'
import { Loading } from '../ui/screen-states.tsx'
import { Section } from '../ui/section.tsx'
import styles from './settings-screen.module.css'

/** Whether a newer version is there: proposed, never forced; a browser’s screen is what its host serves. */
export function UpdatesSection() {
  const [updates, setUpdates] = useState<Updates | null>(isDesktop ? null : { is: 'off', why: 'not-configured' })
  useEffect(() => (isDesktop ? followUpdates(setUpdates) : undefined), [])
  if (!updates)
    return (
      <Section title="Mises à jour">
        <Loading />
      </Section>
    )
  const { tone, shape, words, hint } = wordsOf(updates)
  return (
    <Section title="Mises à jour" aside={<UpdateAction updates={updates} />}>
      <div role="status">
        <Mark tone={tone} shape={shape}>
          {words}
        </Mark>
      </div>
      {hint && <p className={styles.hint}>{hint}</p>}
    </Section>
  )
}

function UpdateAction({ updates }: { updates: Updates }) {
  if (updates.is === 'ready')
    return (
      <Button variant="primary" onPress={async () => tell(await askHost({ ask: 'install-update' }))}>
        Installer et redémarrer
      </Button>
    )
  if (updates.is === 'current' || updates.is === 'failed')
    return <Button onPress={async () => tell(await askHost({ ask: 'check-updates' }))}>Vérifier maintenant</Button>
  return null
}

function tell(outcome: Outcome): void {
  if (outcome === 'on-call')
    notify('bad', 'Pas pendant un appel : terminez-le ou mettez-le en attente, puis réessayez.')
}

const offWords = {
  'not-configured': isDesktop
    ? 'Aucune adresse de mises à jour n’est donnée à ce poste : votre support informatique installe les versions.'
    : 'Ce poste s’ouvre dans le navigateur : sa version est celle que votre support informatique a installée.',
  'bad-channel':
    'L’adresse donnée à ce poste n’est pas sûre ou ne peut pas être lue. Prévenez votre support informatique.',
  'not-installed':
    'Cette installation ne peut pas se remplacer elle-même : votre support informatique installe les versions.',
}
const failedWords = {
  unreachable: 'L’adresse des mises à jour ne répond pas. Votre version reste en service.',
  damaged:
    'Ce qui a été reçu n’est pas la version annoncée : rien n’en a été gardé. Prévenez votre support informatique.',
  other: 'Votre version reste en service. Si cela recommence, prévenez votre support informatique.',
}

function wordsOf(updates: Updates): { tone: Tone; shape: LucideIcon; words: string; hint?: string } {
  switch (updates.is) {
    case 'off':
      return { tone: 'soft', shape: CircleDashed, words: 'Désactivées', hint: offWords[updates.why] }
    case 'current':
      return updates.checkedAt
        ? { tone: 'ok', shape: Check, words: `À jour, vérifié ${formatMoment(updates.checkedAt)}` }
        : { tone: 'soft', shape: Clock, words: 'Vérification dans un instant, jamais pendant un appel' }
    case 'checking':
      return { tone: 'soft', shape: Clock, words: 'Vérification…' }
    case 'downloading':
      return {
        tone: 'accent',
        shape: Download,
        words: `Version ${updates.version} : téléchargement, ${updates.percent} %`,
        hint: 'Vous pouvez continuer à travailler.',
      }
    case 'ready':
      return {
        tone: 'accent',
        shape: Download,
        words: `Version ${updates.version} prête`,
        hint: 'Elle s’installe quand vous le demandez. Vos appels et vos tickets sont gardés.',
      }
    case 'failed':
      return {
        tone: 'warn',
        shape: Triangle,
        words: `La vérification a échoué ${formatMoment(updates.at)}`,
        hint: failedWords[updates.why],
      }
  }
}
