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
package io.github.camelalicom.mns;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.camelalicom.mns.receipt.DriftListener;

/** Tells of receipts that differ from their documentation. */
final class DriftLog {

    private static final Logger LOG = LoggerFactory.getLogger(DriftLog.class);

    private DriftLog() {}

    /** Once per field: a vendor who adds a field should not fill the log. */
    static void tell(String messageType, String field, DriftListener.Kind kind) {
        LOG.info(
                "{} has {} {}; receipts are delivered as before",
                messageType,
                kind == DriftListener.Kind.UNKNOWN_FIELD
                        ? "a field that is not documented:"
                        : "an unreadable value in field",
                field);
    }
}
