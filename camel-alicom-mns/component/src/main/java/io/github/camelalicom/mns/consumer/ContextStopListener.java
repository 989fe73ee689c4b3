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
package io.github.camelalicom.mns.consumer;

/** A consumer or poller, as the stop of the Camel context sees it. */
public interface ContextStopListener {

    /** The context begins to stop: no new receive. Returns at once. */
    void endReceiving();

    /** The context has stopped it, or it has stopped before: nothing goes on in the background. */
    void finish();
}
