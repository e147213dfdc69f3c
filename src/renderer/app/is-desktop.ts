/** Whether the screen is shown by the desktop app; else by a browser, which can do more by itself. */
export const isDesktop = navigator.userAgent.includes('Electron/')
