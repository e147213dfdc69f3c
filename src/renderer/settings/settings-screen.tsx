import { changeSetting } from '../app/kept-settings.ts'
import { type Settings, useSettings } from '../app/settings.ts'
import { useStation } from '../app/station-store.tsx'
import { Button } from '../ui/button.tsx'
import { OneOf, YesNo } from '../ui/choices.tsx'
import { notify } from '../ui/notices.ts'
import { Screen } from '../ui/screen.tsx'
import { Section } from '../ui/section.tsx'
import { AboutSection } from './about-section.tsx'
import { hasSingleKeys, withSingleKeys } from './keymap-rules.ts'
import { PasswordSection } from './password-section.tsx'
import { ServiceSection } from './service-section.tsx'
import styles from './settings-screen.module.css'
import { ShortcutTable } from './shortcut-table.tsx'
import { UpdatesSection } from './updates-section.tsx'

const themes = { auto: 'Comme l’ordinateur', light: 'Clair', dark: 'Sombre' } as const
const textSizes = { normal: 'Normale', large: 'Grande', larger: 'Très grande' } as const

/** The agent's own settings: applied at once, kept on this workplace. */
export default function SettingsScreen() {
  const station = useStation()
  const { theme, textSize, keymap } = useSettings()

  const change = async <K extends keyof Settings>(key: K, value: Settings[K]) => {
    const problem = await changeSetting(station, key, value)
    if (problem) notify('bad', `Ce réglage vaut jusqu’à la fermeture, mais n’a pas pu être gardé. ${problem}`)
  }

  return (
    <Screen
      title="Réglages"
      intro="L’affichage et le clavier s’appliquent aussitôt, pour vous seul. Le reste est du poste."
    >
      <Section title="Affichage">
        <div className={styles.choices}>
          <OneOf label="Thème" words={themes} value={theme} onChange={(value) => change('theme', value)} />
          <OneOf
            label="Taille du texte"
            words={textSizes}
            value={textSize}
            onChange={(value) => change('textSize', value)}
          />
        </div>
        <p className={styles.hint}>
          Les dates et les heures sont toujours écrites en français (fr-FR), à l’heure de Paris.
        </p>
      </Section>
      <PasswordSection />
      <ServiceSection />
      <Section
        title="Clavier"
        aside={
          Object.keys(keymap).length > 0 && (
            <Button onPress={() => change('keymap', {})}>Rétablir tous les raccourcis</Button>
          )
        }
      >
        <div>
          <YesNo
            label="Utiliser les touches seules (sans Ctrl ni Alt)"
            isOn={hasSingleKeys(keymap)}
            onChange={(areOn) => change('keymap', withSingleKeys(keymap, areOn))}
          />
          <p className={styles.hint}>
            Une touche seule ne fait rien tant que vous écrivez dans un champ. Désactivez-les si vous dictez ou si une
            touche part trop vite.
          </p>
        </div>
        <ShortcutTable keymap={keymap} onChange={(value) => change('keymap', value)} />
      </Section>
      <UpdatesSection />
      <AboutSection />
    </Screen>
  )
}
