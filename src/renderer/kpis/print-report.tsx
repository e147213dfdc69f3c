import { Printer } from 'lucide-react'
import { lazy, Suspense, useEffect, useEffectEvent, useState } from 'react'
import type { Outcome } from '#shared/contracts/window.ts'
import type { Kpi } from '#shared/domain/kpi.ts'
import type { KpiStretch } from '#shared/domain/kpi-series.ts'
import { askHost } from '../app/host.ts'
import { isDesktop } from '../app/is-desktop.ts'
import { type Period, periodWords } from '../period/period.ts'
import { useService } from '../service/use-service.ts'
import { Button } from '../ui/button.tsx'
import { notify } from '../ui/notices.ts'

const PrintedReport = lazy(() => import('./printed-report.tsx'))

interface PrintReportProps {
  kpis: readonly Kpi[]
  period: Period
  every: KpiStretch
}

/** Prints the period's report, or keeps it as a PDF file in the desktop app. */
export function PrintReport({ kpis, period, every }: PrintReportProps) {
  const [isAsked, setIsAsked] = useState(false)
  const series = useService('readKpiSeries', { query: { ...period, every } })
  const stretches = series.isPlaceholderData ? undefined : series.data?.stretches
  return (
    <>
      <Button onPress={() => setIsAsked(true)} isDisabled={!stretches} isPending={isAsked}>
        <Printer aria-hidden="true" />
        {isDesktop ? 'Enregistrer le rapport en PDF' : 'Imprimer le rapport'}
      </Button>
      {isAsked && stretches && (
        <Suspense>
          <PrintedReport period={period} kpis={kpis} stretches={stretches} every={every} />
          <Print name={`Indicateurs ${periodWords(period).replaceAll('/', '-')}`} onDone={() => setIsAsked(false)} />
        </Suspense>
      )}
    </>
  )
}

/** Prints once what stands beside it is there. */
function Print({ name, onDone }: { name: string; onDone: () => void }) {
  const done = useEffectEvent(onDone)
  useEffect(() => {
    let isWanted = true
    const print = async () => {
      // Charts measure their words in a frame of their own.
      await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))
      if (!isWanted) return
      if (isDesktop) tell(await askHost({ ask: 'save-pdf', name }))
      else window.print()
      done()
    }
    void print()
    return () => {
      isWanted = false
    }
  }, [name])
  return null
}

function tell(outcome: Outcome): void {
  if (outcome === 'saved') notify('done', 'Le rapport est enregistré.')
  if (outcome === 'failed')
    notify('bad', 'Le rapport n’a pas pu être enregistré. Choisissez un autre dossier, puis réessayez.')
}
