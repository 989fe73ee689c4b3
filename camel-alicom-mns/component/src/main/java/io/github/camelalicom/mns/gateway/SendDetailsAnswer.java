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
package io.github.camelalicom.mns.gateway;

import java.util.List;

/**
 * What the SMS service told.
 *
 * @param total how many details it says there are, or {@link #UNKNOWN}
 * @param details each one's JSON as received
 */
public record SendDetailsAnswer(long total, List<String> details) {

    /** Stands for a total that was missing or no number. */
    public static final long UNKNOWN = -1;

    public SendDetailsAnswer {
        details = List.copyOf(details);
    }

    /** Details hold personal data. */
    @Override
    public String toString() {
        return "SendDetailsAnswer[" + details.size() + " of " + total + "]";
    }
}
