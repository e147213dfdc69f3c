import { Suspense, useEffect, useMemo, useRef, useState } from 'react'
import { CallScreen } from '../call/call-screen.tsx'
import { IncomingCall } from '../call/incoming/incoming-call.tsx'
import { NoticeRegion } from '../ui/notice-region.tsx'
import { Loading } from '../ui/screen-states.tsx'
import { AgentMenu } from './agent-menu.tsx'
import { type Command, useCommands } from './commands.ts'
import { DamageNotice } from './damage-notice.tsx'
import { KeyHint } from './key-hint.tsx'
import { LinkState } from './link-state.tsx'
import { goTo, type ScreenId, useNavigation } from './navigation.ts'
import { OngoingCall } from './ongoing-call.tsx'
import { PaletteHost } from './palette-host.tsx'
import { Rail } from './rail.tsx'
import { ScreenBoundary } from './screen-boundary.tsx'
import { lazyScreens, screens, screensOf } from './screens.ts'
import styles from './shell.module.css'
import { useShortcuts } from './shortcuts.ts'
import { SignInAgain } from './sign-in-again.tsx'
import { ShownContext, SlotsContext } from './slots.tsx'
import { useAgent } from './station-store.tsx'
import { useTitlePrefix } from './title.ts'

const goingTo = (id: ScreenId): Command => ({
  id: `go.${id}`,
  label: `Aller à : ${screens[id].label}`,
  keys: id,
  order: 1,
  run: () => goTo(id),
})

/** The frame of every screen: rail, header, footer. The call stays mounted behind the others, at its step. */
export function Shell() {
  const screen = useNavigation((navigation) => navigation.screen)
  const [header, setHeader] = useState<HTMLElement | null>(null)
  const [footer, setFooter] = useState<HTMLElement | null>(null)
  const slots = useMemo(() => ({ header, footer }), [header, footer])
  const Other = screen === 'call' ? null : lazyScreens[screen]
  const main = useArrival(screen)
  const { role } = useAgent()
  const own = useMemo(() => screensOf(role), [role])
  useCommands(useMemo(() => own.map(goingTo), [own]))
  useShortcuts(Object.fromEntries(own.map((id) => [id, () => goTo(id)])))

  return (
    <SlotsContext value={slots}>
      <div className={styles.shell}>
        <a href="#ecran" className={styles.skip}>
          Aller au contenu
        </a>
        <Rail />
        <header className={styles.header}>
          <div ref={setHeader} className={styles.headerSlot}>
            {Other && <OngoingCall />}
          </div>
          <LinkState />
          <AgentMenu />
        </header>
        <main id="ecran" ref={main} tabIndex={-1} className={styles.main}>
          {own.includes('call') && (
            <div hidden={screen !== 'call'} className={styles.screen}>
              <ShownContext value={screen === 'call'}>
                <ScreenBoundary key="call" screen="call">
                  <CallScreen />
                </ScreenBoundary>
              </ShownContext>
            </div>
          )}
          {Other && (
            // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must reach it.
            <section key={screen} tabIndex={0} aria-label={screens[screen].label} className={styles.screen}>
              <ScreenBoundary screen={screen}>
                <Suspense fallback={<Loading />}>
                  <Other />
                </Suspense>
              </ScreenBoundary>
            </section>
          )}
        </main>
        <footer className={styles.footer}>
          <div ref={setFooter} className={styles.footerSlot} />
          <KeyHint id="palette">tout faire</KeyHint>
        </footer>
        <NoticeRegion>
          {own.includes('call') && <IncomingCall />}
          <SignInAgain />
          <DamageNotice />
        </NoticeRegion>
        <PaletteHost />
      </div>
    </SlotsContext>
  )
}

/** Names the window after the screen, and moves the focus to it when it changes, until its title takes it. */
function useArrival(screen: ScreenId) {
  const main = useRef<HTMLElement>(null)
  const last = useRef(screen)
  const { prefix } = useTitlePrefix()
  useEffect(() => {
    document.title = `${prefix}${screens[screen].label} – numi Hotliner`
  }, [screen, prefix])
  useEffect(() => {
    const isInside = main.current?.contains(document.activeElement)
    if (last.current !== screen && !isInside) main.current?.focus()
    last.current = screen
  }, [screen])
  return main
}
