/** The script that every call follows: it is the one practised, drawn and compared too. */
export const callFlowId = 'bug-technique'
