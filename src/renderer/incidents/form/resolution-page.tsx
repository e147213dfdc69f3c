import { EndPage } from './end-page.tsx'

/** "Mise à jour statut : résolu": its tickets close with it, and everyone touched is told. */
export function ResolutionPage({ id }: { id: string }) {
  return (
    <EndPage
      id={id}
      what="resolve"
      title="Déclarer résolu"
      label="Résolution"
      hint="Par exemple : Optimisation infrastructure + mise à l’échelle. Lue par les clients ; les signalements rattachés se ferment avec ces mots."
      maxLength={300}
      submit="Déclarer résolu et prévenir"
      done="L’incident est résolu : tous les clients touchés sont prévenus."
    />
  )
}
