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

/**
 * How often one kind of request was sent.
 *
 * @param sent all, repetitions included
 * @param failed of these, without an answer or with an error; an empty queue is no error
 */
public record RequestCount(long sent, long failed) {

    /** Of a kind that was never sent. */
    static final RequestCount NONE = new RequestCount(0, 0);

    RequestCount plus(RequestCount other) {
        return new RequestCount(sent + other.sent, failed + other.failed);
    }
}
