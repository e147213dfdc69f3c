import type { z } from 'zod'
import { flowDefinition } from '../definition.ts'
import type { PathStep } from '../dialogue.ts'
import { type Proof, prove } from '../proof.ts'
import type { Rule } from '../rules.ts'

/** Something that keeps a script from being proposed, in French, with its place. */
export interface Problem {
  /** `incomplete`: a word is still to be written. */
  rule: Rule | 'incomplete'
  message: string
  /** null: not at one step. */
  stepId: string | null
  /** How a call comes there; empty where no way is needed to see it. */
  path: PathStep[]
}

/** What is known of a script that is being written. */
export interface Checked {
  problems: Problem[]
  /** How many more there are. */
  more: number
  /** null where what is missing keeps it from being walked. */
  counts: Proof['counts'] | null
  durations: Proof['durations']
}

/** Nobody mends more at once, and each brings its way. */
const most = 30

/** Checks what an editor holds: complete, then proven. Pure. */
export function checkScript(definition: unknown): Checked {
  const read = flowDefinition.safeParse(definition)
  if (!read.success) return atMost(read.error.issues.map(incomplete), null, null)
  const { faults, counts, durations } = prove(read.data)
  return atMost(faults, counts, durations)
}

function atMost(problems: Problem[], counts: Checked['counts'], durations: Checked['durations']): Checked {
  return { problems: problems.slice(0, most), more: Math.max(0, problems.length - most), counts, durations }
}

function incomplete(issue: z.core.$ZodIssue): Problem {
  const [root, group, stepId] = issue.path
  const isOfStep = root === 'script' && group === 'steps' && typeof stepId === 'string'
  const place = isOfStep ? `« ${stepId} »` : issue.path.join(' → ')
  const message =
    issue.code === 'too_small'
      ? `${place} : un texte est vide.`
      : `${place} : ${issue.path.at(-1)?.toString()} ne va pas.`
  return { rule: 'incomplete', message, stepId: isOfStep ? stepId : null, path: [] }
}
