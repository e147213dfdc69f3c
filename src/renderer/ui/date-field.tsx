import { parseDate } from '@internationalized/date'
import { DateField as AriaDateField, DateInput, DateSegment } from 'react-aria-components/DateField'
import { FieldError } from 'react-aria-components/FieldError'
import { Label } from 'react-aria-components/Label'
import styles from './date-field.module.css'
import fieldStyles from './field.module.css'

interface DateFieldProps {
  label: string
  /** "2025-12-19"; null: none yet. */
  value: string | null
  onChange: (value: string | null) => void
  error?: string | null | undefined
}

/** A date typed digit by digit, day first, or changed by the arrows. */
export function DateField({ label, value, onChange, error }: DateFieldProps) {
  return (
    <AriaDateField
      value={value === null ? null : parseDate(value)}
      onChange={(date) => onChange(date?.toString() ?? null)}
      isInvalid={Boolean(error)}
      shouldForceLeadingZeros
      className={fieldStyles.field ?? ''}
    >
      <Label className={fieldStyles.label ?? ''}>{label}</Label>
      <DateInput className={styles.input ?? ''}>
        {(segment) => <DateSegment segment={segment} className={styles.segment ?? ''} />}
      </DateInput>
      <FieldError className={fieldStyles.error ?? ''}>{error}</FieldError>
    </AriaDateField>
  )
}
