import type { Kysely } from 'kysely'
import { hashOf } from '#node/flows/read.ts'
import { type FlowDefinition, flowDefinition } from '#shared/flow/definition.ts'
import { checkReferences } from '#shared/flow/references.ts'
import { invalidField, ProblemError } from '../contract/problem.ts'
import type { Database } from '../database/tables.ts'

/**
 * Keeps a definition under its content hash, once, whoever sends it again.
 * @param hash what it is said to be
 * @throws ProblemError `invalid-input` when its content is another, or names what does not exist: it could not be folded
 */
export async function keepDefinition(
  db: Kysely<Database>,
  hash: string,
  definition: FlowDefinition,
  now: Date,
): Promise<void> {
  if (hashOf(definition) !== hash) throw invalidField('hash', 'Le script reçu n’est pas celui annoncé.')
  const faults = checkReferences(definition)
  if (faults.length > 0)
    throw new ProblemError('invalid-input', { fields: faults.map((message) => ({ path: '', message })) })
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

/** The definition kept under a content hash, ready to be compiled; null when nobody made it known. */
export async function readDefinition(db: Kysely<Database>, hash: string): Promise<FlowDefinition | null> {
  const found = await db.selectFrom('flow_definition').select('definition').where('hash', '=', hash).executeTakeFirst()
  return found ? flowDefinition.parse(JSON.parse(found.definition)) : null
}
