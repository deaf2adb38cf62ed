/** Words of the data team's reconciliation and of the keys of departments, in English. */
export const dataEn = {
  nav_ledger: 'Reconciliation',
  ledgerHint:
    'Of each interface and day: whether every row that came is accounted for. Received = accepted + quarantined; accepted = applied + duplicate + stale + quarantined later.',
  ledgerNone: 'Nothing came in on these days.',
  ledgerEven: 'Even',
  ledgerUneven: 'Uneven',
  ledgerStanding: 'Deliveries that stand still',
  ledgerStands: '{{settled}} of {{accepted}} rows done, has stood for {{minutes}} minutes',
  ledger_received: 'Received',
  ledger_accepted: 'Accepted',
  ledger_quarantined: 'Quarantined',
  ledger_applied: 'Applied',
  ledger_duplicate: 'Duplicate',
  ledger_stale: 'Stale',
  ledger_quarantinedLater: 'Later quarantined',
  nav_keys: 'Intake keys',
  keysHint:
    'With a key a department sends records by itself. It is shown once, and out of force at once when it is revoked.',
  keyName: 'Name of the key',
  keyRows: 'Rows a minute',
  keyMake: 'Make a key',
  keyMade: 'The key of “{{name}}”, shown this once:',
  keyRevoke: 'Revoke',
  keyRevokeSure: 'Revoke “{{name}}”? Systems that send with it are refused at once.',
  keyRevoked: 'Revoked on {{day}}',
}
