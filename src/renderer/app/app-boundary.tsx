import { Component, type ReactNode } from 'react'
import { ScreenBrokenScreen } from './opening-screen.tsx'

/** The last boundary: says that everything is kept, and opens the screen again. */
export class AppBoundary extends Component<{ children: ReactNode }, { hasFailed: boolean }> {
  override state = { hasFailed: false }

  static getDerivedStateFromError() {
    return { hasFailed: true }
  }

  override componentDidCatch(error: unknown) {
    console.error(error)
  }

  override render() {
    return this.state.hasFailed ? <ScreenBrokenScreen /> : this.props.children
  }
}
