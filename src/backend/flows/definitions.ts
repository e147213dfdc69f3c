import type { Kysely } from 'kysely'
import { hashOf } from '#node/flows/read.ts'
import { compile, FlowError } from '#shared/flow/compile.ts'
import { type FlowDefinition, flowDefinition } from '#shared/flow/definition.ts'
import { invalidField, ProblemError } from '../contract/problem.ts'
import type { Database } from '../database/tables.ts'

/**
 * Keeps a definition under its content hash, once, whoever sends it again.
 * @param hash what it is said to be
 * @throws ProblemError `invalid-input` when its content is another, or does not compile: no call could be folded
 */
export async function keepDefinition(
  db: Kysely<Database>,
  hash: string,
  definition: FlowDefinition,
  now: Date,
): Promise<void> {
  if (hashOf(definition) !== hash) throw invalidField('hash', 'Le script reçu n’est pas celui annoncé.')
  mustCompile(definition)
  await db
    .insertInto('flow_definition')
    .values({
      hash,
      flow_id: definition.machine.id,
      definition: JSON.stringify(definition),
      received_at: now.toISOString(),
    })
    .onConflict((conflict) => conflict.column('hash').doNothing())
    .execute()
}

/** @throws ProblemError `invalid-input` */
function mustCompile(definition: FlowDefinition): void {
  try {
    compile(definition)
  } catch (error) {
    if (!(error instanceof FlowError)) throw error
    throw new ProblemError('invalid-input', { fields: error.faults.map((message) => ({ path: '', message })) })
  }
}

/** The definition kept under a content hash, ready to be compiled; null when nobody made it known. */
export async function readDefinition(db: Kysely<Database>, hash: string): Promise<FlowDefinition | null> {
  const found = await db.selectFrom('flow_definition').select('definition').where('hash', '=', hash).executeTakeFirst()
  return found ? flowDefinition.parse(JSON.parse(found.definition)) : null
}
