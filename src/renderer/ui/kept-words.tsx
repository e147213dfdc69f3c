const words = {
  kept: 'brouillon gardé sur ce poste',
  keeping: 'enregistrement du brouillon…',
  failed: 'ce poste ne peut pas garder ce brouillon',
}

/** Whether what is being written is kept; its place never changes. */
export function KeptWords({ keeping }: { keeping: keyof typeof words }) {
  return <span>{words[keeping]}</span>
}
