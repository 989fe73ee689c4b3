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
package io.github.camelalicom.mns.emulator.pop;

import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Predicate;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.github.camelalicom.mns.emulator.http.Answer;
import io.github.camelalicom.mns.emulator.provenance.Provenance;
import io.github.camelalicom.mns.emulator.provenance.Provenance.Basis;
import io.github.camelalicom.mns.emulator.text.ChinaTime;

/** QueryTokenForMnsQueue: a temporary key for the queue of a message type. */
@Provenance(value = Basis.SDK, source = "QueryTokenForMnsQueueResponseUnmarshaller, Java demo")
public final class TokenAction {

    private final TokenStore store;
    private final BiConsumer<String, String> opened;
    private final UndocumentedPop undocumented;

    /**
     * An action that keeps its tokens in the store.
     *
     * @param opened receives the message type and the name of each queue for which a token is
     *     requested and valid
     */
    public TokenAction(
            TokenStore store, BiConsumer<String, String> opened, UndocumentedPop undocumented) {
        this.store = store;
        this.opened = opened;
        this.undocumented = undocumented;
    }

    Answer run(RpcParameters parameters, Caller account) {
        String messageType = parameters.require("MessageType");
        Optional<String> queueName = parameters.find("QueueName");
        checkOwner(parameters);
        Predicate<String> scope = scope(messageType, queueName).and(account.queues());
        queueName.filter(scope).ifPresent(name -> opened.accept(messageType, name));
        return answer(store.issue(scope));
    }

    /**
     * A token is issued for any name; if the name does not match the type, the token is valid for
     * no queue.
     */
    @Provenance(
            value = Basis.ASSUMED,
            source = "older clients send no name and read every queue; assumption token-scope")
    private Predicate<String> scope(String messageType, Optional<String> queueName) {
        return name ->
                undocumented.opensEveryQueue()
                        || name.endsWith(messageType) && name.equals(queueName.orElse(name));
    }

    private static void checkOwner(RpcParameters parameters) {
        String owner = parameters.find("OwnerId").orElse("0");
        if (!owner.chars().allMatch(Character::isDigit)) {
            throw new PopException(400, "InvalidOwnerId", "Specified OwnerId is not a number.");
        }
    }

    @Provenance(
            value = Basis.SDK,
            source = "clients read both times as China's; assumption token-end")
    private Answer answer(IssuedToken token) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("RequestId", PopErrors.requestId()).put("Code", "OK").put("Message", "OK");
        ObjectNode given = json.putObject("MessageTokenDTO");
        given.put("AccessKeyId", token.accessKeyId())
                .put("AccessKeySecret", token.accessKeySecret())
                .put("SecurityToken", token.securityToken())
                .put("CreateTime", ChinaTime.write(token.created()));
        String end = undocumented.tokenEnd(token.expires());
        if (end != null) {
            given.put("ExpireTime", end);
        }
        return Answer.json(200, json.toString());
    }
}
