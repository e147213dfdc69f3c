import type { Transaction } from 'kysely'
import { ProofUnfinished, proveFlow } from '#node/flows/prove.ts'
import { hashOf } from '#node/flows/read.ts'
import type { OperationInput } from '#shared/contracts/api.ts'
import type { User } from '#shared/domain/user.ts'
import type { FlowDefinition } from '#shared/flow/definition.ts'
import { invalidField, ProblemError } from '../contract/problem.ts'
import { lock } from '../database/engine.ts'
import type { Database } from '../database/tables.ts'
import { keepDefinition, readDefinition } from './definitions.ts'
import { addPublication, currentVersion } from './publications.ts'
import { changeVersion, checkRevision, existingVersion } from './versions.ts'

type Trx = Transaction<Database>
type Submission = OperationInput<'submitFlowVersion'>['body']
type Review = OperationInput<'reviewFlowVersion'>['body']
type Publication = OperationInput<'publishFlowVersion'>['body']

/** One version of any flow is changed at a time: numbers and what is current follow from all of them. */
const lockVersions = (trx: Trx) => lock(trx, 'flow-version')

/**
 * Proposes a version to another person, or proposes it again: whoever had found it good must read it anew.
 * @param definition proven; it is numbered here
 * @throws ProblemError `invalid-input`, `conflict`, `another-person`
 */
export async function submitVersion(
  trx: Trx,
  id: string,
  { definition, baseHash, note, revision }: Omit<Submission, 'definition'> & { definition: FlowDefinition },
  by: User,
  now: Date,
): Promise<void> {
  await lockVersions(trx)
  const flowId = definition.machine.id
  const known = await trx.selectFrom('flow_version').selectAll().where('id', '=', id).executeTakeFirst()
  if (!known && revision !== null) throw new ProblemError('not-found')
  if (known) {
    checkRevision(known, revision)
    if (known.author_id !== by.id) throw new ProblemError('another-person', { detail: 'Cette version est d’un autre.' })
    if (known.flow_id !== flowId) throw invalidField('definition.machine.id', 'Cette version est d’un autre script.')
    if (known.state === 'published' || known.state === 'withdrawn')
      throw new ProblemError('conflict', {
        detail: 'Cette version ne peut plus être changée : écrivez-en une nouvelle.',
      })
  }
  const base = await readDefinition(trx, baseHash)
  if (base?.machine.id !== flowId) throw invalidField('baseHash', 'Le script de départ n’est pas connu.')
  if (hashOf({ ...definition, version: base.version }) === baseHash)
    throw invalidField('definition', 'Rien n’y diffère du script de départ.')
  const numbered = { ...definition, version: known?.number ?? (await nextNumber(trx, flowId, base.version)) }
  const hash = hashOf(numbered)
  await keepDefinition(trx, hash, numbered, now)
  const content = {
    ...{ hash, base_hash: baseHash, note, state: 'in-review' as const, submitted_at: now.toISOString() },
    ...{ reviewer_id: null, reviewer_name: null, reviewed_at: null },
  }
  if (known) return changeVersion(trx, known, content)
  await trx
    .insertInto('flow_version')
    .values({
      ...{ id, flow_id: flowId, number: numbered.version, ...content, remark: '', revision: 1 },
      ...{ author_id: by.id, author_name: by.displayName },
    })
    .execute()
}

async function nextNumber(trx: Trx, flowId: string, baseNumber: number): Promise<number> {
  const { last } = await trx
    .selectFrom('flow_version')
    .select(({ fn }) => fn.max<number | null>('number').as('last'))
    .where('flow_id', '=', flowId)
    .executeTakeFirstOrThrow()
  return Math.max(last ?? 0, baseNumber) + 1
}

/**
 * What another person than its author says of a version.
 * @throws ProblemError `not-found`, `conflict`, `another-person`
 */
export async function reviewVersion(
  trx: Trx,
  id: string,
  { revision, isGood, remark }: Review,
  by: User,
  now: Date,
): Promise<void> {
  await lockVersions(trx)
  const version = await existingVersion(trx, id)
  checkRevision(version, revision)
  if (version.author_id === by.id)
    throw new ProblemError('another-person', { detail: 'Une version n’est pas relue par son auteur.' })
  if (version.state !== 'in-review') throw new ProblemError('conflict', { detail: 'Elle n’est pas en relecture.' })
  if (!isGood && remark === '') throw invalidField('remark', 'Dites à son auteur ce qu’il doit reprendre.')
  await changeVersion(trx, version, {
    ...{ remark, reviewed_at: now.toISOString() },
    ...(isGood
      ? { reviewer_id: by.id, reviewer_name: by.displayName }
      : { reviewer_id: null, reviewer_name: null, state: 'draft' as const }),
  })
}

/**
 * Gives a version that another person found good to the workplaces; what they have already is not given again.
 * @param provenHash of the definition that was just proven
 * @throws ProblemError `not-found`, `conflict`
 */
export async function publishVersion(
  trx: Trx,
  id: string,
  { revision, replaces }: Publication,
  provenHash: string,
  by: User,
  now: Date,
): Promise<void> {
  await lockVersions(trx)
  const version = await existingVersion(trx, id)
  const current = await currentVersion(trx, version.flow_id)
  if (current?.versionId === id) return
  checkRevision(version, revision)
  if (version.state === 'withdrawn') throw new ProblemError('conflict', { detail: 'Cette version est retirée.' })
  if (version.reviewer_id === null || version.hash !== provenHash)
    throw new ProblemError('conflict', { detail: 'Personne d’autre que son auteur ne l’a encore trouvée bonne.' })
  if ((current?.hash ?? null) !== replaces)
    throw new ProblemError('conflict', {
      detail: 'Une autre version a été publiée entre-temps : relisez ce qui change par rapport à elle.',
    })
  await addPublication(trx, version.flow_id, id, by, now)
  await changeVersion(trx, version, { state: 'published' })
}

/**
 * Takes a version out of use for good.
 * @throws ProblemError `not-found`, `conflict`
 */
export async function withdrawVersion(trx: Trx, id: string, revision: number, by: User, now: Date): Promise<void> {
  await lockVersions(trx)
  const version = await existingVersion(trx, id)
  if (version.state === 'withdrawn') return
  checkRevision(version, revision)
  const current = await currentVersion(trx, version.flow_id)
  if (current?.versionId === id) await addPublication(trx, version.flow_id, null, by, now)
  await changeVersion(trx, version, { state: 'withdrawn' })
}

/**
 * Proves a definition in a thread of its own.
 * @throws ProblemError `invalid-input` saying every rule that it breaks
 */
export async function mustBeProven(definition: FlowDefinition): Promise<void> {
  try {
    const { faults } = await proveFlow(definition)
    if (faults.length > 0)
      throw new ProblemError('invalid-input', {
        detail: 'Cette version n’est pas prouvée.',
        fields: faults.map(({ message }) => ({ path: 'definition', message })),
      })
  } catch (error) {
    throw error instanceof ProofUnfinished ? invalidField('definition', error.message) : error
  }
}
