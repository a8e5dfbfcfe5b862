import type { TenantQueue } from './tenant-queue.ts';

/**
 * The tenants with waiting claims, in a heap by virtual time. A free connection goes to the first of them that may have it:
 * to look at all for each request would take longer the more of them wait. All are looked at only if the first one may not.
 */
export class WaitingTenants<Granted> {
  /** Each tenant comes before the two at twice its index, plus one and plus two. */
  readonly #heap: TenantQueue<Granted>[] = [];
  #added = 0;

  get size(): number {
    return this.#heap.length;
  }

  [Symbol.iterator](): Iterator<TenantQueue<Granted>> {
    return this.#heap.values();
  }

  /**
   * Returns what `look` finds for the tenant with the least virtual time for which it finds something. Only tenants with a
   * lower virtual time than `limit` count.
   */
  find<Found>(
    look: (tenant: TenantQueue<Granted>) => Found | undefined,
    limit = Infinity,
  ): Found | undefined {
    const [first] = this.#heap;
    if (!first || first.virtualTime >= limit) return undefined;
    let [tenant, found] = [first, look(first)];
    if (found !== undefined) return found;
    for (const other of this.#heap) {
      if (other === first || other.virtualTime >= limit) continue;
      if (found !== undefined && comesBefore(tenant, other)) continue;
      const foundNow = look(other);
      if (foundNow !== undefined) [tenant, found] = [other, foundNow];
    }
    return found;
  }

  /** Adds the tenant if it does not wait yet. */
  add(tenant: TenantQueue<Granted>): void {
    if (tenant.place !== undefined) return;
    tenant.place = { index: this.#heap.length, number: ++this.#added };
    this.#heap.push(tenant);
    this.move(tenant);
  }

  delete(tenant: TenantQueue<Granted>): void {
    const { place } = tenant;
    if (!place) return;
    tenant.place = undefined;
    const last = this.#heap.pop()!;
    if (last === tenant) return;
    this.#put(last, place.index);
    this.move(last);
  }

  /** Puts the tenant, if it waits, where it belongs. Call it after each change of its virtual time. */
  move(tenant: TenantQueue<Granted>): void {
    if (!tenant.place) return;
    let { index } = tenant.place;
    for (let above; index > 0 && comesBefore(tenant, (above = this.#heap[(index - 1) >> 1]!));) {
      const free = above.place!.index;
      this.#put(above, index);
      index = free;
    }
    for (let below; (below = this.#firstBelow(index)) && comesBefore(below, tenant);) {
      const free = below.place!.index;
      this.#put(below, index);
      index = free;
    }
    this.#put(tenant, index);
  }

  #firstBelow(index: number): TenantQueue<Granted> | undefined {
    const [left, right] = [this.#heap[2 * index + 1], this.#heap[2 * index + 2]];
    return left && right && comesBefore(right, left) ? right : left;
  }

  #put(tenant: TenantQueue<Granted>, index: number): void {
    this.#heap[index] = tenant;
    tenant.place!.index = index;
  }
}

/** With the same virtual time, the tenant that has waited longer comes first. */
function comesBefore<Granted>(one: TenantQueue<Granted>, other: TenantQueue<Granted>): boolean {
  if (one.virtualTime !== other.virtualTime) return one.virtualTime < other.virtualTime;
  return one.place!.number < other.place!.number;
}
