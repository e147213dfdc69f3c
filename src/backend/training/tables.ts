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
