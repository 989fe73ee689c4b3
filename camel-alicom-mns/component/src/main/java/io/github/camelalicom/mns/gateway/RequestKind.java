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

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Stream;

/** The kind of a request; each is counted separately, since each is billed. */
public enum RequestKind {
    RECEIVE("receive"),
    /** Of a single message. */
    DELETE("delete"),
    /** Of up to 16 messages. */
    BATCH_DELETE("batchDelete"),
    CHANGE_VISIBILITY("changeVisibility"),
    /** To the token service. */
    TOKEN("token"),
    /** A page of send details, of the SMS service; those above go to the queue service. */
    QUERY_SEND_DETAILS("querySendDetails"),
    /** The state of a message, of the international SMS service. */
    QUERY_MESSAGE("queryMessage"),
    /** The detail of a call, of the voice service. */
    QUERY_CALL_DETAIL("queryCallDetail");

    /** The requests of the users of a queue. */
    public static final Set<RequestKind> OF_QUEUE =
            Collections.unmodifiableSet(EnumSet.range(RECEIVE, TOKEN));

    private final String label;

    RequestKind(String label) {
        this.label = label;
    }

    /**
     * The kind that operators see under this name.
     *
     * @throws IllegalArgumentException naming those that there are
     */
    public static RequestKind ofLabel(String label) {
        return Stream.of(values())
                .filter(kind -> kind.label.equals(label))
                .findFirst()
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "No kind of request: "
                                                + label
                                                + "; there are "
                                                + Stream.of(values())
                                                        .map(RequestKind::label)
                                                        .toList()));
    }

    /** As operators see it. */
    public String label() {
        return label;
    }
}
