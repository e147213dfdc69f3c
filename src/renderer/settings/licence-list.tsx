import { useAsked } from '../app/asked.ts'
import { Failed, Loading } from '../ui/screen-states.tsx'
import styles from './licence-list.module.css'

/** The licence of everything that ships, each opened by its name. */
export function LicenceList() {
  const { value, error, askAgain } = useAsked('about.licences', {})
  if (!value)
    return error ? (
      <Failed title="Les licences n’ont pas pu être lues" onRetry={() => void askAgain()}>
        {error.message}
      </Failed>
    ) : (
      <Loading />
    )
  return (
    <>
      <p className={styles.intro}>
        numi Hotliner est fait de {value.licences.length} logiciels libres. L’application de bureau contient aussi
        Electron (MIT) et Chromium, dont les licences sont dans son dossier (LICENSES.chromium.html).
      </p>
      <ul className={styles.list}>
        {value.licences.map(({ name, version, identifier, text }) => (
          <li key={`${name} ${version}`}>
            <details className={styles.licence}>
              <summary>
                <span className={styles.name}>{name}</span> {version}
                <span className={styles.identifier}>{identifier ?? 'licence non nommée'}</span>
              </summary>
              <p lang="en" className={styles.text}>
                {text ?? 'Ce logiciel nomme sa licence sans en donner le texte.'}
              </p>
            </details>
          </li>
        ))}
      </ul>
    </>
  )
}
