import type { Rules } from '../personal-data/rules.ts'

/** A caller to practise on, written by a trainer. */
interface ScenarioTable {
  id: string
  flow_id: string
  /** JSON, as `wholeScenario` has it. */
  content: string
  version: number
  updated_at: string
  user_id: string
  author_name: string
}

/** A practised call. */
interface PracticeTable {
  id: string
  user_id: string
  flow_id: string
  /** Of a flow's folder, or saved: what it is called in both. */
  scenario_id: string
  title: string
  started_at: string
  duration_ms: number
  /** Out of 100. */
  score: number
  /** JSON: a list of branches. */
  branches: string
  /** JSON, as `practice` has it. */
  content: string
}

export interface TrainingTables {
  scenario: ScenarioTable
  practice: PracticeTable
}

/** Whose each column is, and how long it is kept. */
export const trainingRules = {
  scenario: {
    kept: { for: 'ever' },
    columns: {
      id: 'none',
      flow_id: 'none',
      content: 'none',
      version: 'none',
      updated_at: 'none',
      user_id: 'pseudonym',
      author_name: 'agent',
    },
  },
  practice: {
    kept: { days: 'calls', end: 'deleted' },
    columns: {
      id: 'none',
      user_id: 'pseudonym',
      flow_id: 'none',
      scenario_id: 'none',
      title: 'none',
      started_at: 'none',
      duration_ms: 'none',
      score: 'agent',
      branches: 'none',
      content: 'agent',
    },
  },
} as const satisfies Rules<TrainingTables>
