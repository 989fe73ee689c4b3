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
 * The operation that a request calls; single and batch calls are separate kinds where they are
 * billed differently.
 */
public enum RequestKind {
    /** QueryTokenForMnsQueue. */
    TOKEN("token"),
    /** QuerySendDetails. */
    SEND_DETAILS("sendDetails"),
    /** QueryCallDetailByCallId. */
    CALL_DETAIL("callDetail"),
    /** QueryMessage. */
    GLOBE_MESSAGE("globeMessage"),
    /** SendMessage and BatchSendMessage. */
    SEND("send"),
    /** ReceiveMessage and BatchReceiveMessage, with or without a result. */
    RECEIVE("receive"),
    /** PeekMessage and BatchPeekMessage. */
    PEEK("peek"),
    DELETE("delete"),
    BATCH_DELETE("batchDelete"),
    CHANGE_VISIBILITY("changeVisibility"),
    GET_QUEUE("getQueue"),
    CREATE_QUEUE("createQueue"),
    SET_QUEUE("setQueue"),
    DELETE_QUEUE("deleteQueue"),
    /** Unknown to all services. */
    OTHER("other");

    private final String jsonName;

    RequestKind(String jsonName) {
        this.jsonName = jsonName;
    }

    /** Its name in the control API. */
    public String jsonName() {
        return jsonName;
    }
}
