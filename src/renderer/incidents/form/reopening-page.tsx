import { EndPage } from './end-page.tsx'

/** An incident that was not over after all: it goes on from its first start, and so do its tickets. */
export function ReopeningPage({ id }: { id: string }) {
  return (
    <EndPage
      id={id}
      what="reopen"
      title="Rouvrir"
      label="Ce que vous dites aux clients"
      hint="Par exemple : Le défaut est revenu. Les signalements fermés avec l’incident se rouvrent."
      maxLength={2000}
      submit="Rouvrir et prévenir"
      done="L’incident est rouvert."
    />
  )
}
