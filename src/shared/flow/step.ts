/** What a screen shows of one step: words filled, answers in their order. Pure data. */
export interface StepView {
  phaseId: string
  stepId: string
  /** What the agent reads out; null where there is nothing to say (a lookup, an end). */
  say: Block[] | null
  do: Block[] | null
  fields: { key: string; label: string; kind: 'line' | 'text' | 'code'; hint?: string | undefined }[]
  panel: 'ticket' | 'account' | 'platform' | 'client' | null
  answers: AnswerView[]
  /** Answers open at any step (the caller has gone, take a new incident into account). */
  anytime: AnswerView[]
  /** The lookup or write under way at this step, if any: its invoke id. */
  pending: string | null
}

export interface AnswerView {
  id: string
  label: string
  hint: string | null
  /** Value keys still missing before it may be given. */
  missing: string[]
}

/** A paragraph or a list; `isFilled` marks what came from a placeholder, so that a screen can set it apart. */
export type Block = { kind: 'paragraph'; text: Span[] } | { kind: 'list'; items: Span[][] }
export interface Span {
  text: string
  isFilled: boolean
}
