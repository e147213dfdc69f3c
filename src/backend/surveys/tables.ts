import type { Rules } from '../personal-data/rules.ts'

/** What somebody thought of how an incident was handled. Nobody is named: the id is that of the email that asked. */
export interface SurveyTable {
  id: string
  incident_id: string
  /** 1 to 5. */
  rating: number
  /** Empty: none. */
  comment: string
  answered_at: string
}

export interface SurveyTables {
  survey: SurveyTable
}

/** Whose each column is, and how long it is kept. */
export const surveyRules = {
  survey: {
    kept: { days: 'feedback', end: 'anonymised' },
    columns: {
      id: 'pseudonym',
      incident_id: 'none',
      rating: 'none',
      comment: 'client',
      answered_at: 'none',
    },
  },
} as const satisfies Rules<SurveyTables>
