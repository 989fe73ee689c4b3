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
package io.github.camelalicom.mns.emulator.mns;

/**
 * The numbers of messages by state. {@code sent == deleted + visible + invisible} at every moment.
 *
 * @param invisible received and neither deleted nor released; includes the delayed ones
 * @param delayed invisible messages that were not received yet
 * @param received how often a message was received
 */
public record QueueCounts(
        long visible, long invisible, long delayed, long deleted, long sent, long received) {

    public static final QueueCounts NONE = new QueueCounts(0, 0, 0, 0, 0, 0);
}
