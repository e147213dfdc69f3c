import { Info } from 'lucide-react'
import type { ReactNode } from 'react'
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components/Tabs'
import type { Kpi } from '#shared/domain/kpi.ts'
import styles from './kpi-tabs.module.css'
import { Verdict } from './verdict.tsx'

interface KpiTabsProps {
  kpis: readonly Kpi[]
  selected: Kpi['id']
  onSelect: (id: Kpi['id']) => void
  /** What the selected one opens onto. */
  children: (kpi: Kpi) => ReactNode
}

/** Each indicator as a figure against its target; the selected one is open below. */
export function KpiTabs({ kpis, selected, onSelect, children }: KpiTabsProps) {
  return (
    <Tabs
      selectedKey={selected}
      onSelectionChange={(key) => onSelect(key as Kpi['id'])}
      orientation="vertical"
      className={styles.tabs ?? ''}
    >
      <TabList aria-label="Indicateurs" className={styles.list ?? ''}>
        {kpis.map((kpi) => (
          <Tab key={kpi.id} id={kpi.id} className={styles.tab ?? ''}>
            <span className={styles.name}>{kpi.name}</span>
            <span className={styles.figure}>{kpi.words}</span>
            <span className={styles.marks}>
              <Verdict isReached={kpi.isReached} value={kpi.value} />
              <span className={styles.target}>
                {kpi.goal.min === null && kpi.goal.max === null ? 'Sans cible' : kpi.target}
              </span>
              {kpi.caution && (
                <span className={styles.caution}>
                  <Info aria-hidden="true" />À lire avec prudence
                </span>
              )}
            </span>
          </Tab>
        ))}
      </TabList>
      {kpis.map((kpi) => (
        <TabPanel key={kpi.id} id={kpi.id} className={styles.panel ?? ''}>
          {children(kpi)}
        </TabPanel>
      ))}
    </Tabs>
  )
}
