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
package io.github.camelalicom.mns.example.recipes;

import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.Locale;
import java.util.Set;

import io.github.camelalicom.mns.receipt.SmsUp;

/** Detects replies that unsubscribe. */
public final class Unsubscribing {

    // tag::words[]
    private static final Set<String> WORDS =
            Set.of("T", "TD", "退订", "退訂", "T退订", "TD退订", "回T退订", "回TD退订");

    /** Compares letters and digits only, full-width ones as the usual ones. */
    public static boolean isWanted(SmsUp reply) {
        if (reply.content() == null) {
            return false;
        }
        String usual = Normalizer.normalize(reply.content(), Form.NFKC);
        String word = usual.replaceAll("[^\\p{L}\\p{N}]", "").toUpperCase(Locale.ROOT);
        return WORDS.contains(word);
    }

    // end::words[]

    private Unsubscribing() {}
}
