export interface Article {
  /** Its feedback's subject is `faq:<id>`. */
  id: string
  question: string
  /** May hold [HEURE]: the estimated end of the incident in progress. */
  answer: string
}

/** The answer with its hour filled; without a believable estimate, where to find one. */
export const answerWords = ({ answer }: Article, estimatedEnd: string | undefined): string =>
  answer.replace('[HEURE]', estimatedEnd ?? 'à l’heure que donne le statut')

/** "FAQ INCIDENTS TECHNIQUES (HOTLINERS)" of the procedure, in its own words. */
export const articles: readonly Article[] = [
  {
    id: '1',
    question: 'Comment savoir si c’est un incident généralisé ?',
    answer: 'Vérifier le dashboard « Statut Plateforme »',
  },
  {
    id: '2',
    question: 'Que dire au client si incident confirmé ?',
    answer: '« Incident en cours, équipes sur le coup, résolution estimée [HEURE], notification auto »',
  },
  {
    id: '3',
    question: 'Quand créer un ticket incident technique ?',
    answer: 'Si problème persiste après diagnostic client OU si nouveau bug jamais vu',
  },
  {
    id: '4',
    question: 'Quels workarounds proposer ?',
    answer: 'App mobile, hotline directe, notification',
  },
  {
    id: '5',
    question: 'Comment gérer un client très mécontent ?',
    answer: 'Écoute, empathie, transparence, compensation (crédit atelier, mois gratuit si incident long)',
  },
]
