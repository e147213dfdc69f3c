import { useState } from 'react'
import type { FlowVersion } from '#shared/domain/flow-version.ts'
import { useAgent } from '../app/station-store.tsx'
import { editScript } from '../script/place.ts'
import { type ServiceProblem, useServiceChange } from '../service/use-service.ts'
import { Button } from '../ui/button.tsx'
import { ConfirmDialog } from '../ui/dialog.tsx'
import { notify } from '../ui/notices.ts'
import { TextArea } from '../ui/text-field.tsx'
import styles from './versions-page.module.css'

interface VersionActsProps {
  version: FlowVersion
  /** What the workplaces have; null: what came with the application. */
  current: FlowVersion | null
}

const reads = ['listFlowVersions'] as const

/** What can be done with a version now, by whoever is signed in: read it, publish it, withdraw it, write it again. */
export function VersionActs({ version, current }: VersionActsProps) {
  const { id: agentId } = useAgent()
  const review = useServiceChange('reviewFlowVersion', reads)
  const publish = useServiceChange('publishFlowVersion', reads)
  const withdraw = useServiceChange('withdrawFlowVersion', reads)
  const [remark, setRemark] = useState('')
  const [isWithdrawing, setIsWithdrawing] = useState(false)
  const { id, number, revision, state, author, reviewer, isCurrent } = version
  const params = { id }
  const isMine = author.id === agentId
  const mayPublish = !isCurrent && reviewer !== null && state !== 'withdrawn'
  const judge = (isGood: boolean) =>
    review.mutate(
      { params, body: { revision, isGood, remark } },
      {
        onSuccess: () => {
          setRemark('')
          notify('done', isGood ? `La version ${number} est relue.` : `La version ${number} est rendue à son auteur.`)
        },
      },
    )
  return (
    <>
      {state === 'in-review' &&
        !reviewer &&
        (isMine ? (
          <p>Une autre personne que vous doit la relire.</p>
        ) : (
          <div className={styles.form}>
            <TextArea
              label="Remarque"
              hint="Nécessaire pour la rendre ; facultative pour la trouver bonne."
              value={remark}
              maxLength={2000}
              onChange={setRemark}
            />
            <div className={styles.acts}>
              <Button variant="primary" isPending={review.isPending} onPress={() => judge(true)}>
                Trouver bonne
              </Button>
              <Button isDisabled={remark.trim() === ''} isPending={review.isPending} onPress={() => judge(false)}>
                Rendre à son auteur
              </Button>
            </div>
          </div>
        ))}
      <div className={styles.acts}>
        {mayPublish && (
          <Button
            variant="primary"
            isPending={publish.isPending}
            onPress={() =>
              publish.mutate(
                { params, body: { revision, replaces: current?.hash ?? null } },
                { onSuccess: () => notify('done', `La version ${number} est publiée : les appels suivants l’ont.`) },
              )
            }
          >
            {state === 'published' ? 'Publier de nouveau' : 'Publier'}
          </Button>
        )}
        {isMine && (state === 'draft' || state === 'in-review') && (
          <Button onPress={() => editScript(version)}>{state === 'draft' ? 'Reprendre' : 'Modifier encore'}</Button>
        )}
        {state !== 'withdrawn' && <Button onPress={() => setIsWithdrawing(true)}>Retirer…</Button>}
      </div>
      <Trouble error={review.error ?? publish.error ?? withdraw.error} />
      <ConfirmDialog
        title={`Retirer la version ${number} ?`}
        confirmLabel="Retirer"
        isOpen={isWithdrawing}
        onCancel={() => setIsWithdrawing(false)}
        onConfirm={() => {
          setIsWithdrawing(false)
          withdraw.mutate({ params, body: { revision } })
        }}
      >
        <p>
          {isCurrent
            ? 'Les appels suivants reprennent le script livré avec l’application, jusqu’à ce qu’une autre version soit publiée. '
            : ''}
          Une version retirée ne peut plus être publiée ; elle reste dans l’historique.
        </p>
      </ConfirmDialog>
    </>
  )
}

function Trouble({ error }: { error: ServiceProblem | null }) {
  if (!error) return null
  return (
    <div role="alert" className={styles.problem}>
      <p>{error.message}</p>
      {error.fields.map(({ path, message }) => (
        <p key={`${path} ${message}`}>{message}</p>
      ))}
    </div>
  )
}
