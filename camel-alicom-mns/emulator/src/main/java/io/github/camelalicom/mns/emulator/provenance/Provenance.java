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
package io.github.camelalicom.mns.emulator.provenance;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * States how it is known that the remote service behaves like the marked code, so that an
 * assumption is not taken for a fact. The mark of a method replaces the mark of its class.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD, ElementType.FIELD})
public @interface Provenance {

    /** How certain the behaviour is. */
    Basis value();

    /** The source: the number of a help page, an SDK class, or the reason for an assumption. */
    String source();

    /** The basis of the marked behaviour. */
    enum Basis {
        /** Alibaba Cloud's documentation says so. */
        DOCUMENTED,
        /** Alibaba Cloud's own clients work only with, or are written for, this behaviour. */
        SDK,
        /**
         * Not documented; chosen as the most likely. The source names the assumption that has the
         * alternatives, or states why they make no difference to a client.
         */
        ASSUMED
    }
}
