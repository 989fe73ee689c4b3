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
 * What stands behind a request besides its bytes. The front door attaches it and the services hand
 * it on unread, so that a message can remember which request did something to it.
 */
public interface Origin {

    /** Of what no request asked for. */
    Origin NONE = () -> {};

    /**
     * The request has got as far as the messages it is about: what came of it is on record with
     * them, be it a refusal.
     */
    void arrived();
}
