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
package io.github.camelalicom.mns.emulator;

/**
 * A receipt of a call.
 *
 * @param <R> the kind of receipt, so that calls can be chained
 */
public abstract class CallReceipt<R extends CallReceipt<R>> extends Receipt<R> {

    CallReceipt(String messageType) {
        super(messageType);
    }

    public R callId(String callId) {
        return with("call_id", callId);
    }

    public R outId(String outId) {
        return with("out_id", outId);
    }
}
