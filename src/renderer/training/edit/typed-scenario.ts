import { z } from 'zod'
import type { CompiledFlow } from '#shared/flow/compile.ts'
import { rehearse, ScenarioError } from '#shared/flow/rehearsal.ts'
import { drills, type Scenario, type Wordings, wholeScenario } from '#shared/flow/scenario.ts'

/** A scenario's words as they are typed: wordings one a line, by the turn's place. */
export const typedScenario = z.object({
  title: z.string(),
  name: z.string(),
  mood: z.string(),
  opening: z.string(),
  drill: z.enum(['none', ...(Object.keys(drills) as (keyof typeof drills)[])]),
  says: z.array(z.string()),
})
export type TypedScenario = z.infer<typeof typedScenario>

const linesOf = (said: Wordings | undefined): string => (said === undefined ? '' : [said].flat().join('\n'))

/** What the form shows of a scenario at first. */
export const typedFrom = ({ title, persona, drill, turns }: Scenario): TypedScenario => ({
  title,
  name: persona.name,
  mood: persona.mood,
  opening: linesOf(persona.opening),
  drill: drill ?? 'none',
  says: turns.map(({ says }) => linesOf(says)),
})

/** One wording a line; none at all where nothing is typed. */
function wordingsIn(typed: string): Wordings | undefined {
  const lines = typed
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
  const [only, ...more] = lines
  return more.length === 0 ? only : lines
}

/** The scenario with its words as typed, or what is wrong with them, in French. */
export function writtenFrom(scenario: Scenario, typed: TypedScenario, flow: CompiledFlow): Scenario | { why: string } {
  if (typed.title.trim() === '') return { why: 'Donnez un titre au scénario.' }
  if (typed.name.trim() === '') return { why: 'Donnez un nom à l’appelant.' }
  const opening = wordingsIn(typed.opening)
  if (opening === undefined) return { why: 'L’appelant doit dire quelque chose en premier.' }
  const { drill: _, ...rest } = scenario
  const read = wholeScenario.safeParse({
    ...rest,
    title: typed.title,
    persona: { name: typed.name, mood: typed.mood, opening },
    ...(typed.drill !== 'none' && { drill: typed.drill }),
    turns: scenario.turns.map(({ says: _, ...turn }, at) => {
      const says = wordingsIn(typed.says[at] ?? '')
      return { ...turn, ...(says !== undefined && { says }) }
    }),
  })
  if (!read.success) return { why: 'Un texte est trop long : 500 caractères au plus par façon de le dire, dix façons.' }
  try {
    rehearse(flow, read.data)
    return read.data
  } catch (error) {
    if (!(error instanceof ScenarioError)) throw error
    return { why: error.message }
  }
}
