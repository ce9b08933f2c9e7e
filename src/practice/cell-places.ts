/** Places of cells, and whom they fit. */
export interface Places {
  /** How many each cell has. */
  readonly rooms: readonly number[];
  readonly fits: (person: number, cell: number) => boolean;
}

/**
 * Seats everybody who has no cell yet and for whom there can be a place: whoever sits already may have to move on, but
 * is not put out (augmenting paths: no other way seats more). `cellOf` is changed. Says how many stay without.
 */
export function seat(cellOf: (number | undefined)[], { rooms, fits }: Places): number {
  const count = rooms.length;
  const taken = rooms.map(() => 0);
  for (const cell of cellOf) if (cell !== undefined) taken[cell]! += 1;
  /** From these nobody can move on any more. */
  let closed: ReadonlySet<number> = new Set();
  let without = 0;

  const find = (who: number, tried: Set<number>): boolean => {
    // Each begins elsewhere, so that those who are alike do not all sit together.
    for (let step = 0; step < count; step++) {
      const cell = (who + step) % count;
      if (taken[cell]! >= rooms[cell]! || !fits(who, cell)) continue;
      cellOf[who] = cell;
      taken[cell]! += 1;
      return true;
    }
    for (let cell = 0; cell < count; cell++) {
      if (tried.has(cell) || !fits(who, cell)) continue;
      tried.add(cell);
      for (let other = 0; other < cellOf.length; other++) {
        if (cellOf[other] !== cell || !find(other, tried)) continue;
        cellOf[who] = cell;
        return true;
      }
    }
    return false;
  };

  let free = rooms.reduce((sum, room) => sum + room, 0) - taken.reduce((sum, each) => sum + each, 0);
  for (let person = 0; person < cellOf.length; person++) {
    if (cellOf[person] !== undefined) continue;
    const tried = new Set(closed);
    if (free > 0 && find(person, tried)) {
      free -= 1;
    } else {
      closed = tried;
      without += 1;
    }
  }
  return without;
}
