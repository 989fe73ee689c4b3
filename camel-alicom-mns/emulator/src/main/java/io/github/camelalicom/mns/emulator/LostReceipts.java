/*
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
package io.github.camelalicom.mns.emulator;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.function.Predicate;

/** Chooses the receipts that are lost on purpose, and keeps their ids. */
final class LostReceipts {

    private final Function<Receipt<?>, String[]> identity;

    // guarded by this
    private final List<String> ids = new ArrayList<>();
    private final Set<String> chosen = new HashSet<>();
    private Predicate<Receipt<?>> losing = receipt -> false;

    /**
     * @param identity the values that identify a receipt; the first one is its id, or null
     */
    LostReceipts(Function<Receipt<?>, String[]> identity) {
        this.identity = identity;
    }

    /** Loses a share; the choice depends on the seed and the identities only. */
    void lose(double share, long seed) {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("share: " + share + " is not from 0 to 1");
        }
        setShare(receipt -> random(seed, receipt) < share);
    }

    private double random(long seed, Receipt<?> receipt) {
        int hash = Arrays.hashCode(identity.apply(receipt));
        return new SplittableRandom(seed ^ hash).nextDouble();
    }

    private synchronized void setShare(Predicate<Receipt<?>> which) {
        losing = which;
    }

    /** Loses those with these ids, too. */
    synchronized void lose(List<String> more) {
        chosen.addAll(more);
    }

    synchronized void loseNone() {
        chosen.clear();
        losing = receipt -> false;
    }

    /** The ids of the receipts lost so far, in order. */
    synchronized List<String> ids() {
        return List.copyOf(ids);
    }

    synchronized boolean loses(Receipt<?> receipt) {
        String id = identity.apply(receipt)[0];
        boolean loses = losing.test(receipt) || chosen.contains(id);
        if (loses && id != null) {
            ids.add(id);
        }
        return loses;
    }

    synchronized void clear() {
        ids.clear();
        loseNone();
    }
}
