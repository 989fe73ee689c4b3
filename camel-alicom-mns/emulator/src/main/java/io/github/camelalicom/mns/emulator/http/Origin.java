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
package io.github.camelalicom.mns.emulator.http;

/**
 * The origin of a change to a message. It is attached to a request and passed through the services
 * unread, so that the log of a message names the request that caused a change.
 */
public interface Origin {

    /** For changes that no request caused. */
    Origin NONE = () -> {};

    /**
     * Called when the request reaches the messages that it names: its result, even a refusal, is in
     * their logs.
     */
    void arrived();
}
