/**
 * How long a reservation outlives its lease while nobody takes its place, in milliseconds: a call that is slower than its
 * lease may still finish. One for all stores, because an app must not behave otherwise on another store.
 */
export const reservationGraceMs = 3_600_000
