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

import java.time.Duration;

/**
 * A message to be put into a queue.
 *
 * @param body the text on the wire
 * @param md5 null for the correct one; a test may set another, or omit it with an empty text
 * @param delay null for the queue's
 */
public record NewMessage(String body, String md5, int priority, Duration delay) {

    public static NewMessage of(String body) {
        return new NewMessage(body, null, Limits.DEFAULT_PRIORITY, null);
    }

    /** The same with the digest of another text than the body. */
    public NewMessage withDigestOf(String text) {
        return withMd5(Md5.upperHex(text));
    }

    public NewMessage withMd5(String claimed) {
        return new NewMessage(body, claimed, priority, delay);
    }
}
